"""What a board is made of: parts with sheets, words and drawings on them. Pure.

A colour is named by its token in `faces.look.Palette`; which one that is depends on the palette
that the board is drawn in. Two colours that `faces.look` does not know as a pair cannot be used.
"""

from dataclasses import dataclass
from typing import Literal

from faces.look import MARK_PAIRS, SIZES, TEXT_PAIRS
from faces.widgets.boxes import Box

Align = Literal["left", "center"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle with round corners, filled or outlined or both."""

    box: Box
    fill: str
    edge: str = ""
    """Colour of its outline; none without it."""
    stroke: float = 0
    """Width of the outline."""
    radius: float = 0
    around: str = "ground"
    """What it lies on."""
    decoration: bool = False
    """Whether nobody needs to see the outline to know what can be touched."""
    dashed: bool = False
    """Whether the outline is broken: there is something that cannot be touched now."""

    def __post_init__(self) -> None:
        """Refuse outlines that cannot be seen."""
        if self.edge and not self.decoration:
            _known((self.edge, self.around), MARK_PAIRS)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place: smaller, and at last cut short, when it would be too long for it."""

    box: Box
    text: str
    size: float
    ink: str
    surface: str
    bold: bool = False
    align: Align = "left"
    at: Literal["top", "middle", "bottom"] = "middle"
    """Where in its place it stands, when there is room."""
    least: float = SIZES.small
    """The smallest size that it may get."""
    group: str = ""
    """Texts of one group get one size, that of the longest of them."""
    cursor: str = ""
    """Colour of a stroke behind the last letter; none without it."""

    def __post_init__(self) -> None:
        """Refuse colours that cannot be read."""
        _known((self.ink, self.surface), TEXT_PAIRS)


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawing in its place, by its name in `faces.widgets.drawings`."""

    box: Box
    name: str
    ink: str
    surface: str

    def __post_init__(self) -> None:
        """Refuse colours that cannot be seen."""
        _known((self.ink, self.surface), MARK_PAIRS)


@dataclass(frozen=True, slots=True)
class Stack:
    """Texts one below the other, in the middle of a place; each has at most the size of its box."""

    box: Box
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Modules:
    """A QR code with its quiet zone, as large as its place allows; black on white, always."""

    box: Box
    content: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that fills its place, cut at its longer side; nothing where there is none."""

    box: Box
    file: str
    whole: bool = False
    """Whether it is not cut, and only as large as its place allows."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thick line from point to point."""

    points: tuple[tuple[float, float], ...]
    ink: str
    width: float


Thing = Sheet | Words | Sign | Stack | Modules | Picture | Stroke


@dataclass(frozen=True, slots=True)
class Part:
    """Something on the board that is drawn, and perhaps touched, as one."""

    box: Box
    things: tuple[Thing, ...]
    touch: str = ""
    """What is told when a finger lifts from it; nothing where it cannot be touched."""
    focused: bool = False
    """Whether it has a thick frame: it is being read aloud."""
    radius: float = SIZES.radius_card


@dataclass(frozen=True, slots=True)
class Scroll:
    """A place through which something higher than itself is seen.

    Its parts stand where they are before anything was scrolled. How far it was is the screen's
    business, in reference pixels from 0 to `most`.
    """

    box: Box
    parts: tuple[Part, ...]
    height: float
    """Of all its parts together."""
    key: str = ""
    """Which contents these are: the others of the same key are scrolled as far."""
    less: tuple[Part, Part] | None = None
    """The button that goes back, as it is at the top, and elsewhere."""
    more: tuple[Part, Part] | None = None
    """The button that goes on, as it is at the end, and elsewhere."""

    @property
    def most(self) -> float:
        """How far it can be scrolled."""
        return max(0.0, self.height - self.box.height)

    def turns(self, offset: float) -> tuple[Part, ...]:
        """The buttons as they are when it is scrolled so far."""
        back = self.less and self.less[offset > 0]
        on = self.more and self.more[offset < self.most]
        return tuple(part for part in (back, on) if part)

    def near(self, offset: float) -> tuple[Part, ...]:
        """The parts that are seen now, or soon."""
        top = self.box.y + offset - self.box.height / 4
        bottom = top + 1.5 * self.box.height
        return tuple(one for one in self.parts if one.box.bottom > top and one.box.y < bottom)

    def showing(self, offset: float) -> float:
        """How far it must be scrolled so that what is read aloud is seen."""
        part = next((one for one in self.parts if one.focused), None)
        if part is None:
            return offset
        highest = part.box.y - self.box.y - self.box.height * 0.1
        lowest = part.box.bottom - self.box.bottom + self.box.height * 0.1
        return min(self.most, max(0.0, min(highest, max(offset, lowest))))


@dataclass(frozen=True, slots=True)
class Board:
    """A whole picture: parts, and perhaps others over them that are the only ones to touch."""

    parts: tuple[Part, ...]
    over: tuple[Part, ...] = ()
    """They lie above a veil that hides the others."""
    dim: bool = False
    """Whether a dark veil is over everything; a touch goes through it."""
    dark: bool = False
    """Whether nothing is to be seen at all; a touch goes through it."""
    scroll: Scroll | None = None

    @property
    def touchable(self) -> tuple[Part, ...]:
        """Everything that can be touched now, but for what is scrolled."""
        return tuple(part for part in self.over or self.parts if part.touch)

    def under(self, x: float, y: float, offset: float = 0) -> Part | None:
        """What a finger at a point would touch; what is scrolled is where it is seen."""
        found = next((part for part in self.touchable if part.box.has(x, y)), None)
        if found or self.over or self.scroll is None:
            return found
        scroll, inside = self.scroll, self.scroll.box.has(x, y)
        parts = scroll.near(offset) if inside else scroll.turns(offset)
        y = y + offset if inside else y
        return next((part for part in parts if part.touch and part.box.has(x, y)), None)


def _known(pair: tuple[str, str], pairs: tuple[tuple[str, str], ...]) -> None:
    if pair not in pairs:
        raise ValueError(f"{pair[0]} on {pair[1]} is in no table of faces.look: choose another")
