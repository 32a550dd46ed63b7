"""The technician's trial print: is the width right, are the letters whole, does the code scan?"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image, ImageDraw

from faces.fonts import Fonts
from faces.marks import qr
from faces.slip import DOTS_PER_MM, WIDTH
from faces.slip_sheet import Sheet, measures
from faces.texts import Texts
from faces.typeset import BLACK, beside, blank, stack

CODE: Final = "MOTCUA"
"""What the code says."""
CODE_LEAST: Final = 120
"""Its least side in dots, with its quiet zone."""
EDGE: Final = 3
"""Breadth of the bars at the very edges, in dots."""
TICK, TICK_5, TICK_10 = 10, 18, 28
"""Lengths of the marks for each millimetre, five and ten, in dots."""

_VOWELS: Final = "ĂÂÊÔƠƯ"
_TONES: Final = "\u0301\u0300\u0309\u0303"
"""Acute, grave, hook and tilde: they stand above the vowel's own mark, near the next line."""
_BELOW: Final = "\u0323"
"""The dot below."""


def trial_print(
    lines: Sequence[str], texts: Texts, fonts: Fonts, width: int = WIDTH
) -> Image.Image:
    """Return a picture of mode "1" with everything that can go wrong on paper.

    Args:
        lines: What the technician wants to know: network, version, the printer's state.
        texts: The language of the sentences.
        fonts: The faces.
        width: Dots across the paper, as the settings have it.
    """
    sheet = Sheet(measures(width), fonts, texts, None)
    column = stack(_column(lines, sheet), sheet.size.column)
    paper = stack(
        (_ruler(width), column, _ruler(width).transpose(Image.Transpose.FLIP_TOP_BOTTOM)), width
    )
    pen = ImageDraw.Draw(paper)
    for left in (0, width - EDGE):
        pen.rectangle((left, 0, left + EDGE - 1, paper.height - 1), fill=BLACK)
    return paper


def capitals() -> str:
    """Return the capitals of Vietnamese with two marks, one above the other, and Đ."""
    stacked = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    lone = (unicodedata.normalize("NFC", vowel + _BELOW) for vowel in _VOWELS)
    return " ".join((*stacked, *lone, "Đ"))


def _column(lines: Sequence[str], sheet: Sheet) -> Iterator[Image.Image]:
    size = sheet.size
    yield sheet.bold(sheet.say("slip.trial"), size.title)
    yield sheet.plain(sheet.say("slip.trial_edges", mm=size.width // DOTS_PER_MM), size.small)
    yield sheet.line()
    yield sheet.bold(capitals(), size.body, most=8)
    yield sheet.plain(sheet.say("slip.trial_marks"), size.small)
    yield sheet.line()
    code = qr(CODE, CODE_LEAST)
    room = size.column - code.width
    words = sheet.text(
        sheet.say("slip.trial_code", code=CODE),
        sheet.type("regular", size.small),
        room,
        most=4,
        align="left",
    )
    yield beside(code, words)
    yield sheet.line()
    for line in lines:
        yield sheet.text(line, sheet.type("regular", size.small), most=3, align="left")
    yield blank(1, size.gap)


def _ruler(width: int) -> Image.Image:
    """Return a ruler in millimetres that hangs from the top, as wide as the paper."""
    ruler = blank(width, TICK_10 + DOTS_PER_MM)
    pen = ImageDraw.Draw(ruler)
    for count, left in enumerate(range(0, width, DOTS_PER_MM)):
        length = TICK if count % 5 else TICK_5 if count % 10 else TICK_10
        pen.rectangle((left, 0, left + 1, length), fill=BLACK)
    return ruler
