"""What a screen reads aloud: the last thing alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from hardware.reader import Reader
from hardware.voice_simulated import Said, SimulatedVoice
from tests.device import turns_of_the_loop
from tests.waiting import until


@asynccontextmanager
async def reading(voice: SimulatedVoice) -> AsyncIterator[Reader]:
    reader = Reader(voice)
    task = asyncio.create_task(reader.run())
    yield reader
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_whoever_moves_on_does_not_hear_the_rest() -> None:
    voice = SimulatedVoice()
    async with reading(voice) as reader:
        voice.hang()
        reader.aloud("Tìm thủ tục", "vi")
        await turns_of_the_loop()
        reader.aloud("Take a number", "en")
        voice.go_on()
        await until(lambda: voice.said)
    assert voice.said == [Said("Take a number", "en")]


async def test_a_silent_loudspeaker_is_logged_and_the_next_thing_is_tried(
    caplog: pytest.LogCaptureFixture,
) -> None:
    voice = SimulatedVoice()
    async with reading(voice) as reader:
        voice.unplug()
        reader.aloud("Tìm thủ tục", "vi")
        await until(lambda: "not heard" in caplog.text)
        voice.plug()
        reader.aloud("Lấy số", "vi")
        await until(lambda: voice.said)


class Broken(SimulatedVoice):
    """A voice with a mistake in it."""

    async def say(self, text: str, language: str) -> None:
        raise LookupError(text, language)


async def test_what_nobody_expects_ends_the_reader_and_is_not_lost() -> None:
    reader = Reader(Broken())
    reader.aloud("Lấy số", "vi")
    with pytest.RaisesGroup(LookupError):
        await asyncio.wait_for(reader.run(), 5)
