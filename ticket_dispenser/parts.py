"""The machine's own parts: printer, roll, keys and voice, watched and told of."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL.Image import Image
from pydantic import ValidationError

from contract.messages import Paper
from hardware import roll as paper
from hardware.keys import Keys
from hardware.printer import REMEDIES, Fault, Printer, PrinterStatus
from hardware.printer import Paper as PaperSensor
from hardware.printer_models import paper_mm
from hardware.roll import Roll
from hardware.voice import Voice
from paper.usage import Usage, counted, slips_a_day
from runtime.keep import keep, kept
from runtime.online import Station
from ticket_dispenser.scanner import Scanner
from ticket_dispenser.settings import DispenserSettings

log = logging.getLogger(__name__)

_CLOCK_NOT_RIGHT = (
    "It is not right, and no numbers of its own can be given: connect a time service, or with a"
    " battery clock set trust_clock."
)

ROLL_FILE, USAGE_FILE = "roll.json", "usage.json"


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
    fault: Fault | None = field(default=None, init=False)
    """What the printer said last."""
    stuck: frozenset[str] = field(default=frozenset(), init=False)
    """Buttons that are held down by something."""
    lends: str = field(default="", init=False)
    """What is wrong with the machine's own numbers, and what to do."""
    _says: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Remember the roll and how much is printed."""
        data, length = self.settings.data, self.settings.roll.length_m
        self._roll = _roll(kept(data / ROLL_FILE), length)
        self._usage = _usage(kept(data / USAGE_FILE))
        self._tell_paper()

    async def watch(self, busy: Callable[[], bool]) -> None:
        """Look at the parts again and again, but not at a printer that prints."""
        while True:
            if not busy():
                self.saw(await self.hardware.printer.status())
            self._look_at_keys()
            self._look_at_clock()
            self._tell("voice", self.hardware.voice.fault())
            await asyncio.sleep(self.settings.printer_check_s)

    def saw(self, status: PrinterStatus) -> None:
        """Take note of how the printer is."""
        near_end = status.paper is PaperSensor.NEAR_END
        if status.fault is not None:
            self._tell("printer", f"It {REMEDIES[status.fault]}.")
        else:
            detail = "Its roll nears its end: have a new one at hand." if near_end else ""
            self.station.presence.set_part("printer", "ok" if status.known else "unknown", detail)
        roll = paper.heard(self._roll, status, self.settings.roll.near_end_m)
        if roll != self._roll:
            self._keep_roll(roll)
        if status.fault is not self.fault:
            self.fault = status.fault
            self.changed()

    def came_out(self, picture: Image) -> None:
        """Count a slip that was printed, or may have been."""
        model = self.settings.printer.row
        self._usage = counted(self._usage, self._today())
        keep(self.settings.data / USAGE_FILE, self._usage.model_dump_json(), synced=False)
        self._keep_roll(paper.printed(self._roll, paper_mm(picture.height, model)))

    def new_roll(self) -> None:
        """The technician has put a full roll in."""
        fresh = Roll(self.settings.roll.length_m, slips_mm=self._roll.slips_mm)
        self._keep_roll(fresh)

    def set_says(self, trouble: str) -> None:
        """Take note of the sentence by which people are told of trouble; "" when all is well."""
        if trouble != self._says:
            self._says = trouble
            log.info("it says: %s", trouble or "all is well")
        self.station.presence.set_says(trouble)

    def set_lends(self, problem: str) -> None:
        """Take note of what is wrong with the machine's own numbers."""
        self.lends = problem
        self._tell("numbers", problem)

    def set_asked_for(self, *, asked: bool) -> None:
        """Take note of whether somebody at the machine waits for the receptionist."""
        self._tell("help", "Somebody at the machine asks for the receptionist." if asked else "")

    def paper(self) -> Paper:
        """What is left of the roll."""
        days = paper.days_left(self._roll, slips_a_day(self._usage, self._today()))
        return Paper(
            metres=round(paper.left_m(self._roll), 1),
            tickets=paper.slips_left(self._roll),
            days=None if days is None else round(days, 1),
            near_end=self._roll.paper is PaperSensor.NEAR_END,
        )

    def set_undeclared(self, names: Sequence[str]) -> None:
        """Take note of what the settings name and the centre does not declare."""
        said = f"The settings name what the centre does not declare: {', '.join(names)}."
        self._tell("settings", said if names else "")

    def _look_at_clock(self) -> None:
        right = self.station.clock.synchronised()
        self._tell("clock", "" if right else _CLOCK_NOT_RIGHT)

    def _look_at_keys(self) -> None:
        keys = self.hardware.keys
        if keys is None:
            return
        self._tell("keys", keys.fault())
        if keys.stuck() != self.stuck:
            self.stuck = keys.stuck()
            self.changed()

    def _tell(self, part: str, problem: str) -> None:
        self.station.presence.set_part(part, "fault" if problem else "ok", problem)

    def _keep_roll(self, roll: Roll) -> None:
        self._roll = roll
        keep(self.settings.data / ROLL_FILE, paper.to_json(roll), synced=False)
        self._tell_paper()

    def _tell_paper(self) -> None:
        self.station.presence.set_paper(self.paper())

    def _today(self) -> str:
        now = datetime.fromtimestamp(self.station.clock.now() / 1000, UTC)
        return now.astimezone(ZoneInfo(self.settings.zone)).date().isoformat()


def _roll(text: str | None, length_m: float) -> Roll:
    """The roll that was kept; a file that makes no sense is a roll that nobody has measured."""
    if text is None:
        return Roll(length_m)
    try:
        return paper.from_json(text, length_m)
    except ValueError as error:
        log.warning("%s is begun anew: %s", ROLL_FILE, error)
        return Roll(length_m)


def _usage(text: str | None) -> Usage:
    try:
        return Usage.model_validate_json(text or "{}")
    except ValidationError as error:
        log.warning("%s is begun anew: %s", USAGE_FILE, error)
        return Usage()
