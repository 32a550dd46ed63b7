"""`python -m simulation.window KIND SOCKET`: a real window on a machine of a simulated centre.

It is the machine's own face, in a process of its own as on a device. What it is to show comes over
the socket, a line for each view; what is touched goes back, a line for each touch.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pydantic import TypeAdapter

import kiosk.face
import rating_pad.face
from kiosk.view import View as KioskView
from rating_pad.view import PadView
from runtime import life
from runtime.settings import ScreenSettings

PROGRAM = "simulation.window"

LONGEST = 2**22
"""Bytes of a view."""


class Opened(Protocol):
    """A face on a window."""

    def show(self, view: Any) -> None:  # noqa: ANN401 - each face has its own kind of view
        """Draw this from now on."""

    def touches(self) -> AsyncIterator[str]:
        """Return what is touched."""

    async def run(self) -> None:
        """Draw until the window is closed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the face of a kind of machine is opened, and what it draws."""

    open: Callable[[ScreenSettings], Opened]
    view: TypeAdapter[Any]
    size: tuple[int, int]
    left: int
    """Where its window stands, so that several are beside each other."""


KINDS: Final = {
    "kiosk": Kind(kiosk.face.open_screen, TypeAdapter(KioskView), (540, 960), 0),
    "pad": Kind(rating_pad.face.open_screen, TypeAdapter(PadView), (1024, 600), 560),
}


async def main() -> None:
    """Show what the socket says until the window is closed or the socket ends."""
    name, path = sys.argv[1:]
    kind = KINDS[name]
    reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
    width, height = kind.size
    face = kind.open(ScreenSettings(fullscreen=False, width=width, height=height))
    life.ready()
    works = (face.run(), _show(face, kind, reader), _tell(face, writer))
    tasks = [asyncio.create_task(work) for work in works]
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()


async def _show(face: Opened, kind: Kind, reader: asyncio.StreamReader) -> None:
    while line := await reader.readline():
        face.show(kind.view.validate_json(line))


async def _tell(face: Opened, writer: asyncio.StreamWriter) -> None:
    async for touch in face.touches():
        writer.write(f"{touch}\n".encode())


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
