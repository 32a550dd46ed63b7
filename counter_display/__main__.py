"""`python -m counter_display --config FILE`: a counter's sign and keypad as a process."""

import sys
from random import SystemRandom

from counter_display.app import serve
from counter_display.settings import CounterDisplaySettings
from hardware.keys import KeysError
from runtime import life
from runtime.clock import SystemClock
from runtime.online import online

PROGRAM = "counter_display"


async def main() -> None:
    """Compose the display from its settings and serve its counter until told to stop."""
    settings = life.load(PROGRAM, CounterDisplaySettings)
    clock = SystemClock(trust=settings.trust_clock)
    with life.mended_by_hand(KeysError):
        sign, keys = settings.sign.open(), settings.keys.open()
    async with online(settings, clock, SystemRandom()) as station:
        life.ready()
        await serve(settings, sign, keys, station)


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
