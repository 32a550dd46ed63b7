"""A centre that publishes, and a kiosk that renews: real files, a real HTTP server between them."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from broker.console.shelf import Shelf
from broker.console.web import Console
from broker.settings import WebSettings
from contract import messages as m
from contract.catalogue import Procedure
from contract.channels import Topics
from kiosk.editions import Edition, Editions
from kiosk.renewal import Patience, Renewal
from kiosk.trust import Trust
from runtime import signing
from runtime.catalogue_file import compiled, write
from runtime.clock import SetClock
from runtime.keep import keep
from runtime.link import Link
from runtime.online import Station
from runtime.presence import Presence
from runtime.wire import MemoryServer
from tests.waiting import until

CENTRE = "mot-cua"
TOPICS = Topics(CENTRE)
HOST = "127.0.0.1"
NOON = 1_796_000_000_000
"""30 November 2026."""
UNTIL = date(2028, 12, 31)
PAIR = signing.new_pair(UNTIL)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Publisher:
    """A data folder in which catalogues are laid out, and the service that hands them out."""

    folder: Path
    server: MemoryServer = field(default_factory=MemoryServer)
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.folder)
        self.link = Link(self.server.client(), TOPICS, "broker")
        self.presence = Presence(self.link, SetClock(NOON), device="broker", data=self.folder)

    def publish(
        self,
        *names: str,
        serial: int = NOON,
        key: signing.PrivateKey = PAIR.private,
        date: str = "2026-11-30",
        **wrong: object,
    ) -> m.CatalogueState:
        """Lay out a catalogue of procedures with these names; `wrong` changes what is signed."""
        procedures = (
            Procedure(code=f"1.{number:06}", name=name) for number, name in enumerate(names)
        )
        catalogue = compiled(procedures, date)
        self.shelf.folder.mkdir(parents=True, exist_ok=True)
        path = self.shelf.file(catalogue.version)
        write(path, catalogue)
        state = m.CatalogueState(
            centre=CENTRE,
            version=catalogue.version,
            date=date,
            serial=serial,
            count=len(names),
            size=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            path=f"/catalogue/{catalogue.version}.db",
            key=key.id,
            signature="A" * 86 + "==",
        ).model_copy(update=wrong)
        signature = signing.signed(m.signed_part(state), key)
        state = state.model_copy(update={"signature": signature})
        keep(self.shelf.manifest, state.model_dump_json(exclude={"port"}))
        return state

    def announce(self, state: m.CatalogueState) -> None:
        """Tell a state without the service."""
        self.link.state(CENTRE, state.model_copy(update={"port": self.port}))

    def console(self) -> Console:
        settings = WebSettings(host=HOST, port=self.port)
        return Console(
            settings, self.shelf, self.presence, self.link.state, look_s=0.01, again_s=0.01
        )

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Console]:
        """Hand out and announce what is published for the length of the block."""
        console = self.console()
        async with running(console.run):
            await until(lambda: console.port)
            yield console


@dataclass
class Kiosk:
    """What a kiosk has of the centre's catalogue."""

    folder: Path
    server: MemoryServer
    clock: SetClock = field(default_factory=lambda: SetClock(NOON))
    keys: tuple[signing.PublicKey, ...] = (PAIR.public,)
    shown: list[Edition] = field(default_factory=list)
    """Each catalogue that it was told to show, in order."""

    def __post_init__(self) -> None:
        self.editions = Editions(self.folder)
        self.presence = Presence(
            Link(self.server.client(), TOPICS, "kiosk-1"), self.clock, device="kiosk-1",
            data=self.folder,
        )  # fmt: skip

    @property
    def trouble(self) -> str:
        """What it says about the catalogue when something is wrong."""
        parts = {part.name: part for part in self.presence.state().parts}
        part = parts.get("catalogue")
        return part.detail if part is not None and part.state == "fault" else ""

    @property
    def versions(self) -> list[str]:
        return [edition.state.version for edition in self.shown]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Renewal]:
        """Switch it on for the length of the block."""
        link = Link(self.server.client(), TOPICS, "kiosk-1")
        station = Station(link, self.presence, self.clock, Random(1))
        renewal = Renewal(
            station, self.editions, Trust(CENTRE, self.keys), HOST, self.shown.append,
            Patience(0.01, 0.05),
        )  # fmt: skip
        async with running(renewal.run):
            yield renewal


@asynccontextmanager
async def running(work: Callable[[], Coroutine[None, None, None]]) -> AsyncIterator[None]:
    """Run something for the length of the block; its failure is the test's."""
    task = asyncio.create_task(work())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
    if not task.cancelled():
        task.result()


async def renewed(centre: Publisher, kiosk: Kiosk, *names: str, serial: int) -> m.CatalogueState:
    """Publish, and wait until the kiosk shows it."""
    state = centre.publish(*names, serial=serial)
    await until(lambda: kiosk.versions[-1:] == [state.version])
    return state


async def refused(centre: Publisher, kiosk: Kiosk, state: m.CatalogueState, words: str) -> None:
    """Announce something that the kiosk must not take."""
    before = list(kiosk.versions)
    centre.announce(state)
    await until(lambda: words in kiosk.trouble)
    assert kiosk.versions == before
