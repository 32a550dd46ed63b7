"""Turns at one loudspeaker: sounds wait for each other, ticks do not wait."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from hardware.voice import VoiceError

Sounding = Callable[[], Awaitable[None]]
"""Makes a sound and returns when it was heard, or raises `VoiceError`."""


class Turns:
    """Lets one sound be heard at a time; `fault` is why the last one was not, empty if it was."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self._turn = asyncio.Lock()
        self._tick: asyncio.Task[None] | None = None

    async def take(self, sounding: Sounding) -> None:
        """Wait for the turn, then for the sound.

        Raises:
            VoiceError: it was not heard.
        """
        async with self._turn:
            try:
                await sounding()
            except VoiceError as error:
                self.fault = str(error)
                raise
            self.fault = ""

    def squeeze_in(self, sounding: Sounding) -> None:
        """Begin a sound that nobody waits for, unless another is heard or about to be."""
        if self._turn.locked() or (self._tick and not self._tick.done()):
            return
        self._tick = asyncio.get_running_loop().create_task(self._take_quietly(sounding))

    async def close(self) -> None:
        """End a tick."""
        if self._tick:
            self._tick.cancel()
            await asyncio.wait({self._tick})

    async def _take_quietly(self, sounding: Sounding) -> None:
        with suppress(VoiceError):  # `fault` has it; a press must not fail for its tick
            await self.take(sounding)
