"""A machine's paper: the printer watched, the roll measured, kept on the disk and told of."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from PIL.Image import Image
from pydantic import ValidationError

from contract.messages import Paper
from hardware import roll as rolls
from hardware.printer import REMEDIES, Fault, Printer, PrinterStatus
from hardware.printer import Paper as PaperSensor
from hardware.printer_models import PrinterModel, paper_mm
from hardware.printer_settings import RollSettings
from hardware.roll import Roll
from paper.slip_printer import SlipPrinter
from paper.usage import Usage, counted, slips_a_day
from runtime.keep import keep, kept
from runtime.online import Station

log = logging.getLogger(__name__)

ROLL_FILE, USAGE_FILE = "roll.json", "usage.json"


class WithPaper(Protocol):
    """The settings of a machine that prints."""

    @property
    def data(self) -> Path:
        """Folder for what must survive a power cut."""

    @property
    def roll(self) -> RollSettings:
        """The paper in the printer."""

    @property
    def zone(self) -> str:
        """Time zone of the day that slips are counted by."""


@dataclass
class PaperSupply:
    """Knows how the printer is and for how long its roll lasts; `changed` is told of a fault."""

    settings: WithPaper
    printer: Printer
    model: PrinterModel
    station: Station
    changed: Callable[[], None]
    fault: Fault | None = field(default=None, init=False)
    """What the printer said last."""

    def __post_init__(self) -> None:
        """Remember the roll and how much is printed."""
        data, length = self.settings.data, self.settings.roll.length_m
        self._roll = _roll(kept(data / ROLL_FILE), length)
        self._usage = _usage(kept(data / USAGE_FILE))
        self._tell()

    def slip_printer(self, check_s: float) -> SlipPrinter:
        """The printer at work; as long as it is not well it is asked every `check_s` seconds."""
        return SlipPrinter(self.printer, self.station.clock, check_s, self.saw, self.came_out)

    async def look(self) -> None:
        """Ask the printer how it is."""
        self.saw(await self.printer.status())

    def saw(self, status: PrinterStatus) -> None:
        """Take note of how the printer is."""
        presence = self.station.presence
        if status.fault is not None:
            presence.set_problem("printer", f"It {REMEDIES[status.fault]}.")
        else:
            near_end = status.paper is PaperSensor.NEAR_END
            detail = "Its roll nears its end: have a new one at hand." if near_end else ""
            presence.set_part("printer", "ok" if status.known else "unknown", detail)
        roll = rolls.heard(self._roll, status, self.settings.roll.near_end_m)
        if roll != self._roll:
            self._keep(roll)
        if status.fault is not self.fault:
            self.fault = status.fault
            self.changed()

    def came_out(self, picture: Image) -> None:
        """Count what was printed, or may have been."""
        self._usage = counted(self._usage, self._today())
        keep(self.settings.data / USAGE_FILE, self._usage.model_dump_json(), synced=False)
        self._keep(rolls.printed(self._roll, paper_mm(picture.height, self.model)))

    def new_roll(self) -> None:
        """The technician has put a full roll in."""
        self._keep(Roll(self.settings.roll.length_m, slips_mm=self._roll.slips_mm))

    def left(self) -> Paper:
        """What is left of the roll."""
        days = rolls.days_left(self._roll, slips_a_day(self._usage, self._today()))
        return Paper(
            metres=round(rolls.left_m(self._roll), 1),
            tickets=rolls.slips_left(self._roll),
            days=None if days is None else round(days, 1),
            near_end=self._roll.paper is PaperSensor.NEAR_END,
        )

    def _keep(self, roll: Roll) -> None:
        self._roll = roll
        keep(self.settings.data / ROLL_FILE, rolls.to_json(roll), synced=False)
        self._tell()

    def _tell(self) -> None:
        self.station.presence.set_paper(self.left())

    def _today(self) -> str:
        now = datetime.fromtimestamp(self.station.clock.now() / 1000, UTC)
        return now.astimezone(ZoneInfo(self.settings.zone)).date().isoformat()


def _roll(text: str | None, length_m: float) -> Roll:
    """The roll that was kept; a file that makes no sense is a roll that nobody has measured."""
    if text is None:
        return Roll(length_m)
    try:
        return rolls.from_json(text, length_m)
    except ValueError as error:
        log.warning("%s is begun anew: %s", ROLL_FILE, error)
        return Roll(length_m)


def _usage(text: str | None) -> Usage:
    try:
        return Usage.model_validate_json(text or "{}")
    except ValidationError as error:
        log.warning("%s is begun anew: %s", USAGE_FILE, error)
        return Usage()
