"""The driver for a voice from espeak-ng, or from recorded words, through a sound card of ALSA.

espeak-ng writes a sentence and `aplay` plays it; both are programs of their own, started for each
sound and gone after it.
"""

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from hardware import voice_sounds
from hardware.voice import VoiceError
from hardware.voice_clips import recorded
from hardware.voice_programs import ProgramError, missing, run
from hardware.voice_sounds import Sound, from_wav, scaled, to_wav
from hardware.voice_turns import Turns

SLACK_S: Final = 5.0
"""What a program may take longer than the sound is."""

_FULL: Final = 100


class EspeakVoice:
    """See `hardware.voice.Voice`.

    `device` is ALSA's name of the sound card, as `aplay -L` lists them; `file:PATH,wav` writes a
    file instead. `voices` has for each language espeak-ng's name of a voice, as
    `espeak-ng --voices` lists them. `speed` is in words a minute, `volume` in percent. `clips` is
    the folder of recorded words, which win where they have all words of a text.
    """

    def __init__(
        self,
        *,
        device: str,
        voices: Mapping[str, str],
        speed: int,
        volume: int,
        clips: Path | None,
    ) -> None:
        self._device = device
        self._voices = voices
        self._speed = speed
        self._volume = volume
        self._clips = clips
        self._turns = Turns(missing(("aplay",) if clips else ("espeak-ng", "aplay")))
        self._tick = voice_sounds.tick(volume)
        self._chime = voice_sounds.chime(volume)

    async def say(self, text: str, language: str) -> None:
        """See `Voice`."""
        await self._turns.take(partial(self._say, text, language))

    async def chime(self) -> None:
        """See `Voice`."""
        await self._turns.take(partial(self._play, self._chime))

    def tick(self) -> None:
        """See `Voice`."""
        self._turns.squeeze_in(partial(self._play, self._tick))

    def fault(self) -> str:
        """See `Voice`: why the last sound was not heard, or what must be installed first."""
        return self._turns.fault

    async def close(self) -> None:
        """See `Voice`."""
        await self._turns.close()

    async def _say(self, text: str, language: str) -> None:
        sound = await self._recorded(text, language) or await self._spoken(text, language)
        await self._play(sound if self._volume == _FULL else scaled(sound, self._volume))

    async def _recorded(self, text: str, language: str) -> Sound | None:
        if self._clips is None:
            return None
        return await asyncio.to_thread(recorded, self._clips, language, text)

    async def _spoken(self, text: str, language: str) -> Sound:
        voice = self._voices.get(language)
        if voice is None:
            raise VoiceError(f'there is no voice for "{language}": add it to `voices`')
        # The text is not an argument: one that begins with a dash would be taken for an option.
        command = ("espeak-ng", "-b", "1", "-v", voice, "-s", str(self._speed), "--stdin")
        wav = await run((*command, "--stdout"), text.encode(), within=SLACK_S)
        try:
            return from_wav(wav) if wav else Sound(b"")
        except ValueError as error:
            raise VoiceError(f"espeak-ng wrote {error}: install it again") from error

    async def _play(self, sound: Sound) -> None:
        command = ("aplay", "-q", "-D", self._device, "-")
        try:
            await run(command, to_wav(sound), within=sound.seconds + SLACK_S)
        except ProgramError as error:
            raise VoiceError(
                f'sound card "{self._device}" plays nothing ({error}): check that it is plugged in,'
                " that this user is in the group audio, and `device`: aplay -L lists the names"
            ) from error
