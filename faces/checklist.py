"""The papers of a procedure as a list on the slip printer's paper, ticked where somebody has them.

Black on white, in dots; as wide as the paper, and as high as the list is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from faces.fonts import Fonts
from faces.marks import qr, rule
from faces.slip_sheet import Sheet, measures
from faces.texts import Texts
from faces.typeset import BLACK, beside, blank, paragraph, stack

_BOX: Final = 34
_QR: Final = 168
_MOST_LINES: Final = 9
"""Lines of one paper's name: longer ones are rare, and end in an ellipsis."""


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper on the list."""

    name: str
    amount: str = ""
    """How many, and which form."""
    has: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the list tells."""

    centre: str
    procedure: str
    code: str
    papers: tuple[ListedPaper, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """Names and values, such as the time limit and the fee, word for word."""
    source: str = ""
    """By which decision it was published, and as of when."""
    url: str = ""
    """The procedure's page on the portal."""


def checklist(told: Checklist, texts: Texts, fonts: Fonts, width: int) -> Image.Image:
    """Return the list as a picture of mode "1"."""
    sheet = Sheet(measures(width), fonts, texts)
    edge = blank(1, sheet.size.margin)
    return stack((edge, *_spaced(_parts(told, sheet), sheet), edge), width)


def _spaced(parts: Iterator[Image.Image], sheet: Sheet) -> Iterator[Image.Image]:
    for part in parts:
        yield part
        yield blank(1, sheet.size.gap)


def _parts(told: Checklist, sheet: Sheet) -> Iterator[Image.Image]:
    size, column = sheet.size, sheet.size.column
    yield sheet.text(told.centre, sheet.type("regular", size.small), most=2)
    yield sheet.bold(sheet.say("checklist.title"), size.title)
    yield sheet.bold(told.procedure, size.lead, size.body, most=12)
    yield sheet.plain(told.code, size.small)
    yield rule(column)
    has = sum(paper.has for paper in told.papers)
    counted = sheet.say("checklist.counted", has=has, n=len(told.papers))
    yield sheet.text(counted, sheet.type("bold", size.body), most=2, align="left")
    for paper in sorted(told.papers, key=lambda one: one.has):
        yield _paper(paper, sheet)
    yield rule(column)
    for name, value in told.facts:
        yield sheet.text(name, sheet.type("regular", size.small), most=1, align="left")
        yield paragraph(value, sheet.type("bold", size.body), column, most=12, align="left")
    if told.url:
        yield _address(told.url, sheet)
    yield sheet.plain(told.source, size.small)


def _paper(paper: ListedPaper, sheet: Sheet) -> Image.Image:
    """A box, the name beside it, and under that how many; what is missing is bold."""
    size = sheet.size
    room = size.column - _BOX - size.beside
    face = sheet.type("regular" if paper.has else "bold", size.body)
    name = paragraph(paper.name, face, room, most=_MOST_LINES, align="left")
    amount = sheet.text(paper.amount, sheet.type("regular", size.small), room, most=3, align="left")
    words = stack((name, amount), room)
    box = blank(_BOX, max(words.height, _BOX))
    box.paste(_box(sheet.size.stroke, has=paper.has), (0, 4))
    return beside(box, blank(size.beside, 1), words)


def _box(stroke: int, *, has: bool) -> Image.Image:
    box = blank(_BOX, _BOX)
    pen = ImageDraw.Draw(box)
    pen.rectangle((0, 0, _BOX - 1, _BOX - 1), outline=BLACK, width=stroke)
    if has:
        points = [(7, 17), (14, 25), (27, 8)]
        pen.line(points, fill=BLACK, width=stroke + 2, joint="curve")
    return box


def _address(url: str, sheet: Sheet) -> Image.Image:
    code = qr(url, _QR)
    room = sheet.size.column - code.width - sheet.size.beside
    small = sheet.type("regular", sheet.size.small)
    if room < code.width:
        return code
    words = sheet.text(sheet.say("checklist.portal"), small, room, most=5, align="left")
    return beside(code, blank(sheet.size.beside, 1), words)
