"""Dispensers give numbers by themselves; whatever fails, every slip is known once and in its place.

Hypothesis lets answers get lost and come late, asks come twice and in any order, clocks jump, power
go between any two steps of a dispenser, cards be copied and replaced, settings change at noon.
"""

import asyncio
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from broker import facts
from broker.audit import audit
from broker.plan import Plan
from contract import messages as m
from tests.broker.cards import Borrowed, Card, Dispenser, Slip
from tests.broker.desk import changed, example
from tests.broker.house import House

SERVICES = ("dat-dai", "doanh-nghiep")
DEVICES = st.sampled_from(["dispenser-1", "dispenser-2"])
FATES = st.sampled_from(["printed", "printed", "jam", "cut before", "cut after", "jump"])
HOUR = 3_600_000
ALWAYS = ("00:00-24:00",)
STRETCHES = [(701, 999), (5, 30), (2, 12), (20, 400)]


def plan(first: int, last: int, *, renamed: bool) -> Plan:
    """The example's centre, never closed, with its numbers to lend here or there."""
    classes = [one.model_dump() for one in example().classes]
    if renamed:
        classes[1]["id"] = "elderly"
    leases = {"first": first, "last": last, "least": 3, "after_restore": 4}
    return changed(hours=ALWAYS, leases=leases, classes=classes)


PLANS = {f"{stretch} to lend": plan(*stretch, renamed=False) for stretch in STRETCHES}
PLANS["a class renamed"] = plan(*STRETCHES[0], renamed=True)


class LentNumbers(RuleBasedStateMachine):
    """Two dispensers that fail in every way, and the queue service."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(Path(self.folder.name), next(iter(PLANS.values())))
        self.stack = AsyncExitStack()
        self.chance = Random(2)
        self.dispensers = {
            name: Dispenser(name, self.chance, offset=ahead)
            for name, ahead in (("dispenser-1", 0), ("dispenser-2", 3 * HOUR))
        }
        self.aside: list[tuple[str, Card]] = []
        """Cards that were replaced: they may be found again."""
        self.paper: list[Slip] = []
        self.on_the_way: list[tuple[str, m.Ask]] = []
        """Asks that may arrive late, again, or never."""
        self.steady = False
        """Whether no clock jumps and no ask comes late: then everyone's arrival is exact."""

    @initialize(steady=st.booleans())
    def begin(self, *, steady: bool) -> None:
        self.steady = steady
        self.do(self._start())

    # --- Citizens --------------------------------------------------------------------------

    @rule(device=DEVICES, service=st.sampled_from(SERVICES), people=st.integers(1, 8))
    def press_online(self, device: str, service: str, people: int) -> None:
        for _ in range(people):
            answer = self.ask(device, m.TicketAsk(id=self.house.new_id(), service=service))
            assert isinstance(answer, m.Issued)
            ticket = answer.ticket
            self.paper.append(Slip(answer.day, ticket.label, ticket.id, answer.issued_at))

    @rule(
        device=DEVICES, service=st.sampled_from(SERVICES),
        fates=st.lists(FATES, min_size=1, max_size=5),
    )  # fmt: skip
    def press_offline(self, device: str, service: str, fates: list[str]) -> None:
        """The queue service is away, or so the dispenser thinks; just before it was there."""
        dispenser = self.dispensers[device]
        if not any(borrowed.left for borrowed in dispenser.card.leases.values()):
            self.borrow(device=device, service=service, fate="")
        for fate in fates:
            self.house.clock.advance(60)
            if fate == "jump":
                self.jump(device=device, hours=-3)
            elif borrowed := next((b for b in dispenser.card.leases.values() if b.left), None):
                self._give(dispenser, borrowed, fate)

    def _give(self, dispenser: Dispenser, borrowed: Borrowed, fate: str) -> None:
        number = dispenser.write_down(borrowed, self.now)
        if fate in {"printed", "cut after"}:
            day = borrowed.lease.day
            self.paper.append(Slip(day, number.label, number.ticket, self.now))
        if not fate.startswith("cut"):
            number.printed = fate == "printed"

    # --- Dispensers ------------------------------------------------------------------------

    @rule(
        device=DEVICES, service=st.sampled_from(SERVICES), fate=st.sampled_from(["", "cut", "lost"])
    )
    def borrow(self, device: str, service: str, fate: str) -> None:
        dispenser = self.dispensers[device]
        ask = dispenser.wants(service)
        if fate == "cut":
            return
        answer = self.ask(device, ask)
        assert not isinstance(answer, m.Refused) or answer.reason is m.Reason.NO_LEASE
        if fate != "lost":
            dispenser.hears(ask.id, answer)

    @rule(device=DEVICES, data=st.data(), close=st.booleans(), late=st.booleans())
    def hand_in(self, device: str, data: st.DataObject, *, close: bool, late: bool) -> None:
        """Some numbers of some lease, in any order."""
        dispenser = self.dispensers[device]
        if not dispenser.card.leases:
            return
        borrowed = data.draw(st.sampled_from(list(dispenser.card.leases.values())))
        numbers = data.draw(st.permutations(borrowed.numbers))
        part = numbers[: data.draw(st.integers(0, len(numbers)))]
        ask = dispenser.hands_in(borrowed, part, self.now, close=close)
        self.on_the_way.append((device, ask))
        if not late:
            assert self.ask(device, ask) == m.Done()

    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        """An ask comes late, or once more."""
        if self.on_the_way and not self.steady:
            assert self.ask(*data.draw(st.sampled_from(self.on_the_way))) == m.Done()

    @rule(device=DEVICES, copied=st.booleans(), often=st.integers(0, 4))
    def replace_card(self, device: str, often: int, *, copied: bool) -> None:
        """Perhaps after a copy of it borrowed before it did: then one of the two was refused."""
        if often:
            return
        if copied:
            self.borrow_with_a_copy(device)
        new_card = m.NewCardAsk(id=self.house.new_id(), device=device)
        assert self.ask("reception", new_card) == m.Done()
        self.aside.append((device, self.dispensers[device].card))
        self.dispensers[device].card = Card()

    def borrow_with_a_copy(self, device: str) -> None:
        dispenser = self.dispensers[device]
        dispenser.card.asked = None
        copy = Dispenser(device, self.chance, deepcopy(dispenser.card))
        asks = [one.wants("dat-dai") for one in (copy, dispenser)]
        first, second = (getattr(self.ask(device, ask), "reason", None) for ask in asks)
        assert first is m.Reason.STALE_EPOCH or second is m.Reason.STALE_EPOCH or first is second
        assert first or second
        dispenser.card.asked = None

    # --- The house -------------------------------------------------------------------------

    @rule(minutes=st.integers(1, 30))
    def let_time_pass(self, minutes: int) -> None:
        self.house.clock.advance(minutes * 60)

    @rule()
    def sleep(self) -> None:
        self.house.clock.advance(24 * 3600)

    @rule(device=DEVICES, hours=st.sampled_from([-100_000, -2, 1, 30]))
    def jump(self, device: str, hours: int) -> None:
        """A dispenser's clock is set, or was never set."""
        if not self.steady:
            self.dispensers[device].offset += hours * HOUR

    @rule(minutes=st.integers(-600, 600))
    def set_clock(self, minutes: int) -> None:
        if not self.steady:
            self.house.clock.set(self.now + minutes * 60_000)

    @rule(name=st.sampled_from(list(PLANS)), restored=st.booleans())
    def restart(self, name: str, *, restored: bool) -> None:
        self.do(self.stack.aclose())
        self.house.plan, self.house.restored = PLANS[name], restored
        self.do(self._start())

    # --- What must hold --------------------------------------------------------------------

    @invariant()
    def no_label_is_on_two_slips(self) -> None:
        slips = Counter((slip.day, slip.label) for slip in self.paper)
        assert set(slips.values()) <= {1}

    @invariant()
    def every_number_is_explained_and_none_is_double(self) -> None:
        for _, day in self.days():
            for series in audit(day):
                assert series.sound, series
                explained = series.issued + series.void + series.lent + series.apart
                assert explained == series.numbers

    @invariant()
    def who_pressed_earlier_on_one_lease_stands_before(self) -> None:
        for _, day in self.days():
            offline = [f for f in day if isinstance(f, facts.Issued) and f.lease is not None]
            for _, given in groupby(
                sorted(offline, key=lambda f: (str(f.lease), f.ordinal)), key=lambda f: f.lease
            ):
                arrivals = [fact.arrival for fact in given]
                assert arrivals == sorted(arrivals, key=lambda at: at or 0)

    @invariant()
    def nobody_waits_in_a_day_that_is_over_or_in_no_line(self) -> None:
        days = self.house.service.days if self.house.service else None
        for day, centre in (days.known if days else {}).items():
            waiting = [t for t in centre.tickets.values() if t.stage is m.Stage.WAITING]
            assert day == (days and days.today) or not waiting
            for ticket in waiting:
                assert ticket.place in centre.lines[ticket.line]

    def teardown(self) -> None:
        try:
            if self.house.service:
                self.hand_everything_in()
                self.every_slip_is_known_once_and_where_it_belongs()
                self.who_pressed_earlier_on_one_lease_stands_before()
                self.nobody_waits_in_a_day_that_is_over_or_in_no_line()
                self.every_number_is_explained_and_none_is_double()
        finally:
            self.do(self.stack.aclose())
            self.runner.close()
            self.folder.cleanup()

    def hand_everything_in(self) -> None:
        """Every card hands in all it has, those that were replaced too."""
        cards = [*self.aside, *((name, one.card) for name, one in self.dispensers.items())]
        for device, card in cards:
            for borrowed in card.leases.values():
                self._hand_in(self.dispensers[device], borrowed)

    def _hand_in(self, dispenser: Dispenser, borrowed: Borrowed) -> None:
        numbers = borrowed.numbers
        for start in range(0, len(numbers) + 1, m.MOST_OFFLINE):
            part = numbers[start : start + m.MOST_OFFLINE]
            ask = dispenser.hands_in(borrowed, part, self.now, close=True)
            assert self.ask(dispenser.name, ask) == m.Done()

    def every_slip_is_known_once_and_where_it_belongs(self) -> None:
        issued = [
            (day, fact) for day, happened in self.days()
            for fact in happened if isinstance(fact, facts.Issued)
        ]  # fmt: skip
        known = {(day, fact.label): fact for day, fact in issued}
        assert len(known) == len(issued)
        void = {f.ticket for _, day in self.days() for f in day if isinstance(f, facts.Voided)}
        for slip in self.paper:
            fact = known[slip.day, slip.label]
            assert fact.ticket == slip.ticket
            assert fact.ticket not in void
            if self.steady and fact.lease is not None:
                assert fact.arrival == slip.at

    # --- How -------------------------------------------------------------------------------

    @property
    def now(self) -> int:
        return self.house.clock.now()

    def days(self) -> list[tuple[str, list[facts.Fact]]]:
        entries = sorted(self.house.committed, key=lambda entry: (entry.day, entry.seq))
        return [
            (day, [entry.fact for entry in of_day])
            for day, of_day in groupby(entries, key=lambda entry: entry.day)
        ]

    def ask(self, device: str, ask: m.Ask) -> m.Answer:
        return self.do(self.house.ask(device, ask))  # type: ignore[no-any-return]

    def do(self, work: Any) -> Any:  # noqa: ANN401 - the runner's own types
        return self.runner.run(work)

    async def _start(self) -> None:
        await self.stack.enter_async_context(self.house.open())


TestLentNumbers = LentNumbers.TestCase
TestLentNumbers.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
