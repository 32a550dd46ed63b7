"""A dispenser on an in-memory wire, and a queue service that the test answers for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from contract import messages as m
from contract.channels import ASKS, BROKER, Topics
from hardware.keys_simulated import SimulatedKeys
from hardware.printer_simulated import SimulatedPrinter
from hardware.voice_simulated import SimulatedVoice
from runtime.clock import SetClock
from runtime.link import Link
from runtime.wire import MemoryServer
from tests.device import Glass, station, turns_of_the_loop
from tests.ticket_dispenser.hall import NINE, centre
from tests.waiting import until
from ticket_dispenser.app import serve
from ticket_dispenser.parts import Hardware
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.view import View

CENTRE = "mot-cua"
KEYS = ["land", "tax", "wheelchair"]


@dataclass
class Desk:
    """The queue service's side: it hears asks, and answers them when it is not mute."""

    link: Link
    mute: bool = False
    asks: list[m.Ask] = field(default_factory=list)
    answers: dict[UUID, m.Message] = field(default_factory=dict)
    refuse: m.Reason | None = None
    refuse_reports: m.Reason | None = None
    """What it says to whatever asks for no number."""
    lends: int = 0
    """Numbers in each block that it lends."""
    lent: list[m.Leased] = field(default_factory=list)

    def hear(self, device: str, name: str, payload: bytes) -> None:
        """Answer an ask; the same ask the same way."""
        ask = ASKS[name].model.model_validate_json(payload)
        self.asks.append(ask)
        if not self.mute:
            answer = self.answers.setdefault(ask.id, self._answer(ask))
            self.link.answer(device, ask.id, answer)

    def asked(self, model: type[m.Ask]) -> list[m.Ask]:
        """Different asks of one kind, in order."""
        return list({ask.id: ask for ask in self.asks if isinstance(ask, model)}.values())

    def _answer(self, ask: m.Ask) -> m.Message:
        if self.refuse is not None:
            return m.Refused(reason=self.refuse)
        if isinstance(ask, m.LeaseAsk):
            return self._lease(ask)
        if not isinstance(ask, m.TicketAsk | m.CheckInAsk):
            return m.Refused(reason=self.refuse_reports) if self.refuse_reports else m.Done()
        number = len([a for a in self.answers.values() if isinstance(a, m.Issued)]) + 1
        ticket = m.Ticket(
            id=UUID(int=number),
            label=f"A{number:03}",
            service=ask.service if isinstance(ask, m.TicketAsk) else "dat-dai",
            service_name="Đất đai",
            intent=ask.intent if isinstance(ask, m.TicketAsk) else m.Intent.FILE,
            class_id=(ask.class_id or "normal") if isinstance(ask, m.TicketAsk) else "appointment",
        )
        return m.Issued(
            ticket=ticket,
            issued_at=1_795_400_000_000,
            day="2026-11-23",
            ahead=number - 1,
            counters=("1", "2"),
            token="00ff",  # noqa: S106 - an example
        )

    def _lease(self, ask: m.LeaseAsk) -> m.Message:
        if not self.lends:
            return m.Refused(reason=m.Reason.NO_LEASE)
        first = 701 + len(self.lent) * self.lends
        leased = m.Leased(
            lease=UUID(int=first),
            service=ask.service,
            epoch=len(self.lent) + 1,
            first=first,
            last=first + self.lends - 1,
            labels=tuple(f"A{number}" for number in range(first, first + self.lends)),
            counters=("1",),
            granted_at=NINE,
            day="2026-11-23",
            until=NINE + 8 * 3_600_000,
        )
        self.lent.append(leased)
        return leased


@dataclass
class Codes:
    """A scanner, and the hand that holds something under it."""

    read: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def codes(self) -> AsyncIterator[str]:
        """See `Scanner`."""
        while True:
            yield await self.read.get()


@dataclass
class Machine:
    """A dispenser with its surroundings; `power` switches it on for the length of a block."""

    folder: Path
    server: MemoryServer
    desk: Desk
    printer: SimulatedPrinter = field(default_factory=SimulatedPrinter)
    keys: SimulatedKeys = field(default_factory=lambda: SimulatedKeys(KEYS))
    glass: Glass[View] = field(default_factory=Glass)
    scanner: Codes = field(default_factory=Codes)
    clock: SetClock = field(default_factory=lambda: SetClock(NINE))
    voice: SimulatedVoice = field(default_factory=SimulatedVoice)

    def settings(self, **changes: Any) -> DispenserSettings:  # noqa: ANN401 - values of any setting
        """Settings for a quick test."""
        return DispenserSettings.model_validate(
            {
                "centre": CENTRE,
                "device": "dispenser-1",
                "server": {"host": "nowhere"},
                "data": self.folder,
                "printer": {"driver": "simulated"},
                "keys": {"driver": "simulated", "keys": KEYS},
                "buttons": [
                    {"key": "land", "service": "dat-dai"},
                    {"key": "tax", "service": "doanh-nghiep", "intent": "pay"},
                ],
                "class_keys": [{"key": "wheelchair", "class_id": "priority"}],
                "slip": {"centre": "Trung tâm"},
                "told_s": 0.01,
                "printer_check_s": 0.01,
                **changes,
            }
        )

    @asynccontextmanager
    async def power(
        self,
        ready: str = "ready",
        **changes: Any,  # noqa: ANN401 - values of any setting
    ) -> AsyncIterator[None]:
        """Switch it on until it shows this, and at the end off as a power cut does."""
        wire = self.server.client()
        chance = Random(len(self.server.clients))
        link = Link(wire, Topics(CENTRE), "dispenser-1")
        dispenser = station(link, self.clock, self.folder, chance)
        hardware = Hardware(self.printer, self.keys, self.voice, self.scanner)
        work = serve(self.settings(**changes), hardware, self.glass, dispenser)
        task = asyncio.create_task(work)
        telling = asyncio.create_task(dispenser.presence.run(0.01))
        try:
            await until(lambda: task.done() or self.glass.views)
            await until(lambda: task.done() or self.glass.views[-1].mode == ready)
            await turns_of_the_loop()  # it shows what it is before it listens
            yield
        finally:
            task.cancel()
            telling.cancel()
            await asyncio.wait({task, telling})
            wire.connected = False
            self.glass.views.clear()
        if not task.cancelled():
            task.result()


@pytest.fixture
async def machine(tmp_path: Path) -> Machine:
    """A dispenser, switched off, whose queue service is online."""
    server = MemoryServer()
    link = Link(server.client(), Topics(CENTRE), BROKER)
    desk = Desk(link)
    link.serve(desk.hear)
    link.state(BROKER, m.DeviceState(device=BROKER, status="online"))
    link.state(CENTRE, centre())
    return Machine(tmp_path, server, desk)
