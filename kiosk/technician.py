"""What a technician can see and try at the kiosk itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from PIL.Image import Image

from faces.fonts import Fonts
from faces.machine import Lines, Place, of_machine, of_parts
from faces.texts import Language, Texts
from faces.trial_print import trial_print
from hardware.voice import tried
from kiosk.parts import Parts
from kiosk.settings import KioskSettings
from kiosk.wording import day
from kiosk.world import World
from runtime.health import address
from runtime.online import Station


@dataclass
class Technician:
    """The technician's page, and the trials on it."""

    settings: KioskSettings
    station: Station
    parts: Parts
    texts: Mapping[Language, Texts]

    def lines(self, world: World, texts: Texts) -> Lines:
        """What there is to know of the machine, in the order of asking."""
        state, own = self.station.presence.state(), address(self.settings.server.host)
        place = Place(self.settings, own, reached=world.reached)
        catalogue = (texts.say("fact.catalogue"), self._catalogue(world, texts))
        parts = of_parts(state, self.parts.fault, texts)
        return (*of_machine(state, place, texts, (catalogue,)), *parts)

    def trial(self, world: World, width: int) -> Image:
        """A page that shows whether the printer is set up right."""
        own = self.texts[self.settings.language]
        lines = [f"{name}: {value}" for name, value in self.lines(world, own)]
        return trial_print(lines, own, Fonts.load(), width)

    async def sound(self) -> None:
        """Let the technician hear the speaker."""
        voice, own = self.parts.hardware.voice, self.texts[self.settings.language]
        problem = await tried(voice, own.say("touch.test_sound_text"), own.language)
        self.station.presence.set_problem("voice", problem)

    def _catalogue(self, world: World, texts: Texts) -> str:
        shelf = world.shelf
        if shelf is None:
            return texts.say("fact.unknown")
        return texts.say("kiosk.source", n=len(shelf.listings), date=day(shelf.date))
