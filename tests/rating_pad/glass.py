"""A pad on a window that nobody sees: plays touches on it and reports as JSON what it told.

Kivy has one window per process, so the tests start this as a program:
`python glass.py <width> <height> <folder for pictures> <languages> <looks>`.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from faces.texts import LANGUAGES, Language
from faces.widgets.fitting import NOTO_LINE
from faces.widgets.lettering import fitted, stacked
from faces.widgets.sheets import Part, Stack, Words
from faces.widgets.shell import open_window, show
from rating_pad.screens import Media
from rating_pad.ui.drawing import drawn
from rating_pad.view import PadView
from tests.glass import Glass, frames
from tests.rating_pad.views import DENSE, LOOKS, views


async def _play(glass: Glass[PadView]) -> dict[str, object]:
    seen = dict(views("vi", LOOKS["plain"]))
    return {
        "tapped": await _tapped(glass, seen),
        "slid off": await _slid_off(glass, seen["rate"]),
        "same view": await _while_down(glass, seen["rate"], replace(seen["rate"])),
        "other view": await _while_down(glass, seen["rate"], seen["paused"]),
        "dim": await _through(glass, seen["dim"]),
        "dark": await _through(glass, seen["dark"]),
        "still there": await _through(glass, seen["still_there"], "stay"),
        "kept": await _kept(glass, seen),
    }


async def _tapped(
    glass: Glass[PadView], seen: dict[str, PadView]
) -> dict[str, dict[str, list[str]]]:
    """Everything that can be touched on any screen, once."""
    told = {}
    for view in seen.values():
        await glass.show(view)
        for part in glass.screen.board.touchable:
            if part.things and part.touch not in told:
                told[part.touch] = await glass.tap(part.touch)
    await glass.show(seen["rate"])
    finger = glass.finger("satisfied")
    finger.touch_down()
    await frames(2)
    glass.save("pressed")
    finger.touch_up()
    return told


async def _slid_off(glass: Glass[PadView], view: PadView) -> list[str]:
    await glass.show(view)
    finger = glass.finger("satisfied")
    finger.touch_down()
    finger.touch_move(5, 5)
    return await glass.during(finger.touch_up)


async def _while_down(glass: Glass[PadView], view: PadView, other: PadView) -> list[str]:
    await glass.show(view)
    finger = glass.finger("satisfied")
    finger.touch_down()
    await glass.show(other)
    return await glass.during(finger.touch_up)


async def _through(glass: Glass[PadView], view: PadView, touch: str = "help") -> list[str]:
    await glass.show(view)
    return (await glass.tap(touch))["up"]


async def _kept(glass: Glass[PadView], seen: dict[str, PadView]) -> dict[str, int]:
    """How many parts are drawn anew when a letter is typed."""
    await glass.show(seen["remark_empty"])
    before = set(glass.screen.widget.shown)
    await glass.show(seen["remark"])
    after = set(glass.screen.widget.shown)
    return {"all": len(after), "new": len(after - before)}


# --- Pictures ------------------------------------------------------------------------------------


async def _pictures(
    glass: Glass[PadView], languages: list[Language], looks: list[str]
) -> dict[str, list[str]]:
    """Save every screen in these languages; in other looks the fullest, in the first of them.

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
    media = _media(glass.folder)
    for name, view in views("vi", LOOKS["plain"], media):
        if name in {"rate", "idle"}:
            await glass.show(view, f"media_{name}")
    return misfits


def _media(folder: Path) -> Media:
    """A photo that is higher than wide, and a picture that is wider than high."""
    photo, picture = folder / "photo.jpg", folder / "picture.png"
    Image.linear_gradient("L").resize((600, 900)).convert("RGB").save(photo)
    Image.radial_gradient("L").resize((1600, 900)).convert("RGB").save(picture)
    return Media({"anh-tuyet": str(photo)}, (str(picture),))


def _misfits(glass: Glass[PadView]) -> Iterator[str]:
    """Texts that reach beyond their part, or are cut short."""
    for part in glass.screen.widget.shown:
        for thing in part.things:
            for words in stacked(thing) if isinstance(thing, Stack) else (thing,):
                if isinstance(words, Words) and words.text.strip():
                    yield from _misfit(part, words)


def _misfit(part: Part, words: Words) -> Iterator[str]:
    found = fitted(words)
    height = len(found.lines) * found.size * NOTO_LINE
    middle = words.box.centre[1]
    top, bottom = middle - height / 2, middle + height / 2
    if top < part.box.y - 1 or bottom > part.box.bottom + 1:
        yield f"{words.text[:40]!r} is higher than its part"
    if found.lines[-1].endswith("…") and not words.text.endswith("…"):
        yield f"{words.text[:40]!r} is cut short"


async def _main(glass: Glass[PadView], languages: list[Language], looks: list[str]) -> None:
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
