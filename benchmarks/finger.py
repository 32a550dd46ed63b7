"""The ticket dispenser as a process with a finger inside: it touches the screen and takes the time.

`python -m benchmarks.finger --config FILE` is `python -m ticket_dispenser`; what was measured is
written into its folder for data as `touches.json`. A touch comes as from a panel: at any moment,
and the window takes it up when it looks at its inputs.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random, SystemRandom
from typing import TypeVar

from kivy.input import MotionEvent

from faces.widgets.boxes import Box
from faces.widgets.screen_face import ScreenFace
from faces.widgets.sheets import Board
from faces.widgets.touch_screen import Shown
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online
from runtime.settings import ScreenSettings
from tests.waiting import until
from ticket_dispenser.app import serve
from ticket_dispenser.parts import Hardware
from ticket_dispenser.scanner import NoScanner
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.ui.drawing import drawn
from ticket_dispenser.view import View

V = TypeVar("V", bound=Shown)

Measured = dict[str, list[float]]
"""Milliseconds, by what was done."""

REPORT = "touches.json"
ROUNDS = 8
TAPS = (
    "agency:nong-nghiep", "service:dat-dai", "home", "language", "language", "size", "size",
    "search", "type:D", "type:A", "type:T", "home",
)  # fmt: skip
"""What is touched in each round."""
BARE = 40
"""Touches that only change a rectangle's colour."""
PAUSE_S = 0.05, 0.25
"""Before each movement, at random: fingers and frames have no rhythm in common."""


class Seen:
    """When the window showed something new."""

    def __init__(self) -> None:
        """Watch the frames; the window must be open."""
        from kivy.base import EventLoop  # noqa: PLC0415 - the window is open only now

        self.due = False
        """Whether the next frame shows what is waited for."""
        self._at: asyncio.Future[float] | None = None
        self._flip = EventLoop.window.flip
        EventLoop.window.flip = self._flipped

    def _flipped(self) -> None:
        self._flip()
        if self.due and self._at and not self._at.done():
            self._at.set_result(time.perf_counter())

    async def after(self, move: Callable[[], object]) -> float:
        """Milliseconds from a movement to the frame that shows what became of it."""
        self.due, self._at = False, asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        move()
        return (await self._at - began) * 1e3


class Touch(MotionEvent):  # type: ignore[misc]  # Kivy has no types
    """A finger that tells the window what it does, without what Kivy's own tests would bring."""

    def __init__(self, x: float, y: float) -> None:
        """Be over a point of the window, in pixels from its lower left corner."""
        from kivy.base import EventLoop  # noqa: PLC0415 - the window is open only now

        self._loop = EventLoop
        super().__init__("finger", "1", self._share(x, y), is_touch=True, type_id="touch")
        self.profile = ["pos"]

    def touch_down(self) -> None:
        """Come down."""
        self._loop.post_dispatch_input("begin", self)

    def touch_move(self, x: float, y: float) -> None:
        """Be elsewhere."""
        self.move(self._share(x, y))
        self._loop.post_dispatch_input("update", self)

    def touch_up(self) -> None:
        """Lift."""
        self._loop.post_dispatch_input("end", self)

    def depack(self, args: tuple[float, float]) -> None:
        """See `MotionEvent`."""
        self.sx, self.sy = args
        super().depack(args)

    def _share(self, x: float, y: float) -> tuple[float, float]:
        window = self._loop.window
        return x / (window.width - 1), y / (window.height - 1)


class Panel:
    """An input of the window, as a touch panel is one."""

    def __init__(self, seen: Seen) -> None:
        """Plug it in."""
        from kivy.base import EventLoop  # noqa: PLC0415

        self._seen = seen
        self._moves: list[tuple[Callable[[], object], bool]] = []
        EventLoop.add_input_provider(self)

    def update(self, dispatch_fn: Callable[[str, MotionEvent], None]) -> None:
        """Give what has been touched to the window, which asks before each frame."""
        del dispatch_fn  # a touch of ours knows the way
        for move, shown_at_once in self._moves:
            move()
            self._seen.due = self._seen.due or shown_at_once
        self._moves.clear()

    def start(self) -> None:
        """Do nothing: the window calls this when it begins to draw."""

    def stop(self) -> None:
        """Do nothing: the window calls this when it closes."""

    async def time(self, move: Callable[[], object], *, shown_at_once: bool) -> float:
        """Milliseconds until the frame that shows this; else it shows the next other view."""
        return await self._seen.after(lambda: self._moves.append((move, shown_at_once)))


class WatchedFace(ScreenFace[V]):
    """A device's face, and when it has another view."""

    def __init__(self, drawn: Callable[[V, Box], Board], settings: ScreenSettings) -> None:
        """Open the window and watch it; `drawn` cuts a view into parts."""
        super().__init__(drawn, settings.window)
        self.seen = Seen()
        self.view: V | None = None

    def show(self, view: V) -> None:
        """See `ScreenFace`."""
        super().show(view)
        self.seen.due = self.seen.due or (self.view is not None and view != self.view)
        self.view = view


async def _touch(face: WatchedFace[View]) -> Measured:
    """Touch what a citizen touches, again and again."""
    from kivy.graphics.opengl import glFinish  # noqa: PLC0415

    panel, chance = Panel(face.seen), Random(11)
    took = defaultdict[str, list[float]](list)
    for touch in TAPS * ROUNDS:
        await until(partial(is_there, face, touch))
        finger = Touch(*place_of(face, touch))
        await asyncio.sleep(chance.uniform(*PAUSE_S))
        took["down"].append(await panel.time(finger.touch_down, shown_at_once=True))
        await asyncio.sleep(chance.uniform(*PAUSE_S))
        kind = "typed" if touch.startswith("type:") else "up"
        took[kind].append(await panel.time(finger.touch_up, shown_at_once=False))
    for _ in range(BARE):
        await asyncio.sleep(chance.uniform(*PAUSE_S))
        took["bare"].append(await panel.time(rectangle(chance), shown_at_once=True))
        began = time.perf_counter()
        glFinish()
        took["left"].append((time.perf_counter() - began) * 1e3)
    return took


def is_there(face: WatchedFace[V], touch: str) -> bool:
    """Whether something with this name can be touched."""
    return any(part.touch == touch for part in face.screen.board.touchable)


def place_of(face: WatchedFace[V], touch: str) -> tuple[float, float]:
    """The middle of a tile where it is seen, in the window's pixels."""
    widget, board = face.screen.widget, face.screen.board
    scale = widget.width / widget.place.width
    fixed = (part for part in board.touchable if part.touch == touch)
    slid = (part for part in (board.scroll.parts if board.scroll else ()) if part.touch == touch)
    x, y = next(chain(fixed, slid)).box.centre
    return x * scale, widget.height - y * scale


def rectangle(chance: Random) -> Callable[[], None]:
    """Draw a small rectangle over everything: the least that a touch can do."""
    from kivy.base import EventLoop  # noqa: PLC0415
    from kivy.graphics import Color, Rectangle  # noqa: PLC0415

    def draw() -> None:
        with EventLoop.window.canvas.after:
            Color(chance.random(), 0, 0)
            Rectangle(size=(10, 10))

    return draw


async def reported(
    data: Path,
    face: WatchedFace[V],
    serving: Coroutine[None, None, None],
    measuring: Coroutine[None, None, Measured],
) -> None:
    """Have a device serve while its face is touched; write what came of it into its folder."""
    async with asyncio.TaskGroup() as tasks:
        served = tasks.create_task(serving)
        showing = tasks.create_task(face.run())
        life.ready()
        report = data / REPORT
        beside = report.with_suffix(".new")
        beside.write_text(json.dumps(await measuring), encoding="utf-8")
        beside.replace(report)
        await showing
        served.cancel()


async def main() -> None:
    """Compose the dispenser as its own `__main__` does, and put a finger on it."""
    settings = life.load("finger", DispenserSettings)
    assert settings.face is not None
    hardware = Hardware(settings.printer.open(), None, settings.voice.open(), NoScanner())
    async with online(settings, SystemClock(trust=True), SystemRandom()) as station:
        face = WatchedFace(drawn, settings.face)
        serving = serve(settings, hardware, face, station)
        await reported(settings.data, face, serving, _touch(face))


if __name__ == "__main__":
    sys.exit(life.run("finger", main))
