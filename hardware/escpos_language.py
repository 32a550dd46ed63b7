"""What is said to an ESC/POS printer, and what its answers mean.

Source: Epson's ESC/POS command reference (DLE EOT, DLE DC4, GS r, GS v 0); other makers follow it.
"""

import struct
from typing import TYPE_CHECKING, Final

from hardware.printer import Fault, Paper, PrinterStatus

if TYPE_CHECKING:
    from PIL.Image import Image

FRAGMENT_DOTS: Final = 40
"""Height of one raster: it fits small buffers, and is never a multiple of 48, which garbles some
clones."""

ASK_PRINTER: Final = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE: Final = b"\x10\x04\x02"
ASK_ROLL: Final = b"\x10\x04\x04"
"""DLE EOT n is answered at once, even while the printer prints or waits for paper."""

ASK_IN_TURN: Final = b"\x1dr\x01"
"""GS r 1 is answered after everything that was sent before it has been printed."""

FORGET: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: throw away what waits to be printed."""

FEED: Final = b"\x1bd\x06"
"""ESC d 6: six lines, from the head past the cutter."""

_ANSWER_MASK: Final = 0b1001_0011
_ANSWER_MARK: Final = 0b0001_0010
_OFFLINE: Final = 0x08
_COVER_OPEN: Final = 0x04
_STOPPED_BY_PAPER_END: Final = 0x20
_NEAR_END: Final = 0x0C
_ROLL_END: Final = 0x60
_ROLL_END_IN_TURN: Final = 0x0C


def encode(picture: "Image", width: int) -> bytes:
    """Turn a picture into a whole slip: reset, rasters (GS v 0), feed, cut.

    Raises:
        ValueError: the picture is wider than `width` dots, or not in mode "1".
    """
    if picture.mode != "1" or picture.width > width:
        raise ValueError(
            f'a slip is a picture in mode "1", at most {width} dots wide;'
            f' this one is in mode "{picture.mode}", {picture.width} dots wide'
        )
    from escpos import constants
    from escpos.image import EscposImage

    image = EscposImage(picture)
    dots, row = image.to_raster_format(), image.width_bytes
    fragments = (
        _fragment(dots[start : start + row * FRAGMENT_DOTS], row)
        for start in range(0, len(dots), row * FRAGMENT_DOTS)
    )
    return b"".join((constants.HW_INIT, *fragments, FEED, constants.PAPER_FULL_CUT))


def _fragment(dots: bytes, row: int) -> bytes:
    """GS v 0: a raster of `row` bytes across, as high as its dots."""
    return b"\x1dv0\x00" + struct.pack("<HH", row, len(dots) // row) + dots


def is_answer(byte: int) -> bool:
    """Whether this byte can be an answer to DLE EOT: bits 4 and 1 are set, bits 7 and 0 are not."""
    return byte & _ANSWER_MASK == _ANSWER_MARK


def is_answer_in_turn(byte: int) -> bool:
    """Whether this byte can be an answer to GS r: its bits 7 and 4 are never set."""
    return byte & 0b1001_0000 == 0


def printed_in_turn(answer: int) -> bool:
    """Whether an answer to GS r says that there was paper to the end."""
    return not answer & _ROLL_END_IN_TURN


def interpret(printer: int, offline_cause: int | None, roll: int | None) -> PrinterStatus:
    """Read the three answers to DLE EOT 1, 2 and 4; `None` for one that did not come."""
    cause = offline_cause or 0
    paper = _paper(roll)
    fault = None
    if cause & _COVER_OPEN:
        fault = Fault.COVER_OPEN
    elif paper is Paper.OUT or cause & _STOPPED_BY_PAPER_END:
        fault = Fault.PAPER_OUT
    elif printer & _OFFLINE:
        fault = Fault.OFFLINE
    return PrinterStatus(paper, fault, known=True)


def _paper(roll: int | None) -> Paper:
    if roll is None:
        return Paper.UNKNOWN
    if roll & _ROLL_END:
        return Paper.OUT
    return Paper.NEAR_END if roll & _NEAR_END else Paper.OK
