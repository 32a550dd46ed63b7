"""The machine's own parts: printer, roll, keys and voice, watched and told of."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hardware.keys import Keys
from hardware.printer import Printer
from hardware.voice import Voice
from paper.supply import PaperSupply
from runtime.online import Station
from ticket_dispenser.scanner import Scanner
from ticket_dispenser.settings import DispenserSettings

log = logging.getLogger(__name__)

_CLOCK_NOT_RIGHT = (
    "It is not right, and no numbers of its own can be given: connect a time service, or with a"
    " battery clock set trust_clock."
)


@dataclass(frozen=True, slots=True)
class Hardware:
    """What is plugged into a dispenser."""

    printer: Printer
    keys: Keys | None
    """The buttons; none on a machine with a screen alone."""
    voice: Voice
    scanner: Scanner


@dataclass
class Parts:
    """Knows how the parts are; `changed` is told when that changes."""

    settings: DispenserSettings
    hardware: Hardware
    station: Station
    changed: Callable[[], None]
    supply: PaperSupply = field(init=False)
    """The printer and its paper."""
    stuck: frozenset[str] = field(default=frozenset(), init=False)
    """Buttons that are held down by something."""
    lends: str = field(default="", init=False)
    """What is wrong with the machine's own numbers, and what to do."""
    _says: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Take the paper over as it was left."""
        settings, printer = self.settings, self.hardware.printer
        self.supply = PaperSupply(
            settings, printer, settings.printer.row, self.station, self.changed
        )

    async def watch(self, busy: Callable[[], bool]) -> None:
        """Look at the parts again and again, but not at a printer that prints."""
        while True:
            if not busy():
                await self.supply.look()
            self._look_at_keys()
            self._look_at_clock()
            self.station.presence.set_problem("voice", self.hardware.voice.fault())
            await asyncio.sleep(self.settings.printer_check_s)

    def set_says(self, trouble: str) -> None:
        """Take note of the sentence by which people are told of trouble; "" when all is well."""
        if trouble != self._says:
            self._says = trouble
            log.info("it says: %s", trouble or "all is well")
        self.station.presence.set_says(trouble)

    def set_lends(self, problem: str) -> None:
        """Take note of what is wrong with the machine's own numbers."""
        self.lends = problem
        self.station.presence.set_problem("numbers", problem)

    def set_undeclared(self, names: Sequence[str]) -> None:
        """Take note of what the settings name and the centre does not declare."""
        said = f"The settings name what the centre does not declare: {', '.join(names)}."
        self.station.presence.set_problem("settings", said if names else "")

    def _look_at_clock(self) -> None:
        right = self.station.clock.synchronised()
        self.station.presence.set_problem("clock", "" if right else _CLOCK_NOT_RIGHT)

    def _look_at_keys(self) -> None:
        keys = self.hardware.keys
        if keys is None:
            return
        self.station.presence.set_problem("keys", keys.fault())
        if keys.stuck() != self.stuck:
            self.stuck = keys.stuck()
            self.changed()
