"""A cable carries bytes until it is pulled."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from simulation.cable import HOST, Cable, cable


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(100):
        writer.write(data)
    writer.close()


@pytest.fixture
async def plugged() -> AsyncIterator[Cable]:
    server = await asyncio.start_server(echo, HOST, 0)
    async with cable(server.sockets[0].getsockname()[1]) as plugged:
        yield plugged
    server.close()


async def say(plugged: Cable, text: bytes) -> bytes:
    """What comes back; nothing when the connection breaks."""
    reader, writer = await asyncio.open_connection(HOST, plugged.port)
    try:
        writer.write(text)
        return await reader.read(100)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_cable_carries_both_ways(plugged: Cable) -> None:
    assert await say(plugged, b"hello") == b"hello"


async def test_pulling_it_breaks_what_it_carried(plugged: Cable) -> None:
    reader, writer = await asyncio.open_connection(HOST, plugged.port)
    writer.write(b"hello")
    assert await reader.read(100) == b"hello"
    plugged.pull()
    assert await reader.read(100) == b""
    writer.close()


async def test_nothing_comes_through_a_pulled_cable(plugged: Cable) -> None:
    plugged.pull()
    assert await say(plugged, b"hello") == b""


async def test_it_carries_again_when_it_is_plugged_in(plugged: Cable) -> None:
    plugged.pull()
    plugged.plug()
    assert await say(plugged, b"hello again") == b"hello again"


async def test_a_server_that_is_away_looks_like_a_broken_connection(unused_tcp_port: int) -> None:
    async with cable(unused_tcp_port) as plugged:
        assert await say(plugged, b"hello") == b""


async def test_it_ends_when_the_device_ends_it(plugged: Cable) -> None:
    _, writer = await asyncio.open_connection(HOST, plugged.port)
    writer.close()
    await writer.wait_closed()
    assert await say(plugged, b"still there") == b"still there"


async def test_what_is_on_its_way_when_it_is_pulled_is_lost(plugged: Cable) -> None:
    heard = list[bytes]()

    def pull_at_an_answer(data: bytes) -> None:
        heard.append(data)
        if len(heard) == 2:
            plugged.pull()

    plugged.tap = pull_at_an_answer
    assert await say(plugged, b"hello") == b""
    assert heard == [b"hello", b"hello"]
