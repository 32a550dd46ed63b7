"""A touch screen, a finger on it, and what it tells."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from kivy.clock import Clock
from kivy.tests.common import UnitTestTouch

from faces.widgets.boxes import Box
from faces.widgets.sheets import Board, Part
from faces.widgets.touch_screen import Shown, TouchScreen

V = TypeVar("V", bound=Shown)


@dataclass
class SetClock:
    """A clock that tests move."""

    now: float = 100.0


@dataclass
class Glass(Generic[V]):
    """The screen, and a finger on it."""

    drawn: Callable[[V, Box], Board]
    window: Any
    folder: Path
    told: list[str] = field(default_factory=list)
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self) -> None:
        self.screen = TouchScreen(self.drawn, self.told.append, lambda: self.clock.now)
        self.screen.listen(self.window)

    async def show(self, view: V, picture: str | None = None) -> None:
        """Draw a view and wait until it is on the glass; save it as a picture if it has a name."""
        self.screen.draw(view)
        await frames(2)
        if picture:
            self.save(picture)

    def save(self, picture: str) -> None:
        self.screen.widget.export_to_png(str(self.folder / f"{picture}.png"))

    def part(self, touch: str) -> Part:
        """What is on the glass for a touch."""
        return next(part for part in self.screen.board.touchable if part.touch == touch)

    def at(self, x: float, y: float) -> UnitTestTouch:
        """A finger over a point in reference pixels."""
        widget = self.screen.widget
        scale = widget.width / widget.place.width
        return UnitTestTouch(x * scale, widget.height - y * scale)

    def finger(self, touch: str) -> UnitTestTouch:
        """A finger over a tile."""
        return self.at(*self.part(touch).box.centre)

    async def during(self, act: Callable[[], object]) -> list[str]:
        """Return what is told while something is done."""
        self.told.clear()
        act()
        await frames(2)
        return list(self.told)

    def key(self, key: int, modifiers: list[str] | None = None) -> None:
        """What the window does when a key goes down."""
        args = (key, 0, "", modifiers or [])
        if not self.window.dispatch("on_key_down", *args):
            self.window.dispatch("on_keyboard", *args)

    async def tap(self, touch: str) -> dict[str, list[str]]:
        finger = self.finger(touch)
        return {
            "down": await self.during(finger.touch_down),
            "up": await self.during(finger.touch_up),
        }


async def frames(count: int) -> None:
    """Wait until Kivy has drawn some frames."""
    for _ in range(count):
        drawn = asyncio.get_running_loop().create_future()
        Clock.schedule_once(lambda _, drawn=drawn: drawn.set_result(None))
        await drawn
