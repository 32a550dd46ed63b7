"""An ESC/POS printer made of software, at the far end of a serial port or a network connection.

It reads the language on its own terms, byte by byte, and knows nothing of our driver: a driver that
prints on it would print on paper.
"""

import asyncio
import os
import tty
from collections import deque
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_REMEMBERED: Final = 200
_READ: Final = 4096


class Condition(StrEnum):
    """What is the matter with the emulated printer."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"


_PRINTS: Final = {Condition.OK, Condition.NEAR_END}

# Answers to DLE EOT 1 to 4: printer, cause of being offline, cause of the error, roll.
_ANSWERS: Final = {
    Condition.OK: b"\x12\x12\x12\x12",
    Condition.NEAR_END: b"\x12\x12\x12\x1e",
    Condition.OUT: b"\x1a\x32\x12\x7e",
    Condition.COVER_OPEN: b"\x1a\x16\x12\x12",
    Condition.OFFLINE: b"\x1a\x52\x1a\x12",
}


class PrinterEmulator:
    """The printer itself: bytes in, answers out, slips kept.

    Like a real one it answers DLE EOT at once and everything else in turn; it holds what it cannot
    print until it can, and forgets that only when told to (DLE DC4 8).
    """

    def __init__(self) -> None:
        self.slips: deque[bytes] = deque(maxlen=_REMEMBERED)
        """The bytes of each slip that was cut, oldest first."""
        self.mute = False
        """It prints and says nothing."""
        self.rasters_left: int | None = None
        """After so many more rasters the paper is out."""
        self._condition = Condition.OK
        self._heard = bytearray()
        self._waiting: deque[bytes] = deque()
        self._slip = bytearray()
        self._answers = bytearray()

    @property
    def condition(self) -> Condition:
        """What is the matter with it; once it can print again it prints what it still holds."""
        return self._condition

    @condition.setter
    def condition(self, condition: Condition) -> None:
        self._condition = condition
        self._work()

    def feed(self, data: bytes) -> bytes:
        """Take bytes from the line, and return what the printer answers now."""
        self._heard += data
        while length := command_length(self._heard):
            self._obey(bytes(self._heard[:length]))
            del self._heard[:length]
        answers = b"" if self.mute else bytes(self._answers)
        self._answers.clear()
        return answers

    def _obey(self, command: bytes) -> None:
        match command[:2]:
            case b"\x10\x04":
                self._answers.append(_ANSWERS[self.condition][command[2] - 1])
            case b"\x10\x14":
                self._waiting.clear()
                self._slip.clear()
            case _:
                self._waiting.append(command)
                self._work()

    def _work(self) -> None:
        while self._waiting and self.condition in _PRINTS:
            command = self._waiting.popleft()
            if command.startswith(b"\x1dr"):
                self._answers.append(0x03 if self.condition is Condition.NEAR_END else 0x00)
                continue
            self._slip += command
            if command.startswith(b"\x1dV"):
                self.slips.append(bytes(self._slip))
                self._slip.clear()
            if command.startswith(b"\x1dv0"):
                self._use_paper()

    def _use_paper(self) -> None:
        if self.rasters_left is None:
            return
        self.rasters_left -= 1
        if self.rasters_left <= 0:
            self.rasters_left = None
            self._condition = Condition.OUT


def command_length(data: bytes | bytearray) -> int:
    """Return the length of the command that `data` begins with; 0 while it is incomplete."""
    length = 1
    match data[:2]:
        case b"\x10\x14":
            length = 10 if data[2:3] == b"\x08" else 5
        case b"\x1b@":
            length = 2
        case b"\x10\x04" | b"\x1bd" | b"\x1dr" | b"\x1dV":
            length = 3
        case b"\x1dv":
            length = 8 + _u16(data, 4) * _u16(data, 6)
        case b"\x10" | b"\x1b" | b"\x1d":
            length = 2
    return length if len(data) >= length else 0


def drawn(slip: bytes) -> "Image":
    """Return the picture that a slip's rasters (GS v 0) make on paper, as wide as its bytes."""
    from PIL import Image, ImageChops

    rows, width = bytearray(), 8
    rest = slip
    while length := command_length(rest):
        if rest.startswith(b"\x1dv0"):
            width = _u16(rest, 4) * 8
            rows += rest[8:length]
        rest = rest[length:]
    ink = Image.frombytes("1", (width, len(rows) * 8 // width), bytes(rows))
    return ImageChops.invert(ink)


def _u16(data: bytes | bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


class SerialPlug:
    """Plugs an emulator into a pseudo-terminal that is found at `path`, as udev names a device.

    It lives on the running event loop.
    """

    def __init__(self, printer: PrinterEmulator, path: Path) -> None:
        self.path = path
        self._printer = printer
        self._ends: tuple[int, int] | None = None

    async def plug(self) -> None:
        """Make the port appear."""
        ours, theirs = self._ends = os.openpty()
        tty.setraw(theirs)
        self.path.symlink_to(os.ttyname(theirs))
        asyncio.get_running_loop().add_reader(ours, self._answer, ours)

    async def unplug(self) -> None:
        """Make the port vanish under whoever holds it."""
        if not self._ends:
            return
        self.path.unlink()
        asyncio.get_running_loop().remove_reader(self._ends[0])
        for end in self._ends:
            os.close(end)
        self._ends = None

    def _answer(self, end: int) -> None:
        answers = self._printer.feed(os.read(end, _READ))
        os.write(end, answers)


class NetworkPlug:
    """Plugs an emulator into the network, at `port` of this machine; 0 chooses a free one."""

    def __init__(self, printer: PrinterEmulator, port: int = 0) -> None:
        self.port = port
        self._printer = printer
        self._server: asyncio.Server | None = None
        self._callers: set[asyncio.StreamWriter] = set()

    async def plug(self) -> None:
        """Listen for a driver."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def unplug(self) -> None:
        """Stop listening, and hang up."""
        if self._server:
            self._server.close()
        for caller in list(self._callers):
            caller.close()
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._callers.add(writer)
        with suppress(ConnectionError):
            while data := await reader.read(_READ):
                writer.write(self._printer.feed(data))
        self._callers.discard(writer)
        writer.close()
