"""The dispenser's faces: a touch screen, or none. Kivy is imported when its window opens."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from runtime.settings import ScreenSettings
from ticket_dispenser.view import View

if TYPE_CHECKING:
    from faces.widgets.screen_face import ScreenFace


def open_screen(settings: ScreenSettings) -> "ScreenFace[View]":
    """Open the window, and return the face on it."""
    from faces.widgets.screen_face import ScreenFace  # noqa: PLC0415 - Kivy acts when imported
    from ticket_dispenser.ui.drawing import drawn  # noqa: PLC0415

    return ScreenFace(drawn, settings.window)


class NoFace:
    """A machine with buttons and lamps alone; its sentence is told in its device state."""

    def show(self, view: View) -> None:
        """Nothing to draw on."""

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`: none ever comes."""
        await asyncio.Event().wait()
        yield ""  # pragma: no cover - what makes this a generator is never reached
