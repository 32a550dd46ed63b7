"""A real Mosquitto with two clients, and a port on which nobody listens."""

import socket
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from runtime.mqtt_wire import MqttWire, connect
from simulation.mosquitto import Mosquitto, private_mosquitto
from tests.runtime.clients import CENTRE, PASSWORDS, server
from tests.waiting import until


@pytest.fixture
async def mosquitto(tmp_path: Path) -> AsyncIterator[Mosquitto]:
    async with private_mosquitto(tmp_path, CENTRE, PASSWORDS) as mosquitto:
        yield mosquitto


@pytest.fixture
async def pad(mosquitto: Mosquitto) -> AsyncIterator[MqttWire]:
    async with connect(server(mosquitto, "pad-1")) as wire:
        await until(lambda: wire.connected)
        yield wire


@pytest.fixture
async def broker(mosquitto: Mosquitto) -> AsyncIterator[MqttWire]:
    async with connect(server(mosquitto, "broker")) as wire:
        await until(lambda: wire.connected)
        yield wire


@pytest.fixture
def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
