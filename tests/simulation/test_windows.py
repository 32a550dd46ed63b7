"""A real window on a machine of a simulated centre: what it shows, and what is touched in it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from faces.touching import Tile
from kiosk.view import Page, View
from simulation.machines import Screen
from simulation.windows import Window, has_display
from tests.centre.x_screen import x_screen
from tests.waiting import until

BEGIN = Tile("begin", "Chạm để bắt đầu")
INVITES = View("ready", "", page=Page("attract", "Trung tâm", main=BEGIN))


@asynccontextmanager
async def running(window: Window) -> AsyncIterator[asyncio.Task[None]]:
    """Let a window come and go for the length of the block."""
    task = asyncio.create_task(window.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _first(touches: AsyncIterator[str]) -> str:
    return await anext(touches)


def test_there_is_a_display_when_the_environment_names_one() -> None:
    assert has_display({"DISPLAY": ":0"})
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert not has_display({"DISPLAY": ""})


async def test_a_window_that_cannot_be_opened_leaves_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "nothing")
    screen = Screen[View]()
    async with running(Window("kiosk-1", "kiosk", screen, tmp_path)) as task:
        screen.show(INVITES)
        await until(lambda: "kiosk-1 has no window, see it on the page" in caplog.text)
        assert not task.done()


async def test_what_is_touched_in_the_window_is_touched_on_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen[View]()
    async with x_screen(1024, 600) as there:
        monkeypatch.setenv("DISPLAY", there.environment["DISPLAY"])
        window = Window("kiosk-1", "kiosk", screen, tmp_path)
        touched = asyncio.create_task(_first(screen.touches()))
        async with running(window), asyncio.timeout(30):
            screen.show(INVITES)
            while not touched.done():  # until the window is drawn it changes nothing
                await there.touch(200, 300)
            assert touched.result() == "begin"
            screen.put_out()
            await until(lambda: window.child.pid is None)
