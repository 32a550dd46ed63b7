"""The kiosk's own parts: printer, roll and voice, watched and told of."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL.Image import Image
from pydantic import ValidationError

from contract.messages import Paper
from hardware import roll as paper
from hardware.printer import REMEDIES, Fault, Printer, PrinterStatus
from hardware.printer import Paper as PaperSensor
from hardware.printer_models import paper_mm
from hardware.roll import Roll
from hardware.voice import Voice
from kiosk.settings import KioskSettings
from paper.usage import Usage, counted, slips_a_day
from runtime.keep import keep, kept
from runtime.online import Station

log = logging.getLogger(__name__)

ROLL_FILE, USAGE_FILE = "roll.json", "usage.json"


@dataclass(frozen=True, slots=True)
class Hardware:
    """What is plugged into a kiosk, beside its screen."""

    printer: Printer | None
    voice: Voice


@dataclass
class Parts:
    """Knows how the parts are; `changed` is told when that changes."""

    settings: KioskSettings
    hardware: Hardware
    station: Station
    changed: Callable[[], None]
    fault: Fault | None = field(default=None, init=False)
    """What the printer said last."""

    def __post_init__(self) -> None:
        """Remember the roll and how much is printed."""
        self._roll = Roll(self.settings.roll.length_m)
        self._usage = Usage()
        data = self.settings.data
        try:
            if text := kept(data / ROLL_FILE):
                self._roll = paper.from_json(text, self.settings.roll.length_m)
            if text := kept(data / USAGE_FILE):
                self._usage = Usage.model_validate_json(text)
        except (ValueError, ValidationError) as error:
            log.warning("what is known of the paper is begun anew: %s", error)
        if self.hardware.printer:
            self._tell_paper()

    async def watch(self, busy: Callable[[], bool]) -> None:
        """Look at the parts again and again, but not at a printer that prints."""
        while True:
            if self.hardware.printer and not busy():
                self.saw(await self.hardware.printer.status())
            self._tell("voice", self.hardware.voice.fault())
            await asyncio.sleep(self.settings.printer_check_s)

    def saw(self, status: PrinterStatus) -> None:
        """Take note of how the printer is."""
        if status.fault is not None:
            self._tell("printer", f"It {REMEDIES[status.fault]}.")
        else:
            near = status.paper is PaperSensor.NEAR_END
            detail = "Its roll nears its end: have a new one at hand." if near else ""
            self.station.presence.set_part("printer", "ok" if status.known else "unknown", detail)
        roll = paper.heard(self._roll, status, self.settings.roll.near_end_m)
        if roll != self._roll:
            self._keep_roll(roll)
        if status.fault is not self.fault:
            self.fault = status.fault
            self.changed()

    def came_out(self, picture: Image) -> None:
        """Count what was printed, or may have been."""
        if self.settings.printer is None:
            return
        self._usage = counted(self._usage, self._today())
        keep(self.settings.data / USAGE_FILE, self._usage.model_dump_json(), synced=False)
        model = self.settings.printer.row
        self._keep_roll(paper.printed(self._roll, paper_mm(picture.height, model)))

    def new_roll(self) -> None:
        """The technician has put a full roll in."""
        self._keep_roll(Roll(self.settings.roll.length_m, slips_mm=self._roll.slips_mm))

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
