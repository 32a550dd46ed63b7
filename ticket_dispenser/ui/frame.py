"""What surrounds the choices of every page, always in the same place. Pure."""

from dataclasses import dataclass
from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.sheets import Part, Sheet, Sign, Words
from ticket_dispenser.ui import tiles
from ticket_dispenser.ui.paper import GAP, MARGIN, Paper, line, seen
from ticket_dispenser.view import Page, View

_FOOT: Final = SIZES.target
_FOOT_UPRIGHT: Final = 104
_HEADER, _HEADER_UPRIGHT = 72, 104
_NOTICE: Final = 56
_LOW_HEADER: Final = 0.45
"""How much of what is out of reach the header takes, in the reachable mode."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts around the choices, and the places that are left."""

    parts: tuple[Part, ...]
    body: Box
    """For what can be touched."""
    above: Box | None
    """For what is only seen, where that is not in `body`: the reachable mode."""


def framed(view: View, page: Page, paper: Paper) -> Frame:
    """Draw what is the same on all pages."""
    foot, body = footed(view, paper)
    if paper.look.low and not page.lines:
        return _low(view, page, paper, foot, body)
    header, body = body.top(_HEADER_UPRIGHT if paper.upright else _HEADER)
    body = body.inset(MARGIN, 12)
    parts = [*foot, headed(header, page.title, paper)]
    about, body = _about(view, page, paper, body, note_height=line(paper.size(SIZES.body + 2)))
    return Frame((*parts, *about), body, None)


def headed(box: Box, title: str, paper: Paper) -> Part:
    """The centre's colour, with a title on it."""
    place, words = box.inset(MARGIN, 6).left(min(96, max(52, box.height * 0.4)), 16)
    star = place.middle(place.width, place.width)
    size = paper.size(SIZES.title - 2 if box.height < _HEADER_UPRIGHT else SIZES.title + 6)
    return seen(
        box,
        Sheet(box, "lacquer"),
        Sign(star, "disc", "gold", "lacquer"),
        Sign(star.inset(star.width * 0.18), "star", "lacquer", "gold"),
        Words(words, title, size, "paper", "lacquer", bold=True),
    )


def footed(view: View, paper: Paper) -> tuple[list[Part], Box]:
    """The foot, and what is over it."""
    if not view.foot:
        return [], paper.place
    height = _FOOT_UPRIGHT if paper.upright else _FOOT
    bar, rest = paper.place.foot(height + 2 * 8)
    gap = GAP if not paper.upright else 10
    places = bar.inset(MARGIN, 8).columns((1,) * len(view.foot), gap)
    edge = Box(bar.x, bar.y, bar.width, 2)
    parts = [seen(bar, Sheet(bar, "ground"), Sheet(edge, "line", decoration=True))]
    parts += [tiles.always(at, tile, paper) for at, tile in zip(places, view.foot, strict=True)]
    return parts, rest


def _low(view: View, page: Page, paper: Paper, foot: list[Part], rest: Box) -> Frame:
    """Everything to touch below; title, note and what is only seen above.

    Pages of lines have nothing to touch but at their foot anyhow.
    """
    above, _ = rest.top(paper.reach.y - rest.y)
    body = Box(rest.x, paper.reach.y, rest.width, rest.bottom - paper.reach.y).inset(MARGIN, 10)
    header, above = above.top(max(_HEADER, above.height * _LOW_HEADER))
    above = above.inset(MARGIN, 8)
    note = line(paper.size(SIZES.body + 2)) if page.entry else 0
    about, above = _about(view, page, paper, above, note_height=note)
    parts = (*foot, headed(header, page.title, paper), *about)
    return Frame(parts, body, above)


def _about(
    view: View, page: Page, paper: Paper, place: Box, *, note_height: float
) -> tuple[list[Part], Box]:
    """Notice, note and ribbon; without a height of its own the note takes what the others leave."""
    parts = []
    if view.notice:
        box, place = place.top(_NOTICE, 8)
        parts.append(_notice(box, view.notice, paper))
    if page.ribbon:
        height = line(paper.size(SIZES.small + 2)) + 8
        box, place = (place.foot if not note_height else place.top)(height, 8)
        parts.append(_ribbon(box, page.ribbon, paper))
    if page.note:
        box, place = place.top(note_height or place.height, 8)
        size = paper.size(SIZES.body + 2 if note_height else SIZES.title)
        parts.append(seen(box, Words(box, page.note, size, "ink", "ground", bold=True)))
    return parts, place


def _ribbon(box: Box, text: str, paper: Paper) -> Part:
    place, words = box.inset(12, 3).left(26, 10)
    return seen(
        box,
        Sheet(box, "paper", "line", 1, 8, decoration=True),
        Sign(place.middle(24, 24), "check", "go", "paper"),
        Words(words, text, paper.size(SIZES.small + 2), "ink", "paper"),
    )


def _notice(box: Box, text: str, paper: Paper) -> Part:
    bar, rest = box.left(8)
    place, words = rest.inset(12, 4).left(36, 12)
    return seen(
        box,
        Sheet(box, "paper", "wait", 2),
        Sheet(bar, "wait"),
        Sign(place.middle(34, 34), "offline", "wait", "paper"),
        Words(words, text, paper.size(SIZES.body), "ink", "paper", bold=True),
    )
