"""What a screen says aloud, to whoever asked for that: the last thing, and never the rest."""

import asyncio
import logging
from dataclasses import dataclass, field

from hardware.voice import Voice, VoiceError

log = logging.getLogger(__name__)


@dataclass
class Reader:
    """Reads the last thing that somebody is on; nobody waits for it, and no loudspeaker ends it."""

    voice: Voice
    _wanted: tuple[str, str] = ("", "")
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def aloud(self, text: str, language: str) -> None:
        """Read this, and nothing that was before it."""
        if (text, language) != self._wanted:
            self._wanted = text, language
            self._changed.set()

    async def run(self) -> None:
        """Read until cancelled; whoever moves on does not hear the rest."""
        while True:
            self._changed.clear()
            async with asyncio.TaskGroup() as sounds:
                saying = sounds.create_task(self._say(*self._wanted), name="reading")
                await self._changed.wait()
                saying.cancel()

    async def _say(self, text: str, language: str) -> None:
        if not text:
            return
        try:
            await self.voice.say(text, language)
        except VoiceError as error:
            log.warning("not heard: %s", error)
