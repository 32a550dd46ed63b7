"""All that may happen to a queue service in its days; elsewhere is what must hold meanwhile."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from contract import messages as m
from tests.broker.house import House, Running
from tests.broker.plans import PLANS

COUNTERS = st.sampled_from(["1", "2", "3", "6"])
BUSY_ONES = st.sampled_from(["1", "1", "2", "2", "3", "6"])
OFFICERS = st.sampled_from(["anh-tuyet", "quoc-viet", "thu-huong"])
SERVICES = st.sampled_from(["dat-dai", "doanh-nghiep", "dien-nuoc"])
CLASSES = st.sampled_from([None, "normal", "priority", "priority", "appointment", "vip"])
AT_COUNTER = (m.NoShowAsk, m.ServeAsk, m.NoShowAsk, m.ParkAsk, m.FinishAsk, m.RecallAsk)
CODES = st.sampled_from(["HEN-1", "HEN-2", "HEN-3"])
DISPENSERS = st.sampled_from(["dispenser-1", "dispenser-2"])
SLIPS = st.sampled_from([None, "dispenser-1", "dispenser-2", "counter-1"])
RARELY = st.integers(0, 7).map(lambda number: number == 7)
SECOND = 1000
HOUR_S = 3600
FLEETING = {m.Reason.CLOCK_NOT_SET}
"""A refusal that leaves no trace: there is no day to keep it under."""


class Anything(RuleBasedStateMachine):
    """A centre to which anything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(Path(self.folder.name), PLANS["promised"])
        self.stack = AsyncExitStack()
        self.running: Running
        self.asked: list[tuple[str, m.Ask, m.Answer]] = []
        """What was asked and answered."""
        self.tickets: list[m.Ticket] = []
        self.leases: list[tuple[str, m.Leased]] = []

    @initialize(plan=st.sampled_from(list(PLANS)))
    def begin(self, plan: str) -> None:
        self.house.plan = PLANS[plan]
        self.do(self._start())
        for counter, officer in (("1", "anh-tuyet"), ("2", "quoc-viet")):
            self.sign_in(counter=counter, officer=officer)

    # --- Numbers ---------------------------------------------------------------------------

    @rule(
        service=SERVICES, class_id=CLASSES, then=st.lists(SERVICES, max_size=2),
        devices=st.lists(DISPENSERS, min_size=1, max_size=4),
    )  # fmt: skip
    def press(
        self, service: str, class_id: str | None, then: list[str], devices: list[str]
    ) -> None:
        """Several people press at the same moment."""
        self.ask(*((d, self.ticket_ask(service, class_id, then)) for d in devices))

    @rule(service=SERVICES, class_id=CLASSES, slip=SLIPS)
    def help(self, service: str, class_id: str | None, slip: str | None) -> None:
        """The receptionist takes a number for somebody, and perhaps has its slip printed."""
        self.say("reception", m.TicketAsk, service=service, class_id=class_id, slip=slip)

    @rule(code=CODES, service=SERVICES, minutes=st.integers(-30, 90))
    def arrange(self, code: str, service: str, minutes: int) -> None:
        slot = self.house.clock.now() + minutes * 60 * SECOND
        day = self.house.plan.day(slot)
        booking = m.Booking(code=code, service=service, slot=slot)
        self.say("reception", m.AppointmentsAsk, day=day, bookings=(booking,))

    @rule(code=CODES, device=st.sampled_from(["dispenser-1", "reception"]), slip=SLIPS)
    def check_in(self, code: str, device: str, slip: str | None) -> None:
        self.say(device, m.CheckInAsk, code=code, slip=slip)

    @rule(device=DISPENSERS, service=SERVICES, card=RARELY)
    def lease(self, device: str, service: str, *, card: bool) -> None:
        """Perhaps the dispenser has just got a new card, and its old one asks."""
        if card:
            self.say("reception", m.NewCardAsk, device=device)
        epochs = [lease.epoch for borrower, lease in self.leases if borrower == device]
        self.say(device, m.LeaseAsk, service=service, epoch=max(epochs, default=0))

    @rule(
        data=st.data(), printed=st.lists(st.booleans(), max_size=3), class_id=CLASSES,
        close=st.booleans(),
    )  # fmt: skip
    @precondition(lambda self: self.leases)
    def hand_in(
        self, data: st.DataObject, printed: list[bool], class_id: str | None, *, close: bool
    ) -> None:
        device, lease = data.draw(st.sampled_from(self.leases))
        now = self.house.clock.now()
        tickets = tuple(
            m.OfflineTicket(
                ticket=self.house.new_id(), ordinal=ordinal, at=now, printed=slip, class_id=class_id
            )
            for ordinal, slip in enumerate(printed, start=lease.first)
        )
        self.say(
            device, m.OfflineTicketsAsk, lease=lease.lease, day=lease.day, clock_now=now,
            tickets=tickets, last=lease.first + 1 if close else None,
        )  # fmt: skip

    # --- Tickets ---------------------------------------------------------------------------

    @rule(data=st.data(), reason=st.sampled_from(m.VoidReason), class_id=CLASSES, counter=COUNTERS)
    @precondition(lambda self: self.tickets)
    def handle(
        self, data: st.DataObject, reason: m.VoidReason, class_id: str | None, counter: str
    ) -> None:
        """Something is asked about some ticket."""
        ticket = data.draw(st.sampled_from(self.tickets))
        why = data.draw(st.sampled_from(m.CallReason))
        choices: list[tuple[type[m.Ask], dict[str, object]]] = [
            (m.PrintedAsk, {"ticket": ticket.id}),
            (m.VoidAsk, {"ticket": ticket.id, "reason": reason}),
            (m.ClassifyAsk, {"ticket": ticket.id, "class_id": class_id or "normal"}),
            (m.ReportAsk, {"label": ticket.label}),
            (m.ExplainAsk, {"label": ticket.label}),
            (
                m.CallAsk,
                {
                    "label": ticket.label,
                    "counter": counter,
                    "reason": why,
                    "seen": self.seen(counter),
                },
            ),
        ]
        kind, said = data.draw(st.sampled_from(choices))
        self.say("reception", kind, **said)

    @rule(data=st.data(), counter=COUNTERS, day=st.sampled_from(["23", "24", "25"]))
    @precondition(lambda self: self.tickets)
    def rate(self, data: st.DataObject, counter: str, day: str) -> None:
        self.say(
            f"pad-{counter}", m.RatingAsk, counter=counter, day=f"2026-11-{day}",
            ticket=data.draw(st.sampled_from(self.tickets)).id, level=m.Level.NEUTRAL,
        )  # fmt: skip

    # --- Counters --------------------------------------------------------------------------

    @rule(counter=COUNTERS, officer=OFFICERS)
    def sign_in(self, counter: str, officer: str) -> None:
        action = m.CounterAction.SIGN_IN
        self.say("reception", m.CounterAsk, counter=counter, action=action, officer=officer)

    @rule(counter=COUNTERS, action=st.sampled_from(m.CounterAction))
    def set_counter(self, counter: str, action: m.CounterAction) -> None:
        self.say("reception", m.CounterAsk, counter=counter, action=action)

    @rule(service=SERVICES, class_id=CLASSES, counters=st.lists(BUSY_ONES, min_size=1, max_size=3))
    def next(self, service: str, class_id: str | None, counters: list[str]) -> None:
        """Somebody comes, and then several officers press at the same moment."""
        self.ask(("dispenser-1", self.ticket_ask(service, class_id, [])))
        self.ask(*((f"counter-{name}", self.next_ask(name)) for name in counters))

    @rule(
        data=st.data(),
        kind=st.sampled_from(AT_COUNTER),
        after_s=st.sampled_from([60, 10, 0]),
        missed=RARELY,
    )
    @precondition(lambda self: self.busy())
    def attend(self, data: st.DataObject, kind: type[m.Ask], after_s: int, *, missed: bool) -> None:
        """What the officer does with a visit; sometimes it is not there any more."""
        self.house.clock.advance(after_s)
        counter = data.draw(st.sampled_from(self.busy()))
        ticket = self.house.new_id() if missed else self.seen(counter)
        self.say(f"counter-{counter}", kind, counter=counter, ticket=ticket)

    @rule(
        data=st.data(), service=st.none() | SERVICES, to=st.none() | COUNTERS,
        new_step=st.booleans(), come_back=st.booleans(),
    )  # fmt: skip
    @precondition(lambda self: self.busy())
    def transfer(
        self,
        data: st.DataObject,
        service: str | None,
        to: str | None,
        *,
        new_step: bool,
        come_back: bool,
    ) -> None:
        counter = data.draw(st.sampled_from(self.busy()))
        self.say(
            f"counter-{counter}", m.TransferAsk, counter=counter, service=service, to=to,
            ticket=self.seen(counter), new_step=new_step, come_back=come_back,
        )  # fmt: skip

    # --- Time ------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 45, 120, 600, HOUR_S]), night=RARELY)
    def let_time_pass(self, seconds: int, *, night: bool) -> None:
        self.house.clock.advance(24 * HOUR_S if night else seconds)

    @rule(seconds=st.integers(-HOUR_S, HOUR_S), hours=st.integers(-24, 24), far=RARELY, lost=RARELY)
    def set_clock(self, seconds: int, hours: int, *, far: bool, lost: bool) -> None:
        """By a little or a lot, by a time service or by nobody."""
        seconds += hours * HOUR_S if far else 0
        now = self.house.clock.now() + seconds * SECOND
        self.house.clock.set(now, synchronised=not lost)

    # --- Failures --------------------------------------------------------------------------

    @rule(plan=st.sampled_from(list(PLANS)), restored=RARELY)
    def restart(self, plan: str, *, restored: bool) -> None:
        """Perhaps with other settings, perhaps because it was said that the journal is a backup."""
        self.do(self.stack.aclose())
        self.house.plan, self.house.restored = PLANS[plan], restored
        self.do(self._start())

    @rule(service=SERVICES, counter=COUNTERS, committed=st.booleans())
    def crash(self, service: str, counter: str, *, committed: bool) -> None:
        """The power goes before or after a commit, in any case before its answers."""
        asks: list[tuple[str, m.Ask]] = [
            ("dispenser-1", self.ticket_ask(service, None, [])),
            (f"counter-{counter}", self.next_ask(counter)),
        ]
        self.do(self._crash(asks, committed=committed))
        self.house.restored = False
        self.do(self._start())
        self.ask(*asks)

    async def _crash(self, asks: list[tuple[str, m.Ask]], *, committed: bool) -> None:
        gate = self.running.gate
        gate.failure, gate.too_late = OSError("the power is gone"), committed
        for device, ask in asks:
            self.house.send(device, ask)
        await asyncio.wait({self.running.task}, timeout=0.2)
        await self.stack.aclose()

    # --- How -------------------------------------------------------------------------------

    def do(self, work: Any) -> Any:  # noqa: ANN401 - the runner's own types
        return self.runner.run(work)

    async def _start(self) -> None:
        self.running = await self.stack.enter_async_context(self.house.open())

    def ticket_ask(self, service: str, class_id: str | None, then: list[str]) -> m.TicketAsk:
        return m.TicketAsk(
            id=self.house.new_id(), service=service, class_id=class_id, then=tuple(then)
        )

    def next_ask(self, counter: str) -> m.NextAsk:
        return m.NextAsk(id=self.house.new_id(), counter=counter, seen=self.seen(counter))

    def say(self, device: str, kind: type[m.Ask], /, **said: object) -> m.Answer:
        ask = kind.model_validate({"id": self.house.new_id(), **said})
        [answer] = self.ask((device, ask))
        return answer

    def ask(self, *asks: tuple[str, m.Ask]) -> list[m.Answer]:
        """Ask all at once; all are answered."""

        async def together() -> list[m.Answer]:
            return await asyncio.gather(*(self.house.ask(*one) for one in asks))

        answers: list[m.Answer] = self.do(together())
        for (device, ask), answer in zip(asks, answers, strict=True):
            self.asked.append((device, ask, answer))
            if isinstance(answer, m.Issued):
                self.tickets.append(answer.ticket)
            if isinstance(answer, m.Leased):
                self.leases.append((device, answer))
        return answers

    def seen(self, counter: str) -> UUID | None:
        """What the officer sees at the counter."""
        visit = self.house.counter(counter).visit if self.house.server.retained else None
        return visit.ticket.id if visit else None

    def busy(self) -> list[str]:
        """The counters at which there is a visit, as it is drawn."""
        return [name for name in ("1", "2", "3", "6") if self.seen(name)]

    def teardown(self) -> None:
        self.do(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()
