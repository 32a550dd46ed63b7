"""Tickets of reference days, what they were told at their issue, and how long they waited.

Days are lived through on virtual time, and their journals read again. Beside the forecast, for the
same tickets: the same replay with the figures that the days were drawn from (the oracle: what no
learning can beat by much), the wait of the last one who was called from the same line, the mean of
the last ten, and the length of the queue. On some days also what the queue service would really
have said, from a table that is as old as it may be.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from random import Random
from statistics import fmean
from uuid import UUID

from broker import facts as f
from broker.centre import Centre
from broker.chronicle import Chronicle, day_of
from broker.forecast import forecast
from broker.foretell import RENEW
from broker.learning import Day, learn
from broker.outlook import TableOutlook
from broker.parameters import MINUTE, SLOT, Parameters
from broker.plan import Plan
from broker.scene import Drawn, draw
from broker.timetable import timetable
from broker.waiting import UNKNOWN, Estimate, Ghost, Table, by_length, for_next
from simulation.demand import Demand
from simulation.foretold import truth
from simulation.reference_day import Days
from simulation.trial import live_through

LEARN = 30
TEST = range(LEARN, LEARN + 40)
"""Days to learn from, and days to be tested on: of twenty, chance moves the share that is kept in a
half hour by 0.08, since those who come together are told alike."""
A_HALF_HOUR = 5
"""So many tickets of a usual half hour are foretold, or a few more: neighbours are told nearly the
same, and thin half hours count as well."""
ORACLE_EVERY = 3
"""One of so many of these is foretold by the oracle too, which takes as long again."""
FUTURES = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One ticket: what was foretold at its issue, by whom, and what followed. Milliseconds."""

    stands_for: int
    """Tickets of its half hour."""
    half_hour: int
    class_id: str
    early: int
    """So much of the wait was before its appointment."""
    until_closing: int
    forecast: Estimate
    oracle: Estimate | None
    """None where it was not asked."""
    last: float
    """How long the last one waited who was called from its line."""
    ten: float
    """The mean of the last ten."""
    length: float
    """By the length of the queue."""
    service: Estimate = UNKNOWN
    """What the queue service would say, where that was asked."""
    wait: int | None = None
    """From the issue to the first call; none when the day ended before it."""


@dataclass(slots=True)
class _Watch:
    """A day's journal, read again: what is foretold at each moment."""

    plan: Plan
    parameters: Parameters
    oracle: Parameters
    centre: Centre
    chronicle: Chronicle
    every: Mapping[int, int]
    """By half hour, one of so many tickets is foretold."""
    futures: int
    tables: "_OldTables | None"
    recent: dict[tuple[str, str], deque[int]] = field(default_factory=dict)
    """The last waits in each line."""
    told: dict[UUID, Told] = field(default_factory=dict)
    """What those were told who wait."""
    asked: int = 0

    def read(self, entries: Sequence[f.Entry]) -> Iterator[Told]:
        """What was told to some, and how long they waited: those who were called come first."""
        chosen = self._chosen(entries)
        if self.tables:
            self.tables.plan_for([fact.at for fact in chosen.values()])
        for entry in entries:
            if self.tables:
                self.tables.catch_up(self.centre, entry.fact.at)
            match entry.fact:
                case f.Issued(ticket=ticket) as fact if ticket in chosen:
                    self.told[ticket] = self._tell(fact, entry)
                    continue
                case f.Called() as fact:
                    waited = self._wait(fact)
                    if told := self.told.pop(fact.ticket, None):
                        yield replace(told, wait=waited)
                case _:
                    pass
            self.centre.apply(entry)
        yield from self.told.values()

    def _chosen(self, entries: Sequence[f.Entry]) -> dict[UUID, f.Issued]:
        """Each so many tickets of a half hour."""
        issued: Counter[int] = Counter()
        chosen = {}
        for entry in entries:
            if isinstance(entry.fact, f.Issued):
                half_hour = self._half_hour(entry.fact)
                every = self.every[half_hour]
                if issued[half_hour] % every == every // 2:
                    chosen[entry.fact.ticket] = entry.fact
                issued[half_hour] += 1
        return chosen

    def _half_hour(self, fact: f.Issued) -> int:
        return (fact.at - self.chronicle.times.midnight) // SLOT

    def _wait(self, fact: f.Called) -> int:
        ticket = self.centre.tickets[fact.ticket]
        if not ticket.no_shows:
            line = self.recent.setdefault(ticket.line, deque(maxlen=10))
            line.append(max(0, fact.at - max(ticket.issued_at, ticket.arrival)))
        return fact.at - ticket.issued_at

    def _tell(self, fact: f.Issued, entry: f.Entry) -> Told:
        """The next of the line before the issue.

        Ghosts of other lines delay nobody, so they are left out.
        """
        line = fact.service, fact.class_id
        drawn = self._draw(self.parameters, fact.at)
        number = drawn.lines[line]
        scene = replace(drawn.scene, ghosts=_of_line(drawn.scene.ghosts, number))
        table = forecast(scene, self.parameters, self.futures, _chance(fact))
        service = self.tables.tell(fact, self.centre) if self.tables else UNKNOWN
        length = self._by_length(fact.service)
        self.centre.apply(entry)
        self.asked += 1
        recent = self.recent.get(line) or [0]
        half_hour, early = self._half_hour(fact), max(0, (fact.arrival or 0) - fact.at)
        return Told(
            stands_for=self.every[half_hour],
            half_hour=half_hour,
            class_id=fact.class_id,
            early=early,
            until_closing=drawn.scene.closing - fact.at,
            forecast=for_next(table, number, fact.at, 0, fact.arrival),
            oracle=None if self.asked % ORACLE_EVERY else self._certain(fact),
            last=early + recent[-1],
            ten=early + fmean(recent),
            length=early + length,
            service=service,
        )

    def _certain(self, fact: f.Issued) -> Estimate:
        """What the oracle says, who knows the ticket's place in its line."""
        known = self._draw(self.oracle, fact.at)
        scene = replace(known.scene, ghosts=())
        table = forecast(scene, self.oracle, self.futures, _chance(fact))
        return table.tickets[known.tickets[fact.ticket]]

    def _draw(self, parameters: Parameters, now: int) -> Drawn:
        self.chronicle.catch_up(self.centre)
        return draw(self.plan, self.centre, self.chronicle, parameters, now)

    def _by_length(self, service: str) -> int:
        """Nobody waits while a counter is free."""
        plan, centre = self.plan, self.centre
        able = [centre.counter(name) for name in plan.counters_of[service]]
        calling = [counter for counter in able if counter.calling]
        if any(counter.ticket is None for counter in calling):
            return 0
        mean = self.parameters.service(service).mean
        return by_length(centre.waiting.get(service, 0), mean, len(calling)).p50 or 0


@dataclass(slots=True)
class _OldTables:
    """The queue service's own answers, each from a table that was made `RENEW` before.

    Tables are that old only when nothing happened meanwhile; here something did.
    """

    outlook: TableOutlook
    futures: int
    due: deque[int] = field(default_factory=deque)
    """When tables are to be made, ..."""
    made: deque[tuple[Drawn, Table]] = field(default_factory=deque)
    """... and those that were, for the tickets in order."""

    def plan_for(self, moments: Sequence[int]) -> None:
        """Somebody takes a ticket at each of these moments."""
        self.due.extend(moment - RENEW for moment in moments)

    def catch_up(self, centre: Centre, now: int) -> None:
        """Make the tables that are due by now, before what happens now."""
        while self.due and self.due[0] <= now:
            at = self.due.popleft()
            drawn = self.outlook.draw(centre, at)
            chance = Random(at // MINUTE)
            table = forecast(drawn.scene, self.outlook.parameters, self.futures, chance)
            self.made.append((drawn, table))

    def tell(self, fact: f.Issued, centre: Centre) -> Estimate:
        """What a ticket is told, before its issue."""
        self.outlook.renew(*self.made.popleft())
        told = self.outlook.for_next(fact.service, fact.class_id, centre, fact.at, fact.arrival)
        return Estimate(told.low, told.median, told.high) if told else UNKNOWN


def _of_line(ghosts: Sequence[Ghost], line: int) -> tuple[Ghost, ...]:
    return tuple(ghost for ghost in ghosts if ghost.line == line)


def _chance(fact: f.Issued) -> Random:
    return Random(f"{fact.ticket} {fact.at // MINUTE}")


# --- Many days ------------------------------------------------------------------------------------


def learned(days: Days, pool: Executor) -> Parameters:
    """What the first days teach."""
    return learn(pool.map(partial(_lived, days), range(LEARN)))


def _lived(days: Days, index: int) -> Day:
    entries = live_through(days, index)
    return day_of(Plan(days.centre), timetable(days.centre, entries[0].day), entries)


def foretold(
    days: Days,
    parameters: Parameters,
    pool: Executor,
    test: range = TEST,
    *,
    service: bool = False,
) -> list[Told]:
    """What tickets of days after those are told, in order; by the queue service too?"""
    one = partial(foretell, days, parameters, service=service)
    return list(chain.from_iterable(pool.map(one, test)))


def foretell(
    days: Days, parameters: Parameters, index: int, *, service: bool = False, futures: int = FUTURES
) -> list[Told]:
    """What tickets of one day are told; who was never called comes last."""
    entries = [_untold(entry) for entry in live_through(days, index)]
    day = entries[0].day
    plan, times = Plan(days.centre), timetable(days.centre, day)
    watch = _Watch(
        plan,
        parameters,
        truth(days, index),
        Centre(day),
        Chronicle(plan, times),
        _every(days.demand),
        futures,
        _OldTables(TableOutlook(plan, parameters), futures) if service else None,
    )
    return list(watch.read(entries))


def _untold(entry: f.Entry) -> f.Entry:
    """The days were lived with rough waits, from which no interval is to learn."""
    match entry.fact:
        case f.Issued() as fact:
            return replace(entry, fact=replace(fact, wait=None))
        case _:
            return entry


def _every(demand: Demand) -> dict[int, int]:
    """One of how many tickets is foretold in each half hour."""
    return {
        half_hour: max(1, int(sum(rates.values()) / A_HALF_HOUR))
        for half_hour, rates in demand.rates.items()
    }
