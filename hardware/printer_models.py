"""Models of receipt printers. What differs between them is a row of `MODELS`, never code.

Sources, all read, no machine tested: Epson's ESC/POS command reference and its specifications of
the TM-T81 and TM-T88III (answers, sensors, head to cutter 26 mm); the open database of receipt
printers that python-escpos carries (dots, dots an inch, cutters); Adafruit's library for the panel
printer CSN-A2 (heat). What none of them says is as careful as in the generic rows, and that is
what a model that is not here is run as.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

FULL_CUT: Final = b"\x1dV\x00"
PARTIAL_CUT: Final = b"\x1dV\x01"
"""GS V 1 leaves a bridge of paper, so that a slip that nobody takes does not fall."""

TEAR_OFF: Final = b""
"""There is no cutter: the slip is torn off at the edge."""

DOTS_203_DPI: Final = 8.0
DOTS_180_DPI: Final = 180 / 25.4


@dataclass(frozen=True, slots=True)
class PrinterModel:
    """One model.

    `answers`: whether it answers DLE EOT (printer, cover, error, roll). False is a mute printer,
    whose slips are printed "perhaps"; None is learned: it is mute until it first answers.
    `answers_in_turn`: whether it answers GS r after what was sent before is on paper, and not at
    once. Where it does not, it is watched with DLE EOT for as long as a slip takes.
    """

    name: str
    dots: int
    """Across the widest picture; a wider one is cut off or wraps around."""
    cut: bytes = FULL_CUT
    feed_lines: int = 6
    """Lines fed before the cut (ESC d): from the head past the cutter or the tearing edge."""
    line_dots: int = 30
    """Height of such a line, as it is after a reset."""
    fragment_dots: int = 40
    """Height of one raster: it fits small buffers, and multiples of 48 garble some clones."""
    dots_per_mm: float = DOTS_203_DPI
    answers: bool | None = True
    answers_in_turn: bool = True
    near_end_sensor: bool = True
    """Whether there is one; without it what the printer says of the roll's end means nothing."""
    setup: bytes = b""
    """Sent after the reset: heat, density."""


_NO_CUTTER: Final = PrinterModel(
    "generic-58", dots=384, cut=TEAR_OFF, feed_lines=4, answers=None, near_end_sensor=False
)
_MUTE: Final = PrinterModel(
    "mute-80", dots=576, answers=False, answers_in_turn=False, near_end_sensor=False
)

_ROWS: Final = (
    # The commonest printers, whose makers nobody knows. Whether they answer is learned.
    PrinterModel("generic-80", dots=576, answers=None),
    _NO_CUTTER,
    # The cable has no way back, or the firmware no answers: nothing is asked.
    _MUTE,
    replace(_MUTE, name="mute-58", dots=384, cut=TEAR_OFF, feed_lines=4),
    # Epson answers all that is asked here. The TM-T88 up to the V prints 180 dots an inch.
    PrinterModel("epson-tm-t20", dots=576, cut=PARTIAL_CUT),
    PrinterModel("epson-tm-t82", dots=576, cut=PARTIAL_CUT),
    PrinterModel("epson-tm-t88", dots=512, cut=PARTIAL_CUT, dots_per_mm=DOTS_180_DPI),
    # The same language by others; Star's is set to it on the printer's switches.
    PrinterModel("citizen-ct-s651", dots=640, answers=None),
    PrinterModel("star-tsp600", dots=576, answers=None),
    PrinterModel("xprinter-80", dots=576, answers=None),
    # 58 mm, small buffers, and nobody says that they answer in turn.
    replace(_NO_CUTTER, name="zjiang-58", fragment_dots=24, answers_in_turn=False),
    # ESC 7: heat 96 dots at a time for 1.2 ms.
    replace(
        _NO_CUTTER,
        name="csn-a2",
        fragment_dots=24,
        answers_in_turn=False,
        setup=b"\x1b7\x0b\x78\x28",
    ),
)

MODELS: Final[Mapping[str, PrinterModel]] = MappingProxyType({row.name: row for row in _ROWS})
GENERIC: Final = MODELS["generic-80"]


def paper_mm(height: int, model: PrinterModel) -> float:
    """Return how much paper a picture `height` dots high takes, its feed to the cutter included."""
    return (height + model.feed_lines * model.line_dots) / model.dots_per_mm
