"""A screen that nobody sees: an X server without a monitor, and hands for it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from PIL import ImageColor, ImageGrab
from PIL.Image import Image

from tests.waiting import until


@dataclass(frozen=True, slots=True)
class XScreen:
    """The screen: `environment` makes a program draw on it."""

    environment: dict[str, str]

    async def touch(self, x: int, y: int) -> None:
        """Touch a point, in pixels from the upper left corner."""
        await self._do("mousemove", str(x), str(y), "click", "1")

    async def scan(self, code: str) -> None:
        """Have a scanner type a code, and Enter after it."""
        await self._do("type", "--delay", "2", "--args", "1", code, "key", "Return")

    async def becomes(self, x: int, y: int, colour: str) -> None:
        """Wait until a point has a colour, `#rrggbb`."""
        wanted = ImageColor.getrgb(colour)
        await until(lambda: self._picture().getpixel((x, y)) == wanted)

    def _picture(self) -> Image:
        return ImageGrab.grab(xdisplay=self.environment["DISPLAY"])

    async def _do(self, *words: str) -> None:
        process = await asyncio.create_subprocess_exec("xdotool", *words, env=self.environment)
        assert await process.wait() == 0


@asynccontextmanager
async def x_screen(width: int, height: int) -> AsyncIterator[XScreen]:
    """Switch a screen on for the length of the block."""
    number, told = os.pipe()
    # Without -noreset it begins anew whenever its last client has gone, and meanwhile refuses.
    words = ("-noreset", "-displayfd", str(told), "-screen", "0", f"{width}x{height}x24")
    server = await asyncio.create_subprocess_exec(
        "Xvfb", *words, pass_fds=(told,), stderr=asyncio.subprocess.DEVNULL
    )
    os.close(told)
    with os.fdopen(number) as telling:  # the whole line: the server ends if it cannot write it
        display = await asyncio.to_thread(telling.readline)
    try:
        yield XScreen({**os.environ, "DISPLAY": f":{display.strip()}"})
    finally:
        server.terminate()
        await server.wait()
