"""What all voices do. A new driver is a row in `VOICES`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from hardware.settings import VoiceEspeak
from hardware.voice import Voice, VoiceError
from hardware.voice_none import NoVoice
from hardware.voice_simulated import Chimed, Said, SimulatedVoice, Ticked
from tests.waiting import until

VOICES: dict[str, Callable[[Path], Voice]] = {
    "espeak": lambda folder: VoiceEspeak(
        driver="espeak", device=f"file:{folder / 'heard.wav'},wav"
    ).open(),
    "simulated": lambda _: SimulatedVoice(),
    "none": lambda _: NoVoice(),
}


@pytest.fixture(params=VOICES)
async def voice(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Voice]:
    voice = VOICES[request.param](tmp_path)
    yield voice
    await voice.close()


@pytest.fixture
async def simulated() -> AsyncIterator[SimulatedVoice]:
    voice = SimulatedVoice()
    yield voice
    await voice.close()


async def test_sentences_a_chime_and_a_tick_are_heard_without_fault(voice: Voice) -> None:
    voice.tick()
    await voice.chime()
    await asyncio.gather(voice.say("Mời số một", "vi"), voice.say("Number one", "en"))
    assert voice.fault() == ""


async def test_a_tick_is_ended_by_closing(voice: Voice) -> None:
    voice.tick()
    await voice.close()
    assert voice.fault() == ""


async def test_sentences_wait_for_each_other_in_their_order(simulated: SimulatedVoice) -> None:
    simulated.hang()
    sentences = [asyncio.create_task(simulated.say(str(n), "vi")) for n in range(3)]
    await asyncio.sleep(0)
    assert simulated.said == []
    simulated.go_on()
    await asyncio.gather(*sentences)
    assert simulated.said == [Said("0", "vi"), Said("1", "vi"), Said("2", "vi")]


async def test_a_tick_is_dropped_while_anything_else_is_heard(simulated: SimulatedVoice) -> None:
    simulated.hang()
    chime = asyncio.create_task(simulated.chime())
    await asyncio.sleep(0)
    simulated.tick()
    simulated.go_on()
    await chime
    simulated.tick()
    simulated.tick()
    await until(lambda: len(simulated.history) == 2)
    await simulated.say("Xong", "vi")
    assert list(simulated.history) == [Chimed(), Ticked(), Said("Xong", "vi")]


async def test_a_fault_is_told_until_something_is_heard_again(simulated: SimulatedVoice) -> None:
    simulated.unplug()
    with pytest.raises(VoiceError, match="plug it in"):
        await simulated.say("Mời số một", "vi")
    assert "plug it in" in simulated.fault()
    simulated.plug()
    await simulated.chime()
    assert simulated.fault() == ""
    assert simulated.said == []


async def test_a_tick_that_is_not_heard_fails_nobody_and_is_a_fault(
    simulated: SimulatedVoice,
) -> None:
    simulated.unplug()
    simulated.tick()
    await until(simulated.fault)


async def test_a_sentence_that_is_cancelled_lets_the_next_be_heard(
    simulated: SimulatedVoice,
) -> None:
    simulated.hang()
    first = asyncio.create_task(simulated.say("một", "vi"))
    await asyncio.sleep(0)
    first.cancel()
    simulated.go_on()
    await simulated.say("hai", "vi")
    assert simulated.said == [Said("hai", "vi")]
