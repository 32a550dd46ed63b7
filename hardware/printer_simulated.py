"""Printers without hardware: what the real driver talks to is the emulator.

`SimulatedPrinter` reaches it by wires in this process, `SimulatedPtyPrinter` by a serial port.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hardware.escpos_language import encode
from hardware.printer import Outcome, PrinterStatus
from hardware.printer_connections import SerialConnection
from hardware.printer_conversation import ANSWER_WITHIN_S, Conversation
from hardware.printer_emulator import Condition, PrinterEmulator, drawn
from hardware.printer_escpos import EscposPrinter
from hardware.printer_models import GENERIC, PrinterModel, paper_mm
from hardware.printer_plugs import SerialPlug, Wires

if TYPE_CHECKING:
    from PIL.Image import Image

_BAUD: Final = 115200


class _Simulated:
    """What both have: a printer that can be broken and looked at.

    The methods are the usual faults; `emulator.condition` takes every one.
    """

    def __init__(self, model: PrinterModel) -> None:
        self.model = model
        self.width = model.dots
        self.emulator = PrinterEmulator(cutter=bool(model.cut))
        """The printer behind the cable."""
        if model.answers is False:
            self.emulator.condition = Condition.MUTE

    @property
    def slips(self) -> list[bytes]:
        """The ESC/POS bytes of every slip that came out whole, oldest first."""
        return list(self.emulator.slips)

    @property
    def history(self) -> "list[Image]":
        """What can be seen on those slips, in mode "1"; the width is rounded up to whole bytes."""
        return [drawn(slip) for slip in self.emulator.slips]

    def paper_out(self) -> None:
        """Take the roll out."""
        self.emulator.condition = Condition.OUT

    def paper_near_end(self) -> None:
        """Let the roll's last metres begin."""
        self.emulator.condition = Condition.NEAR_END

    def paper_back(self) -> None:
        """Put a new roll in."""
        self.emulator.condition = Condition.OK

    def cover_open(self) -> None:
        """Open the cover."""
        self.emulator.condition = Condition.COVER_OPEN

    def cover_closed(self) -> None:
        """Close the cover."""
        self.emulator.condition = Condition.OK

    def jam(self) -> None:
        """Let its cutter be stuck."""
        self.emulator.condition = Condition.CUTTER_JAM

    def unjam(self) -> None:
        """Repair it."""
        self.emulator.condition = Condition.OK

    def unplug(self) -> None:
        """Pull the cable."""
        self.emulator.condition = Condition.UNPLUGGED

    def plug(self) -> None:
        """Put the cable back."""
        self.emulator.condition = Condition.OK

    def mute(self, mute: bool = True) -> None:  # noqa: FBT001, FBT002 - reads mute(), mute(False)
        """Let it print and say nothing, or speak again."""
        self.emulator.condition = Condition.MUTE if mute else Condition.OK

    def fail_during_next_print(self) -> None:
        """Let the roll end in the middle of the next slip."""
        self.emulator.condition = Condition.RUNS_OUT

    def lose_power_during_next_print(self) -> None:
        """Let it go dark in the middle of the next slip; `plug` brings it back, empty."""
        self.emulator.condition = Condition.POWER_LOST


class SimulatedPrinter(_Simulated):
    """A printer in this process; see `hardware.printer.Printer`."""

    def __init__(self, model: PrinterModel = GENERIC) -> None:
        super().__init__(model)
        self._conversation = Conversation(Wires(self.emulator).connect, "simulated", model)

    async def print(self, picture: "Image") -> Outcome:
        """See `Printer`."""
        length_mm = paper_mm(picture.height, self.model)
        return self._conversation.print(encode(picture, self.model), length_mm)

    async def status(self) -> PrinterStatus:
        """See `Printer`."""
        return self._conversation.status()

    async def close(self) -> None:
        """See `Printer`."""
        self._conversation.hang_up()


class SimulatedPtyPrinter(_Simulated):
    """A printer at the far end of a pseudo-terminal that appears at `path` when it is first used.

    The serial driver on it is the real one; see `hardware.printer.Printer`.
    """

    def __init__(
        self,
        path: Path,
        model: PrinterModel = GENERIC,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        super().__init__(model)
        self._plug = SerialPlug(self.emulator, path)
        connect = partial(SerialConnection, str(path), _BAUD)
        self._driver = EscposPrinter(connect, str(path), model, answer_within_s)
        self._plugged = False

    async def print(self, picture: "Image") -> Outcome:
        """See `Printer`."""
        await self._appear()
        return await self._driver.print(picture)

    async def status(self) -> PrinterStatus:
        """See `Printer`."""
        await self._appear()
        return await self._driver.status()

    async def close(self) -> None:
        """See `Printer`."""
        await self._driver.close()
        await self._plug.unplug()

    async def _appear(self) -> None:
        if not self._plugged:
            self._plugged = True
            await self._plug.plug()
