"""What every page is drawn on: the place, how somebody wants to see it, and what is read. Pure."""

from dataclasses import dataclass
from typing import Final

from faces.look import SIZES
from faces.touching import Look
from faces.widgets.boxes import Box
from faces.widgets.sheets import Part, Thing

LARGER: Final = 1.35
"""The second type size, in sizes of the first."""

REACH: Final = 0.56
"""How much of the screen, from below, somebody in a wheelchair reaches."""

MARGIN: Final = SIZES.near
GAP: Final = SIZES.target_gap


@dataclass(frozen=True, slots=True)
class Paper:
    """The screen in reference pixels, and how it is to be seen."""

    place: Box
    look: Look
    focus: str | None = None
    """What is read aloud, by its touch."""

    @property
    def upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.place.height > self.place.width

    @property
    def reach(self) -> Box:
        """Where everything to touch is."""
        if not self.look.low:
            return self.place
        return self.place.foot(self.place.height * REACH)[0]

    def size(self, size: float) -> float:
        """A type size as somebody wants it."""
        return size * LARGER if self.look.large else size

    def focused(self, touch: str) -> bool:
        """Whether this is what is read aloud."""
        return bool(touch) and touch == self.focus


def seen(box: Box, *things: Thing) -> Part:
    """Something that is seen and not touched."""
    return Part(box, things)


def line(size: float) -> float:
    """Height of one line of a type size."""
    return size * 1.4
