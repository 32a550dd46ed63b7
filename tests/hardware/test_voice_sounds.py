"""Sounds that are made here, and what becomes of them."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.voice_sounds import Sound, chime, from_wav, joined, scaled, tick, to_wav

sounds = st.builds(
    lambda samples, rate: Sound(array("h", samples).tobytes(), rate),
    st.lists(st.integers(-32768, 32767), max_size=50),
    st.sampled_from([8000, 22050, 48000]),
)


def loudest(sound: Sound) -> int:
    return max(abs(sample) for sample in array("h", sound.samples))


@pytest.mark.parametrize(("sound", "longest_s"), [(tick(), 0.05), (chime(), 1.5)])
def test_tick_and_chime_are_short_soft_and_begin_and_end_in_silence(
    sound: Sound, longest_s: float
) -> None:
    samples = array("h", sound.samples)
    assert 0.02 < sound.seconds < longest_s
    assert 3000 < loudest(sound) < 16000
    assert samples[0] == 0
    assert max(abs(sample) for sample in samples[-20:]) < 1200


def test_the_volume_is_that_of_the_loudest_sample() -> None:
    assert loudest(tick(50)) == pytest.approx(loudest(tick()) / 2, rel=0.01)
    assert loudest(scaled(chime(), 25)) == pytest.approx(loudest(chime(25)), abs=2)


@given(sounds)
def test_a_sound_comes_back_from_its_file(sound: Sound) -> None:
    assert from_wav(to_wav(sound)) == sound


@given(st.lists(sounds.map(lambda sound: Sound(sound.samples)), min_size=1))
def test_joined_sounds_last_as_long_as_all_of_them(parts: list[Sound]) -> None:
    assert joined(parts).seconds == pytest.approx(sum(part.seconds for part in parts))


def test_a_file_whose_writer_did_not_know_its_length_is_read_to_its_end() -> None:
    wav = bytearray(to_wav(tick()))
    wav[4:8] = (0x7FFFF024).to_bytes(4, "little")
    wav[40:44] = (0x7FFFF000).to_bytes(4, "little")
    assert from_wav(bytes(wav)) == tick()


@pytest.mark.parametrize("wav", [b"", b"RIFF", b"no file at all", to_wav(tick())[:20]])
def test_what_is_no_sound_is_refused(wav: bytes) -> None:
    with pytest.raises(ValueError, match="no WAV file"):
        from_wav(wav)
