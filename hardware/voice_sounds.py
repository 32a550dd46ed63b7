"""Sounds as numbers: a tick and a chime that need no file, and WAV in and out. Pure."""

import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import exp, sin, tau
from typing import Final

RATE: Final = 22050
"""Samples a second of what is made here, as espeak-ng has it too."""

_BYTES: Final = 2
_LOUDEST: Final = 32767
_RISE_S: Final = 0.004
"""A note that begins at once clicks."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, little end first."""

    samples: bytes
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return len(self.samples) / _BYTES / self.rate


@dataclass(frozen=True, slots=True)
class Note:
    """A sine that fades: `begin` and `fade` in seconds, `loud` 0 to 1."""

    hertz: float
    begin: float
    fade: float
    loud: float

    def at(self, second: float) -> float:
        """Its wave at this time, -1 to 1."""
        age = second - self.begin
        if age < 0:
            return 0.0
        swell = min(1.0, age / _RISE_S) * exp(-age / self.fade)
        return self.loud * swell * sin(tau * self.hertz * age)


TICK: Final = (Note(1400, begin=0.0, fade=0.004, loud=0.5),)
CHIME: Final = (
    Note(659.3, begin=0.0, fade=0.22, loud=0.3),
    Note(1318.5, begin=0.0, fade=0.10, loud=0.06),
    Note(523.3, begin=0.38, fade=0.30, loud=0.3),
    Note(1046.5, begin=0.38, fade=0.12, loud=0.06),
)
"""A falling third, each note with a little of its octave."""


def tick(volume: int = 100) -> Sound:
    """A soft tick of 30 ms, for a touch or a press; `volume` in percent."""
    return _played(TICK, 0.03, volume)


def chime(volume: int = 100) -> Sound:
    """Two soft notes in 1.4 s, before a call; `volume` in percent."""
    return _played(CHIME, 1.4, volume)


def joined(sounds: Sequence[Sound]) -> Sound:
    """One sound after another, all of them of one rate."""
    return Sound(b"".join(sound.samples for sound in sounds), sounds[0].rate)


def scaled(sound: Sound, volume: int) -> Sound:
    """The same sound at `volume` percent of its loudness."""
    quieter = array("h", (sample * volume // 100 for sample in array("h", sound.samples)))
    return Sound(quieter.tobytes(), sound.rate)


def from_wav(wav: bytes) -> Sound:
    """Read a WAV file, also one whose writer did not know how long it would be.

    Raises:
        ValueError: it is none, or it has not one channel of 16-bit samples.
    """
    try:
        with wave.open(BytesIO(wav)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, _BYTES):
                raise ValueError("not one channel of 16-bit samples")
            return Sound(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"no WAV file ({error})") from error


def to_wav(sound: Sound) -> bytes:
    """Write a WAV file."""
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_BYTES)
        file.setframerate(sound.rate)
        file.writeframes(sound.samples)
    return written.getvalue()


def _played(notes: Sequence[Note], seconds: float, volume: int) -> Sound:
    loudest = _LOUDEST * volume / 100
    samples = (n / RATE for n in range(round(seconds * RATE)))
    return Sound(array("h", (round(loudest * _sum(notes, at)) for at in samples)).tobytes())


def _sum(notes: Sequence[Note], at: float) -> float:
    return sum(note.at(at) for note in notes)
