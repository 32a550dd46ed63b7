"""The dispenser's faces: a touch screen, or none. Kivy is imported when its window opens."""

import asyncio
from collections.abc import AsyncIterator

from runtime.settings import ScreenSettings
from ticket_dispenser.view import View


class ScreenFace:
    """See `ticket_dispenser.view.Face`; `run` draws it."""

    def __init__(self, settings: ScreenSettings) -> None:
        """Open the window."""
        from faces.widgets import shell  # noqa: PLC0415 - Kivy acts when it is imported
        from faces.widgets.touch_screen import TouchScreen  # noqa: PLC0415
        from ticket_dispenser.ui.drawing import drawn  # noqa: PLC0415

        size = None if settings.fullscreen else (settings.width, settings.height)
        window = shell.open_window(size)
        self._touches: asyncio.Queue[str] = asyncio.Queue()
        self.screen = TouchScreen(drawn, self._touches.put_nowait)
        self.screen.listen(window)
        self._draw = shell.show

    def show(self, view: View) -> None:
        """See `Face`."""
        self.screen.draw(view)

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`."""
        while True:
            yield await self._touches.get()

    async def run(self) -> None:
        """Draw until the window is closed or the task is cancelled."""
        await self._draw(self.screen.widget)


class NoFace:
    """A machine with buttons and lamps alone; its sentence is told in its device state."""

    def show(self, view: View) -> None:
        """Nothing to draw on."""

    async def touches(self) -> AsyncIterator[str]:
        """See `Face`: none ever comes."""
        await asyncio.Event().wait()
        yield ""  # pragma: no cover - what makes this a generator is never reached
