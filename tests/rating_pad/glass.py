"""A pad on a window that nobody sees: plays touches on it and reports as JSON what it told.

Kivy has one window per process, so the tests start this as a program:
`python glass.py <width> <height> <folder for pictures>`.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kivy.clock import Clock
from kivy.tests.common import UnitTestTouch

from faces.texts import load
from faces.widgets.shell import REFERENCE, open_window, show
from rating_pad.ui.screen import PadScreen
from rating_pad.view import PadView

PLACES = {
    "very_satisfied": (493, 240),
    "satisfied": (828, 240),
    "neutral": (493, 460),
    "dissatisfied": (828, 460),
}
"""Where each tile is on the reference screen, from the top left."""

TEXTS = load("vi")
RATE = PadView(
    mode="rate",
    counter=TEXTS.say("pad.counter", counter="3"),
    heading=TEXTS.say("pad.question"),
    note=TEXTS.say("pad.note", seconds=10),
    officer="Nguyễn Thị Ánh Tuyết",
    title="Chuyên viên",
    agency="Sở Nông nghiệp và Môi trường",
    label=TEXTS.say("pad.number", label="A 012"),
    levels=tuple((level, TEXTS.say(f"pad.{level}")) for level in PLACES),
)
CHOSEN = replace(RATE, heading=TEXTS.say("pad.thanks"), chosen="very_satisfied")


def _message(mode: str, **changes: object) -> PadView:
    heading, note = TEXTS.say(f"pad.{mode}"), TEXTS.say(f"pad.{mode}_note")
    return replace(RATE, mode=mode, heading=heading, note=note, levels=(), **changes)  # type: ignore[arg-type]


VIEWS = {
    "rate": RATE,
    "chosen": CHOSEN,
    "thanks": _message("thanks"),
    "idle": _message("idle", label=None),
    "paused": _message("paused", officer=None, label=None),
    "closed": _message("closed", officer=None, label=None),
    "offline": _message("offline", officer=None, label=None),
}


class Glass:
    """The screen, and a finger on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.screen = PadScreen(self.told.append)

    async def show(self, view: PadView, picture: str | None = None) -> None:
        """Draw a view and wait until it is on the glass; save it as a picture if it has a name."""
        self.screen.draw(view)
        await _frames(5)
        if picture:
            self.screen.widget.export_to_png(str(self.folder / f"{picture}.png"))

    def finger(self, level: str) -> UnitTestTouch:
        """Return a finger over the tile of a level."""
        widget = self.screen.widget
        scale = widget.width / REFERENCE[0], widget.height / REFERENCE[1]
        x, y = PLACES[level]
        return UnitTestTouch(x * scale[0], widget.height - y * scale[1])

    async def during(self, act: Callable[[], None]) -> list[str]:
        """Return what the pad tells while something is done."""
        self.told.clear()
        act()
        await _frames(5)
        return list(self.told)


async def _play(glass: Glass) -> dict[str, object]:
    for name, view in VIEWS.items():
        await glass.show(view, picture=name)
    return {
        "tapped": {level: await _tap(glass, level, RATE) for level in PLACES},
        "changed": await _tap(glass, "dissatisfied", CHOSEN),
        "slid off": await _slide_off(glass),
        "same view": await _draw_while_down(glass, replace(RATE)),
        "other view": await _draw_while_down(glass, VIEWS["paused"]),
    }


async def _tap(glass: Glass, level: str, view: PadView) -> dict[str, list[str]]:
    await glass.show(view)
    finger = glass.finger(level)
    pressed = await glass.during(finger.touch_down)
    glass.screen.widget.export_to_png(str(glass.folder / f"pressed_{level}.png"))
    return {"down": pressed, "up": await glass.during(finger.touch_up)}


async def _slide_off(glass: Glass) -> list[str]:
    await glass.show(RATE)
    finger = glass.finger("satisfied")
    finger.touch_down()
    finger.touch_move(5, 5)
    return await glass.during(finger.touch_up)


async def _draw_while_down(glass: Glass, view: PadView) -> list[str]:
    await glass.show(RATE)
    finger = glass.finger("satisfied")
    finger.touch_down()
    await glass.show(view)
    return await glass.during(finger.touch_up)


async def _frames(count: int) -> None:
    """Wait until Kivy has drawn some frames."""
    for _ in range(count):
        drawn = asyncio.get_running_loop().create_future()
        Clock.schedule_once(lambda _, drawn=drawn: drawn.set_result(None))
        await drawn


async def _main(size: tuple[int, int], folder: Path) -> None:
    open_window(size)
    glass = Glass(folder)
    async with asyncio.TaskGroup() as tasks:
        shown = tasks.create_task(show(glass.screen.widget), name="screen")
        print(json.dumps(await _play(glass)))  # noqa: T201  # the report
        shown.cancel()


if __name__ == "__main__":
    asyncio.run(_main((int(sys.argv[1]), int(sys.argv[2])), Path(sys.argv[3])))
