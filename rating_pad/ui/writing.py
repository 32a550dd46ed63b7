"""Screens with a keyboard, and the technician's lines. Pure."""

from typing import Final

from faces.look import SIZES
from faces.touching import Entry
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.entries import field, table
from faces.widgets.frames import HEADER, HEADER_UPRIGHT, headed
from faces.widgets.keyboard import keyboard
from faces.widgets.paper import GAP, MARGIN, Paper, line, seen
from faces.widgets.sheets import Part, Words
from rating_pad.ui.opinions import optional
from rating_pad.view import PadView

_MAIN: Final = 168
_FIELD: Final = 100
_KEYBOARD_UPRIGHT: Final = 420
_KEYBOARD: Final = 0.6


def written(view: PadView, entry: Entry, body: Box, paper: Paper) -> list[Part]:
    """What to write, where it stands, the keyboard, and what most people do next."""
    header, body = body.top(HEADER_UPRIGHT if paper.upright else HEADER - 8)
    parts = [headed(header, view.heading, paper)]
    body = body.inset(MARGIN, 10)
    above, keys = _cut(body, paper)
    note, place = above.top(min(line(paper.size(SIZES.body)), above.height * 0.4), 4)
    said = view.notice or view.note
    parts.append(seen(note, Words(note, said, paper.size(SIZES.body), "ink", "ground", least=15)))
    if view.main and paper.upright:
        box, keys = keys.top(96, GAP)
        parts.append(tiles.main(box, view.main, paper))
    elif view.main:
        side, keys = keys.end(_MAIN, GAP)
        parts.append(tiles.main(side.foot(min(side.height, 148))[0], view.main, paper))
    parts.append(field(place.top(min(place.height, 200))[0], entry, paper))
    return [*parts, *keyboard(keys, entry.keys, entry.space, entry.erase, entry.marks)]


def _cut(body: Box, paper: Paper) -> tuple[Box, Box]:
    """What is seen above, and what is touched below."""
    if paper.upright:
        keys, above = body.foot(_KEYBOARD_UPRIGHT + 96 + GAP, GAP)
    elif paper.look.low:
        keys, above = body.foot(body.bottom - max(paper.reach.y, body.y), 10)
    else:
        keys, above = body.foot(body.height * _KEYBOARD + 24, 10)
    return above, keys


def lines(view: PadView, body: Box, paper: Paper) -> list[Part]:
    """Names and values, and a trial under them."""
    header, body = body.top(HEADER)
    options, body = optional(view, body.inset(MARGIN, 12), paper)
    about = [table(view.lines, body, paper)] if view.lines else []
    return [headed(header, view.heading, paper), *options, *about]
