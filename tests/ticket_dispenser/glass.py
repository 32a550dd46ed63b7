"""A dispenser on a window that nobody sees: plays touches on it and reports as JSON what it told.

Kivy has one window per process, so the tests start this as a program:
`python glass.py <width> <height> <folder for pictures> <languages> <looks>`.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kivy.app import App

from faces.texts import LANGUAGES, Language
from faces.touching import Look, Tile
from faces.widgets.lettering import fitted, stacked
from faces.widgets.sheets import Part, Stack, Words
from faces.widgets.shell import open_window, show
from tests.glass import Glass, frames
from tests.ticket_dispenser.views import DENSE, LOOKS, few, messages, view_of, views
from ticket_dispenser.ui.drawing import drawn
from ticket_dispenser.view import View

PLAIN = Look()
START = view_of(few(), (), "vi", PLAIN)
SERVICE = "service:ho-tich"


async def _play(glass: Glass[View]) -> dict[str, object]:
    return {
        "tapped": await _tapped(glass),
        "slid off": await _slid_off(glass),
        "same view": await _while_down(glass, replace(START)),
        "other queue": await _while_down(glass, _longer_queue()),
        "gone": await _while_down(glass, messages("vi", PLAIN)["offline"]),
        "disabled": await _at_disabled(glass),
        "dim": await _dim(glass),
        "still there": await _still_there(glass),
        "corner": await _corner(glass),
        "long": await _long(glass),
        "by ear": await _by_ear(glass),
        "keypad": await _keypad(glass),
        "scanned": await _scanned(glass),
        "keys": await _other_keys(glass),
        "kept": await _kept(glass),
    }


async def _tapped(glass: Glass[View]) -> dict[str, dict[str, list[str]]]:
    """Every tile of every page, once."""
    told = {}
    for _, view in views("vi", PLAIN):
        await glass.show(view)
        for part in glass.screen.board.touchable:
            if part.things and part.touch not in told:
                told[part.touch] = await glass.tap(part.touch)
    await glass.show(START)
    finger = glass.finger(SERVICE)
    finger.touch_down()
    await frames(2)
    glass.save("pressed")
    finger.touch_up()
    return told


async def _slid_off(glass: Glass[View]) -> list[str]:
    await glass.show(START)
    finger = glass.finger(SERVICE)
    finger.touch_down()
    finger.touch_move(5, 5)
    return await glass.during(finger.touch_up)


async def _while_down(glass: Glass[View], view: View) -> list[str]:
    await glass.show(START)
    finger = glass.finger(SERVICE)
    finger.touch_down()
    await glass.show(view)
    return await glass.during(finger.touch_up)


def _longer_queue() -> View:
    page = START.page
    assert page
    tiles = tuple(replace(tile, note="99 người chờ") for tile in page.tiles)
    return replace(START, page=replace(page, tiles=tiles))


async def _at_disabled(glass: Glass[View]) -> list[str]:
    await glass.show(START)
    box = next(
        part.box
        for part in glass.screen.board.parts
        if any(isinstance(thing, Stack) and thing.texts[0].text.startswith("Cấp phép")
               for thing in part.things)
    )  # fmt: skip
    finger = glass.at(*box.centre)
    finger.touch_down()
    return await glass.during(finger.touch_up)


async def _dim(glass: Glass[View]) -> list[str]:
    await glass.show(replace(START, dim=True))
    return (await glass.tap(SERVICE))["up"]


async def _still_there(glass: Glass[View]) -> dict[str, list[str]]:
    stay = Tile("stay", "Còn")
    await glass.show(replace(START, still_there=4, question="?", stay=stay))
    beside = glass.at(*glass.screen.board.parts[-1].box.centre)
    beside.touch_down()
    return {
        "on it": (await glass.tap("stay"))["up"],
        "beside it": await glass.during(beside.touch_up),
    }


async def _corner(glass: Glass[View]) -> dict[str, list[str]]:
    await glass.show(START)
    finger = glass.at(20, 20)
    told = {
        "down": await glass.during(finger.touch_down),
        "up": await glass.during(finger.touch_up),
    }
    finger = glass.at(20, 20)
    finger.touch_down()
    middle = glass.at(300, 300)
    told["left"] = await glass.during(lambda: finger.touch_move(middle.x, middle.y))
    told["up after it"] = await glass.during(finger.touch_up)
    return told


async def _long(glass: Glass[View]) -> list[str]:
    """A finger that stays: the window's own timer asks, the clock says how long it was."""
    await glass.show(START)
    finger = glass.finger(SERVICE)
    glass.told.clear()
    finger.touch_down()
    glass.clock.now += 2.1
    while not glass.told:
        await frames(1)
    finger.touch_up()
    await frames(2)
    return list(glass.told)


async def _by_ear(glass: Glass[View]) -> dict[str, list[str]]:
    await glass.show(replace(START, focus=SERVICE))
    width = glass.screen.widget.place.width
    told = {}
    for name, x in {"left": 0.1, "right": 0.9, "middle": 0.5, "middle again": 0.5}.items():
        finger = glass.at(width * x, 300)
        finger.touch_down()
        told[name] = await glass.during(finger.touch_up)
    return told


async def _keypad(glass: Glass[View]) -> dict[str, list[str]]:
    keys = {"up": 273, "down": 274, "left": 276, "right": 275, "enter": 13}
    await glass.show(START)
    told = {"seeing": await glass.during(lambda: glass.key(274))}
    await glass.show(replace(START, focus=SERVICE))
    for name, key in keys.items():
        glass.clock.now += 1
        told[name] = await glass.during(partial(glass.key, key))
    return told


async def _scanned(glass: Glass[View]) -> list[str]:
    await glass.show(replace(START, focus=SERVICE))
    glass.clock.now += 1

    def scan() -> None:
        for letter in "LH-2026-0417":
            glass.key(ord(letter.lower()))
            glass.window.dispatch("on_textinput", letter)
            glass.clock.now += 0.01
        glass.key(13)

    return await glass.during(scan)


async def _other_keys(glass: Glass[View]) -> dict[str, object]:
    """Escape, F1, F11, F12, the menu key, and Ctrl+E for the inspector."""
    await glass.show(START)
    children = list(glass.window.children)
    told = []
    for key in (27, 282, 292, 293, 319):
        told += await glass.during(partial(glass.key, key))
    told += await glass.during(lambda: glass.key(101, ["ctrl"]))
    app = App.get_running_app()
    return {"told": told, "same": children == list(glass.window.children), "runs": app is not None}


async def _kept(glass: Glass[View]) -> dict[str, int]:
    """How many parts are drawn anew when one tile changes."""
    await glass.show(START)
    before = set(glass.screen.widget.shown)
    page = START.page
    assert page
    tiles = (replace(page.tiles[0], note="99 người chờ"), *page.tiles[1:])
    await glass.show(replace(START, page=replace(page, tiles=tiles)))
    after = set(glass.screen.widget.shown)
    return {"all": len(after), "new": len(after - before)}


# --- Pictures ------------------------------------------------------------------------------------


async def _pictures(
    glass: Glass[View], languages: list[Language], looks: list[str]
) -> dict[str, list[str]]:
    """Save every page in these languages; in other looks the fullest, in the first of them.

    Return what does not fit, by picture.
    """
    misfits = {}
    for language in languages:
        for look in looks:
            for name, view in views(language, LOOKS[look]):
                if look != "plain" and (name not in DENSE or language != languages[0]):
                    continue
                picture = f"{language}_{look}_{name}"
                await glass.show(view, picture)
                if found := list(_misfits(glass)):
                    misfits[picture] = found
    return misfits


def _misfits(glass: Glass[View]) -> Iterator[str]:
    """Texts that are wider than their place, or reach beyond their part."""
    for part in glass.screen.widget.shown:
        for thing in part.things:
            for words in stacked(thing) if isinstance(thing, Stack) else (thing,):
                if isinstance(words, Words) and words.text.strip():
                    yield from _misfit(part, words)


def _misfit(part: Part, words: Words) -> Iterator[str]:
    found = fitted(words)
    height = len(found.lines) * found.size * 1.362
    middle = words.box.centre[1]
    top, bottom = middle - height / 2, middle + height / 2
    if top < part.box.y - 1 or bottom > part.box.bottom + 1:
        yield f"{words.text[:40]!r} is higher than its part"


async def _main(glass: Glass[View], languages: list[Language], looks: list[str]) -> None:
    async with asyncio.TaskGroup() as tasks:
        shown = tasks.create_task(show(glass.screen.widget), name="screen")
        await frames(2)
        report = {"misfits": await _pictures(glass, languages, looks), **await _play(glass)}
        print(json.dumps(report))  # noqa: T201  # the report
        shown.cancel()


if __name__ == "__main__":
    width, height, folder, spoken, looks = sys.argv[1:]
    languages = [language for language in LANGUAGES if language in spoken.split(",")]
    window = open_window((int(width), int(height)), frames_per_second=0)
    asyncio.run(_main(Glass(drawn, window, Path(folder)), languages, looks.split(",")))
