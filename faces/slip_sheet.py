"""The sheet that slips are set on: sizes for the width of the paper, languages, kept lines."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image

from faces.fonts import Face, Fonts, Type
from faces.marks import framed, rule
from faces.texts import Texts
from faces.typeset import Align, blank, pair, paragraph, row, stack, wrap

NARROW: Final = 500
"""Paper of fewer dots has smaller type, and puts one below the other what else is side by side."""
KEPT: Final = 24
"""Lines that are kept drawn: words of the catalogue, services and counters recur."""
MOST_LARGE: Final = 3
"""Lines of a text in large type; a longer one is set smaller."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in dots; type sizes in dots per em."""

    width: int
    margin: int = 24
    second: int = 22
    """The second language, in italics."""
    small: int = 24
    body: int = 28
    lead: int = 32
    title: int = 40
    gap: int = 10
    """Between blocks; above and below a line across it is once more as much."""
    beside: int = 20
    """Between what stands side by side."""
    stroke: int = 3

    @property
    def column(self) -> int:
        """What is between the margins."""
        return self.width - 2 * self.margin


def measures(width: int) -> Measures:
    """Return the sizes for paper of so many dots."""
    if width >= NARROW:
        return Measures(width)
    return Measures(
        width, margin=16, second=21, small=22, body=24, lead=28, title=34, gap=8, beside=14
    )


class Sheet:
    """Sets texts across the column of the paper, in one language or two.

    With `brief` no text has more lines than two, and there is one language only. Pictures of lines
    are kept, at most `KEPT`: they must not be drawn on.
    """

    def __init__(
        self,
        size: Measures,
        fonts: Fonts,
        texts: Texts,
        second: Texts | None = None,
        *,
        brief: bool = False,
    ) -> None:
        self.size = size
        self.texts = texts
        self.second = None if brief else second
        self._brief = brief
        self._fonts = fonts
        self._paragraph = lru_cache(KEPT)(paragraph)
        self._row = lru_cache(KEPT)(row)

    def type(self, face: Face, size: int) -> Type:
        """Return a face at a size in dots."""
        return self._fonts.at(face, size)

    def plain(self, text: str, size: int, *, most: int = 4) -> Image.Image:
        """Return a text in the middle of the column."""
        return self.text(text, self.type("regular", size), most=most)

    def bold(self, text: str, *sizes: int, most: int = 4) -> Image.Image:
        """Return a text in the first of the sizes that needs few lines, or in the last."""
        for size in () if self._brief else sizes[:-1]:
            type_ = self.type("bold", size)
            if len(wrap(text, type_, self.size.column, MOST_LARGE + 1)) <= MOST_LARGE:
                return self.text(text, type_, most=MOST_LARGE)
        return self.text(text, self.type("bold", sizes[-1]), most=most)

    def heading(self, key: str) -> Image.Image:
        """Return a text in each language, side by side in the middle."""
        size = self.size
        first = self.say(key), self.type("regular", size.body)
        return pair(first, (self.again(key), self.type("italic", size.second)), size.column, 12)

    def aside(self, text: str | None, *, most: int = 2) -> Image.Image:
        """Return what the second language says, if there is one."""
        text = text if self.second else None
        return self.text(text or "", self.type("italic", self.size.second), most=most)

    def left(self, text: str, face: Face) -> Image.Image:
        """Return a text of at most two lines that begins at the left."""
        size = self.size.second if face == "italic" else self.size.body
        return self.text(text, self.type(face, size), most=1 if self._brief else 2, align="left")

    def text(
        self,
        text: str,
        type_: Type,
        width: int | None = None,
        *,
        most: int,
        align: Align = "centre",
    ) -> Image.Image:
        """Return a text, across the column unless a width is given."""
        most = min(most, 2) if self._brief else most
        return self._paragraph(text, type_, width or self.size.column, most=most, align=align)

    def row(self, left: tuple[str, Type], right: tuple[str, Type]) -> Image.Image:
        """Return two texts at the edges of the column."""
        return self._row(left, right, self.size.column, self.size.beside)

    def fact(self, name: str, value: str, name_second: str, value_second: str) -> Image.Image:
        """Return a name and its value at the two edges, below them in the second language."""
        size = self.size
        left = name, self.type("regular", size.body)
        right = value, self.type("bold", size.lead)
        said = self.row(left, right)
        if not self.second:
            return said
        italic = self.type("italic", size.second)
        again = self.row((name_second, italic), (value_second, italic))
        return stack((said, again), size.column)

    def say(self, key: str, **values: object) -> str:
        """Return a text in the first language."""
        return self.texts.say(key, **values)

    def again(self, key: str, **values: object) -> str:
        """Return a text in the second language; an empty one if there is none."""
        return self.second.say(key, **values) if self.second else ""

    def frame(self, text: str) -> Image.Image:
        """Return a text in a round frame."""
        return framed(text, self.type("bold", self.size.body), self.size.column, self.size.stroke)

    def line(self) -> Image.Image:
        """Return a line across, with its room above and below."""
        room = blank(self.size.column, self.size.gap)
        return stack((room, rule(self.size.column, self.size.stroke), room), self.size.column)
