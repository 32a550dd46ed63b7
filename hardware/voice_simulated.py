"""A voice without hardware: the real turns at a loudspeaker that writes down what was heard."""

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Final

from hardware.voice import VoiceError
from hardware.voice_turns import Turns

_REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was heard to its end."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Chimed:
    """The chime."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick."""


Heard = Said | Chimed | Ticked


class SimulatedVoice:
    """See `hardware.voice.Voice`; the other methods are its faults and its history.

    A sound takes no time, unless the sound card hangs.
    """

    def __init__(self) -> None:
        self.history: deque[Heard] = deque(maxlen=_REMEMBERED)
        """All that was heard, oldest first."""
        self._turns = Turns()
        self._card = True
        self._goes_on = asyncio.Event()
        self._goes_on.set()

    async def say(self, text: str, language: str) -> None:
        """See `Voice`."""
        await self._turns.take(partial(self._sound, Said(text, language)))

    async def chime(self) -> None:
        """See `Voice`."""
        await self._turns.take(partial(self._sound, Chimed()))

    def tick(self) -> None:
        """See `Voice`."""
        self._turns.squeeze_in(partial(self._sound, Ticked()))

    def fault(self) -> str:
        """See `Voice`: why the last sound was not heard."""
        return self._turns.fault

    async def close(self) -> None:
        """See `Voice`."""
        await self._turns.close()

    @property
    def said(self) -> list[Said]:
        """The sentences that were heard, oldest first."""
        return [heard for heard in self.history if isinstance(heard, Said)]

    @property
    def plugged(self) -> bool:
        """Whether there is a sound card."""
        return self._card

    def unplug(self) -> None:
        """Take the sound card out."""
        self._card = False

    def plug(self) -> None:
        """Put the sound card back."""
        self._card = True

    def hang(self) -> None:
        """Let the sound card stop in the middle of whatever is heard next."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Let it go on."""
        self._goes_on.set()

    async def _sound(self, heard: Heard) -> None:
        await self._goes_on.wait()
        if not self._card:
            raise VoiceError("the simulated voice has no sound card: plug it in")
        self.history.append(heard)
