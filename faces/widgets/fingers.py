"""What fingers on the glass mean. Pure: the time is an argument, in seconds.

A touch acts where and when the finger lifts, unless it slid off. Who is read to touches anywhere:
left and right go on, twice in the middle confirms, and a long touch begins or ends it.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from faces.touching import CORNER_DOWN, CORNER_UP
from faces.widgets.boxes import Box
from faces.widgets.sheets import Board, Part

CORNER: Final = 95
"""Side of the technician's corner in reference pixels: 25 mm."""
LONG_S: Final = 2.0
"""A long touch."""
STILL: Final = 24
"""So far a finger trembles that does not move, in reference pixels."""
TWICE_S: Final = 0.6
"""Between two touches that are meant as one."""


@dataclass(slots=True)
class _Finger:
    part: Part | None
    """What it came down on, as long as it is on it."""
    x: float
    y: float
    at: float
    in_corner: bool
    still: bool = True
    spent: bool = False
    """Whether it has meant something already."""
    slides: float | None = None
    """How far all was scrolled when it came down, where it can scroll."""


@dataclass
class Fingers:
    """All fingers that are on the glass."""

    place: Box
    board: Board = field(default_factory=lambda: Board(()))
    by_ear: bool = False
    offset: float = 0.0
    """How far the board is scrolled."""
    _down: dict[int, _Finger] = field(default_factory=dict)
    _tapped_at: float | None = None

    @property
    def pressed(self) -> tuple[Part, ...]:
        """What has a finger on it, as it is drawn now."""
        touches = {finger.part.touch for finger in self._down.values() if finger.part}
        scroll = self.board.scroll if not self.board.over else None
        slid = scroll.near(self.offset) if scroll else ()
        fixed = (*self.board.touchable, *(scroll.turns(self.offset) if scroll else ()))
        return tuple(
            part
            for part in (*fixed, *(_moved(part, self.offset) for part in slid))
            if part.things and part.touch in touches
        )

    def down(self, finger: int, x: float, y: float, at: float) -> list[str]:
        """A finger came down; return what is to be told."""
        part = None if self.by_ear else self.board.under(x, y, self.offset)
        in_corner = x < CORNER and y < CORNER
        scroll = self.board.scroll
        slides = scroll and not self.board.over and scroll.most and scroll.box.has(x, y)
        start = self.offset if slides else None
        self._down[finger] = _Finger(part, x, y, at, in_corner, slides=start)
        return [CORNER_DOWN] if in_corner else []

    def moved(self, finger: int, x: float, y: float) -> list[str]:
        """A finger moved."""
        known = self._down.get(finger)
        if known is None:
            return []
        if known.part and not _seen(known.part, self).has(x, y):
            known.part = None
        known.still = known.still and abs(x - known.x) <= STILL and abs(y - known.y) <= STILL
        if known.slides is not None and not known.still and self.board.scroll:
            known.part, known.spent = None, True
            self.offset = min(self.board.scroll.most, max(0.0, known.slides + known.y - y))
        if known.in_corner and not (x < CORNER and y < CORNER):
            known.in_corner = False
            return [CORNER_UP]
        return []

    def held(self, finger: int, at: float) -> list[str]:
        """Time has passed: a finger that stayed means something."""
        known = self._down.get(finger)
        if known is None or known.spent or known.in_corner or not known.still:
            return []
        if at - known.at < LONG_S:
            return []
        known.part, known.spent = None, True
        return ["ear:toggle"]

    def up(self, finger: int, x: float, y: float, at: float) -> list[str]:
        """A finger lifted."""
        told = self.moved(finger, x, y)
        known = self._down.pop(finger, None)
        if known is None:
            return told
        if known.in_corner:
            told.append(CORNER_UP)
        if self.by_ear:
            return [*told, *(self._heard(x, at) if known.still and not known.spent else ())]
        if known.slides is not None and known.spent:
            return [*told, "scrolled"]
        lifted_from = self.board.under(x, y, self.offset)
        if known.part and lifted_from and lifted_from.touch == known.part.touch:
            told.append(lifted_from.touch)
        return told

    def _heard(self, x: float, at: float) -> list[str]:
        """A touch anywhere, by somebody who is read to."""
        last, self._tapped_at = self._tapped_at, None
        third = x / self.place.width * 3
        if third < 1:
            return ["ear:previous"]
        if third >= 2:  # noqa: PLR2004 - the right one of three
            return ["ear:next"]
        if last is not None and at - last <= TWICE_S:
            return ["ear:confirm"]
        self._tapped_at = at
        return []


def _seen(part: Part, fingers: Fingers) -> Box:
    """Where a part is seen."""
    scroll = fingers.board.scroll
    slid = scroll is not None and part in scroll.parts
    return _moved(part, fingers.offset).box if slid else part.box


def _moved(part: Part, offset: float) -> Part:
    box = part.box
    return replace(part, box=Box(box.x, box.y - offset, box.width, box.height))
