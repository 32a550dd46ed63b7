"""The slip printer at work: a slip in time or not at all, and what is left of the roll."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL.Image import Image

from hardware.printer import Outcome, Paper, Printer, PrinterError, PrinterStatus
from runtime.clock import Clock

log = logging.getLogger(__name__)


@dataclass
class SlipPrinter:
    """Prints one slip after another; `seen` is told each time that the printer was looked at."""

    printer: Printer
    clock: Clock
    check_s: float
    """Seconds between two questions to a printer that is not well."""
    seen: Callable[[PrinterStatus], None]
    printed: Callable[[Image], None]
    """Told of every picture that came out, or may have."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def print(
        self, picture: Image, within_s: float, failed: Callable[[PrinterError], None]
    ) -> Outcome | None:
        """Print; when the printer fails, again as soon as it is well, until time is up.

        None: nothing of it is on paper. `failed` is told of every try that failed. What may have
        come out whole is not printed again.
        """
        async with self._turn:
            until = self.clock.monotonic() + within_s
            begun = False
            while True:
                try:
                    outcome = await self.printer.print(picture)
                except PrinterError as error:
                    self.seen(PrinterStatus(Paper.UNKNOWN, error.fault, known=True))
                    failed(error)
                    if error.whole:  # a second one might be somebody else's by then
                        self.printed(picture)
                        return Outcome.PERHAPS
                    begun = begun or error.begun
                else:
                    self.printed(picture)
                    return outcome
                if not await self._mended_by(until):
                    return Outcome.PERHAPS if begun else None

    async def look(self) -> PrinterStatus:
        """Ask the printer how it is."""
        status = await self.printer.status()
        self.seen(status)
        return status

    async def _mended_by(self, until: float) -> bool:
        """Wait until the printer is well; False when `until`, a monotonic time, comes first."""
        while self.clock.monotonic() < until:
            if (await self.look()).fault is None:
                return True
            await asyncio.sleep(self.check_s)
        return False
