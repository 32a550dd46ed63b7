"""A rating pad as a process that notes when its first frame was shown.

`python -m benchmarks.first_frame --config FILE` is `python -m rating_pad`; the seconds since the
process began are written into its folder for data as `first_frame`.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from rating_pad.app import serve
from rating_pad.face import open_screen
from rating_pad.settings import PadSettings
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online

REPORT = "first_frame"


def since_start() -> float:
    """Seconds since this process began, to a hundredth; see proc(5)."""
    after_name = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(after_name[19]) / 100


async def first_frame(drawn: Callable[[], object]) -> float:
    """Wait until a frame was shown with something `drawn` on it; seconds since the start."""
    from kivy.base import EventLoop  # noqa: PLC0415 - the window is open only now

    first = asyncio.get_running_loop().create_future()

    def flipped(*_: object) -> None:
        if not first.done() and drawn():
            first.set_result(since_start())

    EventLoop.window.bind(on_flip=flipped)
    seconds: float = await first
    EventLoop.window.unbind(on_flip=flipped)
    return seconds


async def main() -> None:
    """Compose the pad as its own `__main__` does, and look at its window."""
    settings = life.load("first_frame", PadSettings)
    face, voice = open_screen(settings.face), settings.voice.open()
    clock = SystemClock(trust=True)
    async with online(settings, clock, SystemRandom()) as station, asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(serve(settings, voice, face, station))
        showing = tasks.create_task(face.run())
        life.ready()
        seconds = await first_frame(lambda: face.screen.widget.shown)
        (settings.data / REPORT).write_text(str(seconds), encoding="ascii")
        await showing
        serving.cancel()


if __name__ == "__main__":
    sys.exit(life.run("first_frame", main))
