"""Real windows beside the page of the hall, where there is a display: each mirrors one machine."""

import asyncio
import logging
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.centre import Centre
from simulation.child import Child, ChildError
from simulation.machines import Screen
from simulation.window import KINDS, LONGEST

log = logging.getLogger(__name__)

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
"""What says in the environment that there is one."""


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether windows can be opened."""
    return any(environment.get(name) for name in DISPLAYS)


def windows(centre: Centre, folder: Path) -> "Iterator[Window]":
    """A window on each kiosk, and on the first of the pads: more would cover each other."""
    for name, kiosk in centre.kiosks.items():
        yield Window(name, "kiosk", kiosk.face, folder)
    for name, pad in list(centre.pads.items())[:1]:
        yield Window(name, "pad", pad.face, folder)


@dataclass
class Window:
    """A window that is there as long as its machine has power; closed by hand it stays away."""

    name: str
    """That of the machine."""
    kind: str
    screen: Screen[Any]
    folder: Path
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        """Say how its process is started."""
        command = (sys.executable, "-m", "simulation.window", self.kind, str(self._socket))
        place = {"KCFG_GRAPHICS_POSITION": "custom", "KCFG_GRAPHICS_TOP": "0"}
        left = {"KCFG_GRAPHICS_LEFT": str(KINDS[self.kind].left)}
        self.child = Child(command, self.folder / f"{self.name}.window.log", {**place, **left})

    @property
    def _socket(self) -> Path:
        return self.folder / f"{self.name}.window"

    async def run(self) -> None:
        """Open and close it with the power, until cancelled; without it there is still the page."""
        async with asyncio.TaskGroup() as mirrors:
            server = await asyncio.start_unix_server(
                lambda *ends: mirrors.create_task(self._mirror(*ends), name="mirror"),
                self._socket,
                limit=LONGEST,
            )
            try:
                while True:
                    await self.screen.lit(on=True)
                    await self._open()
                    await self.screen.lit(on=False)
                    await self.child.stop()
            finally:
                server.close()
                await self.child.stop()

    async def _open(self) -> None:
        try:
            await self.child.start()
        except ChildError as error:
            log.warning("%s has no window, see it on the page: %s", self.name, error)

    async def _mirror(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        showing = asyncio.ensure_future(self._show(writer))
        try:
            while touch := await reader.readline():
                self.screen.touch(touch.decode().rstrip("\n"))
        except ConnectionError:
            pass  # it was killed
        finally:
            showing.cancel()
            writer.close()

    async def _show(self, writer: asyncio.StreamWriter) -> None:
        view, shown = KINDS[self.kind].view, None
        while True:
            shown = await self.screen.other(shown)
            if shown is not None:
                writer.write(view.dump_json(shown) + b"\n")
