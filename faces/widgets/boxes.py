"""Places on a screen: rectangles cut into rows, columns and grids. Pure.

Lengths are reference pixels from the upper left corner; `board` scales them to the real screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LANDSCAPE = 1024, 600
"""The least width and height in reference pixels of a screen that is wider than high."""
PORTRAIT = 768, 1280
"""The same of one that is higher than wide."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    """Of its upper edge, downwards."""
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def has(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        beside = self.right <= other.x or other.right <= self.x
        return not beside and self.y < other.bottom and other.y < self.bottom

    def inset(self, across: float, down: float | None = None) -> "Box":
        """The box without a margin on each side, or with one where that is negative."""
        down = across if down is None else down
        width, height = max(0.0, self.width - 2 * across), max(0.0, self.height - 2 * down)
        return Box(self.x + across, self.y + down, width, height)

    def top(self, height: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Cut off so much at the top; return it, and the rest after a gap."""
        used = height + gap
        rest = Box(self.x, self.y + used, self.width, max(0.0, self.height - used))
        return Box(self.x, self.y, self.width, height), rest

    def foot(self, height: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Cut off so much at the bottom; return it, and the rest."""
        rest = Box(self.x, self.y, self.width, max(0.0, self.height - height - gap))
        return Box(self.x, self.bottom - height, self.width, height), rest

    def left(self, width: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Cut off so much at the left; return it, and the rest."""
        used = width + gap
        rest = Box(self.x + used, self.y, max(0.0, self.width - used), self.height)
        return Box(self.x, self.y, width, self.height), rest

    def end(self, width: float, gap: float = 0) -> tuple["Box", "Box"]:
        """Cut off so much at the right; return it, and the rest."""
        rest = Box(self.x, self.y, max(0.0, self.width - width - gap), self.height)
        return Box(self.right - width, self.y, width, self.height), rest

    def middle(self, width: float, height: float) -> "Box":
        """A box of this size, or as much as there is, in the middle of this one."""
        width, height = min(width, self.width), min(height, self.height)
        x, y = self.centre
        return Box(x - width / 2, y - height / 2, width, height)

    def columns(self, shares: Sequence[float], gap: float = 0) -> list["Box"]:
        """Columns from left to right, as wide as their shares say."""
        unit = (self.width - gap * (len(shares) - 1)) / sum(shares)
        boxes, x = [], self.x
        for share in shares:
            boxes.append(Box(x, self.y, unit * share, self.height))
            x += unit * share + gap
        return boxes

    def rows(self, count: int, gap: float = 0) -> list["Box"]:
        """Rows of one height, from top to bottom."""
        height = (self.height - gap * (count - 1)) / count
        tops = [self.y + at * (height + gap) for at in range(count)]
        return [Box(self.x, y, self.width, height) for y in tops]

    def grid(self, columns: int, rows: int, gap: float = 0) -> list["Box"]:
        """Cells of one size, row by row."""
        return [cell for row in self.rows(rows, gap) for cell in row.columns((1,) * columns, gap)]


def screen(width: float, height: float) -> tuple[Box, float]:
    """The whole of a screen of so many pixels, and how many of them a reference pixel is."""
    least = LANDSCAPE if width >= height else PORTRAIT
    scale = min(width / least[0], height / least[1])
    return Box(0, 0, width / scale, height / scale), scale
