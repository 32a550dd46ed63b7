"""`python -m ticket_dispenser --config FILE`: the dispenser as a process."""

import asyncio
import sys
from random import SystemRandom

from hardware.keys import KeysError
from paper.slips import slip_settings, template
from runtime import life
from runtime.clock import SystemClock
from runtime.online import Station, online
from ticket_dispenser.app import serve
from ticket_dispenser.face import NoFace, open_screen
from ticket_dispenser.parts import Hardware
from ticket_dispenser.scanner import NoScanner
from ticket_dispenser.settings import DispenserSettings

PROGRAM = "ticket_dispenser"


async def main() -> None:
    """Compose the dispenser from its settings and give numbers until told to stop."""
    settings = life.load(PROGRAM, DispenserSettings)
    clock = SystemClock(trust=settings.trust_clock)
    with life.mended_by_hand(KeysError):
        keys = settings.keys.open() if settings.keys else None
    hardware = Hardware(settings.printer.open(), keys, settings.voice.open(), NoScanner())
    template(slip_settings(settings))  # a bad logo is told at once
    try:
        async with online(settings, clock, SystemRandom()) as station:
            if settings.face is None:
                life.ready()
                await serve(settings, hardware, NoFace(), station)
            else:
                await _with_a_screen(settings, hardware, station)
    finally:
        await _close(hardware)


async def _close(hardware: Hardware) -> None:
    """Let a slip come out that is being printed, put the lamps out and fall silent."""
    if hardware.keys:
        hardware.keys.close()
    await hardware.voice.close()
    await hardware.printer.close()


async def _with_a_screen(settings: DispenserSettings, hardware: Hardware, station: Station) -> None:
    """Give numbers until the window is closed, or the process is told to stop."""
    assert settings.face is not None  # noqa: S101 - who calls this has looked
    face = open_screen(settings.face)
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(serve(settings, hardware, face, station), name="dispenser")
        life.ready()
        await face.run()
        serving.cancel()


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
