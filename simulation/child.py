"""A child process that says when it is ready, and never outlives us, even when we are killed."""

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_S = 10.0
"""A child that was asked to start or to end has this long."""

_TOLD_OF_LOG = 2000
"""Characters of a failed child's log that its error shows."""
_DATAGRAM = 4096


class ChildError(Exception):
    """A program could not be started. The message tells the technician what to do."""


@dataclass
class Child:
    """A program that speaks sd_notify(3), its output in a log file. It can be started again."""

    command: tuple[str, ...]
    log: Path
    more_environment: Mapping[str, str] = field(default_factory=dict)
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _ear: socket.socket | None = field(default=None, init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start it and wait until it says that it is ready; nothing happens if it runs.

        Raises `ChildError` when it ends instead, or says nothing for `PATIENCE_S`.
        """
        async with self._one_at_a_time:
            if self.pid is None:
                await self._start()

    async def stop(self) -> None:
        """Ask it to end, and see that it does."""
        async with self._one_at_a_time:
            await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End it without a last word, like a power cut."""
        async with self._one_at_a_time:
            await self._end(signal.SIGKILL)

    async def _start(self) -> None:
        self._hang_up()
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._ear.bind("")  # Linux picks a free abstract name, see unix(7)
        self._process = await self._spawn("@" + self._ear.getsockname()[1:].decode())
        if not await _says_ready(self._ear, self._process):
            await self._end(signal.SIGKILL)
            raise ChildError(f"{' '.join(self.command)} did not start; it said:\n{self._said()}")

    async def _spawn(self, notify: str) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                # The kernel ends it when we die, however we die: PR_SET_PDEATHSIG in prctl(2).
                *("setpriv", "--pdeathsig", "KILL"),
                *self.command,
                env={**os.environ, **self.more_environment, "NOTIFY_SOCKET": notify},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we end our children in order
            )

    async def _end(self, number: signal.Signals) -> None:
        process = self._process
        if process is not None and process.returncode is None:
            process.send_signal(number)
            try:
                await asyncio.wait_for(process.wait(), PATIENCE_S)
            except TimeoutError:
                process.kill()
                await process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._ear is not None:
            self._ear.close()
            self._ear = None

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-_TOLD_OF_LOG:]


async def _says_ready(ear: socket.socket, process: asyncio.subprocess.Process) -> bool:
    """Whether it does, before it ends and before patience ends."""
    ready = asyncio.ensure_future(_hear_ready(ear))
    ended = asyncio.ensure_future(process.wait())
    try:
        done, _ = await asyncio.wait(
            {ready, ended}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED
        )
        return ready in done
    finally:
        ready.cancel()
        ended.cancel()


async def _hear_ready(ear: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    while b"READY=1" not in (await loop.sock_recv(ear, _DATAGRAM)).splitlines():
        pass


def program(name: str, package: str) -> str:
    """The path of a program, also where only root looks; `package` is what brings it.

    Raises `ChildError` when it is absent.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
    found = shutil.which(name, path=path)
    if found is None:
        raise ChildError(f"there is no program {name} here: sudo apt install {package}")
    return found
