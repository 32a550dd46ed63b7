"""The real programs, writing what they play to a file; and programs that misbehave."""

import asyncio
import os
import wave
from array import array
from collections.abc import AsyncIterator
from math import sqrt
from pathlib import Path

import pytest

from hardware import voice_espeak
from hardware.settings import VoiceEspeak
from hardware.voice import VoiceError
from hardware.voice_espeak import EspeakVoice
from hardware.voice_sounds import RATE, Sound, chime, to_wav
from tests.waiting import until

SENTENCE = "Mời số A không một hai"


def espeak(device: str = "default", **changes: object) -> EspeakVoice:
    """The driver as a settings file builds it."""
    said = {"driver": "espeak", "device": device, **changes}
    return VoiceEspeak.model_validate(said).open()


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    """What the last sound was."""
    return tmp_path / "heard.wav"


@pytest.fixture
async def voice(heard: Path) -> AsyncIterator[EspeakVoice]:
    voice = espeak(f"file:{heard},wav")
    yield voice
    await voice.close()


def samples(path: Path) -> "array[int]":
    with wave.open(str(path)) as file:
        return array("h", file.readframes(file.getnframes()))


def seconds(path: Path) -> float:
    return len(samples(path)) / RATE


def loudness(path: Path) -> float:
    """The root of the mean square."""
    values = samples(path)
    return sqrt(sum(value * value for value in values) / len(values))


@pytest.mark.parametrize(("language", "text"), [("vi", SENTENCE), ("en", "Number A, zero one")])
async def test_a_sentence_is_heard(
    voice: EspeakVoice, heard: Path, language: str, text: str
) -> None:
    await voice.say(text, language)
    assert 0.8 < seconds(heard) < 4
    assert loudness(heard) > 500


async def test_a_chime_is_heard_as_it_was_made(voice: EspeakVoice, heard: Path) -> None:
    await voice.chime()
    assert seconds(heard) == pytest.approx(chime().seconds, abs=0.2)  # whole blocks are played
    assert samples(heard).tobytes().startswith(chime().samples)


async def test_a_tick_is_heard(voice: EspeakVoice, heard: Path) -> None:
    voice.tick()
    await until(lambda: heard.exists() and heard.stat().st_size > 1000)


async def test_slower_is_longer_and_a_lower_volume_is_softer(heard: Path) -> None:
    lengths, volumes = list[float](), list[float]()
    for speed, volume in ((200, 100), (100, 25)):
        device = f"file:{heard},wav"
        await espeak(device, speed=speed, volume=volume).say(SENTENCE, "vi")
        lengths.append(seconds(heard))
        volumes.append(loudness(heard))
    assert lengths[1] > 1.3 * lengths[0]
    assert volumes[1] < 0.5 * volumes[0]


async def test_a_text_is_never_an_option(voice: EspeakVoice, heard: Path) -> None:
    await voice.say("--version", "en")
    assert loudness(heard) > 100


async def test_an_empty_text_is_silence_and_no_fault(voice: EspeakVoice) -> None:
    await voice.say("", "vi")
    assert voice.fault() == ""


# --- Recorded words -----------------------------------------------------------------------------


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Words of 0.1 s, each of one loudness."""
    (tmp_path / "clips" / "vi").mkdir(parents=True)
    for loud, word in enumerate(["a", "không", "một"], start=1):
        clip = Sound(array("h", [loud * 1000] * (RATE // 10)).tobytes())
        (tmp_path / "clips" / "vi" / f"{word}.wav").write_bytes(to_wav(clip))
    return tmp_path / "clips"


async def test_recorded_words_are_joined_where_all_are_there(clips: Path, heard: Path) -> None:
    voice = espeak(f"file:{heard},wav", clips=clips)
    await voice.say("A, không một", "vi")
    played = samples(heard)
    assert [played[RATE * tenth // 20] for tenth in (1, 3, 5)] == [1000, 2000, 3000]


async def test_a_text_with_a_word_that_nobody_recorded_is_synthesised(
    clips: Path, heard: Path
) -> None:
    voice = espeak(f"file:{heard},wav", clips=clips)
    await voice.say("A không một hai", "vi")
    assert seconds(heard) > 0.6


@pytest.mark.parametrize(
    ("clip", "complaint"),
    [(b"", r"một\.wav cannot be used"), (to_wav(Sound(b"\0\0", 8000)), r"at the same rate")],
)
async def test_a_clip_that_cannot_be_used_is_named(
    clips: Path, clip: bytes, complaint: str
) -> None:
    (clips / "vi" / "một.wav").write_bytes(clip)
    with pytest.raises(VoiceError, match=complaint):
        await espeak(clips=clips).say("A một", "vi")


# --- When something is wrong --------------------------------------------------------------------


async def test_a_machine_without_a_sound_card_says_what_to_check() -> None:
    voice = espeak("nonsense")
    with pytest.raises(VoiceError, match=r'sound card "nonsense" plays nothing.*aplay -L'):
        await voice.say(SENTENCE, "vi")
    assert "aplay -L" in voice.fault()


@pytest.mark.parametrize("voices", [{"en": "en"}, {"vi": "xx"}])
async def test_a_language_without_a_voice_is_named(voices: dict[str, str]) -> None:
    with pytest.raises(VoiceError, match=r'no voice for "vi"|voice does not exist'):
        await espeak(voices=voices).say(SENTENCE, "vi")


async def test_missing_programs_are_named_with_their_packages_before_anybody_is_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = espeak()
    assert voice.fault().endswith("apt-get install espeak-ng alsa-utils")
    with pytest.raises(VoiceError, match=r"^espeak-ng is missing: apt-get install espeak-ng$"):
        await voice.say(SENTENCE, "vi")
    with pytest.raises(VoiceError, match=r"^aplay is missing: apt-get install alsa-utils$"):
        await voice.chime()


@pytest.fixture
def hanging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A program in the place of `request.param` that never ends; it writes its id to this file."""
    running, folder = tmp_path / "running", tmp_path / "bin"
    folder.mkdir()
    program = folder / request.param
    tell = f"echo $$ >{running}.new\nmv {running}.new {running}"
    program.write_text(f"#!/bin/sh\n{tell}\nexec sleep 60")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return running


def is_gone(running: Path) -> bool:
    """Whether no process, not even a dead one, has this id."""
    return not Path(f"/proc/{running.read_text().strip()}").exists()


@pytest.mark.parametrize("hanging", ["espeak-ng", "aplay"], indirect=True)
async def test_a_sentence_that_is_cancelled_leaves_no_process(
    voice: EspeakVoice, hanging: Path
) -> None:
    saying = asyncio.create_task(voice.say(SENTENCE, "vi"))
    await until(hanging.exists)
    saying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saying
    assert is_gone(hanging)


@pytest.mark.parametrize("hanging", ["aplay"], indirect=True)
async def test_closing_ends_a_tick_and_leaves_no_process(voice: EspeakVoice, hanging: Path) -> None:
    voice.tick()
    await until(hanging.exists)
    await voice.close()
    assert is_gone(hanging)


@pytest.mark.parametrize("hanging", ["espeak-ng", "aplay"], indirect=True)
async def test_a_program_that_hangs_is_a_fault_and_is_ended(
    voice: EspeakVoice, hanging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_espeak, "SLACK_S", 0.5)
    with pytest.raises(VoiceError, match="did not end within"):
        await voice.say(SENTENCE, "vi")
    assert "did not end within" in voice.fault()
    assert is_gone(hanging)
