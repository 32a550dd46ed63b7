"""One sentence on the whole screen, with a drawing, and with a number if there is one. Pure."""

from typing import Protocol

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.paper import MARGIN, Paper, line, seen
from faces.widgets.sheets import Align, Part, Sheet, Sign, Stack, Words

_NUMBER, _NUMBER_UPRIGHT = 150, 180


class Message(Protocol):
    """What is told."""

    @property
    def sentence(self) -> str:
        """In words."""

    @property
    def label(self) -> str | None:
        """The number to show large."""


def message(told: Message, sign: str, ink: str, box: Box, paper: Paper) -> Part:
    """The drawing, in its colour, the number if there is one, and the sentence."""
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
        *_sign(place.middle(most, most), sign, ink),
        Stack(texts, tuple(_texts(told, texts, paper))),
    )


def _sign(box: Box, sign: str, ink: str) -> tuple[Sign, ...]:
    """A check mark is seen on a disc: by itself it is thin."""
    if sign != "check":
        return (Sign(box, sign, ink, "paper"),)
    return Sign(box, "disc", ink, "paper"), Sign(box.inset(box.width * 0.22), sign, "paper", ink)


def _texts(told: Message, box: Box, paper: Paper) -> list[Words]:
    align: Align = "center" if paper.upright else "left"
    texts = []
    if told.label:
        size = _NUMBER_UPRIGHT if paper.upright else min(_NUMBER, box.height * 0.4)
        number, box = box.top(line(size))
        texts.append(
            Words(number, told.label, size, "ink", "paper", bold=True, align=align, least=60)
        )
    size = paper.size(SIZES.title if told.label else SIZES.title + 6)
    return [*texts, Words(box, _whole(told), size, "ink", "paper", bold=True, align=align)]


def _whole(told: Message) -> str:
    """The sentence, in which no line ends within the number."""
    label = told.label or ""
    return told.sentence.replace(label, label.replace(" ", "\N{NO-BREAK SPACE}"))
