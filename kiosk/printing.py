"""A kiosk's paper: slips of numbers, lists of papers, receipts, the technician's trial."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PIL.Image import Image

from contract import messages as m
from contract.catalogue import Procedure
from faces.fonts import Fonts
from faces.receipt import Receipt, receipt
from faces.texts import Language, Texts
from hardware.printer import Outcome, PrinterError
from kiosk.parts import Parts
from kiosk.printed import checklist_of
from kiosk.settings import KioskSettings
from kiosk.wishes import PrintChecklist
from kiosk.world import World
from paper.slip_printer import SlipPrinter
from paper.slips import Slips

log = logging.getLogger(__name__)

WIDTH = 576
"""Dots of paper that nobody has: a kiosk without a printer still knows what would be on it."""


@dataclass
class Printing:
    """Draws and prints; without a printer nothing is on paper, and that is no failure."""

    settings: KioskSettings
    parts: Parts
    texts: Mapping[Language, Texts]
    _printer: SlipPrinter | None = field(init=False)

    def __post_init__(self) -> None:
        """Read what stands on every slip; raises `SettingsError` when it cannot be used."""
        supply, settings = self.parts.supply, self.settings
        self._fonts = Fonts.load()
        self.width = supply.printer.width if supply else WIDTH
        self._slips = Slips.open(settings, self._fonts, self.width)
        self._printer = supply.slip_printer(settings.printer_check_s) if supply else None

    async def ticket(
        self,
        issued: m.Issued,
        centre: m.CentreState | None,
        failed: Callable[[PrinterError], None],
    ) -> Outcome | None:
        """Print a number's slip, also when the printer is mended within a while.

        `failed` is told of each try that failed.
        """
        picture = self._slips.draw(issued, centre)
        return await self.print(picture, self.settings.reprint_within_s, failed)

    async def checklist(
        self, known: Procedure, wish: PrintChecklist, world: World, language: Language
    ) -> Outcome | None:
        """Print the papers of a procedure."""
        date = world.shelf.date if world.shelf else ""
        centre, texts = _name(world), self.texts[language]
        picture = checklist_of(known, wish, centre, date, texts, self._fonts, self.width)
        return await self.print(picture)

    async def receipt(self, code: str, world: World, language: Language) -> Outcome | None:
        """Print the code under which an answer can be asked for."""
        hotline = self._slips.fixed.hotline
        told = Receipt(_name(world) or self._slips.fixed.centre, code, hotline or "")
        return await self.print(receipt(told, self.texts[language], self._fonts, self.width))

    async def print(
        self,
        picture: Image,
        within_s: float = 0,
        failed: Callable[[PrinterError], None] = lambda _: None,
    ) -> Outcome | None:
        """Print a picture; None when nothing of it is on paper."""
        if self._printer is None:
            return None

        def told(error: PrinterError) -> None:
            log.warning("something is not printed: %s", error)
            failed(error)

        return await self._printer.print(picture, within_s, told)


def _name(world: World) -> str:
    return world.centre.name if world.centre else ""
