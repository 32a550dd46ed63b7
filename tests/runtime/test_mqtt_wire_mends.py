"""The wire over a real Mosquitto mends itself when the server comes late, goes and comes again."""

import asyncio
import os
import signal
import socket
import struct
import threading
from pathlib import Path

import pytest

from contract.messages import DeviceState
from runtime import mqtt_wire
from runtime.link import Link
from runtime.mqtt_wire import MqttWire, connect
from runtime.server import Server
from simulation.mosquitto import HOST, Mosquitto, private_mosquitto
from tests.runtime.clients import (
    CENTRE,
    EVENT,
    PASSWORDS,
    STATE,
    TOPICS,
    hears,
    server,
    warnings,
)
from tests.waiting import until

WELCOME = bytes((0x20, 3, 0, 0, 0))
"""CONNACK: no session, success, no properties."""


async def test_the_server_may_come_later(
    tmp_path: Path, free_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with connect(Server(HOST, free_port, "pad-1", PASSWORDS["pad-1"])) as wire:
        await until(lambda: bool(warnings(caplog)))
        assert not wire.connected
        async with private_mosquitto(tmp_path, CENTRE, PASSWORDS, free_port):
            await until(lambda: wire.connected)
    [warning] = [line for line in warnings(caplog) if "refused" in line]
    assert warning.startswith(f"MQTT server {HOST}:{free_port}: ")
    assert "is it running, is the cable in?" in warning


async def test_a_connection_that_breaks_while_we_say_our_first_words_is_made_again() -> None:
    """The library must not be in a callback then: it would wait for itself for ever."""
    greeted, gone = threading.Event(), threading.Event()

    def welcome_and_vanish(listener: socket.socket) -> None:
        caller, _ = listener.accept()
        with caller:
            caller.recv(4096)
            caller.send(WELCOME)
            greeted.wait()
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        gone.set()

    with socket.create_server((HOST, 0)) as listener:
        server = threading.Thread(target=welcome_and_vanish, args=[listener])
        server.start()
        states: list[bool] = []
        async with connect(Server(HOST, listener.getsockname()[1], "pad-1", "")) as wire:

            def speak(connected: bool) -> None:
                states.append(connected)
                greeted.set()
                gone.wait()
                wire.publish(STATE, b"here", retain=True)

            wire.on_connection(speak)
            await until(lambda: states == [True, False])
        server.join()


async def test_after_a_power_cut_of_the_server_all_is_as_before(
    mosquitto: Mosquitto, pad: MqttWire, broker: MqttWire, tmp_path: Path
) -> None:
    heard = await hears(pad, EVENT)
    Link(pad, TOPICS, "pad-1").state("pad-1", DeviceState(device="pad-1", status="online"))
    await mosquitto.kill()
    await until(lambda: not pad.connected and not broker.connected)
    (tmp_path / "mosquitto.db").unlink(missing_ok=True)  # it forgot everything
    await mosquitto.start()
    await until(lambda: pad.connected and broker.connected)
    kept = await hears(broker, STATE)
    await until(lambda: bool(kept))
    assert DeviceState.model_validate_json(kept[0]).status == "online"
    while not heard:
        broker.publish(EVENT, b"news")
        await asyncio.sleep(0.01)


async def test_an_old_state_that_was_on_its_way_does_not_overwrite_a_new_one(
    mosquitto: Mosquitto, pad: MqttWire, broker: MqttWire
) -> None:
    link = Link(pad, TOPICS, "pad-1")
    assert mosquitto.child.pid is not None
    os.kill(mosquitto.child.pid, signal.SIGSTOP)  # takes no more messages
    link.state("pad-1", DeviceState(device="pad-1", status="online", says="old"))
    await mosquitto.kill()
    await until(lambda: not pad.connected)
    link.state("pad-1", DeviceState(device="pad-1", status="online", says="new"))
    await mosquitto.start()
    await until(lambda: pad.connected and broker.connected)
    said = await hears(broker, STATE)
    pad.publish(
        STATE, DeviceState(device="pad-1", status="online", says="end").model_dump_json().encode()
    )
    await until(lambda: any(b'"end"' in payload for payload in said))
    assert b'"new"' in said[-2]


async def test_a_server_that_fell_silent_counts_as_gone(
    mosquitto: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mqtt_wire, "KEEPALIVE_S", 1)
    async with connect(server(mosquitto, "pad-1")) as wire:
        await until(lambda: wire.connected)
        assert mosquitto.child.pid is not None
        os.kill(mosquitto.child.pid, signal.SIGSTOP)
        await until(lambda: not wire.connected)
        os.kill(mosquitto.child.pid, signal.SIGCONT)
        await until(lambda: wire.connected)


async def test_something_that_is_no_mqtt_server_is_complained_about_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    visits: list[asyncio.StreamWriter] = []

    def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(writer)
        writer.close()

    async with await asyncio.start_server(hang_up, HOST, 0) as stranger:
        port = stranger.sockets[0].getsockname()[1]
        async with connect(Server(HOST, port, "pad-1")):
            await until(lambda: len(visits) == 3)
    assert warnings(caplog) == [
        "MQTT server hung up on pad-1; is it one, and does it want TLS; goes on trying"
    ]
