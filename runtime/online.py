"""A device of ours in its centre: from its settings to a link and a presence, and off again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from uuid import UUID

from contract.channels import Topics
from runtime.clock import Clock
from runtime.link import Link
from runtime.mqtt_wire import connect
from runtime.presence import Presence
from runtime.server import server_of
from runtime.settings import DeviceSettings, SettingsError


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

    Raises `SettingsError` when the password or the certificates cannot be read, or there is no
    folder for the device's data.
    """
    topics = Topics(settings.centre)
    _make_folder(settings.data)
    async with connect(server_of(settings, topics)) as wire, asyncio.TaskGroup() as tasks:
        link = Link(wire, topics, settings.device)
        presence = Presence(
            link, clock, device=settings.device, data=settings.data, version=version("motcua")
        )
        telling = tasks.create_task(presence.run(), name="presence")
        yield Station(link, presence, clock, chance)
        telling.cancel()


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{data}: {error.strerror}; `data` must name a folder that this user may write"
        ) from None
