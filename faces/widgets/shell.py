"""The window of a device and the loop that draws it."""

from kivy.app import App
from kivy.config import Config
from kivy.metrics import Metrics
from kivy.uix.widget import Widget

from faces.look import DAY
from faces.widgets.theme import colour, register_fonts

REFERENCE = 1024, 600
"""Pixels of the screen that sizes are drawn for; any other screen scales them."""

FRAMES_PER_SECOND = 60
"""A touch waits for the next frame, and another page for the one after it."""


def open_window(
    size: tuple[int, int] | None = None, frames_per_second: int = FRAMES_PER_SECOND
) -> Widget:
    """Open the one window: the whole screen, or `size` pixels; return it. Do so before any widget.

    A window of a size is for trying it on a desk: it has a frame, and a mouse is seen in it.

    Without `frames_per_second` (0) it draws as often as it can, for tests.

    Raises:
        FontMissingError: Noto Sans is not installed.
    """
    Config.set("graphics", "borderless", 0 if size else 1)
    Config.set("graphics", "fullscreen", 0 if size else "auto")
    width, height = size or REFERENCE
    Config.set("graphics", "width", width)
    Config.set("graphics", "height", height)
    Config.set("graphics", "show_cursor", 1 if size else 0)
    # Every edge of ours is drawn smooth; to sample each pixel twice costs twice the time.
    Config.set("graphics", "multisamples", 0)
    Config.set("input", "mouse", "mouse,disable_multitouch")
    Config.set("kivy", "exit_on_escape", 0)
    register_fonts()
    return _open(frames_per_second)


async def show(root: Widget) -> None:
    """Draw a widget until the window is closed or the task is cancelled."""
    app = App()
    app.root = root
    try:
        await app.async_run("asyncio")
    finally:
        app.stop()


def _open(frames_per_second: int) -> Widget:
    from kivy.clock import Clock  # noqa: PLC0415
    from kivy.core.window import Window  # noqa: PLC0415  # importing it opens the window
    from kivy.graphics.opengl import glFinish, glFlush  # noqa: PLC0415

    # A renderer on the CPU keeps what is gone from the screen until the frame is drawn, and begins
    # when it is told to: at the end of a frame it begins, and before the next it is done.
    Window.bind(on_flip=lambda _: glFlush(), on_draw=lambda _: glFinish())
    Clock._max_fps = frames_per_second  # noqa: SLF001 - it read its setting when Kivy was imported
    Window.clearcolor = colour(DAY.ground)
    Metrics.density = min(Window.width / REFERENCE[0], Window.height / REFERENCE[1])
    return Window
