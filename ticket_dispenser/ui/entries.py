"""Pages with a keyboard, and the technician's lines. Pure."""

from typing import Final

from faces.touching import Entry
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.entries import field, table
from faces.widgets.keyboard import keyboard
from faces.widgets.paper import GAP, Paper
from faces.widgets.sheets import Part
from ticket_dispenser.ui.choices import cards, optional
from ticket_dispenser.view import Page

_FIELD: Final = 64
_MAIN: Final = 220
_HITS: Final = 330
_KEYBOARD_UPRIGHT: Final = 392


def entry(page: Page, keys: Entry, body: Box, above: Box | None, paper: Paper) -> list[Part]:
    """A field, the keyboard, and what most people do next, or what was found."""
    if above is None:
        place, body = body.top(_FIELD, 12)
    else:
        place = above.foot(min(_FIELD, above.height))[0]
    parts = [field(place, keys, paper)]
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
    return [*parts, table(page.lines, rest, paper)]
