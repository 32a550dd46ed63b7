"""The pad's face on a touch screen. Kivy is imported when its window opens."""

from typing import TYPE_CHECKING

from runtime.settings import ScreenSettings

if TYPE_CHECKING:
    from faces.widgets.screen_face import ScreenFace
    from rating_pad.view import PadView

FRAMES_PER_SECOND = 20
"""Nothing moves: a touch is seen within 50 ms, and more would only keep the CPU awake."""


def open_screen(settings: ScreenSettings) -> "ScreenFace[PadView]":
    """Open the window, and return the face on it."""
    from faces.widgets.screen_face import ScreenFace  # noqa: PLC0415 - Kivy acts when imported
    from rating_pad.ui.drawing import drawn  # noqa: PLC0415

    return ScreenFace(drawn, settings.window, FRAMES_PER_SECOND)
