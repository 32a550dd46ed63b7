"""The pad's face on a touch screen. Opening it opens the window, and only then is Kivy imported."""

import asyncio
from collections.abc import AsyncIterator

from rating_pad.view import PadView
from runtime.settings import ScreenSettings


class ScreenFace:
    """See `rating_pad.view.Face`; `run` draws it."""

    def __init__(self, settings: ScreenSettings) -> None:
        """Open the window."""
        from faces.widgets import shell  # noqa: PLC0415 - Kivy acts when it is imported
        from rating_pad.ui.screen import PadScreen  # noqa: PLC0415

        shell.open_window(None if settings.fullscreen else (settings.width, settings.height))
        self._touches: asyncio.Queue[str] = asyncio.Queue()
        self._screen = PadScreen(self._touches.put_nowait)
        self._draw = shell.show

    def show(self, view: PadView) -> None:
        """See `Face`."""
        self._screen.draw(view)

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`."""
        while True:
            yield await self._touches.get()

    async def run(self) -> None:
        """Draw until the window is closed or the task is cancelled."""
        await self._draw(self._screen.widget)
