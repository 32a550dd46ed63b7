"""What is typed, and what a technician reads: a field and a table. Pure."""

from typing import Final

from faces.look import SIZES
from faces.touching import Entry
from faces.widgets.boxes import Box
from faces.widgets.paper import Paper, line, seen
from faces.widgets.sheets import Part, Sheet, Sign, Thing, Words

_NAMES: Final = 0.27
"""Share of a line that its name takes."""
_ROW, _LEAST_ROW = 54, 30
_MANY_LINES: Final = 84
"""A field that is higher than this has room for more than one line."""
_LETTER: Final = 0.62
"""How wide a letter is at most, in sizes of its type, with a margin for whole words."""


def field(box: Box, keys: Entry, paper: Paper, sign: str = "") -> Part:
    """Where something is typed, one line or more of it; of what is too long the end is seen.

    Of a secret no letter but the last is seen, so that one knows whether the finger slipped; of a
    PIN none.

    Args:
        box: Where it is.
        keys: What is typed.
        paper: The screen.
        sign: A drawing before the text.
    """
    shown = keys.text
    if keys.secret:
        last = "" if keys.keys == "digits" else shown[-1:]
        shown = "•" * (len(shown) - len(last)) + last
    inner = box.inset(18, 6)
    drawn: tuple[Thing, ...] = ()
    if sign:
        place, inner = inner.left(34, 14)
        drawn = (Sign(place.middle(30, 30), sign, "muted", "paper"),)
    many = box.height > _MANY_LINES
    size = paper.size(SIZES.body + 2 if many else SIZES.title)
    lines = max(1, int(inner.height / line(size))) if many else 1
    fits = int(lines * inner.width / (size * _LETTER))
    words = Words(
        inner, _end(shown, fits) or " ", size, "ink", "paper",
        bold=not many, at="top" if many else "middle", cursor="lacquer", least=15,
    )  # fmt: skip
    return seen(box, Sheet(box, "paper", "ink", 3, SIZES.radius_card), *drawn, words)


def _end(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"…{text[1 - letters :]}"


def table(about: tuple[tuple[str, str], ...], box: Box, paper: Paper) -> Part:
    """All lines at once, in as many columns as that takes."""
    columns = 1 if len(about) * _LEAST_ROW <= box.height else 2 if paper.upright else 3
    if columns > 1 and -(-len(about) // 2) * _LEAST_ROW <= box.height:
        columns = 2
    rows = max(1, -(-len(about) // columns))
    height = min(paper.size(_ROW), box.height / rows)
    used = box.top(height * rows)[0]
    cells = [cell for column in used.columns((1,) * columns, 24) for cell in column.rows(rows)]
    things: list[Thing] = []
    for cell, (name, value) in zip(cells, about, strict=False):
        left, right = cell.inset(4, 3).columns((_NAMES, 1 - _NAMES), 12)
        size = min(paper.size(SIZES.small + 1), cell.height / 1.4)
        things += [
            Words(left, name, size, "muted", "ground", least=14),
            Words(right, value, size, "ink", "ground", bold=True, least=14),
            Sheet(Box(cell.x, cell.bottom - 1, cell.width, 1), "line", decoration=True),
        ]
    return seen(box, *things)
