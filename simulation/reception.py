"""The reception of a simulated centre: it opens the counters, books, and hears who is back."""

import asyncio
import logging
from dataclasses import dataclass

from broker.declared import Counter
from broker.plan import MINUTE, Plan
from broker.settings import CentreSettings
from contract import messages as m
from runtime.link import NoAnswer
from runtime.online import Station
from simulation import settings

log = logging.getLogger(__name__)

PATIENCE_S = 20.0
"""What is asked at the start has this long."""

QUICK_S = 3.0
"""What somebody in front of the page asks has this long."""

SLOT_MIN = 10
BOOKED_BEFORE_MIN, BOOKED_AFTER_MIN = 10, 120
"""Appointments stand on a grid, from shortly before the start until some time after it."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What a console can do in the centre."""

    station: Station
    plan: CentreSettings

    async def open_counters(self) -> None:
        """Sign an officer in at every counter; those on call stand by."""
        seats = settings.seats(self.plan)
        async with asyncio.TaskGroup() as tasks:
            for counter in self.plan.counters:
                if officer := seats.get(counter.name):
                    tasks.create_task(self._open(counter, officer), name=f"open {counter.name}")

    async def book(self) -> list[str]:
        """Make some appointments of today known, one for each slot; return their codes."""
        now = self.station.clock.now()
        plan = Plan(self.plan)
        day = plan.day(now)
        grid = SLOT_MIN * MINUTE
        first = (now - BOOKED_BEFORE_MIN * MINUTE) // grid * grid
        slots = range(first, now + BOOKED_AFTER_MIN * MINUTE, grid)
        services = [service.id for service in self.plan.services]
        bookings = tuple(
            m.Booking(code=f"HEN-{n:02}", service=services[n % len(services)], slot=slot)
            for n, slot in enumerate(slots, start=1)
            if plan.day(slot) == day
        )[: m.MOST_BOOKINGS]
        ask = m.AppointmentsAsk(id=self.station.new_id(), day=day, bookings=bookings)
        await self._insist(ask)
        return [booking.code for booking in bookings]

    async def report(self, label: str) -> None:
        """Somebody who was called in vain is here; whether that still helps is not asked."""
        ask = m.ReportAsk(id=self.station.new_id(), label=label)
        try:
            await self.station.link.ask(ask, patience_s=QUICK_S)
        except NoAnswer:
            log.info("nobody heard that %s is back", label)

    async def explain(self, label: str) -> m.Answer | None:
        """Ask why a number was called when it was; None when nobody answers."""
        ask = m.ExplainAsk(id=self.station.new_id(), label=label)
        try:
            return await self.station.link.ask(ask, patience_s=QUICK_S)
        except NoAnswer:
            return None

    async def _open(self, counter: Counter, officer: str) -> None:
        actions = [m.CounterAction.SIGN_IN]
        if counter.on_call:
            actions.append(m.CounterAction.STAND_BY)
        for action in actions:
            await self._insist(
                m.CounterAsk(
                    id=self.station.new_id(),
                    counter=counter.name,
                    action=action,
                    officer=officer if action is m.CounterAction.SIGN_IN else None,
                )
            )

    async def _insist(self, ask: m.Ask) -> None:
        answer = await self.station.link.ask(ask, patience_s=PATIENCE_S)
        if isinstance(answer, m.Refused):
            log.warning("the reception's %s was refused: %s", type(ask).__name__, answer.reason)
