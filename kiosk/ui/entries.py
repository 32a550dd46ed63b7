"""Pages with a keyboard. Pure."""

from typing import Final

from faces.look import SIZES
from faces.touching import Entry
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.entries import field
from faces.widgets.keyboard import keyboard
from faces.widgets.paper import GAP, Paper, line, seen
from faces.widgets.sheets import Part, Words
from kiosk.view import Page

_FIELD: Final = 68
_KEYBOARD: Final = 430
_KEYS_WIDE: Final = 0.56
"""Share of a wide screen that the keyboard takes beside what was found."""


def entry(
    page: Page, keys: Entry, body: Box, above: Box | None, paper: Paper
) -> tuple[list[Part], Box]:
    """A field, a note and the keyboard; and the place that is left for what was found.

    `above` is for what is only seen, in the reachable mode: the field.
    """
    if above:
        above = above.foot(0, GAP)[1]  # what is seen stands off from the keys
    if page.name == "search":
        return _search(page, keys, body, above, paper)
    long = page.name == "feedback_text"
    if paper.upright:
        board, rest = body.foot(min(_KEYBOARD, body.height * 0.52), GAP)
        parts = []
        if page.main:
            box, rest = rest.foot(88, GAP)
            parts.append(tiles.main(box, page.main, paper))
        high = min(rest.height, 260 if long else _FIELD * (1.3 if paper.look.large else 1))
        parts.append(field(above.foot(high)[0] if above else rest.top(high)[0], keys, paper))
    else:
        side, board = body.end(200, GAP)
        high = min(body.height * 0.34, 150 if long else _FIELD)
        if above:
            place = above.foot(min(high, above.height))[0]
        else:
            place, board = board.top(high, 10)
        parts = [field(place, keys, paper)]
        if page.main:
            parts.append(tiles.main(side.foot(min(side.height, 140))[0], page.main, paper))
    return [*parts, *_keys(keys, board)], body


def _search(
    page: Page, keys: Entry, body: Box, above: Box | None, paper: Paper
) -> tuple[list[Part], Box]:
    """The field over what was found; the keyboard below both, or beside them."""
    if above:
        return _search_low(page, keys, body, above, paper)
    if paper.upright:
        board, rest = body.foot(min(_KEYBOARD, body.height * 0.5), GAP)
    else:
        board, rest = body.columns((_KEYS_WIDE, 1 - _KEYS_WIDE), GAP)
    place, rest = (board if not paper.upright else rest).top(_FIELD, 8)
    if not paper.upright:
        board, rest = rest, body.columns((_KEYS_WIDE, 1 - _KEYS_WIDE), GAP)[1]
    note, rest = rest.top(line(paper.size(SIZES.small)) + 2, 6)
    return [
        field(place, keys, paper, sign="search"),
        _note(note, page, paper),
        *_keys(keys, board),
    ], rest


def _search_low(
    page: Page, keys: Entry, body: Box, above: Box, paper: Paper
) -> tuple[list[Part], Box]:
    """The field and the note above; below them the keyboard, and what was found."""
    note, above = above.foot(line(paper.size(SIZES.small)) + 2, 4)
    place = above.foot(min(_FIELD, above.height))[0]
    if paper.upright:
        board, rest = body.foot(body.height * 0.55, 10)
    else:
        board, rest = body.columns((_KEYS_WIDE, 1 - _KEYS_WIDE), GAP)
    return [
        field(place, keys, paper, sign="search"),
        _note(note, page, paper),
        *_keys(keys, board),
    ], rest


def _note(box: Box, page: Page, paper: Paper) -> Part:
    size = paper.size(SIZES.small)
    return seen(box, Words(box, page.note, size, "muted", "ground", least=14))


def _keys(keys: Entry, board: Box) -> tuple[Part, ...]:
    return keyboard(board, keys.keys, keys.space, keys.erase, keys.marks)
