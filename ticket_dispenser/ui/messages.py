"""One sentence on the whole screen, and the question whether somebody is still there. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.frames import asked
from faces.widgets.paper import MARGIN, Paper, line, seen
from faces.widgets.sheets import Align, Part, Sheet, Sign, Stack, Words
from ticket_dispenser.view import Mode, View

SIGNS: Final[dict[Mode, tuple[str, str]]] = {
    "ready": ("working", "wait"),
    "working": ("working", "wait"),
    "take": ("slip", "go"),
    "trouble": ("offline", "bad"),
    "closed": ("closed", "muted"),
}
"""What is drawn beside the sentence of a mode, and its colour."""

_NUMBER, _NUMBER_UPRIGHT = 150, 180


def message(view: View, box: Box, paper: Paper) -> Part:
    """The sign of the mode, the number if there is one, and the sentence."""
    sign, ink = SIGNS[view.mode]
    card = box.inset(MARGIN if paper.upright else 2 * MARGIN, MARGIN + 8)
    if paper.upright:
        card = card.middle(card.width, min(card.height, 900))
    inner = card.inset(32, 20)
    if paper.upright:
        place, texts = inner.top(inner.height * 0.32, 8)
    else:
        place, texts = inner.left(inner.width * 0.24, 36)
    most = min(place.width, place.height) * 0.86
    return seen(
        box,
        Sheet(card, "paper", ink, 4, SIZES.radius_tile),
        Sign(place.middle(most, most), sign, ink, "paper"),
        Stack(texts, tuple(_texts(view, texts, paper))),
    )


def _texts(view: View, box: Box, paper: Paper) -> list[Words]:
    align: Align = "center" if paper.upright else "left"
    texts = []
    if view.label:
        size = _NUMBER_UPRIGHT if paper.upright else min(_NUMBER, box.height * 0.4)
        number, box = box.top(line(size))
        texts.append(
            Words(number, view.label, size, "ink", "paper", bold=True, align=align, least=60)
        )
    size = paper.size(SIZES.title if view.label else SIZES.title + 6)
    return [*texts, Words(box, _whole(view), size, "ink", "paper", bold=True, align=align)]


def _whole(view: View) -> str:
    """The sentence, in which no line ends within the number."""
    label = view.label or ""
    return view.sentence.replace(label, label.replace(" ", "\N{NO-BREAK SPACE}"))


def still_there(view: View, paper: Paper) -> tuple[Part, ...]:
    """The question, the seconds that are left, and one button; a touch beside it will do too."""
    if view.stay is None:
        return ()
    return asked(view.question, view.countdown, view.still_there or 0, view.stay, paper)
