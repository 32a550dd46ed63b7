"""`python -m rating_pad --config FILE`: a rating pad as a process; closing its window ends it."""

import asyncio
import sys
from random import SystemRandom

from rating_pad.app import serve
from rating_pad.face import open_screen
from rating_pad.settings import PadSettings
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online

PROGRAM = "rating_pad"


async def main() -> None:
    """Compose the pad from its settings and take ratings until told to stop."""
    settings = life.load(PROGRAM, PadSettings)
    clock = SystemClock(trust=settings.trust_clock)
    face, voice = open_screen(settings.face), settings.voice.open()
    async with online(settings, clock, SystemRandom()) as station, asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(serve(settings, voice, face, station), name="pad")
        life.ready()
        await face.run()
        serving.cancel()


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
