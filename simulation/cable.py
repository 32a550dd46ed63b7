"""The network cable of one device: a forwarder on loopback that can be pulled and plugged in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

HOST = "127.0.0.1"

_CHUNK = 65536


@dataclass
class Cable:
    """What a device connects to instead of the server itself, which listens on `far_port`."""

    far_port: int
    port: int = field(default=0, init=False)
    """Where the device connects; the system chooses it."""
    plugged: bool = field(default=True, init=False)
    tap: Callable[[bytes], None] = field(default_factory=lambda: _unheard, init=False)
    """Told of all bytes before they go on, either way; when it pulls the cable they are lost."""
    _ends: set[asyncio.StreamWriter] = field(default_factory=set, init=False)

    def pull(self) -> None:
        """Break every connection, and let no new one come about."""
        self.plugged = False
        for end in self._ends:
            end.transport.abort()

    def plug(self) -> None:
        """Let connections come about again."""
        self.plugged = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection's bytes both ways until either side ends it."""
        far = await self._far_side() if self.plugged else None
        if far is None:
            writer.transport.abort()
            return
        far_reader, far_writer = far
        ends = {writer, far_writer}
        self._ends |= ends
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._pump(reader, far_writer), name="cable, outward")
                tasks.create_task(self._pump(far_reader, writer), name="cable, inward")
        finally:
            self._ends -= ends
            for end in ends:
                end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(_CHUNK):
                self.tap(data)
                writer.write(data)
                await writer.drain()
        writer.close()

    async def _far_side(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        try:
            return await asyncio.open_connection(HOST, self.far_port)
        except OSError:
            return None


@asynccontextmanager
async def cable(far_port: int) -> AsyncIterator[Cable]:
    """Lay a cable to a server on this machine for the length of the block."""
    cable = Cable(far_port)
    async with asyncio.TaskGroup() as connections:
        server = await asyncio.start_server(
            lambda *ends: connections.create_task(cable.carry(*ends), name="cable"), HOST, 0
        )
        cable.port = server.sockets[0].getsockname()[1]
        try:
            yield cable
        finally:
            server.close()
            cable.pull()


def _unheard(_: bytes) -> None:
    """Nobody listens in."""
