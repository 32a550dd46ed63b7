"""Dispensers at the real queue service; whatever fails, every number is given and known once.

Hypothesis loses asks and answers, repeats asks later, cuts the power of a dispenser at any
statement or between number and slip, restarts the queue service, and lets days pass.
"""

import asyncio
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from broker import facts
from broker.audit import audit
from contract import messages as m
from tests.broker.desk import changed
from tests.broker.house import House
from tests.ticket_dispenser.machines import SERVICES, Ahead, Machine, Road, Slip, with_end
from ticket_dispenser.lending import OfflineNumber

NAMES = st.sampled_from(["dispenser-1", "dispenser-2"])
OFFERED = st.sampled_from(SERVICES)
PRESSES = st.sampled_from(
    ["printed", "printed", "jam", "cut before", "cut after", "cut before slip", "cut after slip"]
)
ROADS = st.lists(st.sampled_from(["ok", "lost", "unanswered", "twice"]), max_size=6)
STRETCH = {"first": 5, "last": 90, "least": 3, "after_restore": 4}
PLAN = changed(hours=("00:00-24:00",), leases=STRETCH)
MINUTE = 60
EXPECTED_REFUSALS = {m.Reason.NO_LEASE}


class OwnNumbers(RuleBasedStateMachine):
    """Two dispensers, their cards, and the queue service."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(Path(self.folder.name), PLAN)
        self.stack = AsyncExitStack()
        self.paper: list[Slip] = []
        """What was given online."""
        self.machines = {
            name: self._machine(name, ahead_ms)
            for name, ahead_ms in (("dispenser-1", -2000), ("dispenser-2", 90_000))
        }

    def _machine(self, name: str, ahead_ms: int) -> Machine:
        async def deliver(ask: m.Ask) -> m.Answer:
            return with_end(await self.house.ask(name, ask))

        folder = Path(self.folder.name) / name
        return Machine(Road(deliver), Ahead(self.house.clock, ahead_ms), Random(name), folder)

    @initialize()
    def begin(self) -> None:
        self.do(self._open())
        for machine in self.machines.values():
            self.do(machine.start())

    # --- What may happen -------------------------------------------------------------------

    @rule(name=NAMES, service=OFFERED, fates=st.lists(PRESSES, min_size=1, max_size=6))
    def press(self, name: str, service: str, fates: list[str]) -> None:
        """The queue service is away, or so the dispenser thinks; just before it was there."""
        if self.machines[name].lender.lacks(service):
            self.reach_in_peace(name)
        for fate in fates:
            self.house.clock.advance(MINUTE)
            self.do(self.machines[name].press(service, fate))

    @rule(name=NAMES, service=OFFERED)
    def press_online(self, name: str, service: str) -> None:
        ask = m.TicketAsk(id=self.house.new_id(), service=service)
        answer = self.do(self.house.ask(name, ask))
        assert isinstance(answer, m.Issued)
        self.machines[name].lender.gave(service)
        ticket = answer.ticket
        self.paper.append(Slip(answer.day, ticket.label, ticket.id, answer.issued_at))

    @rule(
        name=NAMES, steps=st.integers(1, 8), fates=ROADS,
        cut_after=st.none() | st.integers(0, 8), done=st.booleans(),
    )  # fmt: skip
    def reach(
        self, name: str, steps: int, fates: list[str], cut_after: int | None, *, done: bool
    ) -> None:
        machine = self.machines[name]
        machine.road.fates.extend(fates)
        self.do(machine.work(steps, cut_after, done=done))
        machine.road.fates.clear()

    @rule(name=NAMES)
    def reach_in_peace(self, name: str) -> None:
        for _ in SERVICES:  # a second lies between two loans
            self.do(self.machines[name].work(30))
            self.house.clock.advance(1)

    @rule(name=NAMES, data=st.data())
    def arrive_once_more(self, name: str, data: st.DataObject) -> None:
        road = self.machines[name].road
        if road.asked:
            self.do(road.deliver(data.draw(st.sampled_from(road.asked))))

    @rule(name=NAMES)
    def cut(self, name: str) -> None:
        self.do(self.machines[name].cut())

    @rule(minutes=st.integers(1, 30))
    def let_time_pass(self, minutes: int) -> None:
        self.house.clock.advance(minutes * MINUTE)

    @rule(tired=st.integers(0, 3))
    def sleep(self, tired: int) -> None:
        if tired:
            return
        self._forget_the_road()
        self.house.clock.advance(24 * 60 * MINUTE)

    @rule(restored=st.booleans())
    def restart(self, *, restored: bool) -> None:
        """The queue service; `restored` from a backup that lost nothing, though it cannot know."""
        self._forget_the_road()
        self.do(self.stack.aclose())
        self.house.restored = restored
        self.do(self._open())

    # --- What must hold --------------------------------------------------------------------

    @invariant()
    def no_label_is_on_two_slips(self) -> None:
        labels = Counter((slip.day, slip.label) for slip in self.all_paper())
        assert set(labels.values()) <= {1}

    @invariant()
    def no_card_is_taken_for_a_copy_and_nothing_is_refused_but_for_want(self) -> None:
        for machine in self.machines.values():
            refused = {a.reason for a in machine.road.answers if isinstance(a, m.Refused)}
            assert refused <= EXPECTED_REFUSALS
            assert set(machine.said) == {""}

    @invariant()
    def every_number_is_explained_and_none_is_double(self) -> None:
        for _, day in self.days():
            for series in audit(day):
                assert series.sound, series
                explained = series.issued + series.void + series.lent + series.apart
                assert explained == series.numbers

    def teardown(self) -> None:
        try:
            if self.house.service:
                self._let_all_end()
                self.every_slip_is_known_once_and_where_it_belongs()
                self.every_number_on_a_card_is_known_as_printed_or_void()
                self.every_number_is_explained_and_none_is_double()
        finally:
            for machine in self.machines.values():
                self.do(machine.stop())
            self.do(self.stack.aclose())
            self.runner.close()
            self.folder.cleanup()

    def _let_all_end(self) -> None:
        """A night passes, and everything reaches the queue service."""
        self.house.clock.advance(24 * 60 * MINUTE)
        for machine in self.machines.values():
            self.do(machine.cut())
            machine.note()
            while not self.do(machine.work(50)) or machine.ledger.numbers:
                self.house.clock.advance(MINUTE)
            assert all(lease.used < lease.leased.first for lease in machine.ledger.leases)

    def every_slip_is_known_once_and_where_it_belongs(self) -> None:
        issued = [
            (day, fact) for day, happened in self.days()
            for fact in happened if isinstance(fact, facts.Issued)
        ]  # fmt: skip
        known = {(day, fact.label): fact for day, fact in issued}
        assert len(known) == len(issued)
        void = {f.ticket for _, day in self.days() for f in day if isinstance(f, facts.Voided)}
        for slip in self.all_paper():
            fact = known[slip.day, slip.label]
            assert fact.ticket == slip.ticket
            assert fact.ticket not in void
            if fact.lease is not None:
                assert fact.arrival == slip.at

    def every_number_on_a_card_is_known_as_printed_or_void(self) -> None:
        settled = Counter(
            f.ticket for _, day in self.days() for f in day
            if isinstance(f, facts.Printed | facts.Voided)
        )  # fmt: skip
        for machine in self.machines.values():
            assert all(settled[ticket] == 1 for ticket in machine.journal.values())

    # --- How -------------------------------------------------------------------------------

    def all_paper(self) -> list[Slip]:
        return [*self.paper, *(s for machine in self.machines.values() for s in machine.paper)]

    def days(self) -> list[tuple[str, list[facts.Fact]]]:
        entries = sorted(self.house.committed, key=lambda entry: (entry.day, entry.seq))
        return [
            (day, [entry.fact for entry in of_day])
            for day, of_day in groupby(entries, key=lambda entry: entry.day)
        ]

    def do(self, work: Any) -> Any:  # noqa: ANN401 - the runner's own types
        return self.runner.run(work)

    def _forget_the_road(self) -> None:
        """Asks expire on the wire long before a night or a restart is over."""
        for machine in self.machines.values():
            machine.road.asked.clear()

    async def _open(self) -> None:
        await self.stack.enter_async_context(self.house.open())


TestOwnNumbers = OwnNumbers.TestCase
TestOwnNumbers.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


async def test_a_dispenser_works_through_a_day_with_an_outage(tmp_path: Path) -> None:
    """The parts of the machine above do happen: numbers are lent, given, and known afterwards."""
    house = House(tmp_path, PLAN)

    async def deliver(ask: m.Ask) -> m.Answer:
        return with_end(await house.ask("dispenser-1", ask))

    machine = Machine(Road(deliver), Ahead(house.clock), Random(1), tmp_path / "card")
    await machine.start()
    async with house.open():
        for _ in SERVICES:  # a second lies between two loans
            await machine.work(9)
            house.clock.advance(1)
        given = [await machine.press("dat-dai", fate) for fate in ("printed", "jam", "cut after")]
        assert [type(one) for one in given] == [OfflineNumber, OfflineNumber, type(None)]
        house.clock.advance(5 * MINUTE)
        await machine.work(9)
        centre = house.service.today() if house.service else None
        assert centre is not None
        stages = {label: centre.tickets[one].stage for label, one in centre.labels.items()}
        assert stages == {
            "A005": m.Stage.WAITING, "A006": m.Stage.VOID, "A007": m.Stage.WAITING,
        }  # fmt: skip
    await machine.stop()
