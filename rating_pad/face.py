"""The pad's face on a touch screen. Opening it opens the window, and only then is Kivy imported."""

import asyncio
from collections.abc import AsyncIterator

from rating_pad.view import PadView
from runtime.settings import ScreenSettings

FRAMES_PER_SECOND = 20
"""Nothing moves: a touch is seen within 50 ms, and more would only keep the CPU awake."""


class ScreenFace:
    """See `rating_pad.view.Face`; `run` draws it."""

    def __init__(self, settings: ScreenSettings) -> None:
        """Open the window."""
        from faces.widgets import shell  # noqa: PLC0415 - Kivy acts when it is imported
        from faces.widgets.touch_screen import TouchScreen  # noqa: PLC0415
        from rating_pad.ui.drawing import drawn  # noqa: PLC0415

        size = None if settings.fullscreen else (settings.width, settings.height)
        window = shell.open_window(size, FRAMES_PER_SECOND)
        self._touches: asyncio.Queue[str] = asyncio.Queue()
        self.screen = TouchScreen(drawn, self._touches.put_nowait)
        self.screen.listen(window)
        self._draw = shell.show

    def show(self, view: PadView) -> None:
        """See `Face`."""
        self.screen.draw(view)

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`."""
        while True:
            yield await self._touches.get()

    async def run(self) -> None:
        """Draw until the window is closed or the task is cancelled."""
        await self._draw(self.screen.widget)
