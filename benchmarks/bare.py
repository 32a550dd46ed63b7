"""What libraries take by themselves: six breathing lamps and no dispenser, a window without a face.

`python -m benchmarks.bare lamps`, `... window WIDTH HEIGHT`, or `... list WIDTH HEIGHT FILE` for a
picture that scrolls, with its frames per second in a file; it says when it is ready.
"""

import asyncio
import sys
import time
from functools import partial
from pathlib import Path

from hardware.keys_lamps import MovingLamps
from hardware.keys_simulated import forgetful_pins
from hardware.lamp import Lamp
from runtime import life

LAMPS = 6
FRAMES = 300


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


async def scrolled(width: int, height: int, report: Path) -> None:
    """Scroll one picture, twice as high as the window, and nothing else."""
    from kivy.graphics import Rectangle, Translate  # noqa: PLC0415
    from kivy.graphics.texture import Texture  # noqa: PLC0415
    from kivy.uix.widget import Widget  # noqa: PLC0415

    from faces.widgets import shell  # noqa: PLC0415 - Kivy acts when it is imported

    window = shell.open_window((width, height))
    picture = Texture.create(size=(width, 2 * height), colorfmt="rgb")
    picture.blit_buffer(bytes(range(256)) * (6 * width * height // 256 + 1), colorfmt="rgb")
    root, flips = Widget(), list[float]()
    with root.canvas:
        by = Translate(0, 0)
        Rectangle(texture=picture, size=picture.size)

    def flipped(*_: object) -> None:
        flips.append(time.perf_counter())
        by.y = -(len(flips) * height / 40 % height)
        if len(flips) == FRAMES:
            report.write_text(str((FRAMES - 1) / (flips[-1] - flips[0])), encoding="utf-8")

    window.bind(on_flip=flipped)
    life.ready()
    await shell.show(root)


async def main() -> None:
    """Be one of them."""
    match sys.argv[1:]:
        case ["lamps"]:
            await lamps()
        case ["window", width, height]:
            await window(int(width), int(height))
        case ["list", width, height, report]:
            await scrolled(int(width), int(height), Path(report))


if __name__ == "__main__":
    sys.exit(life.run("bare", main))
