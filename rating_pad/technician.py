"""What a technician can see and try at the pad itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from faces.machine import Lines, Place, of_machine
from faces.texts import Language, Texts
from hardware.voice import Voice, tried
from rating_pad.settings import PadSettings
from runtime.health import address
from runtime.online import Station


@dataclass(frozen=True, slots=True)
class Technician:
    """The technician's page, and the trial on it."""

    settings: PadSettings
    station: Station
    voice: Voice
    texts: Mapping[Language, Texts]

    def facts(self, language: Language, *, reached: bool, waiting: int) -> Lines:
        """What there is to know of the machine, in the order of asking.

        Args:
            language: Of whoever reads it.
            reached: Whether the queue service can be reached.
            waiting: How much is on the disk that must still be sent.
        """
        texts, settings = self.texts[language], self.settings
        place = Place(settings, address(settings.server.host), reached=reached)
        own = (
            (texts.say("pad.fact.counter"), settings.counter),
            (texts.say("pad.fact.waiting"), str(waiting)),
            (
                texts.say("part.voice"),
                texts.say("remedy.voice" if self.voice.fault() else "fact.ok"),
            ),
        )
        return of_machine(self.station.presence.state(), place, texts, own)

    async def try_sound(self) -> None:
        """Let the speaker be heard; a fault is told with the device's state."""
        own = self.texts[self.settings.language]
        problem = await tried(self.voice, own.say("touch.test_sound_text"), own.language)
        self.station.presence.set_problem("voice", problem)
