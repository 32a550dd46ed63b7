"""What a technician can see and try at the machine itself."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faces.fonts import Fonts
from faces.machine import Lines, Place, of_machine, of_parts
from faces.texts import Language, Texts
from faces.trial_print import trial_print
from faces.wishes import NewRoll, TrialPrint, TrialSound
from hardware.keys import together
from hardware.printer import Outcome
from hardware.voice import tried
from paper.slips import Slips
from runtime.health import address
from runtime.online import Station
from ticket_dispenser.pages import Facts
from ticket_dispenser.parts import Parts
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.visitor import Visitor
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
        voice, own = self.parts.hardware.voice, self._own
        problem = await tried(voice, own.say("touch.test_sound_text"), own.language)
        self.station.presence.set_problem("voice", problem)

    @property
    def _own(self) -> Texts:
        return self.texts[self.settings.language]

    def _buttons(self, texts: Texts) -> Lines:
        keys = [*(b.key for b in self.settings.buttons), *(c.key for c in self.settings.class_keys)]
        held = self.parts.stuck
        return tuple(
            (key, texts.say("fact.held" if key in held else "fact.presses", n=self._pressed[key]))
            for key in keys
        )

    def _machine(self, world: World, texts: Texts) -> Lines:
        """What there is to know of the machine, in the order of asking."""
        state, own = self.station.presence.state(), address(self.settings.server.host)
        place = Place(self.settings, own, reached=world.reached)
        lent = (texts.say("fact.own_numbers"), texts.say("fact.services", n=len(world.lent)))
        parts = of_parts(state, self.parts.supply.fault, texts)
        return (*of_machine(state, place, texts, (lent,)), *parts)
