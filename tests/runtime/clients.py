"""Clients of a real Mosquitto, and what they hear."""

import asyncio
import logging

import pytest

from contract.channels import Topics
from contract.messages import DeviceState
from runtime.mqtt_wire import MqttWire
from runtime.server import Server
from simulation.mosquitto import HOST, Mosquitto

CENTRE = "mot-cua"
TOPICS = Topics(CENTRE)
PASSWORDS = {"broker": "b-secret", "pad-1": "p-secret"}
EVENT = f"motcua/1/{CENTRE}/event/issued"
STATE = TOPICS.state(DeviceState, "pad-1")


def server(mosquitto: Mosquitto, user: str, password: str | None = None) -> Server:
    will = (TOPICS.state(DeviceState, user), b"gone")
    return Server(HOST, mosquitto.port, user, password or PASSWORDS[user], will=will)


async def hears(wire: MqttWire, topic_filter: str) -> list[bytes]:
    """A list that fills with what a client hears from now on."""
    payloads: list[bytes] = []
    wire.subscribe(topic_filter, lambda message: payloads.append(message.payload))
    await hears_itself(wire)
    return payloads


async def hears_itself(wire: MqttWire) -> None:
    """Wait until the server has done all that was asked of it so far."""
    own, heard = TOPICS.state(DeviceState, wire.server.username), asyncio.Event()
    wire.subscribe(own, lambda _: heard.set())
    wire.publish(own, b"is anybody there?")
    await heard.wait()


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line.getMessage() for line in caplog.records if line.levelno >= logging.WARNING]
