"""The receipt of a complaint or a suggestion on the slip printer's paper: its code, large.

Black on white, in dots. What was said is not on it: whoever finds it learns nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image

from faces.fonts import Fonts
from faces.marks import qr, rule
from faces.slip_sheet import Sheet, measures
from faces.texts import Texts
from faces.typeset import blank, stack

_QR: Final = 168
_CODE: Final = (64, 56, 48, 40, 32)
"""Sizes of the code: the first in which it is one line, for it is copied by hand."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What it tells."""

    centre: str
    code: str
    hotline: str = ""
    """Where to ask."""


def receipt(told: Receipt, texts: Texts, fonts: Fonts, width: int) -> Image.Image:
    """Return it as a picture of mode "1"."""
    sheet = Sheet(measures(width), fonts, texts)
    edge = blank(1, sheet.size.margin)
    gap = blank(1, sheet.size.gap)
    spaced = (one for part in _parts(told, sheet) for one in (part, gap))
    return stack((edge, *spaced, edge), width)


def _parts(told: Receipt, sheet: Sheet) -> Iterator[Image.Image]:
    size = sheet.size
    yield sheet.plain(told.centre, size.small)
    yield sheet.bold(sheet.say("receipt.title"), size.title)
    yield rule(size.column)
    yield sheet.plain(sheet.say("receipt.code"), size.body)
    yield _code(told.code, sheet)
    yield qr(told.code, _QR)
    yield rule(size.column)
    yield sheet.plain(sheet.say("receipt.keep"), size.body)
    if told.hotline:
        yield sheet.plain(sheet.say("receipt.ask", hotline=told.hotline), size.body)


def _code(code: str, sheet: Sheet) -> Image.Image:
    types = (sheet.type("bold", size) for size in _CODE)
    fitting = (one for one in types if one.width(code) <= sheet.size.column)
    return sheet.text(code, next(fitting, sheet.type("bold", _CODE[-1])), most=2)
