"""A private Mosquitto: the real MQTT server with the centre's access list, on loopback only."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from contract.acl import acl
from simulation.child import Child, ChildError, program

HOST = "127.0.0.1"
PACKAGE = "mosquitto"


@dataclass(frozen=True, slots=True)
class Mosquitto:
    """A server that can be stopped, killed and started again; its port stays."""

    port: int
    child: Child

    async def start(self) -> None:
        """Start it and wait until it takes connections."""
        await self.child.start()
        await self._refuses_nonsense()

    async def stop(self) -> None:
        """Stop it in order. Whatever it held is gone: their owners tell it again."""
        await self.child.stop()

    async def kill(self) -> None:
        """Stop it like a power cut."""
        await self.child.kill()

    async def _refuses_nonsense(self) -> None:
        """Wait until its loop turns: it says READY a moment before it minds being stopped."""
        reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(bytes(2))
        with suppress(ConnectionResetError):
            await reader.read()
        writer.close()


@asynccontextmanager
async def private_mosquitto(
    folder: Path, centre: str, passwords: dict[str, str], port: int | None = None
) -> AsyncIterator[Mosquitto]:
    """Run a Mosquitto for the length of the block, with these users and their `passwords`.

    Its files are written into `folder`; without a `port` a free one is chosen. Raises `ChildError`
    when Mosquitto is absent or does not start.
    """
    port = port or free_port()
    _write_passwords(folder / "passwords", passwords)
    _write_private(folder / "acl", acl(centre))
    config = folder / "mosquitto.conf"
    config.write_text(_config(folder, port), encoding="utf-8")
    command = (program("mosquitto", PACKAGE), "-c", str(config))
    server = Mosquitto(port, Child(command, folder / "mosquitto.log"))
    try:
        await server.start()
        yield server
    finally:
        await server.stop()


def _config(folder: Path, port: int) -> str:
    # `user root` has a meaning for root only: otherwise Mosquitto would go on as the user
    # mosquitto, who may not read this folder.
    return f"""\
user root
listener {port} {HOST}
allow_anonymous false
use_username_as_clientid true
password_file {folder / "passwords"}
acl_file {folder / "acl"}
set_tcp_nodelay true
max_packet_size 65536
max_inflight_messages 0
max_queued_messages 100000
persistence false
log_dest stdout
connection_messages false
"""


def _write_passwords(path: Path, passwords: dict[str, str]) -> None:
    """Write them hashed; the hashing program runs once for all of them."""
    _write_private(path, "".join(f"{user}:{word}\n" for user, word in passwords.items()))
    done = subprocess.run(  # noqa: S603 - a program of the system, a path of ours
        [program("mosquitto_passwd", PACKAGE), "-U", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ChildError(f"mosquitto_passwd could not hash {path}: {done.stderr}")


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
