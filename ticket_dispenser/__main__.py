"""`python -m ticket_dispenser --config FILE`: the dispenser as a process."""

import sys
from random import SystemRandom

from faces.fonts import Fonts
from hardware.keys import KeysError
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online
from ticket_dispenser.app import serve
from ticket_dispenser.scanner import NoScanner
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.slips import Slips
from ticket_dispenser.view import NoFace

PROGRAM = "ticket_dispenser"


async def main() -> None:
    """Compose the dispenser from its settings and give numbers until told to stop."""
    settings = life.load(PROGRAM, DispenserSettings)
    clock = SystemClock(trust=settings.trust_clock)
    with life.mended_by_hand(KeysError):
        printer, keys = settings.printer.open(), settings.keys.open()
    Slips.open(settings, Fonts.load(), printer.width)  # what is wrong with it is said at the start
    async with online(settings, clock, SystemRandom()) as station:
        life.ready()
        await serve(settings, printer, keys, NoFace(), station, NoScanner())


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
