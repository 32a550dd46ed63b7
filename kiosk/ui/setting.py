"""How high texts are before they are drawn: lines of a width, and the places for them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from faces.widgets.boxes import Box
from faces.widgets.fitting import ELLIPSIS, NOTO_LINE, fit
from faces.widgets.paper import Paper
from faces.widgets.sheets import Align, Words

CHUNK = 12
"""So many lines of a long text are drawn at once: what is far from being seen is not."""
_ENDLESS = 1e6


class Measure(Protocol):
    """Whoever knows how wide a text is, in sizes of its type."""

    def __call__(self, text: str, *, bold: bool) -> float:
        """The width of one line."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets texts for one screen."""

    paper: Paper
    measure: Measure

    def lines(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """The lines of one paragraph."""

        def measure(line: str) -> float:
            return self.measure(line, bold=bold) * 1.01  # what is drawn must not wrap elsewhere

        found = fit(text, size, size, width, _ENDLESS, line_height=NOTO_LINE, measure=measure)
        return list(found.lines)

    def cut(self, text: str, size: float, width: float, most: int, *, bold: bool) -> list[str]:
        """No more lines than so many; the last one says that there was more."""
        lines = self.lines(text, size, width, bold=bold)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.measure(last + ELLIPSIS, bold=bold) * size * 1.01 > width:
            last = last[:-1]
        return [*lines[: most - 1], last.rstrip(" ,.;:-/(") + ELLIPSIS]

    def chunks(
        self, text: str, size: float, width: float, *, bold: bool = False
    ) -> Iterator[list[str]]:
        """A text of any length as pieces of lines; none of them goes over a paragraph."""
        for paragraph in text.splitlines():
            lines = self.lines(paragraph, size, width, bold=bold)
            for at in range(0, len(lines), CHUNK):
                yield lines[at : at + CHUNK]

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide one line is."""
        return self.measure(text, bold=bold) * size * 1.02


def high(lines: list[str], size: float) -> float:
    """Height of some lines."""
    return len(lines) * size * NOTO_LINE


def words(  # noqa: PLR0913, PLR0917 - a text and how it is set
    lines: list[str],
    size: float,
    x: float,
    y: float,
    width: float,
    ink: str = "ink",
    *,
    bold: bool = False,
    surface: str = "paper",
    align: Align = "left",
) -> Words:
    """Lines at their place."""
    box = Box(x, y, width, high(lines, size) + 0.5)
    return Words(
        box, " ".join(lines), size, ink, surface, bold=bold, align=align, at="top", least=size
    )
