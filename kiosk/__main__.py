"""`python -m kiosk --config FILE`: a kiosk as a process; closing its window ends it."""

import asyncio
import sys
from random import SystemRandom

from kiosk.app import serve
from kiosk.face import open_screen
from kiosk.own_files import look
from kiosk.parts import Hardware
from kiosk.settings import KioskSettings
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online

PROGRAM = "kiosk"


async def main() -> None:
    """Compose the kiosk from its settings and serve until told to stop."""
    settings = life.load(PROGRAM, KioskSettings)
    look(settings)
    clock = SystemClock(trust=settings.trust_clock)
    printer = settings.printer.open() if settings.printer else None
    hardware = Hardware(printer, settings.voice.open())
    face = open_screen(settings.face)
    async with online(settings, clock, SystemRandom()) as station, asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(serve(settings, hardware, face, station), name="kiosk")
        life.ready()
        await face.run()
        serving.cancel()


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
