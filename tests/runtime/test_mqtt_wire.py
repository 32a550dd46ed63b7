"""The wire over a real Mosquitto: who we are to it, how we go, and what is said in between."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.mqtt_wire import MqttWire, connect
from runtime.server import Server
from runtime.wire import Message
from simulation.child import program
from simulation.mosquitto import Mosquitto
from tests.runtime.clients import (
    EVENT,
    PASSWORDS,
    STATE,
    TOPICS,
    hears,
    hears_itself,
    server,
    warnings,
)
from tests.waiting import until

THEN_SILENCE = """
import asyncio, sys
from runtime.mqtt_wire import connect
from runtime.server import Server

async def main():
    port, user, password, topic = sys.argv[1:]
    server = Server("127.0.0.1", int(port), user, password, will=(topic, b"gone"))
    async with connect(server) as wire:
        wire.on_connection(lambda connected: print(connected, flush=True))
        await asyncio.Event().wait()

asyncio.run(main())
"""


# --- Who we are ---------------------------------------------------------------------------------


async def test_a_wrong_password_is_said_once_and_tried_again_until_it_is_right(
    mosquitto: Mosquitto, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with connect(server(mosquitto, "pad-1", "new-secret")) as wire:
        await until(lambda: bool(warnings(caplog)))
        change_password(tmp_path / "passwords", "pad-1", "new-secret")
        assert mosquitto.child.pid is not None
        os.kill(mosquitto.child.pid, signal.SIGHUP)
        await until(lambda: wire.connected)
    [warning] = warnings(caplog)
    assert warning.startswith("MQTT server refused pad-1: Not authorized; check its password")


def change_password(path: Path, user: str, password: str) -> None:
    subprocess.run(
        [program("mosquitto_passwd", "mosquitto"), "-b", path, user, password], check=True
    )


async def test_two_devices_of_one_name_are_noticed(
    mosquitto: Mosquitto, pad: MqttWire, caplog: pytest.LogCaptureFixture
) -> None:
    async with connect(server(mosquitto, "pad-1")) as double:
        await until(lambda: double.connected)
        await until(lambda: bool(warnings(caplog)))
    assert "are there two of that name?" in warnings(caplog)[0]
    await until(lambda: pad.connected)


async def test_a_message_that_the_server_does_not_take_is_logged(
    pad: MqttWire, caplog: pytest.LogCaptureFixture
) -> None:
    pad.publish(EVENT, b"forged")
    await until(lambda: bool(warnings(caplog)))
    assert warnings(caplog) == ["MQTT server did not take a message of pad-1: Not authorized"]


# --- Going --------------------------------------------------------------------------------------


async def test_who_leaves_is_known_to_be_gone(mosquitto: Mosquitto, broker: MqttWire) -> None:
    heard = await hears(broker, STATE)
    async with connect(server(mosquitto, "pad-1")) as wire:
        await until(lambda: wire.connected)
    await until(lambda: heard == [b"gone"])


async def test_who_dies_is_known_to_be_gone(mosquitto: Mosquitto, broker: MqttWire) -> None:
    heard = await hears(broker, STATE)
    arguments = (str(mosquitto.port), "pad-1", PASSWORDS["pad-1"], STATE)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", THEN_SILENCE, *arguments, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"True\n"
    child.kill()
    await child.wait()
    await until(lambda: heard == [b"gone"])


async def test_last_words_are_heard(mosquitto: Mosquitto, broker: MqttWire) -> None:
    heard = await hears(broker, TOPICS.ask("pad-1", "+"))
    async with connect(server(mosquitto, "pad-1")) as wire:
        await until(lambda: wire.connected)
        for _ in range(100):
            wire.publish(TOPICS.ask("pad-1", "+").replace("+", "rating"), b"x" * 4000)
    await until(lambda: len(heard) == 100)


async def test_who_is_stopped_before_it_found_the_server_just_goes() -> None:
    async with connect(Server("192.0.2.1", 1883, "pad-1")) as wire:  # RFC 5737: nobody is there
        assert not wire.connected


# --- Handlers -----------------------------------------------------------------------------------


class Broken(Exception):  # noqa: N818 - its name says enough
    """What a handler of ours might raise."""


async def test_an_error_in_a_handler_reaches_the_loop_and_the_next_message_its_handler(
    mosquitto: Mosquitto, broker: MqttWire
) -> None:
    errors, heard = list[object](), list[bytes]()
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: errors.append(context.get("exception"))
    )

    def handler(message: Message) -> None:
        if not heard:
            heard.append(b"")
            raise Broken
        heard.append(message.payload)

    async with connect(server(mosquitto, "pad-1")) as wire:
        wire.subscribe(EVENT, handler)
        await until(lambda: wire.connected)
        while len(heard) < 2:
            broker.publish(EVENT, b"x")
            await asyncio.sleep(0.01)
    assert [type(error) for error in errors] == [Broken]


async def test_an_error_in_a_watcher_reaches_the_loop(mosquitto: Mosquitto) -> None:
    errors = list[object]()
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: errors.append(context.get("exception"))
    )

    def watcher(_: object) -> None:
        raise Broken

    async with connect(server(mosquitto, "pad-1")) as wire:
        wire.on_connection(watcher)
        await until(lambda: bool(errors))
        wire._watchers.clear()  # noqa: SLF001 - it would fail again when we leave
    assert isinstance(errors[0], Broken)


# --- What is said -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 127, 128, 16_384, 60_000])
async def test_a_payload_of_any_size_arrives_whole(
    pad: MqttWire, broker: MqttWire, size: int
) -> None:
    heard = await hears(broker, TOPICS.ask("pad-1", "+"))
    payload = bytes(number % 256 for number in range(size))
    pad.publish(TOPICS.ask("pad-1", "+").replace("+", "rating"), payload)
    await until(lambda: heard == [payload])


async def test_what_a_handler_answers_goes_out(pad: MqttWire, broker: MqttWire) -> None:
    ask, answer = TOPICS.ask("pad-1", "+"), TOPICS.answer("pad-1", "1")
    broker.subscribe(ask, lambda message: void(broker.publish(answer, message.payload)))
    await hears_itself(broker)
    heard = await hears(pad, answer)
    said = [str(number).encode() for number in range(100)]
    for payload in said:
        pad.publish(ask.replace("+", "rating"), payload)
    await until(lambda: heard == said)


def void(_: object) -> None:
    """Nothing comes back from a handler."""
