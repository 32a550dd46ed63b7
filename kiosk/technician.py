"""What a technician can see and try at the kiosk itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL.Image import Image

from contract.messages import Part
from faces.fonts import Fonts
from faces.texts import Language, Texts
from faces.trial_print import trial_print
from hardware.voice import VoiceError
from kiosk.parts import Parts
from kiosk.settings import KioskSettings
from kiosk.world import World
from runtime.health import address
from runtime.online import Station

Lines = tuple[tuple[str, str], ...]


@dataclass
class Technician:
    """The technician's page, and the trials on it."""

    settings: KioskSettings
    station: Station
    parts: Parts
    texts: Mapping[Language, Texts]

    def lines(self, world: World, texts: Texts) -> Lines:
        """What there is to know of the machine, in the order of asking."""
        state, server = self.station.presence.state(), self.settings.server
        reached = texts.say("fact.reached" if world.reached else "fact.not_reached")
        rows = {
            "device": f"{state.device} ({self.settings.centre})",
            "version": state.version,
            "address": address(server.host) or "-",
            "server": f"{server.host}:{server.port} · {reached}",
            "clock": self._clock(texts, synchronised=bool(state.clock_synchronised)),
            "catalogue": self._catalogue(world, texts),
            "paper": self._paper(texts),
            "disk": f"{state.disk_free_mb} MB",
            "temperature": f"{state.temperature_c:.0f} °C" if state.temperature_c else "-",
            "uptime": texts.say("fact.minutes", n=(state.uptime_s or 0) // 60),
        }
        named = [(texts.say(f"fact.{name}"), value) for name, value in rows.items()]
        parts = [(texts.say(f"part.{part.name}"), self._part(part, texts)) for part in state.parts]
        return (*named, *parts)

    def trial(self, width: int) -> Image:
        """A page that shows whether the printer is set up right."""
        own = self.texts[self.settings.language]
        lines = [f"{name}: {value}" for name, value in self.lines(World(), own)]
        return trial_print(lines, own, Fonts.load(), width)

    async def sound(self) -> None:
        """Let the technician hear the speaker."""
        voice, own = self.parts.hardware.voice, self.texts[self.settings.language]
        try:
            await voice.chime()
            await voice.say(own.say("touch.test_sound_text"), own.language)
        except VoiceError as error:
            self.station.presence.set_part("voice", "fault", str(error))

    def _catalogue(self, world: World, texts: Texts) -> str:
        shelf = world.shelf
        if shelf is None:
            return texts.say("fact.unknown")
        return texts.say("kiosk.source", n=len(shelf.listings), date=shelf.date)

    def _paper(self, texts: Texts) -> str:
        if self.parts.supply is None:
            return "-"
        paper = self.parts.supply.left()
        metres = f"{paper.metres:.0f}"
        if paper.tickets is None:
            return texts.say("fact.roll_alone", metres=metres)
        return texts.say("fact.roll", metres=metres, n=paper.tickets)

    def _part(self, part: Part, texts: Texts) -> str:
        """How a part is, and what to do, in the words of whoever stands here."""
        if part.name == "printer" and self.parts.fault:
            return texts.say(f"remedy.{self.parts.fault}")
        if part.state == "fault":
            return texts.say(f"remedy.{part.name}")
        return texts.say(f"fact.{part.state}")

    def _clock(self, texts: Texts, *, synchronised: bool) -> str:
        now = datetime.fromtimestamp(self.station.clock.now() / 1000, UTC)
        local = now.astimezone(ZoneInfo(self.settings.zone))
        trusted = texts.say("fact.clock_right" if synchronised else "fact.clock_unsure")
        return f"{local:%d/%m/%Y %H:%M} · {trusted}"
