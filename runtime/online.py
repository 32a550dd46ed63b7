"""A device of ours in its centre: from its settings to a link and a presence, and off again."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from random import Random
from uuid import UUID

from contract.channels import Topics
from contract.messages import DeviceState
from runtime.clock import Clock
from runtime.link import Link
from runtime.mqtt_wire import Server, connect
from runtime.presence import Presence, last_will
from runtime.settings import DeviceSettings, ServerSettings, SettingsError


@dataclass(frozen=True, slots=True)
class Station:
    """What every app of ours lives on."""

    link: Link
    presence: Presence
    clock: Clock
    chance: Random

    def new_id(self) -> UUID:
        """A random identity for an ask."""
        return UUID(int=self.chance.getrandbits(128), version=4)


@asynccontextmanager
async def online(settings: DeviceSettings, clock: Clock, chance: Random) -> AsyncIterator[Station]:
    """Be in the centre for the length of the block, whether or not the server is there yet.

    Raises `SettingsError` when the password or the certificates cannot be read.
    """
    topics = Topics(settings.centre)
    settings.data.mkdir(parents=True, exist_ok=True)
    async with connect(_server(settings, topics)) as wire, asyncio.TaskGroup() as tasks:
        link = Link(wire, topics, settings.device)
        presence = Presence(
            link, clock, device=settings.device, data=settings.data, version=version("motcua")
        )
        telling = tasks.create_task(presence.run(), name="presence")
        yield Station(link, presence, clock, chance)
        telling.cancel()


def _server(settings: DeviceSettings, topics: Topics) -> Server:
    server, device = settings.server, settings.device
    return Server(
        host=server.host,
        port=server.port,
        username=server.username or device,
        password=_password(server),
        tls=_tls(server),
        will=(topics.state(DeviceState, device), last_will(device)),
    )


def _password(server: ServerSettings) -> str | None:
    if server.password_file is None:
        return None
    try:
        return server.password_file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise SettingsError(
            f"{server.password_file}: {error.strerror}; the password of this device belongs there"
        ) from None


def _tls(server: ServerSettings) -> ssl.SSLContext | None:
    if not (server.ca_file and server.certificate_file and server.key_file):
        return None
    try:
        context = ssl.create_default_context(cafile=server.ca_file)
        context.load_cert_chain(server.certificate_file, server.key_file)
    except OSError as error:  # ssl.SSLError is one
        files = f"{server.ca_file}, {server.certificate_file}, {server.key_file}"
        raise SettingsError(
            f"{files}: {error.strerror}; TLS needs these three files as PEM, key and certificate"
            " of one pair, readable by this user"
        ) from None
    return context
