"""Who serves, at which counter, and whom: at the left, or above on an upright screen. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.paper import Paper, line, seen
from faces.widgets.sheets import Align, Part, Picture, Sheet, Sign, Stack, Thing, Words
from rating_pad.view import PadView

_WIDTH: Final = 298
_HEIGHT: Final = 236
_PHOTO: Final = 176, 204
"""Three to four, as photos of people are taken, and a little wider."""
_SHORT: Final = 26
"""Letters of a title that has one line."""
_LARGE_PHOTO: Final = 0.8
"""In large type the words need the room."""


def panelled(view: PadView, body: Box, paper: Paper) -> tuple[list[Part], Box]:
    """The officer's panel, and what is left; all of it where nobody is signed in."""
    if not view.officer:
        return [], body
    if paper.upright:
        place, rest = body.top(_HEIGHT)
        photo, texts = place.inset(24, 16).left(_PHOTO[0], 28)
        edge = Box(place.x, place.bottom - 2, place.width, 2)
    else:
        place, rest = body.left(_WIDTH)
        inner, share = place.inset(20, 18), _LARGE_PHOTO if paper.look.large else 1
        photo, texts = inner.top(min(_PHOTO[1] * share, inner.height * 0.42), 8)
        photo = photo.middle(_PHOTO[0] * share, photo.height)
        edge = Box(place.right - 2, place.y, 2, place.height)
    about, where = _texts(view, texts, paper)
    sheets = Sheet(place, "paper"), Sheet(edge, "line", decoration=True)
    return [seen(place, *sheets, *_photo(view, photo), about, where)], rest


def _photo(view: PadView, box: Box) -> tuple[Thing, ...]:
    person = box.middle(box.width * 0.8, box.height * 0.8)
    drawn = (
        Sheet(box, "ground", radius=SIZES.radius_card),
        Sign(person, "person", "muted", "ground"),
    )
    return (*drawn, Picture(box, view.photo)) if view.photo else drawn


def _texts(view: PadView, box: Box, paper: Paper) -> tuple[Stack, Words]:
    """Name, title and agency, and under them counter and number."""
    align: Align = "left" if paper.upright else "center"
    where, box = box.foot(line(paper.size(SIZES.body)) * (1 if paper.upright else 1.1), 4)
    name, below = box.top(box.height * 0.46)
    title, agency = below.top(below.height * (0.34 if len(view.title or "") <= _SHORT else 0.5))
    size, small = paper.size(SIZES.lead - 2), paper.size(SIZES.small + 1)
    if paper.upright:
        size, small = size + 6, small + 3
    texts = [Words(name, view.officer or "", size, "ink", "paper", bold=True, align=align)]
    for row, text in ((title, view.title), (agency, view.agency)):
        if text:
            texts.append(Words(row, text, small, "muted", "paper", align=align, least=15))
    place = " · ".join(part for part in (view.counter, view.label) if part)
    size = paper.size(SIZES.body)
    return (
        Stack(box, tuple(texts)),
        Words(where, place, size, "ink", "paper", bold=True, align=align, least=15),
    )
