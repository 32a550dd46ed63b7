"""What surrounds the choices of every page, always in the same place. Pure."""

from dataclasses import dataclass
from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.frames import HEADER, HEADER_UPRIGHT, footed, headed, notice, ribbon
from faces.widgets.paper import MARGIN, Paper, line, seen
from faces.widgets.sheets import Part, Words
from ticket_dispenser.view import Page, View

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
    foot, body = footed(view.foot, paper)
    if paper.look.low and not page.lines:
        return _low(view, page, paper, foot, body)
    header, body = body.top(HEADER_UPRIGHT if paper.upright else HEADER)
    body = body.inset(MARGIN, 12)
    parts = [*foot, headed(header, page.title, paper)]
    about, body = _about(view, page, paper, body, note_height=line(paper.size(SIZES.body + 2)))
    return Frame((*parts, *about), body, None)


def _low(view: View, page: Page, paper: Paper, foot: list[Part], rest: Box) -> Frame:
    """Everything to touch below; title, note and what is only seen above.

    Pages of lines have nothing to touch but at their foot anyhow.
    """
    above, _ = rest.top(paper.reach.y - rest.y)
    body = Box(rest.x, paper.reach.y, rest.width, rest.bottom - paper.reach.y).inset(MARGIN, 10)
    header, above = above.top(max(HEADER, above.height * _LOW_HEADER))
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
        parts.append(notice(box, view.notice, paper))
    if page.ribbon:
        height = line(paper.size(SIZES.small + 2)) + 8
        box, place = (place.foot if not note_height else place.top)(height, 8)
        parts.append(ribbon(box, page.ribbon, paper))
    if page.note:
        box, place = place.top(note_height or place.height, 8)
        size = paper.size(SIZES.body + 2 if note_height else SIZES.title)
        parts.append(seen(box, Words(box, page.note, size, "ink", "ground", bold=True)))
    return parts, place
