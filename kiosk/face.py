"""The kiosk's face: a touch screen. Kivy is imported when its window opens."""

from functools import partial
from typing import TYPE_CHECKING

from runtime.settings import ScreenSettings

if TYPE_CHECKING:
    from faces.widgets.screen_face import ScreenFace
    from kiosk.view import View

FRAMES_PER_SECOND = 60
"""A finger that scrolls sees the list follow it; nothing is drawn when nothing changes."""


def open_screen(settings: ScreenSettings) -> "ScreenFace[View]":
    """Open the window, and return the face on it."""
    from faces.widgets import lettering  # noqa: PLC0415 - Kivy acts when imported
    from faces.widgets.screen_face import ScreenFace  # noqa: PLC0415
    from kiosk.ui.drawing import drawn  # noqa: PLC0415

    draw = partial(drawn, measure=lettering.measure)
    return ScreenFace(draw, settings.window, FRAMES_PER_SECOND)
