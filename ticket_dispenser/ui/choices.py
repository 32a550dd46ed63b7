"""The choices of a page: a grid of cards, arrows through long lists, options. Pure."""

from collections.abc import Sequence
from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.paper import GAP, Paper, seen
from faces.widgets.sheets import Part, Words
from ticket_dispenser.view import Page

_HIGHEST, _HIGHEST_UPRIGHT = 150, 128
_LEAST_ROW: Final = 88
"""Below this a list on an upright screen becomes two columns."""
_LEAST_CARD: Final = 100
"""Below this three rows become two of more columns: long names need lines more than width."""
_ARROWS: Final = 132
_TURNS: Final = 84
_OPTION, _OPTION_UPRIGHT = SIZES.target, 84
_PER_ROW: Final = 4


def choices(page: Page, body: Box, paper: Paper) -> list[Part]:
    """The cards of a page, and everything around them that can be touched."""
    gap = _gap(body, page, paper)
    parts, body = optional(page.options, body, paper, gap)
    if page.main:
        box, body = body.foot(_option_height(body, paper), gap)
        parts.append(tiles.main(box, page.main, paper))
    if page.turns:
        turns, body = _turns(page, body, paper, gap)
        parts += turns
    return [*cards(page.tiles, body, paper, gap), *parts]


def cards(choice: Sequence[Tile], body: Box, paper: Paper, gap: float = GAP) -> list[Part]:
    """Cards in as few columns as are read with ease."""
    if not choice:
        return []
    columns = _columns(len(choice), body, paper)
    rows = -(-len(choice) // columns)
    most = paper.size(_HIGHEST_UPRIGHT if paper.upright else _HIGHEST)
    height = min(body.height, rows * most + (rows - 1) * gap)
    cells = body.top(height)[0].grid(columns, rows, gap)
    return [tiles.card(cell, tile, paper) for cell, tile in zip(cells, choice, strict=False)]


def _columns(count: int, body: Box, paper: Paper) -> int:
    if body.width < 480:  # noqa: PLR2004 - beside a keyboard
        return 1
    if paper.upright:
        one = (body.height - GAP * (count - 1)) / count
        return 1 if one >= paper.size(_LEAST_ROW) else 2
    crowded = (body.height - 2 * GAP) / 3 < _LEAST_CARD
    return 2 if count in {2, 4} else 4 if count > 6 and crowded else min(count, 3)  # noqa: PLR2004


def optional(
    options: Sequence[Tile], body: Box, paper: Paper, gap: float = GAP
) -> tuple[list[Part], Box]:
    """What some people want instead, at the foot of a place; and what is left of it."""
    if not options:
        return [], body
    columns = 2 if paper.upright else min(len(options), _PER_ROW)
    columns = min(columns, len(options))
    rows = -(-len(options) // columns)
    one = _option_height(body, paper)
    place, rest = body.foot(rows * one + (rows - 1) * gap, gap)
    cells = place.grid(columns, rows, gap)[: len(options)]
    last = cells.pop()
    cells.append(Box(last.x, last.y, place.right - last.x, last.height))
    parts = [tiles.option(cell, tile, paper) for cell, tile in zip(cells, options, strict=True)]
    return parts, rest


def _option_height(body: Box, paper: Paper) -> float:
    """As high as a target should be; less where three rows would not fit otherwise."""
    wanted = _OPTION_UPRIGHT if paper.upright else _OPTION
    return min(wanted, (body.height - 2 * GAP) / 3)


def _gap(body: Box, page: Page, paper: Paper) -> float:
    """The distance of targets; less where a low part of the screen has many rows."""
    crowded = not paper.upright and len(page.tiles) > _PER_ROW and body.height < 330  # noqa: PLR2004
    return GAP - 4 if crowded else GAP


def _turns(page: Page, body: Box, paper: Paper, gap: float) -> tuple[list[Part], Box]:
    """The arrows: at the right, or under the cards on an upright screen."""
    less, more = page.turns
    if paper.upright:
        bar, rest = body.foot(_TURNS, gap)
        left, where, right = bar.columns((3, 2, 3), gap)
    else:
        bar, rest = body.end(_ARROWS, gap)
        left, where, right = _side(bar)
    middle = Words(
        where, page.where, paper.size(SIZES.body), "ink", "ground", bold=True, align="center"
    )
    parts = [
        tiles.turn(left, less, paper, upwards=not paper.upright),
        seen(where, middle),
        tiles.turn(right, more, paper, upwards=not paper.upright),
    ]
    return parts, rest


def _side(bar: Box) -> tuple[Box, Box, Box]:
    arrow = min(bar.height * 0.38, 118)
    up, rest = bar.top(arrow)
    down, where = rest.foot(arrow)
    return up, where, down
