"""What surrounds the contents of a touch screen's pages, always in the same place. Pure."""

from collections.abc import Sequence
from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.paper import GAP, MARGIN, Paper, line, seen
from faces.widgets.sheets import Part, Sheet, Sign, Words

FOOT: Final = SIZES.target
FOOT_UPRIGHT: Final = 104
HEADER, HEADER_UPRIGHT = 72, 104
NOTICE: Final = 56
_CARD: Final = 620, 400


def headed(box: Box, title: str, paper: Paper) -> Part:
    """The centre's colour, with a title on it."""
    place, words = box.inset(MARGIN, 6).left(min(96, max(52, box.height * 0.4)), 16)
    star = place.middle(place.width, place.width)
    size = paper.size(SIZES.title - 2 if box.height < HEADER_UPRIGHT else SIZES.title + 6)
    return seen(
        box,
        Sheet(box, "lacquer"),
        Sign(star, "disc", "gold", "lacquer"),
        Sign(star.inset(star.width * 0.18), "star", "lacquer", "gold"),
        Words(words, title, size, "paper", "lacquer", bold=True),
    )


def footed(foot: Sequence[Tile], paper: Paper) -> tuple[list[Part], Box]:
    """The foot, and what is over it."""
    if not foot:
        return [], paper.place
    height = FOOT_UPRIGHT if paper.upright else FOOT
    bar, rest = paper.place.foot(height + 2 * 8)
    gap = GAP if not paper.upright else 10
    places = bar.inset(MARGIN, 8).columns((1,) * len(foot), gap)
    edge = Box(bar.x, bar.y, bar.width, 2)
    parts = [seen(bar, Sheet(bar, "ground"), Sheet(edge, "line", decoration=True))]
    parts += [tiles.always(at, tile, paper) for at, tile in zip(places, foot, strict=True)]
    return parts, rest


def ribbon(box: Box, text: str, paper: Paper) -> Part:
    """What was chosen so far."""
    place, words = box.inset(12, 3).left(26, 10)
    return seen(
        box,
        Sheet(box, "paper", "line", 1, 8, decoration=True),
        Sign(place.middle(24, 24), "check", "go", "paper"),
        Words(words, text, paper.size(SIZES.small + 2), "ink", "paper"),
    )


def notice(box: Box, text: str, paper: Paper) -> Part:
    """What else is to be known now."""
    bar, rest = box.left(8)
    place, words = rest.inset(12, 4).left(36, 12)
    return seen(
        box,
        Sheet(box, "paper", "wait", 2),
        Sheet(bar, "wait"),
        Sign(place.middle(34, 34), "offline", "wait", "paper"),
        Words(words, text, paper.size(SIZES.body), "ink", "paper", bold=True),
    )


def asked(
    question: str, countdown: str, seconds_left: int, stay: Tile, paper: Paper
) -> tuple[Part, ...]:
    """The question, the seconds that are left, and one button; a touch beside it will do too."""
    place = paper.place
    card = place.middle(min(_CARD[0], place.width - 2 * MARGIN), _CARD[1])
    inner = card.inset(28, 22)
    button, rest = inner.foot(92, 16)
    above, rest = rest.top(line(paper.size(SIZES.title)) * 1.1)
    after, seconds = rest.foot(line(paper.size(SIZES.body)) * 1.1)
    number, title = str(seconds_left), paper.size(SIZES.title)
    about = seen(
        card,
        Sheet(card, "paper", "ink", 3, SIZES.radius_tile),
        Words(above, question, title, "ink", "paper", bold=True, align="center"),
        Words(seconds, number, SIZES.number, "lacquer", "paper", bold=True, align="center"),
        Words(after, countdown, paper.size(SIZES.body), "muted", "paper", align="center"),
    )
    return about, tiles.main(button, stay, paper), Part(place, (), stay.touch)
