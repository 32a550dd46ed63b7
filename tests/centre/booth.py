"""A kiosk of a real centre: its work and its wire are real, its glass is told what is touched."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any

from hardware.printer_emulator import PrinterEmulator
from hardware.printer_plugs import SerialPlug
from hardware.voice_simulated import SimulatedVoice
from kiosk.app import serve
from kiosk.parts import Hardware
from kiosk.settings import KioskSettings
from kiosk.view import Card, View
from provisioning.command import main
from runtime.clock import SystemClock
from runtime.online import online
from tests.centre.harness import CentreRig
from tests.device import Glass
from tests.waiting import until

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZE = (720, 1280)


def motcua(*words: object) -> None:
    """Run the technician's command."""
    assert main(list(map(str, words))) == 0


def catalogue(path: Path) -> Path:
    """The example's procedures as a catalogue file."""
    motcua("catalogue", "import", EXAMPLES / "catalogue.csv", "--out", path)
    return path


def settings(rig: CentreRig, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - of any setting
    """What a kiosk's settings file says."""
    width, height = SIZE
    told: dict[str, Any] = {
        "device": "kiosk-1",
        "data": str(rig.folder / "kiosk-1"),
        "face": {"fullscreen": False, "width": width, "height": height},
        "slip": {"centre": "Trung tâm Phục vụ hành chính công"},
        "told_s": 0.1,
        **changes,
    }
    return rig.device_settings(told)


@dataclass
class Booth:
    """A kiosk, and somebody in front of it."""

    glass: Glass[View]

    async def touch(self, *touches: str) -> None:
        """Touch one thing after another."""
        for touch in touches:
            self.glass.touched.put_nowait(touch)
        await until(self.glass.touched.empty)
        await asyncio.sleep(0)

    async def type(self, text: str) -> None:
        """Type on the keyboard of the screen."""
        await self.touch(*(f"type:{letter}" for letter in text))

    async def sees(self, words: str) -> None:
        """Wait until something with these words is on the screen."""
        await until(lambda: words in str(self.view))

    async def has_seen(self, words: str) -> None:
        """Wait until something with these words was on it, however short."""
        await until(lambda: any(words in str(view) for view in self.glass.views))

    @property
    def view(self) -> View:
        """What is on the screen."""
        return self.glass.views[-1]

    def cards(self) -> list[str]:
        """What can be touched in a list, from the top."""
        page = self.view.page
        return [item.tile.touch for item in page.items if isinstance(item, Card)] if page else []


@asynccontextmanager
async def booth(rig: CentreRig, **changes: Any) -> AsyncIterator[Booth]:  # noqa: ANN401
    """Switch a kiosk on for the length of the block."""
    told = KioskSettings.model_validate(settings(rig, **changes))
    hardware = Hardware(told.printer.open() if told.printer else None, SimulatedVoice())
    glass = Glass[View]()
    async with online(told, SystemClock(trust=True), SystemRandom()) as station:
        task = asyncio.create_task(serve(told, hardware, glass, station))
        try:
            await until(lambda: task.done() or glass.views)
            yield Booth(glass)
        finally:
            task.cancel()
            await asyncio.wait({task})
    if not task.cancelled():
        task.result()


@asynccontextmanager
async def serial_printer(path: Path) -> AsyncIterator[PrinterEmulator]:
    """A slip printer made by others, behind the port `path`."""
    printer = PrinterEmulator()
    plug = SerialPlug(printer, path)
    await plug.plug()
    yield printer
    await plug.unplug()
