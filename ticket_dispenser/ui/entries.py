"""Pages with a keyboard, and the technician's lines. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.keyboard import keyboard
from faces.widgets.sheets import Part, Sheet, Thing, Words
from ticket_dispenser.ui import tiles
from ticket_dispenser.ui.choices import cards, optional
from ticket_dispenser.ui.paper import GAP, Paper, seen
from ticket_dispenser.view import Entry, Page

_FIELD: Final = 64
_MAIN: Final = 220
_HITS: Final = 330
_KEYBOARD_UPRIGHT: Final = 392
_NAMES: Final = 0.27
"""Share of a line that its name takes."""
_ROW, _LEAST_ROW = 54, 30


def entry(page: Page, keys: Entry, body: Box, above: Box | None, paper: Paper) -> list[Part]:
    """A field, the keyboard, and what most people do next, or what was found."""
    if above is None:
        place, body = body.top(_FIELD, 12)
    else:
        place = above.foot(min(_FIELD, above.height))[0]
    parts = [_field(place, keys, paper)]
    hits: list[Part] = []
    if paper.upright:
        board, rest = body.foot(min(_KEYBOARD_UPRIGHT, body.height * 0.6), GAP)
        if page.main:
            box, rest = rest.foot(min(rest.height, 96), GAP)
            parts.append(tiles.main(box, page.main, paper))
        hits = cards(page.tiles, rest, paper)
    else:
        side, board = body.end(_MAIN if page.main else _HITS, GAP)
        if page.main:
            box = side.foot(min(side.height, 148))[0]
            parts.append(tiles.main(box, page.main, paper))
        else:
            hits = cards(page.tiles, side, paper, gap=8)
    return [*parts, *hits, *keyboard(board, keys.keys, keys.space, keys.erase)]


def lines(page: Page, body: Box, paper: Paper) -> list[Part]:
    """Names and values, and tests under them."""
    parts, rest = optional(page.tiles, body, paper)
    return [*parts, _table(page.lines, rest, paper)]


def _field(box: Box, keys: Entry, paper: Paper) -> Part:
    shown = "•" * len(keys.text) if keys.secret else keys.text
    words = Words(
        box.inset(18, 6), shown or " ", paper.size(SIZES.title), "ink", "paper",
        bold=True, cursor="lacquer",
    )  # fmt: skip
    return seen(box, Sheet(box, "paper", "ink", 3, SIZES.radius_card), words)


def _table(about: tuple[tuple[str, str], ...], box: Box, paper: Paper) -> Part:
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
