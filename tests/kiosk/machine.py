"""A kiosk on an in-memory wire, and a centre that the test answers for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from contract import messages as m
from contract.channels import ASKS, BRIDGE, BROKER, Topics
from hardware.printer_simulated import SimulatedPrinter
from hardware.voice_simulated import SimulatedVoice
from kiosk.app import serve
from kiosk.parts import Hardware
from kiosk.settings import KioskSettings
from kiosk.view import View
from runtime.catalogue_file import compiled, write
from runtime.clock import SetClock
from runtime.link import Link
from runtime.wire import MemoryServer
from tests.device import Glass, station, turns_of_the_loop
from tests.kiosk.procedures import INTERNAL, PROCEDURES
from tests.kiosk.scene import NOW, SETTINGS, centre, world
from tests.waiting import until

CENTRE = "mot-cua"


@dataclass
class Desk:
    """The other side: queue service and bridge. It answers as it is told to, or not at all."""

    link: Link
    answer: Callable[[m.Ask], m.Message | None] = lambda _: None
    asks: list[m.Ask] = field(default_factory=list)

    def hear(self, device: str, name: str, payload: bytes) -> None:
        ask = ASKS[name].model.model_validate_json(payload)
        self.asks.append(ask)
        if (answer := self.answer(ask)) is not None:
            self.link.answer(device, ask.id, answer)

    def asked(self, model: type[m.Ask]) -> list[m.Ask]:
        """Different asks of one kind, in order."""
        return list({ask.id: ask for ask in self.asks if isinstance(ask, model)}.values())


def issued(ask: m.Ask) -> m.Message:
    """A number for whoever asks for one; all else is done."""
    if not isinstance(ask, m.TicketAsk):
        return m.Done()
    return m.Issued(
        ticket=m.Ticket(
            id=UUID(int=7), label="A007", service=ask.service, service_name="Đất đai",
            intent=ask.intent, errand=ask.errand,
        ),
        issued_at=NOW, day="2026-11-23", ahead=3, counters=("1", "2"), token="00ff",  # noqa: S106
    )  # fmt: skip


@dataclass
class Machine:
    """A kiosk with its surroundings; `power` switches it on for the length of a block."""

    folder: Path
    server: MemoryServer
    desk: Desk
    printer: SimulatedPrinter | None = field(default_factory=SimulatedPrinter)
    glass: Glass[View] = field(default_factory=Glass)
    voice: SimulatedVoice = field(default_factory=SimulatedVoice)
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))

    @classmethod
    def of(cls, folder: Path) -> "Machine":
        """A kiosk, switched off, in a centre that is open."""
        server = MemoryServer()
        link = Link(server.client(), Topics(CENTRE), BROKER)
        desk = Desk(link)
        link.serve(desk.hear)
        Link(server.client(), Topics(CENTRE), BRIDGE).serve(desk.hear)
        link.state(BROKER, m.DeviceState(device=BROKER, status="online"))
        link.state(CENTRE, centre())
        known = world()
        for queue in known.queues.values():
            link.state(queue.service, queue)
        for counter in known.counters.values():
            link.state(counter.counter, counter)
        write(folder / "catalogue.db", compiled((*PROCEDURES, INTERNAL), "2026-11-20"))
        return cls(folder, server, desk)

    def settings(self, **changes: Any) -> KioskSettings:  # noqa: ANN401 - values of any setting
        plain = SETTINGS.model_dump()
        quick = {
            "data": self.folder,
            "catalogue": {"file": self.folder / "catalogue.db"},
            "told_s": 0.01,
            "printer_check_s": 0.01,
            "reprint_within_s": 0,
        }
        return KioskSettings.model_validate({**plain, **quick, **changes})

    @asynccontextmanager
    async def power(self, **changes: Any) -> AsyncIterator[None]:  # noqa: ANN401
        """Switch it on until its catalogue is there, and at the end off as a power cut does."""
        wire = self.server.client()
        chance = Random(len(self.server.clients))
        link = Link(wire, Topics(CENTRE), "kiosk-1")
        kiosk = station(link, self.clock, self.folder, chance)
        hardware = Hardware(self.printer, self.voice)
        task = asyncio.create_task(serve(self.settings(**changes), hardware, self.glass, kiosk))
        try:
            await until(lambda: task.done() or self._has_catalogue())
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})
            wire.connected = False
            self.glass.views.clear()
        if not task.cancelled():
            task.result()

    def _has_catalogue(self) -> bool:
        page = self.glass.views[-1].page if self.glass.views else None
        return bool(page and page.source)

    async def touch(self, *touches: str) -> None:
        """Touch, and wait until all of it has been taken."""
        for touch in touches:
            self.glass.touched.put_nowait(touch)
        await until(self.glass.touched.empty)
        await turns_of_the_loop()

    async def sees(self, words: str) -> None:
        """Wait until something with these words has been shown."""
        await until(lambda: any(words in str(view) for view in self.glass.views))

    @property
    def view(self) -> View:
        return self.glass.views[-1]
