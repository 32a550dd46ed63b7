"""One set of promises for the wire in memory and the wire over MQTT, with a real Mosquitto."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.mqtt_wire import connect
from runtime.server import Server
from runtime.wire import MemoryServer, Message, Wire, matches
from simulation.mosquitto import private_mosquitto
from tests.waiting import until

CENTRE = "mot-cua"
STATE = f"motcua/1/{CENTRE}/state/device/pad-1"
EVENT = f"motcua/1/{CENTRE}/event/issued"


@dataclass
class Wires:
    """A speaker and a listener on one server, and how the listener loses and finds it."""

    speaker: Wire
    listener: Wire
    cut: Callable[[], Awaitable[None]]
    mend: Callable[[], Awaitable[None]]


@asynccontextmanager
async def in_memory(_folder: Path) -> AsyncIterator[Wires]:
    server = MemoryServer()
    speaker, listener = server.client(), server.client()

    async def cut() -> None:
        listener.cut()
        speaker.cut()

    async def mend() -> None:
        listener.mend()
        speaker.mend()

    yield Wires(speaker, listener, cut, mend)


@asynccontextmanager
async def over_mqtt(folder: Path) -> AsyncIterator[Wires]:
    users = {"broker": "b", "pad-1": "p"}
    async with AsyncExitStack() as stack:
        mosquitto = await stack.enter_async_context(private_mosquitto(folder, CENTRE, users))
        speaker, listener = [
            await stack.enter_async_context(
                connect(Server("127.0.0.1", mosquitto.port, user, users[user]))
            )
            for user in ("broker", "pad-1")
        ]
        yield Wires(speaker, listener, mosquitto.stop, mosquitto.start)


@pytest.fixture(params=[in_memory, over_mqtt], ids=["memory", "mqtt"])
async def wires(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Wires]:
    async with request.param(tmp_path) as wires:
        await until(lambda: wires.speaker.connected and wires.listener.connected)
        yield wires


async def heard(wires: Wires, topic_filter: str) -> list[Message]:
    """A list that fills with what the listener hears from now on."""
    messages: list[Message] = []
    wires.listener.subscribe(topic_filter, messages.append)
    await reaches(wires, messages)
    return messages


async def reaches(wires: Wires, messages: list[Message]) -> None:
    """Speak until it is heard, and forget what was heard until then."""
    while not any(message.payload == b"hello?" for message in messages):
        wires.speaker.publish(EVENT, b"hello?")
        await asyncio.sleep(0.01)
    messages.clear()


# --- Both ---------------------------------------------------------------------------------------


async def test_what_is_said_is_heard(wires: Wires) -> None:
    messages = await heard(wires, EVENT)
    assert wires.speaker.publish(EVENT, "Đất đai".encode())
    await until(lambda: Message(EVENT, "Đất đai".encode()) in messages)


async def test_what_is_said_is_heard_in_order(wires: Wires) -> None:
    messages = await heard(wires, EVENT)
    said = [str(number).encode() for number in range(200)]
    for payload in said:
        wires.speaker.publish(EVENT, payload)
    await until(lambda: len(messages) >= 200)
    assert [message.payload for message in messages if message.payload != b"hello?"] == said


async def test_a_plus_hears_every_key(wires: Wires) -> None:
    messages = await heard(wires, EVENT.replace("issued", "+"))
    wires.speaker.publish(EVENT.replace("issued", "called"), b"x")
    await until(lambda: any(message.topic.endswith("/called") for message in messages))


async def test_what_is_kept_is_heard_by_who_comes_later(wires: Wires) -> None:
    wires.speaker.publish(STATE.replace("pad-1", "broker"), b"kept", retain=True)
    messages: list[Message] = []
    wires.listener.subscribe(STATE.replace("pad-1", "+"), messages.append)
    await until(lambda: bool(messages))
    assert messages[0].payload == b"kept"


async def test_a_filter_has_one_handler(wires: Wires) -> None:
    wires.listener.subscribe(EVENT, print)
    with pytest.raises(ValueError, match="has a handler already"):
        wires.listener.subscribe(EVENT, print)


async def test_nothing_is_said_while_cut_off(wires: Wires) -> None:
    await wires.cut()
    await until(lambda: not wires.speaker.connected)
    assert not wires.speaker.publish(EVENT, b"lost")


async def test_whoever_watches_is_told_of_each_change(wires: Wires) -> None:
    changes: list[bool] = []
    wires.listener.on_connection(changes.append)
    await wires.cut()
    await until(lambda: changes == [False])
    await wires.mend()
    await until(lambda: changes == [False, True])


async def test_after_a_reconnection_everything_is_heard_again(wires: Wires) -> None:
    messages = await heard(wires, EVENT)
    await wires.cut()
    await until(lambda: not wires.listener.connected)
    await wires.mend()
    await until(lambda: wires.listener.connected)
    await reaches(wires, messages)


# --- Filters ------------------------------------------------------------------------------------

LEVEL = st.text(st.characters(codec="utf-8", exclude_characters="/+#"), max_size=5)


@given(st.lists(LEVEL, min_size=1))
def test_a_topic_passes_itself_as_a_filter(levels: list[str]) -> None:
    assert matches("/".join(levels), "/".join(levels))


@given(st.lists(LEVEL, min_size=1), st.data())
def test_a_plus_passes_any_one_level(levels: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(levels) - 1))
    wild = [*levels[:at], "+", *levels[at + 1 :]]
    assert matches("/".join(wild), "/".join(levels))


@pytest.mark.parametrize("topic", ["a", "a/b/c", "b/b", "", "a/"])
def test_a_plus_passes_neither_more_nor_less(topic: str) -> None:
    assert matches("a/+", topic) is (topic == "a/")
