"""What is said to an ESC/POS printer, and what its answers mean.

Source: Epson's ESC/POS command reference (DLE EOT, DLE DC4, GS r, GS v 0); other makers follow it.
"""

import struct
from typing import TYPE_CHECKING, Final

from hardware.printer import Fault, Paper, PrinterStatus

if TYPE_CHECKING:
    from PIL.Image import Image

    from hardware.printer_models import PrinterModel

RESET: Final = b"\x1b@"

ASK_PRINTER: Final = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE: Final = b"\x10\x04\x02"
ASK_ERROR: Final = b"\x10\x04\x03"
ASK_ROLL: Final = b"\x10\x04\x04"
"""DLE EOT n is answered at once, even while the printer prints or waits for paper."""

ASK_IN_TURN: Final = b"\x1dr\x01"
"""GS r 1 is answered after everything that was sent before it has been printed."""

FORGET: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: throw away what waits to be printed."""

_ANSWER_MASK: Final = 0b1001_0011
_ANSWER_MARK: Final = 0b0001_0010
_OFFLINE: Final = 0x08
_COVER_OPEN: Final = 0x04
_STOPPED_BY_PAPER_END: Final = 0x20
_ERROR_OCCURRED: Final = 0x40
_CUTTER: Final = 0x08
_RECOVERS: Final = 0x40
_ERRORS: Final = 0x24
"""Of the mechanism, and those that the printer cannot recover from."""
_NEAR_END: Final = 0x0C
_ROLL_END: Final = 0x60
_ROLL_END_IN_TURN: Final = 0x0C


def encode(picture: "Image", model: "PrinterModel") -> bytes:
    """Turn a picture into a whole slip: reset, rasters (GS v 0), feed, cut.

    Raises:
        ValueError: the picture is wider than the model's dots, or not in mode "1".
    """
    if picture.mode != "1" or picture.width > model.dots:
        raise ValueError(
            f'a slip is a picture in mode "1", at most {model.dots} dots wide;'
            f' this one is in mode "{picture.mode}", {picture.width} dots wide'
        )
    dots, row = picture.tobytes("raw", "1;I"), (picture.width + 7) // 8
    piece = row * model.fragment_dots
    fragments = (_fragment(dots[at : at + piece], row) for at in range(0, len(dots), piece))
    return b"".join((RESET, model.setup, *fragments, ending(model)))


def ending(model: "PrinterModel") -> bytes:
    """What every slip of a model ends with, its picture being printed: feed, cut."""
    return b"\x1bd" + bytes([model.feed_lines]) + model.cut


def _fragment(dots: bytes, row: int) -> bytes:
    """GS v 0: a raster of `row` bytes across, as high as its dots."""
    return b"\x1dv0\x00" + struct.pack("<HH", row, len(dots) // row) + dots


def is_answer(byte: int) -> bool:
    """Whether this byte can be an answer to DLE EOT: bits 4 and 1 are set, bits 7 and 0 are not."""
    return byte & _ANSWER_MASK == _ANSWER_MARK


def is_answer_in_turn(byte: int) -> bool:
    """Whether this byte can be an answer to GS r 1: both bits of a sensor are set, or neither."""
    return byte in {0x00, 0x03, 0x0C, 0x0F}


def printed_in_turn(answer: int) -> bool:
    """Whether an answer to GS r says that there was paper to the end."""
    return not answer & _ROLL_END_IN_TURN


def is_offline(printer: int) -> bool:
    """Whether an answer to DLE EOT 1 says that the printer cannot print."""
    return bool(printer & _OFFLINE)


def hides_an_error(printer: int, cause: int | None) -> bool:
    """Whether there may be more to hear by DLE EOT 3, after the answers to DLE EOT 1 and 2."""
    return is_offline(printer) or bool((cause or 0) & _ERROR_OCCURRED)


def interpret(
    printer: int, cause: int | None, error: int | None, roll: int | None
) -> PrinterStatus:
    """Read the answers to DLE EOT 1 to 4; `None` for one that did not come or was not asked."""
    paper = _paper(roll)
    return PrinterStatus(paper, _fault(printer, cause or 0, error or 0, paper), known=True)


def _fault(printer: int, cause: int, error: int, paper: Paper) -> Fault | None:
    """What to mend first."""
    faults = (
        (Fault.COVER_OPEN, cause & _COVER_OPEN),
        (Fault.PAPER_OUT, paper is Paper.OUT or cause & _STOPPED_BY_PAPER_END),
        (Fault.CUTTER, error & _CUTTER),
        (Fault.RECOVERING, error & _RECOVERS),
        (Fault.ERROR, error & _ERRORS or cause & _ERROR_OCCURRED),
        (Fault.OFFLINE, printer & _OFFLINE),
    )
    return next((fault for fault, present in faults if present), None)


def _paper(roll: int | None) -> Paper:
    if roll is None:
        return Paper.UNKNOWN
    if roll & _ROLL_END:
        return Paper.OUT
    return Paper.NEAR_END if roll & _NEAR_END else Paper.OK
