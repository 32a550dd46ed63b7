"""A kiosk as a process with a finger inside: it types, scrolls a list and takes the time.

`python -m benchmarks.browser --config FILE` is `python -m kiosk`; what was measured is written into
its folder for data as `touches.json`.
"""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial
from random import Random, SystemRandom
from typing import Final

from kivy.input import MotionEvent

from benchmarks.finger import (
    BARE,
    PAUSE_S,
    Measured,
    Panel,
    Touch,
    WatchedFace,
    place_of,
    rectangle,
    reported,
)
from benchmarks.first_frame import first_frame, since_start
from faces.touching import Tile
from faces.widgets import lettering
from faces.widgets.sheets import Scroll
from kiosk.app import serve
from kiosk.parts import Hardware
from kiosk.settings import KioskSettings
from kiosk.ui.drawing import drawn
from kiosk.view import Card, View
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online
from tests.waiting import until

QUERIES: Final = ("cap doi giay chung nhan", "hai quan")
"""Typed letter by letter, and taken back."""
SWEEPS: Final = 4
"""Times that the finger pushes the list up, and then as often down again."""
STEPS: Final = 40
"""Frames in which it goes all the way: the list runs through its place in less than a second."""


class Sweeper:
    """A finger that moves a little before each frame, as a panel tells it."""

    def __init__(self, face: WatchedFace[View], scroll: Scroll) -> None:
        """Take the list that it is to scroll."""
        from kivy.base import EventLoop  # noqa: PLC0415 - the window is open only now

        self._face, self._box = face, scroll.box
        self._finger: Touch | None = None
        self._moved = 0
        self.frames: list[float] = []
        """When a frame was shown in which the list stood elsewhere."""
        self.done = asyncio.Event()
        self._window = EventLoop.window
        self._window.bind(on_flip=self._flipped)
        EventLoop.add_input_provider(self)

    def start(self) -> None:
        """Do nothing: the window calls this when it begins to draw."""

    def stop(self) -> None:
        """Do nothing: the window calls this when it closes."""

    def update(self, dispatch_fn: Callable[[str, MotionEvent], None]) -> None:
        """Move it."""
        del dispatch_fn  # a touch of ours knows the way
        sweep, step = divmod(self._moved, STEPS + 1)
        widget, box = self._face.screen.widget, self._box
        scale = widget.width / widget.place.width
        share = step / STEPS if sweep < SWEEPS else 1 - step / STEPS
        y = box.bottom - 10 - (box.height - 20) * share
        x, y = box.centre[0] * scale, widget.height - y * scale
        if step == 0:
            self._finger = Touch(x, y)
            self._finger.touch_down()
        elif self._finger:
            self._finger.touch_move(x, y)
            if step == STEPS:
                self._finger.touch_up()
        self._moved += 1

    def _flipped(self, *_: object) -> None:
        if not self.done.is_set():
            self.frames.append(time.perf_counter())
        if self._moved >= 2 * SWEEPS * (STEPS + 1):
            self.done.set()

    def unplug(self) -> None:
        """Take it away."""
        from kivy.base import EventLoop  # noqa: PLC0415

        EventLoop.remove_input_provider(self)
        self._window.unbind(on_flip=self._flipped)


class Visitor:
    """Somebody in front of the kiosk."""

    def __init__(self, face: WatchedFace[View]) -> None:
        """Stand there."""
        self._face, self._panel, self._chance = face, Panel(face.seen), Random(11)
        self.took = defaultdict[str, list[float]](list)
        """Milliseconds until the screen showed what became of a touch, by its kind."""

    async def touch(self, touch: str, kind: str = "page") -> None:
        """Touch something as soon as it is there."""
        await until(partial(self._there, touch))
        finger = Touch(*place_of(self._face, touch))
        finger.touch_down()
        await asyncio.sleep(self._chance.uniform(*PAUSE_S))
        self.took[kind].append(await self._panel.time(finger.touch_up, shown_at_once=False))

    def _there(self, touch: str) -> bool:
        board = self._face.screen.board
        scroll = board.scroll
        parts = (*board.touchable, *(scroll.parts if scroll else ()))
        return any(part.touch == touch for part in parts)

    async def types(self) -> None:
        """Search, letter by letter."""
        await self.touch("open:search")
        for query in QUERIES:
            for letter in query:
                await self.touch(f"type:{letter}", "typed")
            for _ in query:
                await self.touch("erase", "erased")
        await self.touch("home")

    async def scrolls(self) -> list[float]:
        """Scroll the longest list of a field; return milliseconds of each frame.

        What the processor worked for each is kept as `work`: other programs do not lengthen it.
        """
        await self.touch("open:audiences")
        for _ in range(2):
            await self.touch(self._largest())
        scroll = self._face.screen.board.scroll
        assert scroll
        sweeper, began = Sweeper(self._face, scroll), time.process_time()
        await sweeper.done.wait()
        self.took["work"].append((time.process_time() - began) * 1e3 / len(sweeper.frames))
        sweeper.unplug()
        ends = zip(sweeper.frames, sweeper.frames[1:], strict=False)
        return [(end - start) * 1e3 for start, end in ends]

    def _largest(self) -> str:
        """Which choice in sight has most behind it, by the number in its note."""
        view, scroll = self._face.view, self._face.screen.board.scroll
        assert view
        assert view.page
        assert scroll
        seen = {part.touch for part in scroll.parts if part.box.bottom <= scroll.box.bottom}
        tiles = (item.tile for item in view.page.items if isinstance(item, Card))
        return max((tile for tile in tiles if tile.touch in seen), key=_behind).touch

    async def bare(self) -> None:
        """Change a rectangle's colour now and then; and see when all of the window is drawn."""
        from kivy.graphics.opengl import glFinish  # noqa: PLC0415 - the window is open only now

        for _ in range(BARE):
            await asyncio.sleep(self._chance.uniform(*PAUSE_S))
            self.took["bare"].append(
                await self._panel.time(rectangle(self._chance), shown_at_once=True)
            )
            began = time.perf_counter()
            glFinish()
            self.took["left"].append((time.perf_counter() - began) * 1e3)


def _behind(tile: Tile) -> int:
    return int("0" + "".join(filter(str.isdigit, tile.note)))


async def _measured(face: WatchedFace[View]) -> Measured:
    """What a visitor does, and how long it took."""
    began = await first_frame(lambda: face.view)
    await until(lambda: face.view and face.view.page and face.view.page.source, within_s=60)
    shelved, visitor = since_start(), Visitor(face)
    await _there(face, visitor.types)
    frames = await visitor.scrolls()
    await visitor.touch("home")
    await visitor.bare()
    return {**visitor.took, "frames": frames, "first": [began], "shelved": [shelved]}


async def _there(face: WatchedFace[View], act: Callable[[], Awaitable[None]]) -> None:
    await until(lambda: face.view and face.view.page and face.view.page.name == "start")
    await act()


async def main() -> None:
    """Compose the kiosk as its own `__main__` does, and put somebody in front of it."""
    settings = life.load("browser", KioskSettings)
    hardware = Hardware(None, settings.voice.open())
    face = WatchedFace[View](partial(drawn, measure=lettering.measure), settings.face)
    async with online(settings, SystemClock(trust=True), SystemRandom()) as station:
        serving = serve(settings, hardware, face, station)
        await reported(settings.data, face, serving, _measured(face))


if __name__ == "__main__":
    sys.exit(life.run("browser", main))
