"""What libraries take by themselves: six breathing lamps and no dispenser, a window without a face.

`python -m benchmarks.bare lamps` or `... window WIDTH HEIGHT`; it says when it is ready.
"""

import asyncio
import sys
import time
from functools import partial

from hardware.keys_lamps import MovingLamps
from hardware.keys_simulated import forgetful_pins
from hardware.lamp import Lamp
from runtime import life

LAMPS = 6


async def lamps() -> None:
    """Have gpiozero's mock lamps breathe in a process that has a dispenser's libraries."""
    import paho.mqtt.client  # noqa: F401, PLC0415
    import PIL.ImageFont  # noqa: F401, PLC0415
    import qrcode  # noqa: F401, PLC0415
    import serial  # noqa: F401, PLC0415
    from gpiozero import PWMLED  # noqa: PLC0415

    pins = forgetful_pins()
    leds = {str(pin): PWMLED(pin, pin_factory=pins) for pin in range(2, 2 + LAMPS)}
    drive = {name: partial(setattr, led, "value") for name, led in leds.items()}
    moving = MovingLamps(drive, time.monotonic)
    for name in leds:
        moving.tell(name, Lamp.BREATHING)
    life.ready()
    await asyncio.Event().wait()


async def window(width: int, height: int) -> None:
    """Show an empty window."""
    from kivy.uix.widget import Widget  # noqa: PLC0415

    from faces.widgets import shell  # noqa: PLC0415 - Kivy acts when it is imported

    shell.open_window((width, height))
    life.ready()
    await shell.show(Widget())


async def main() -> None:
    """Be one of them."""
    match sys.argv[1:]:
        case ["lamps"]:
            await lamps()
        case ["window", width, height]:
            await window(int(width), int(height))


if __name__ == "__main__":
    sys.exit(life.run("bare", main))
