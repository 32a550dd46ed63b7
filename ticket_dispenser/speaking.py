"""What a dispenser says aloud: the number it gave, and the screen to whoever asked for that."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from faces.spoken import spelled
from faces.texts import Language, Texts
from hardware.voice import Voice, VoiceError
from ticket_dispenser.settings import DispenserSettings

log = logging.getLogger(__name__)


@dataclass
class Speaker:
    """Speaks in the background; nobody waits for it, and nothing fails with it.

    What is read from the screen ends as soon as something else is read, or nothing any more.
    """

    voice: Voice
    settings: DispenserSettings
    texts: Mapping[Language, Texts]
    later: Callable[[Coroutine[None, None, None]], asyncio.Task[None]]
    _aloud: str = field(default="", init=False)
    _reading: asyncio.Task[None] | None = field(default=None, init=False)

    def number(self, label: str, language: Language) -> None:
        """Say a number, digit by digit, where the settings want that."""
        if self.settings.speak_numbers:
            texts = self.texts[language]
            said = texts.say("dispenser.spoken", number=spelled(label, texts))
            self.later(self._say(said, language))

    def aloud(self, text: str, language: Language) -> None:
        """Read what somebody who does not see the screen is on, when it is something else."""
        if text != self._aloud:
            self._aloud = text
            if self._reading is not None:
                self._reading.cancel()
            self._reading = self.later(self._say(text, language)) if text else None

    async def _say(self, text: str, language: Language) -> None:
        try:
            await self.voice.say(text, language)
        except VoiceError as error:
            log.warning("not heard: %s", error)
