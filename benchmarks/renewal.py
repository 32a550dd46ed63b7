"""How soon everybody is told new waits: from a press to the table that knows it, on the wire."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks.table import Figure, percentile
from contract import messages as m
from runtime.link import Link
from simulation.reference_centre import DISPENSER, RECEPTION
from simulation.reference_centre import centre as reference_centre
from simulation.settings import seats
from tests.centre.harness import centre

WAITING, COUNTERS = 200, 40
CHANGES = 24
"""Presses and calls in turn, ..."""
PAUSE_S = 2.0
"""... each at any moment between two looks of the queue service, a pause up to this after."""
PATIENCE_S = 30.0
BOUND_S = 3.0


async def measure(folder: Path) -> list[Figure]:
    """A full hall of a large centre."""
    chance = Random(1)
    async with _hall(folder) as hall:
        for _ in range(WAITING + COUNTERS):
            await hall.press(chance)
        for counter in hall.at:
            await hall.call(counter)
        await hall.renewed(hall.told_at)
        presses, calls = list[float](), list[float]()
        for counter in list(hall.at)[: CHANGES // 2]:
            presses.append(await hall.until_told(hall.press(chance)))
            await asyncio.sleep(chance.random() * PAUSE_S)
            calls.append(await hall.until_told(hall.call(counter)))
            await asyncio.sleep(chance.random() * PAUSE_S)
    return [_figure("a number is taken", presses), _figure("somebody is called", calls)]


def _figure(what: str, times: list[float]) -> Figure:
    beside = (
        f"median {percentile(times, 0.5):.2f} s of {len(times)};"
        f" {WAITING} waiting, {COUNTERS} counters"
    )
    return Figure(f"until new waits are told when {what}, longest", max(times), BOUND_S, "s",
                  beside=beside)  # fmt: skip


@asynccontextmanager
async def _hall(folder: Path) -> AsyncIterator["_Hall"]:
    """The reference centre with so many counters, all of them signed in."""
    settings = reference_centre(COUNTERS)
    changes = settings.model_dump(
        mode="json",
        exclude_none=True,
        include={"agencies", "services", "counters", "officers", "classes", "dispatch"},
    )
    kept = {DISPENSER, RECEPTION}
    devices = [
        device.model_dump(mode="json", exclude_none=True)
        for device in settings.devices
        if device.name in kept
    ]
    changes |= {"devices": devices, "signs": "matrix"}
    services = [service.id for service in settings.services]
    async with (
        centre(folder, changes=changes) as rig,
        rig.link(DISPENSER) as dispenser,
        rig.link(RECEPTION) as reception,
    ):
        hall = _Hall(dispenser, reception, services)
        for service in services:
            reception.on_state(m.WaitsState, service, hall.hear)
        for counter, officer in seats(settings).items():
            await hall.sign_in(counter, officer)
        yield hall


@dataclass(slots=True)
class _Hall:
    """Who presses, who calls, and who reads the expected waits."""

    dispenser: Link
    reception: Link
    services: list[str]
    at: dict[str, m.Ticket | None] = field(default_factory=dict)
    """Who is at each counter."""
    told_at: int = 0
    """The newest moment that waits were told for, in milliseconds since 1970."""
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, state: m.WaitsState) -> None:
        """New waits of one queue; those of all are told together."""
        self.told_at = max(self.told_at, state.at)
        self.heard.set()
        self.heard = asyncio.Event()

    async def sign_in(self, counter: str, officer: str) -> None:
        action = m.CounterAction.SIGN_IN
        ask = m.CounterAsk(id=uuid4(), counter=counter, action=action, officer=officer)
        await self._ask(self.reception, ask, m.Done)
        self.at[counter] = None

    async def press(self, chance: Random) -> None:
        """Take a number for any service."""
        ask = m.TicketAsk(id=uuid4(), service=chance.choice(self.services))
        await self._ask(self.dispenser, ask, m.Issued)

    async def call(self, counter: str) -> None:
        """End the visit at hand and call the next."""
        before = self.at[counter]
        ask = m.NextAsk(id=uuid4(), counter=counter, seen=before.id if before else None)
        self.at[counter] = (await self._ask(self.reception, ask, m.Called)).ticket

    async def until_told(self, change: Awaitable[None]) -> float:
        """Seconds from the press until waits are told that were foretold after it."""
        began = time.perf_counter()
        await change
        await self.renewed(time.time_ns() // 1_000_000)
        return time.perf_counter() - began

    async def renewed(self, since: int) -> None:
        """Wait for waits that count from a later moment."""
        async with asyncio.timeout(PATIENCE_S):
            while self.told_at <= since:
                await self.heard.wait()

    async def _ask(self, link: Link, ask: m.Ask, expected: type[Any]) -> Any:  # noqa: ANN401
        answer = await link.ask(ask, patience_s=PATIENCE_S)
        if not isinstance(answer, expected):
            raise TypeError(f"{ask!r} was answered by {answer!r}")
        return answer
