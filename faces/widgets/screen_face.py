"""A device's face on a touch screen. Opening it opens the window."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Generic, TypeVar

from faces.widgets import shell
from faces.widgets.boxes import Box
from faces.widgets.sheets import Board
from faces.widgets.touch_screen import Shown, TouchScreen

V = TypeVar("V", bound=Shown)


class ScreenFace(Generic[V]):
    """Shows views and tells what is touched; `run` draws them."""

    def __init__(
        self,
        drawn: Callable[[V, Box], Board],
        size: tuple[int, int] | None,
        frames_per_second: int = shell.FRAMES_PER_SECOND,
    ) -> None:
        """Open the window of `size` pixels, or the whole screen; `drawn` cuts a view into parts."""
        window = shell.open_window(size, frames_per_second)
        self._touches: asyncio.Queue[str] = asyncio.Queue()
        self.screen = TouchScreen(drawn, self._touches.put_nowait)
        self.screen.listen(window)

    def show(self, view: V) -> None:
        """Draw this from now on."""
        self.screen.draw(view)

    async def touches(self) -> AsyncIterator[str]:
        """Return what is touched, by the names in the view."""
        while True:
            yield await self._touches.get()

    async def run(self) -> None:
        """Draw until the window is closed or the task is cancelled."""
        await shell.show(self.screen.widget)
