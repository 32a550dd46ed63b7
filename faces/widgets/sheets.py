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
class Picture:
    """A picture file that fills its place, cut at its longer side; nothing where there is none."""

    box: Box
    file: str


Thing = Sheet | Words | Sign | Stack | Picture


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
class Board:
    """A whole picture: parts, and perhaps others over them that are the only ones to touch."""

    parts: tuple[Part, ...]
    over: tuple[Part, ...] = ()
    """They lie above a veil that hides the others."""
    dim: bool = False
    """Whether a dark veil is over everything; a touch goes through it."""
    dark: bool = False
    """Whether nothing is to be seen at all; a touch goes through it."""

    @property
    def touchable(self) -> tuple[Part, ...]:
        """Everything that can be touched now."""
        return tuple(part for part in self.over or self.parts if part.touch)

    def under(self, x: float, y: float) -> Part | None:
        """What a finger at a point would touch."""
        return next((part for part in self.touchable if part.box.has(x, y)), None)


def _known(pair: tuple[str, str], pairs: tuple[tuple[str, str], ...]) -> None:
    if pair not in pairs:
        raise ValueError(f"{pair[0]} on {pair[1]} is in no table of faces.look: choose another")
