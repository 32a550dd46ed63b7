"""The question how it was: levels as faces and words, reasons, further questions. Pure."""

from dataclasses import replace
from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.frames import notice
from faces.widgets.paper import GAP, Paper, line, seen
from faces.widgets.sheets import Align, Part, Sheet, Sign, Stack, Words
from rating_pad.view import PadView

COLOURS: Final = {
    "very_satisfied": "go",
    "satisfied": "wait",
    "neutral": "amber",
    "dissatisfied": "bad",
    "very_dissatisfied": "lacquer",
}
"""The colour of each level; its face and its words say the same."""

MARGIN: Final = 24
_OPTION: Final = SIZES.target
_STRIP: Final = 122
_NOTICE: Final = 56
_FLAT: Final = 1.6
"""A tile that is so much wider than high has its face beside its words."""
_LEAST_ROW: Final = 92
_FEW: Final = 3
_LONG_NOTE: Final = 76
"""Letters of a note that has two lines."""
_LETTER: Final = 0.52
"""About how wide a letter is, in sizes of its type."""


def rated(view: PadView, body: Box, paper: Paper) -> list[Part]:
    """The levels, and what may be added to one."""
    parts, body = headed(view, body, paper)
    options, body = optional(view, body, paper)
    cells = _cells(len(view.levels), body, paper)
    return [*parts, *options, *_levels(view, cells, paper)]


def reasons(view: PadView, body: Box, paper: Paper) -> list[Part]:
    """Why, and over it the levels still, for those who touched the wrong one."""
    parts, body = headed(view, body, paper)
    strip, body = body.top(min(_STRIP, body.height * 0.3), 10)
    levels = strip.columns((1,) * len(view.levels), 8)
    small = replace(paper, look=replace(paper.look, large=False))  # they are seen before, and large
    return [*parts, *_levels(view, levels, small), *cards(view.tiles, body, paper)]


def answers(view: PadView, body: Box, paper: Paper) -> list[Part]:
    """A question and its answers, best first."""
    parts, body = headed(view, body, paper)
    options, body = optional(view, body, paper)
    return [*parts, *options, *cards(view.tiles, body, paper)]


def headed(view: PadView, body: Box, paper: Paper) -> tuple[list[Part], Box]:
    """What is asked, and what is left for touching; that is below in the reachable mode."""
    body = body.inset(MARGIN, 14)
    title, small = (
        paper.size(SIZES.title + (6 if paper.upright else -2)),
        paper.size(SIZES.body + (3 if paper.upright else -1)),
    )
    if paper.look.low:
        above, rest = body.top(max(0.0, paper.reach.y - body.y), 0)
    else:
        lines = 2 if view.mode == "rate" and not paper.upright else 1.3
        notes = -(-len(view.note) * small * _LETTER // body.width)
        wanted = line(title) * lines + line(small) * notes
        above, rest = body.top(min(wanted * 1.04, body.height * 0.4), 10)
    parts = []
    if view.notice:
        bar, above = above.top(_NOTICE, 6)
        parts.append(notice(bar, view.notice, paper))
    heading, note = above.top(above.height * (0.66 if len(view.note) < _LONG_NOTE else 0.46))
    stack = Stack(above, (
        Words(heading, view.heading, title, "ink", "ground", bold=True),
        Words(note, view.note, small, "muted", "ground"),
    ))  # fmt: skip
    return [*parts, seen(above, stack)], rest


def optional(view: PadView, body: Box, paper: Paper) -> tuple[list[Part], Box]:
    """What some people want besides, in one row at the foot of a place; and what is left."""
    if not view.options:
        return [], body
    bar, rest = body.foot(min(_OPTION, body.height * 0.34), 12)
    cells = bar.columns((1,) * len(view.options), 12)
    parts = [
        tiles.option(cell, tile, paper) for cell, tile in zip(cells, view.options, strict=True)
    ]
    return parts, rest


def cards(choice: tuple[Tile, ...], body: Box, paper: Paper) -> list[Part]:
    """Choices in as few columns as leave each of them high enough."""
    columns = 1 if len(choice) <= _FEW or paper.upright else 2
    while columns < _FEW and _row(len(choice), columns, body) < SIZES.target:
        columns += 1
    rows = -(-len(choice) // columns)
    gap = GAP if _row(len(choice), columns, body) > SIZES.target else 8
    height = min(body.height, rows * 132 + (rows - 1) * gap)
    cells = body.top(height)[0].grid(columns, rows, gap)
    return [tiles.card(cell, tile, paper) for cell, tile in zip(cells, choice, strict=False)]


def _row(count: int, columns: int, body: Box) -> float:
    rows = -(-count // columns)
    return (body.height - GAP * (rows - 1)) / rows


def _cells(count: int, body: Box, paper: Paper) -> list[Box]:
    """A place for each level: in one row where that is wide enough, as a scale is read."""
    if paper.upright:
        return body.rows(count, GAP)
    if count == 4 and body.height >= 2 * _LEAST_ROW + GAP:  # noqa: PLR2004 - two and two are larger
        return body.grid(2, 2, GAP)
    return body.columns((1,) * count, 12)


def _levels(view: PadView, cells: list[Box], paper: Paper) -> list[Part]:
    return [
        _level(cell, level, words, paper, chosen=level == view.chosen)
        for cell, (level, words) in zip(cells, view.levels, strict=True)
    ]


def _level(box: Box, level: str, words: str, paper: Paper, *, chosen: bool) -> Part:
    """A face and its words, in its own colour; filled when it is chosen."""
    colour = COLOURS[level]
    ink, surface = ("paper", colour) if chosen else (colour, "paper")
    inner = box.inset(14, 8)
    if box.width > box.height * _FLAT:
        side = min(inner.height, inner.width * 0.36, 116)
        place, text = inner.left(side, 14)
    else:
        inner = box.inset(6, 8)
        side = min(inner.width, inner.height * 0.46, 132)
        place, text = inner.top(max(side, inner.height * 0.46), 4)
    align: Align = "left" if box.width > box.height * _FLAT else "center"
    face = Sign(place.middle(side, side), level, ink, surface)
    said = Words(
        text, words, paper.size(SIZES.lead), ink, surface, bold=True, align=align, least=14,
        group="level",
    )  # fmt: skip
    sheet = Sheet(box, surface, colour, 3, SIZES.radius_tile)
    return Part(box, (sheet, face, said), level, paper.focused(level), SIZES.radius_tile)
