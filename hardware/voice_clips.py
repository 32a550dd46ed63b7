"""Recorded words: one WAV file each, joined to what is said."""

import re
from pathlib import Path
from unicodedata import normalize

from hardware.voice import VoiceError
from hardware.voice_sounds import Sound, from_wav, joined

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text as clips are named: small letters, marks composed with them."""
    return _WORD.findall(normalize("NFC", text).lower())


def recorded(folder: Path, language: str, text: str) -> Sound | None:
    """Join the clips `<folder>/<language>/<word>.wav` of a text; None if a word has no clip.

    Raises:
        VoiceError: a clip cannot be used.
    """
    clips = [folder / language / f"{word}.wav" for word in words(text)]
    if not clips or not all(clip.is_file() for clip in clips):
        return None
    sounds = [_read(clip) for clip in clips]
    for clip, sound in zip(clips, sounds, strict=True):
        if sound.rate != sounds[0].rate:
            raise VoiceError(
                f"clip {clip} has {sound.rate} samples a second and {clips[0].name} has"
                f" {sounds[0].rate}: record all at the same rate"
            )
    return joined(sounds)


def _read(clip: Path) -> Sound:
    try:
        return from_wav(clip.read_bytes())
    except (OSError, ValueError) as error:
        raise VoiceError(
            f"clip {clip} cannot be used ({error}): record it as WAV, mono, 16 bits"
        ) from error
