"""What a technician can see and try at the machine itself."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from contract.messages import Part
from faces.fonts import Fonts
from faces.texts import Language, Texts
from faces.trial_print import trial_print
from hardware.keys import together
from hardware.printer import Outcome
from hardware.voice import VoiceError
from paper.slips import Slips
from runtime.health import address
from runtime.online import Station
from ticket_dispenser.pages import Facts
from ticket_dispenser.parts import Parts
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.visitor import Visitor
from ticket_dispenser.wishes import NewRoll, TrialPrint, TrialSound
from ticket_dispenser.world import World

if TYPE_CHECKING:
    from PIL.Image import Image

HELD_S: Final = 5.0
"""So long the first and the last button are held for a trial print."""

Print = Callable[["Image"], Awaitable[Outcome | None]]


@dataclass
class Technician:
    """The technician's page, and the trials on it."""

    settings: DispenserSettings
    station: Station
    parts: Parts
    slips: Slips
    texts: Mapping[Language, Texts]
    world: Callable[[], World]
    """What is known of the centre now."""
    _pressed: Counter[str] = field(default_factory=Counter, init=False)
    _holding: bool = field(default=False, init=False)

    def facts(self, world: World, visitor: Visitor) -> Facts:
        """What the pages tell; nothing as long as nobody looks at them."""
        texts = self.texts[visitor.language]
        if visitor.page == "buttons":
            return Facts(buttons=self._buttons(texts))
        return (
            Facts(machine=self._machine(world, texts)) if visitor.page == "technician" else Facts()
        )

    def pressed(self, key: str) -> None:
        """Count a press of a button."""
        self._pressed[key] += 1

    async def fulfil(self, wish: TrialPrint | TrialSound | NewRoll, printer: Print) -> None:
        """Do what the technician wants."""
        match wish:
            case TrialPrint():
                await self.fulfil_print(printer)
            case TrialSound():
                await self._sound()
            case NewRoll():
                self.parts.supply.new_roll()

    async def fulfil_print(self, printer: Print) -> None:
        """Print a page that shows whether the printer is set up right."""
        lines = [f"{name}: {value}" for name, value in self._machine(self.world(), self._own)]
        width = self.parts.hardware.printer.width
        await printer(trial_print(lines, self._own, Fonts.load(), width))

    def begins_to_hold(self, down: Mapping[str, float]) -> bool:
        """Whether the two outermost buttons are down from now on."""
        chord = self._chord()
        begins = not self._holding and bool(chord) and all(key in down for key in chord)
        self._holding = self._holding or begins
        return begins

    async def holds_on(self, down: Callable[[], Mapping[str, float]]) -> bool:
        """Whether they are still down when they have been for long enough."""
        await asyncio.sleep(HELD_S)
        self._holding = False
        return together(down(), self._chord()) >= HELD_S

    def _chord(self) -> tuple[str, ...]:
        buttons = self.settings.buttons
        return (buttons[0].key, buttons[-1].key) if len(buttons) > 1 else ()

    async def _sound(self) -> None:
        voice = self.parts.hardware.voice
        try:
            await voice.chime()
            await voice.say(self._own.say("touch.test_sound_text"), self._own.language)
        except VoiceError as error:
            self.station.presence.set_part("voice", "fault", str(error))

    @property
    def _own(self) -> Texts:
        return self.texts[self.settings.language]

    def _buttons(self, texts: Texts) -> tuple[tuple[str, str], ...]:
        keys = [*(b.key for b in self.settings.buttons), *(c.key for c in self.settings.class_keys)]
        held = self.parts.stuck
        return tuple(
            (key, texts.say("fact.held" if key in held else "fact.presses", n=self._pressed[key]))
            for key in keys
        )

    def _machine(self, world: World, texts: Texts) -> tuple[tuple[str, str], ...]:
        """What there is to know of the machine, in the order of asking."""
        state = self.station.presence.state()
        server = self.settings.server
        reached = "fact.reached" if world.reached else "fact.not_reached"
        rows = {
            "device": f"{state.device} ({self.settings.centre})",
            "version": state.version,
            "address": address(server.host) or "-",
            "server": f"{server.host}:{server.port} · {texts.say(reached)}",
            "clock": self._clock(texts, synchronised=bool(state.clock_synchronised)),
            "paper": self._roll(texts),
            "own_numbers": texts.say("fact.services", n=len(world.lent)),
            "disk": f"{state.disk_free_mb} MB",
            "temperature": f"{state.temperature_c or 0:.0f} °C" if state.temperature_c else "-",
            "uptime": texts.say("fact.minutes", n=(state.uptime_s or 0) // 60),
        }
        named = [(texts.say(f"fact.{name}"), value) for name, value in rows.items()]
        parts = [(texts.say(f"part.{part.name}"), self._part(part, texts)) for part in state.parts]
        return (*named, *parts)

    def _roll(self, texts: Texts) -> str:
        paper = self.parts.supply.left()
        metres = f"{paper.metres:.0f}"
        if paper.tickets is None:
            return texts.say("fact.roll_alone", metres=metres)
        return texts.say("fact.roll", metres=metres, n=paper.tickets)

    def _part(self, part: Part, texts: Texts) -> str:
        """How a part is, and what to do, in the words of whoever stands here."""
        if part.name == "printer" and self.parts.supply.fault:
            return texts.say(f"remedy.{self.parts.supply.fault}")
        if part.name == "printer" and self.parts.supply.left().near_end:
            return texts.say("remedy.near_end")
        return texts.say(f"{'remedy' if part.state == 'fault' else 'fact'}.{_word(part)}")

    def _clock(self, texts: Texts, *, synchronised: bool) -> str:
        now = datetime.fromtimestamp(self.station.clock.now() / 1000, UTC)
        local = now.astimezone(ZoneInfo(self.settings.zone))
        trusted = texts.say("fact.clock_right" if synchronised else "fact.clock_unsure")
        return f"{local:%d/%m/%Y %H:%M} · {trusted}"


def _word(part: Part) -> str:
    return part.name if part.state == "fault" else part.state
