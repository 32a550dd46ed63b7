"""The cables of the emulated printer: a pseudo-terminal, a network port, wires in this process.

A cable follows its printer: one that is unplugged vanishes, as it would from a computer.
"""

import asyncio
import os
import tty
from contextlib import suppress
from pathlib import Path
from typing import Final

from hardware.printer_emulator import Condition, PrinterEmulator

_READ: Final = 4096
_TICK_S: Final = 0.02
"""How often a slow printer is given time to work."""


class Wires:
    """A `Connection` to an emulator in this process; time passes on it only while one waits."""

    def __init__(self, printer: PrinterEmulator) -> None:
        self._printer = printer
        self._answers = b""

    def connect(self) -> "Wires":
        """Open the port, as it were."""
        self._check()
        return self

    def send(self, data: bytes) -> None:
        """See `Connection`."""
        self._check()
        self._answers += self._printer.feed(data)

    def receive(self, within: float) -> bytes:
        """See `Connection`."""
        self._check()
        answers = self._answers or self._printer.pass_time(within)
        self._answers = b""
        return answers

    def close(self) -> None:
        """See `Connection`."""
        self._answers = b""

    def _check(self) -> None:
        if self._printer.condition is Condition.UNPLUGGED:
            raise ConnectionError("unplugged")


class SerialPlug:
    """Plugs an emulator into a pseudo-terminal that is found at `path`, as udev names a device.

    It lives on the running event loop.
    """

    def __init__(self, printer: PrinterEmulator, path: Path) -> None:
        self.path = path
        self._printer = printer
        self._ends: tuple[int, int] | None = None
        self._tick: asyncio.TimerHandle | None = None

    async def plug(self) -> None:
        """Make the port appear; it comes and goes with the printer's condition from now on."""
        self._loop = asyncio.get_running_loop()
        self._printer.on_change = self._follow
        self._follow()

    async def unplug(self) -> None:
        """Make the port vanish under whoever holds it."""
        self._printer.on_change = lambda: None
        self._vanish()

    def _follow(self) -> None:
        if self._printer.condition is Condition.UNPLUGGED:
            self._vanish()
        elif not self._ends:
            self._appear()

    def _appear(self) -> None:
        ours, theirs = self._ends = os.openpty()
        tty.setraw(theirs)
        if self.path.is_symlink():  # of a process that was killed
            self.path.unlink()
        self.path.symlink_to(os.ttyname(theirs))
        self._loop.add_reader(ours, self._answer, ours)

    def _vanish(self) -> None:
        if not self._ends:
            return
        if self._tick:
            self._tick.cancel()
        self.path.unlink()
        self._loop.remove_reader(self._ends[0])
        for end in self._ends:
            os.close(end)
        self._ends = None

    def _answer(self, end: int) -> None:
        self._say(self._printer.feed(os.read(end, _READ)))

    def _work(self) -> None:
        self._tick = None
        self._say(self._printer.pass_time(_TICK_S))

    def _say(self, answers: bytes) -> None:
        if self._ends:
            os.write(self._ends[0], answers)
        if self._printer.needs_time and not self._tick:
            self._tick = self._loop.call_later(_TICK_S, self._work)


class NetworkPlug:
    """Plugs an emulator into the network, at `port` of this machine; 0 chooses a free one."""

    def __init__(self, printer: PrinterEmulator, port: int = 0) -> None:
        self.port = port
        self._printer = printer
        self._server: asyncio.Server | None = None
        self._callers: set[asyncio.StreamWriter] = set()

    async def plug(self) -> None:
        """Listen for a driver; who calls an unplugged printer is hung up on."""
        self._printer.on_change = self._follow
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def unplug(self) -> None:
        """Stop listening, and hang up."""
        if self._server:
            self._server.close()
        self._hang_up()
        self._server = None

    def _follow(self) -> None:
        if self._printer.condition is Condition.UNPLUGGED:
            self._hang_up()

    def _hang_up(self) -> None:
        for caller in list(self._callers):
            caller.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._callers.add(writer)
        ticks = asyncio.create_task(self._work(writer))
        with suppress(ConnectionError):
            while self._printer.condition is not Condition.UNPLUGGED:
                if not (data := await reader.read(_READ)):
                    break
                writer.write(self._printer.feed(data))
        ticks.cancel()
        self._callers.discard(writer)
        writer.close()

    async def _work(self, writer: asyncio.StreamWriter) -> None:
        while not writer.is_closing():
            await asyncio.sleep(_TICK_S)
            if self._printer.needs_time:
                writer.write(self._printer.pass_time(_TICK_S))
