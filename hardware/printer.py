"""The printer capability: a picture goes in, a whole slip comes out cut, or there is an error."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

    from hardware.printer_models import PrinterModel


class Fault(StrEnum):
    """Why a printer cannot print."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    """The cutter is stuck; a slip that was printed before it hangs from the printer."""
    ERROR = "error"
    """A fault that the printer cannot mend, as it says."""
    RECOVERING = "recovering"
    """The printer has stopped, for its head is hot, and goes on by itself."""
    OFFLINE = "offline"
    """The printer answers, and says that it cannot print, but not why."""
    POWER_LOST = "power_lost"
    """The printer started anew within a slip and has forgotten the rest of it. It is well now."""
    UNREACHABLE = "unreachable"
    """Unplugged, switched off, its port gone, or silent although it has answered before."""


REMEDIES: Final = {
    Fault.PAPER_OUT: "is out of paper: put in a new roll and close the cover",
    Fault.COVER_OPEN: "has its cover open: close it until it clicks",
    Fault.CUTTER: "has a stuck cutter: switch it off, take the paper out of the cutter, close the"
    " cover, switch it on",
    Fault.ERROR: "has a fault: switch it off and on; when that does not help, have it repaired",
    Fault.RECOVERING: "has stopped to cool down: wait some minutes, and let air to it",
    Fault.OFFLINE: "cannot print: look for a pressed feed button or jammed paper, then switch it"
    " off and on",
    Fault.POWER_LOST: "lost power while it printed: check its plug and its power supply",
    Fault.UNREACHABLE: "does not answer: check its power, its cable and its settings",
}


class Paper(StrEnum):
    """What the printer says of its roll."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    UNKNOWN = "unknown"


class PrinterError(Exception):
    """The slip did not come out whole. The message tells the technician what to do."""

    def __init__(
        self,
        fault: Fault,
        printer: str,
        detail: str = "",
        *,
        begun: bool = False,
        whole: bool = False,
    ) -> None:
        """Blame `fault` on `printer` (its address); `detail` is what the system said.

        With `begun` some of the slip may be on paper, perhaps all that matters of it. With `whole`
        it may even have been cut: whoever printed it again might print it twice.
        """
        said = f" ({detail})" if detail else ""
        super().__init__(f"printer {printer} {REMEDIES[fault]}{said}")
        self.fault = fault
        self.begun = begun
        self.whole = whole


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What is known of a printer now."""

    paper: Paper
    fault: Fault | None
    known: bool
    """Whether the printer itself answered. Without an answer nothing here means "well"."""


SILENT: Final = PrinterStatus(Paper.UNKNOWN, fault=None, known=False)
"""A mute printer: it may be well, nobody knows."""
UNREACHABLE: Final = PrinterStatus(Paper.UNKNOWN, Fault.UNREACHABLE, known=False)


class Outcome(StrEnum):
    """How sure it is that a slip was printed."""

    PRINTED = "printed"
    """The printer confirmed it after the cut."""
    PERHAPS = "perhaps"
    """Everything was sent without error, and the printer confirms nothing."""


class Printer(Protocol):
    """One printer. Calls may overlap: they are carried out one after another."""

    @property
    def model(self) -> "PrinterModel":
        """What is known of its make; `paper_mm` computes from it what a slip uses."""

    @property
    def width(self) -> int:
        """The widest picture it takes, in dots."""

    async def print(self, picture: "Image") -> Outcome:
        """Print a black and white picture (mode "1", at most `width` dots wide) and cut.

        Raises:
            PrinterError: the slip did not come out whole.
            ValueError: the picture is too wide, or not in mode "1".
        """

    async def status(self) -> PrinterStatus:
        """Ask the printer how it is. Never raises: an absent printer is a status too."""

    async def close(self) -> None:
        """Let go of the port. The printer cannot be used afterwards."""
