"""A printer without hardware: the real driver talks to the emulator through a simulated cable."""

from typing import TYPE_CHECKING

from hardware.escpos_language import encode
from hardware.printer import DOTS_80_MM, Outcome, PrinterStatus
from hardware.printer_emulator import Condition, PrinterEmulator, drawn
from hardware.printer_escpos import Conversation

if TYPE_CHECKING:
    from PIL.Image import Image


class SimulatedPrinter:
    """See `hardware.printer.Printer`; the other methods are its faults and its history."""

    def __init__(self, width: int = DOTS_80_MM) -> None:
        self.width = width
        self.emulator = PrinterEmulator()
        """The printer behind the cable, for what has no command here."""
        self._cable = _Cable(self.emulator)
        self._conversation = Conversation(self._cable.connect, "simulated")

    async def print(self, picture: "Image") -> Outcome:
        """See `Printer`."""
        return self._conversation.print(encode(picture, self.width))

    async def status(self) -> PrinterStatus:
        """See `Printer`."""
        return self._conversation.status()

    async def close(self) -> None:
        """See `Printer`."""
        self._conversation.hang_up()

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
        """Let the printer say that it cannot print."""
        self.emulator.condition = Condition.OFFLINE

    def unjam(self) -> None:
        """Repair it."""
        self.emulator.condition = Condition.OK

    def unplug(self) -> None:
        """Pull the cable."""
        self._cable.plugged = False

    def plug(self) -> None:
        """Put the cable back."""
        self._cable.plugged = True

    def mute(self, mute: bool = True) -> None:  # noqa: FBT001, FBT002 - reads mute(), mute(False)
        """Exchange it for a model that prints and never answers, or back."""
        self.emulator.mute = mute
        self._conversation = Conversation(self._cable.connect, "simulated")

    def fail_during_next_print(self) -> None:
        """Let the roll end in the middle of the next slip."""
        self.emulator.rasters_left = 1


class _Cable:
    """A `Connection` that can be pulled."""

    def __init__(self, printer: PrinterEmulator) -> None:
        self.plugged = True
        self._printer = printer
        self._answers = b""

    def connect(self) -> "_Cable":
        self._check()
        return self

    def send(self, data: bytes) -> None:
        self._check()
        self._answers += self._printer.feed(data)

    def receive(self, within: float) -> bytes:  # noqa: ARG002 - a simulated answer is there or not
        self._check()
        answers, self._answers = self._answers, b""
        return answers

    def close(self) -> None:
        self._answers = b""

    def _check(self) -> None:
        if not self.plugged:
            raise ConnectionError("unplugged")
