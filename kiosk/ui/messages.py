"""One sentence on the whole screen, with a drawing, and with a number if there is one. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.frames import footed, headed
from faces.widgets.paper import MARGIN, Paper, line, seen
from faces.widgets.sheets import Align, Part, Sheet, Sign, Stack, Words
from kiosk.view import Mode, View

SIGNS: Final[dict[Mode, tuple[str, str]]] = {
    "ready": ("working", "wait"),
    "working": ("working", "wait"),
    "take": ("check", "go"),
    "trouble": ("offline", "bad"),
}
_NUMBER, _NUMBER_UPRIGHT = 150, 180


def message(view: View, paper: Paper) -> tuple[Part, ...]:
    """The drawing of the mode, the number, and the sentence."""
    foot, rest = footed(view.foot, paper)
    header, body = rest.top(72)
    sign, ink = SIGNS[view.mode]
    card = body.inset(MARGIN if paper.upright else 2 * MARGIN, MARGIN + 8)
    if paper.upright:
        card = card.middle(card.width, min(card.height, 900))
    inner = card.inset(32, 20)
    if paper.upright:
        place, texts = inner.top(inner.height * 0.32, 8)
    else:
        place, texts = inner.left(inner.width * 0.24, 36)
    most = min(place.width, place.height) * 0.8
    at = place.middle(most, most)
    drawn = (
        (Sign(at, "disc", ink, "paper"), Sign(at.inset(most * 0.22), "check", "paper", ink))
        if sign == "check"
        else (Sign(at, sign, ink, "paper"),)
    )
    told = seen(
        body,
        Sheet(card, "paper", ink, 4, SIZES.radius_tile),
        *drawn,
        Stack(texts, tuple(_texts(view, texts, paper))),
    )
    return (*foot, headed(header, "", paper), told)


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
    label = view.label or ""
    sentence = view.sentence.replace(label, label.replace(" ", "\N{NO-BREAK SPACE}"))
    return [*texts, Words(box, sentence, size, "ink", "paper", bold=True, align=align)]
