"""The kiosk's own parts: printer, roll and voice, watched and told of."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from hardware.printer import Fault, Printer
from hardware.voice import Voice
from kiosk.settings import KioskSettings
from paper.supply import PaperSupply
from runtime.online import Station


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
    supply: PaperSupply | None = field(default=None, init=False)
    """The paper; none where there is no printer."""

    def __post_init__(self) -> None:
        """Take the paper over as it was left."""
        printer, driver = self.hardware.printer, self.settings.printer
        if printer and driver:
            self.supply = PaperSupply(
                self.settings, printer, driver.row, self.station, self.changed
            )

    @property
    def fault(self) -> Fault | None:
        """What the printer said last."""
        return self.supply.fault if self.supply else None

    async def watch(self, busy: Callable[[], bool]) -> None:
        """Look at the parts again and again, but not at a printer that prints."""
        presence = self.station.presence
        while True:
            if self.supply and not busy():
                await self.supply.look()
            presence.set_problem("voice", self.hardware.voice.fault())
            await asyncio.sleep(self.settings.printer_check_s)

    def new_roll(self) -> None:
        """The technician has put a full roll in."""
        if self.supply:
            self.supply.new_roll()
