"""A kiosk on a window that nobody sees: plays touches on it and reports as JSON what it told.

Kivy has one window per process, so the tests start this as a program:
`python glass.py <width> <height> <folder for pictures> <languages> <looks>`.
"""

import asyncio
import json
import sys
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.tests.common import UnitTestTouch

from faces.texts import LANGUAGES, Language
from faces.widgets import lettering
from faces.widgets.fitting import ELLIPSIS
from faces.widgets.sheets import Words
from faces.widgets.shell import open_window, show
from faces.widgets.touch_screen import TouchScreen
from kiosk.ui.drawing import drawn
from tests.kiosk.views import ACTS, DENSE, LOOKS, person_at


async def frames(count: int) -> None:
    """Wait until Kivy has drawn some frames."""
    for _ in range(count):
        done = asyncio.get_running_loop().create_future()
        Clock.schedule_once(lambda _, done=done: done.set_result(None))
        await done


class Glass:
    """The screen, and a finger on it."""

    def __init__(self, folder: Path) -> None:
        self.told: list[str] = []
        self.folder = folder
        self.screen = TouchScreen(partial(drawn, measure=lettering.measure), self.told.append)

    async def show(self, name: str, language: Language, look: str) -> None:
        self.screen.draw(person_at(name, language, LOOKS[look]).view)
        await frames(2)

    def finger(self, x: float, y: float) -> UnitTestTouch:
        """A finger over a point in reference pixels."""
        return UnitTestTouch(*self._pixels(x, y))

    def slide(self, finger: UnitTestTouch, x: float, y: float) -> None:
        finger.touch_move(*self._pixels(x, y))

    def _pixels(self, x: float, y: float) -> tuple[float, float]:
        widget = self.screen.widget
        scale = widget.width / widget.place.width
        return x * scale, widget.height - y * scale

    async def tap(self, x: float, y: float) -> list[str]:
        self.told.clear()
        finger = self.finger(x, y)
        finger.touch_down()
        finger.touch_up()
        await frames(1)
        return list(self.told)

    @property
    def offset(self) -> float:
        return self.screen._fingers.offset  # noqa: SLF001 - how far it is scrolled is nobody else's


async def _tapped(glass: Glass) -> dict[str, list[str]]:
    """Everything that is seen on every screen, once."""
    told = {}
    for name in ACTS:
        await glass.show(name, "vi", "plain")
        board = glass.screen.board
        scroll = board.scroll if not board.over else None
        inside = [
            one for one in (scroll.parts if scroll else ())
            if one.touch and scroll and one.box.bottom <= scroll.box.bottom
        ]  # fmt: skip
        for part in (*board.touchable, *inside):
            if part.things and part.touch not in told:
                told[part.touch] = await glass.tap(*part.box.centre)
    return told


async def _scrolled(glass: Glass) -> dict[str, Any]:
    """A long list under a finger, and by its buttons."""
    await glass.show("list_long", "vi", "plain")
    scroll = glass.screen.board.scroll
    assert scroll
    x, low = scroll.box.centre[0], scroll.box.bottom - 20
    glass.told.clear()
    finger = glass.finger(x, low)
    finger.touch_down()
    glass.slide(finger, x, low - 150)
    by_finger = glass.offset
    finger.touch_up()
    told = list(glass.told)
    aimed = next(one for one in scroll.near(by_finger) if one.box.y > scroll.box.y + by_finger)
    touched = await glass.tap(x, aimed.box.centre[1] - by_finger)
    assert scroll.more
    turned = await glass.tap(*scroll.more[1].box.centre)
    by_button = glass.offset
    for _ in range(200):
        await glass.tap(*scroll.more[1].box.centre)
    end = glass.offset
    await glass.show("list_long", "en", "plain")
    kept = glass.offset
    await glass.show("start", "vi", "plain")
    await glass.show("list_long", "vi", "plain")
    return {
        "by finger": by_finger,
        "told": told,
        "aimed": aimed.touch,
        "touched": touched,
        "turned": turned,
        "by button": by_button > by_finger,
        "end": abs(end - scroll.most) < 1,
        "kept": kept > 0,
        "anew": glass.offset,
    }


async def _keys(glass: Glass, window: Any) -> dict[str, Any]:  # noqa: ANN401 - Kivy's
    """Keys that would leave a program, and a scanner with control characters."""
    await glass.show("start", "vi", "plain")
    glass.told.clear()
    for key, modifiers in ((27, []), (284, ["alt"]), (292, ["ctrl", "alt"]), (9, ["alt"])):
        taken = window.dispatch("on_key_down", key, 0, "", modifiers)
        assert taken
    for letter in "\x1b\x03\x11AB":
        window.dispatch("on_textinput", letter)
    window.dispatch("on_key_down", 13, 0, "", [])
    strange = list(glass.told)
    glass.told.clear()
    for letter in "000.00.16.G04-261120-0020":
        window.dispatch("on_textinput", letter)
    window.dispatch("on_key_down", 13, 0, "", [])
    return {"strange": strange, "scanned": list(glass.told)}


async def _pictures(
    glass: Glass, languages: list[Language], looks: list[str]
) -> dict[str, list[str]]:
    """A picture of every screen; in other looks of the fullest, in the first language.

    Also what is cut short on it though nobody meant that.
    """
    cut: dict[str, list[str]] = {}
    for language, look in product(languages, looks):
        fullest = sorted(DENSE) if language == languages[0] else ()
        for name in ACTS if look == "plain" else fullest:
            await glass.show(name, language, look)
            picture = f"{language}_{look}_{name}"
            glass.screen.widget.export_to_png(str(glass.folder / f"{picture}.png"))
            words = (
                thing for part in glass.screen.widget.shown for thing in part.things
                if isinstance(thing, Words) and not thing.text.endswith(ELLIPSIS)
            )  # fmt: skip
            short = [one.text for one in words if lettering.fitted(one).lines[-1:] and
                     lettering.fitted(one).lines[-1].endswith(ELLIPSIS)]  # fmt: skip
            if short:
                cut[picture] = short
    return cut


async def _main(glass: Glass, window: Any, languages: list[Language], looks: list[str]) -> None:  # noqa: ANN401
    async def play() -> None:
        await frames(3)
        report = {
            "tapped": await _tapped(glass),
            "scrolled": await _scrolled(glass),
            "keys": await _keys(glass, window),
            "cut": await _pictures(glass, languages, looks),
        }
        print(json.dumps(report))  # noqa: T201 - what the test reads
        App.get_running_app().stop()

    await asyncio.gather(show(glass.screen.widget), play())


if __name__ == "__main__":
    width, height, folder, spoken, looks = sys.argv[1:]
    languages = [language for language in LANGUAGES if language in spoken.split(",")]
    window = open_window((int(width), int(height)), 0)
    glass = Glass(Path(folder))
    glass.screen.listen(window)
    asyncio.run(_main(glass, window, languages, looks.split(",")))
