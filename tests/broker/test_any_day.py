"""Whatever is asked, in whatever order, by whatever clock: the promises hold.

Hypothesis drives the service with its real journal through presses, retries, restarts, nights and
wrong clocks, and shrinks what breaks a promise to the shortest story.
"""

import asyncio
import tempfile
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from broker import facts
from broker.centre import fold
from broker.facts import Entry
from contract import messages as m
from tests.broker.house import House

COUNTERS = st.sampled_from(["1", "2", "3"])
OFFICERS = st.sampled_from(["anh-tuyet", "quoc-viet", "thu-huong"])
SERVICES = st.sampled_from(["dat-dai", "doanh-nghiep"])
HOUR_S = 3600
TRANSIENT = m.Reason.CLOCK_NOT_SET
"""The one refusal that leaves no trace: there is no day to keep it under."""


F = TypeVar("F", bound=facts.Fact)


class AnyDay(RuleBasedStateMachine):
    """A centre to which anything may happen."""

    asked = Bundle("asked")
    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(Path(self.folder.name))
        self.stack = AsyncExitStack()
        self.answers: dict[UUID, m.Answer] = {}

    # --- What happens ----------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        self.do(self._start())

    @rule(target=tickets, service=SERVICES, devices=st.lists(st.sampled_from("12"), max_size=4))
    def press(self, service: str, devices: list[str]) -> Any:  # noqa: ANN401 - multiple() is Any
        """Several people press at the same moment."""
        asks = [
            (f"dispenser-{device}", m.TicketAsk(id=self.house.new_id(), service=service))
            for device in devices
        ]
        answers = self.ask(*asks)
        return multiple(*(a.ticket.id for a in answers if isinstance(a, m.Issued)))

    @rule(counter=COUNTERS, officer=OFFICERS, action=st.sampled_from(m.CounterAction))
    def set_counter(self, counter: str, officer: str, action: m.CounterAction) -> None:
        ask = m.CounterAsk(id=self.house.new_id(), counter=counter, action=action, officer=officer)
        self.ask(("reception", ask))

    @rule(counters=st.lists(COUNTERS, min_size=1, max_size=3))
    def next(self, counters: list[str]) -> None:
        """Several officers press at the same moment."""
        self.ask(
            *(
                (
                    f"counter-{counter}",
                    m.NextAsk(id=self.house.new_id(), counter=counter, seen=self.seen(counter)),
                )
                for counter in counters
            )
        )

    @rule(
        counter=COUNTERS, kind=st.sampled_from([m.RecallAsk, m.ServeAsk, m.FinishAsk, m.NoShowAsk])
    )
    def attend(
        self,
        counter: str,
        kind: type[m.RecallAsk | m.ServeAsk | m.FinishAsk | m.NoShowAsk],
    ) -> None:
        seen = self.seen(counter) or UUID(int=0)
        ask = kind(id=self.house.new_id(), counter=counter, ticket=seen)
        self.ask((f"counter-{counter}", ask))

    @rule(ticket=tickets, reason=st.sampled_from(m.VoidReason))
    def void(self, ticket: UUID, reason: m.VoidReason) -> None:
        self.ask(("reception", m.VoidAsk(id=self.house.new_id(), ticket=ticket, reason=reason)))

    @rule(ticket=tickets)
    def printed(self, ticket: UUID) -> None:
        self.ask(("reception", m.PrintedAsk(id=self.house.new_id(), ticket=ticket)))

    @rule(ticket=tickets, counter=COUNTERS, day=st.sampled_from(["23", "24", "25"]))
    def rate(self, ticket: UUID, counter: str, day: str) -> None:
        ask = m.RatingAsk(
            id=self.house.new_id(),
            counter=counter,
            ticket=ticket,
            day=f"2026-11-{day}",
            level=m.Level.NEUTRAL,
        )
        self.ask((f"pad-{counter}", ask))

    @rule(seconds=st.sampled_from([1, 45, HOUR_S, 8 * HOUR_S, 24 * HOUR_S]))
    def let_time_pass(self, seconds: int) -> None:
        self.house.clock.advance(seconds)

    @rule(seconds=st.integers(-24 * HOUR_S, 24 * HOUR_S), synchronised=st.booleans())
    def set_clock(self, seconds: int, *, synchronised: bool) -> None:
        now = self.house.clock.now() + seconds * 1000
        self.house.clock.set(now, synchronised=synchronised)

    @rule()
    def restart(self) -> None:
        self.do(self.stack.aclose())
        self.do(self._start())

    @rule(asked=asked)
    def ask_again(self, asked: tuple[str, m.Ask]) -> None:
        """The retry of a device that missed its answer: on the same day it gets the same one."""
        _, ask = asked
        days = {entry.day for entry in self.house.committed if entry.request == ask.id}
        before = self.answers[ask.id]
        [answer] = self.ask(asked)
        assert answer == before or self.house.queue("dat-dai").day not in days

    @rule(target=asked, service=SERVICES)
    def press_and_remember(self, service: str) -> Any:  # noqa: ANN401 - multiple() is Any
        return self.remembered("dispenser-1", m.TicketAsk(id=self.house.new_id(), service=service))

    @rule(target=asked, counter=COUNTERS)
    def call_and_remember(self, counter: str) -> Any:  # noqa: ANN401 - multiple() is Any
        ask = m.NextAsk(id=self.house.new_id(), counter=counter, seen=self.seen(counter))
        return self.remembered(f"counter-{counter}", ask)

    # --- What must hold --------------------------------------------------------------------

    @invariant()
    def every_number_is_given_once_and_in_order(self) -> None:
        series: dict[tuple[str, str], list[facts.Issued]] = defaultdict(list)
        for entry in self.house.committed:
            if isinstance(entry.fact, facts.Issued):
                series[entry.day, entry.fact.service].append(entry.fact)
        for issued in series.values():
            assert [fact.ordinal for fact in issued] == list(range(1, len(issued) + 1))
            assert len({fact.label for fact in issued}) == len(issued)

    @invariant()
    def every_ticket_is_called_once(self) -> None:
        calls = Counter(call.ticket for call in self.happened(facts.Called))
        assert set(calls.values()) <= {1}

    @invariant()
    def every_ticket_is_at_one_place(self) -> None:
        for day in self.days():
            centre = fold(day, self.day(day))
            waiting = [ticket for line in centre.lines.values() for ticket in line]
            called = [c.ticket for c in centre.counters.values() if c.ticket is not None]
            places = Counter([*waiting, *called])
            assert set(places.values()) <= {1}
            unfinished = {m.Stage.WAITING, m.Stage.CALLED, m.Stage.SERVING}
            assert set(places) == {t.id for t in centre.tickets.values() if t.stage in unfinished}

    @invariant()
    def every_visit_is_rated_once(self) -> None:
        ratings = Counter(rating.ticket for rating in self.happened(facts.Rated))
        assert set(ratings.values()) <= {1}

    @invariant()
    def an_officer_sits_at_one_counter(self) -> None:
        for day in self.days():
            counters = fold(day, self.day(day)).counters.values()
            sitting = Counter(counter.officer for counter in counters if counter.officer)
            assert set(sitting.values()) <= {1}

    @invariant()
    def nobody_arrives_before_those_who_wait(self) -> None:
        for day in self.days():
            arrivals = [ticket.arrival for ticket in fold(day, self.day(day)).tickets.values()]
            assert arrivals == sorted(arrivals)

    @invariant()
    def what_is_drawn_is_what_the_journal_says(self) -> None:
        if days := self.days():
            centre = fold(days[-1], self.day(days[-1]))
            for name in ("1", "2", "3"):
                drawn = self.house.counter(name)
                if drawn.day == centre.day:
                    assert (drawn.visit and drawn.visit.ticket.id) == centre.counter(name).ticket
                    assert drawn.status == centre.counter(name).status

    # --- How -------------------------------------------------------------------------------

    def do(self, work: Any) -> Any:  # noqa: ANN401 - the runner's own types
        return self.runner.run(work)

    async def _start(self) -> None:
        await self.stack.enter_async_context(self.house.open())

    def ask(self, *asks: tuple[str, m.Ask]) -> list[m.Answer]:
        """Ask all at once; all are answered."""

        async def together() -> list[m.Answer]:
            return await asyncio.gather(*(self.house.ask(*one) for one in asks))

        answers: list[m.Answer] = self.do(together())
        for (_, ask), answer in zip(asks, answers, strict=True):
            self.answers[ask.id] = answer
        return answers

    def remembered(self, device: str, ask: m.Ask) -> Any:  # noqa: ANN401 - multiple() is Any
        [answer] = self.ask((device, ask))
        if isinstance(answer, m.Refused) and answer.reason is TRANSIENT:
            return multiple()
        return multiple((device, ask))

    def seen(self, counter: str) -> UUID | None:
        """What the officer sees at the counter."""
        visit = self.house.counter(counter).visit if self.house.server.retained else None
        return visit.ticket.id if visit else None

    def days(self) -> list[str]:
        return sorted({entry.day for entry in self.house.committed})

    def day(self, day: str) -> list[Entry]:
        return [entry for entry in self.house.committed if entry.day == day]

    def happened(self, kind: type[F]) -> list[F]:
        return [entry.fact for entry in self.house.committed if isinstance(entry.fact, kind)]

    def teardown(self) -> None:
        self.do(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
