"""The first page, and the one that invites from afar. Pure."""

from dataclasses import replace
from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets.boxes import Box
from faces.widgets.paper import GAP, MARGIN, Paper, line
from faces.widgets.sheets import Part, Sheet, Sign, Stack, Words
from kiosk.view import Card, Page

_SEARCH: Final = 150
_RADIUS: Final = 16
_OVER, _LOW = 130, 112
"""Tiles lower than this have a drawing beside the words; lower than that, no note."""
_SLIM: Final = 180
"""Nor have those whose words are in less than this: the name would be too small to be read."""


def start(page: Page, body: Box, paper: Paper) -> list[Part]:
    """What can be done here: the first thing is the largest and filled, the others are a grid."""
    cards = [item for item in page.items if isinstance(item, Card)]
    if paper.look.low and not paper.upright:
        cells = body.grid(4, 2, GAP)
        return [_tile(cell, card, paper) for cell, card in zip(cells, cards, strict=False)]
    first, others = cards[0], cards[1:]
    high = min(_SEARCH, body.height * 0.3)
    box, rest = body.top(high, GAP)
    columns = 2 if paper.upright else 4
    rows = -(-len(others) // columns)
    rest = rest.top(min(rest.height, rows * 220 + (rows - 1) * GAP))[0]
    cells = rest.grid(columns, rows, GAP)[: len(others)]
    if cells and len(others) % columns:
        last = cells[-1]
        cells[-1] = Box(last.x, last.y, rest.right - last.x, last.height)
    return [
        _filled(box, first, paper),
        *(_tile(cell, card, paper) for cell, card in zip(cells, others, strict=True)),
    ]


def _filled(box: Box, card: Card, paper: Paper) -> Part:
    inner = box.inset(24, 10)
    side = min(inner.height * 0.72, 84)
    place, texts = inner.left(side, 24)
    named = _named(card, texts, paper, "paper", "go", SIZES.title)
    return Part(
        box,
        (
            Sheet(box, "go", radius=_RADIUS),
            Sign(place.middle(side, side), card.sign, "paper", "go"),
            Stack(texts, named),
        ),
        card.tile.touch,
        paper.focused(card.tile.touch),
        _RADIUS,
    )


def _tile(box: Box, card: Card, paper: Paper) -> Part:
    """A drawing, a name and a note: side by side where the place is low."""
    inner = box.inset(18, 10)
    beside = paper.upright or box.height < _OVER
    if beside:
        side = min(inner.height * 0.5, inner.width * 0.2, 64)
        place, texts = inner.left(side, 16)
    else:
        side = min(inner.height * 0.34, 60)
        place, texts = inner.top(side, 4)
    named = _named(card, texts, paper, "ink", "paper", SIZES.lead - 3, "start")
    if box.height < paper.size(_LOW) or texts.width < _SLIM:
        named = (replace(named[0], box=texts),)
    if not beside:
        named = tuple(replace(one, align="center") for one in named)
    things = (
        Sheet(box, "paper", "ink", 2, _RADIUS),
        Sign(place.middle(side, side), card.sign, "lacquer", "paper"),
        Stack(texts, named),
    )
    return Part(box, things, card.tile.touch, paper.focused(card.tile.touch), _RADIUS)


def _named(  # noqa: PLR0913, PLR0917 - a name, a note and how they are set
    card: Card, box: Box, paper: Paper, ink: str, surface: str, size: float, group: str = ""
) -> tuple[Words, ...]:
    """The name and the note under it, one of them at most as high as the place lets both be."""
    small = paper.size(SIZES.small)
    note_height = min(line(small) * 2, box.height * 0.48)
    note, name = box.foot(note_height)
    muted = "muted" if surface == "paper" else ink
    large = group if not paper.look.large else ""
    return (
        Words(name, card.tile.text, paper.size(size), ink, surface, bold=True, group=large),
        Words(
            note,
            card.tile.note,
            small,
            muted,
            surface,
            least=14,
            group=f"{group}note" if large else "",
        ),
    )


def attract(page: Page, paper: Paper) -> tuple[Part, ...]:
    """The centre's name, its slogan, and the one thing to do: a touch anywhere begins."""
    begin = page.main or Tile("begin", page.title)
    place = paper.place
    inner = place.inset(MARGIN * 3, place.height * 0.08)
    star, rest = inner.top(min(inner.height * 0.3, 220), 20)
    side = min(star.width, star.height)
    at = star.middle(side, side)
    name, rest = rest.top(rest.height * 0.34, 8)
    slogan, rest = rest.top(rest.height * 0.3, 8)
    button = rest.middle(min(rest.width, 700), min(rest.height, 120))
    source = place.foot(40)[0].inset(MARGIN, 6)
    big = SIZES.number * 0.6
    return (
        Part(
            place,
            (
                Sheet(place, "lacquer"),
                Sign(at, "disc", "gold", "lacquer"),
                Sign(at.inset(side * 0.18), "star", "lacquer", "gold"),
                Words(
                    name, page.title, big, "paper", "lacquer", bold=True, align="center", least=30
                ),
                Words(slogan, page.ribbon, SIZES.title, "paper", "lacquer", align="center"),
                Sheet(button, "gold", radius=_RADIUS, around="lacquer"),
                Words(
                    button.inset(20, 8),
                    begin.text,
                    SIZES.title,
                    "ink",
                    "gold",
                    bold=True,
                    align="center",
                ),
                Words(source, page.source, SIZES.small, "paper", "lacquer", align="center"),
            ),
            begin.touch,
        ),
    )
