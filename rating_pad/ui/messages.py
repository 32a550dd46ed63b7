"""One sentence and its note, under the sign of how it is; what the centre shows. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.frames import notice
from faces.widgets.paper import Paper, line, seen
from faces.widgets.sheets import Part, Picture, Sign, Stack, Thing, Words
from rating_pad.ui.opinions import MARGIN, optional
from rating_pad.view import PadView

SIGNS: Final = {
    "thanks": ("very_satisfied", "go"),
    "paused": ("paused", "wait"),
    "on_call": ("paused", "wait"),
    "closed": ("closed", "muted"),
    "offline": ("offline", "bad"),
    "about": ("pencil", "wait"),
    "sending": ("working", "wait"),
    "receipt": ("check", "go"),
    "kept": ("check", "wait"),
}
"""What is drawn above the message of a mode, and its colour."""

_SIGN: Final = 120
_MAIN: Final = 84
_CODE: Final = 96
_NOTICE: Final = 64
_UPRIGHT: Final = 560
"""A sentence stays beside its sign on a high screen."""


def message(view: PadView, body: Box, paper: Paper) -> list[Part]:
    """What is said, with what may be touched under it."""
    parts: list[Part] = []
    inner = body.inset(MARGIN, 14)
    if view.main:
        box, inner = inner.foot(_MAIN, 14)
        width = box.width if paper.upright else min(box.width, 460)
        parts.append(tiles.main(box.middle(width, box.height), view.main, paper))
    options, inner = optional(view, inner, paper)
    if view.notice:
        bar, inner = inner.foot(_NOTICE, 12)
        parts.append(notice(bar, view.notice, paper))
    return [*parts, *options, *_said(view, inner, paper)]


def _said(view: PadView, box: Box, paper: Paper) -> list[Part]:
    if view.picture:
        low = line(paper.size(SIZES.body + 2)) * 2
        words, box = box.foot(min(low, box.height * 0.35), 10)
        motto = " · ".join(view.heading.split("\n"))
        said = Words(
            words, motto, paper.size(SIZES.body + 2), "lacquer", "ground", bold=True, align="center"
        )
        return [seen(box, Picture(box, view.picture)), seen(words, said)]
    if paper.upright:
        box = box.middle(box.width, _UPRIGHT)
    ink = "lacquer" if view.mode == "idle" else "ink"
    things: list[Thing] = []
    if view.mode in SIGNS:
        name, colour = SIGNS[view.mode]
        place, box = box.top(min(_SIGN, box.height * 0.32), 10)
        side = min(place.height, place.width)
        things.append(Sign(place.middle(side, side), name, colour, "ground"))
    return [seen(box, *things, Stack(box, _texts(view, box, paper, ink)))]


def _texts(view: PadView, box: Box, paper: Paper, ink: str) -> tuple[Words, ...]:
    """Sentence, code and note, each no larger than its share of the place."""
    shares = (0.3, 0.46, 0.24) if view.code else (0.62, 0.38)
    rows, rest = [], box
    for share in shares:
        row, rest = rest.top(box.height * share)
        rows.append(row)
    heading, note = paper.size(SIZES.title + 2), paper.size(SIZES.body)
    said = [
        Words(rows[0], text, heading, ink, "ground", bold=True, align="center")
        for text in view.heading.split("\n")
    ]
    if view.code:
        said.append(
            Words(rows[1], view.code, _CODE, "ink", "ground", bold=True, align="center", least=40)
        )
    place = "" if view.officer else f"{view.counter}"
    said.append(Words(rows[-1], view.note, note, "muted", "ground", align="center"))
    if place and not view.code:
        said.append(
            Words(rows[-1].top(line(note))[0], place, note, "muted", "ground", align="center")
        )
    return tuple(said)
