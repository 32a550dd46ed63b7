"""A day told for learning: from its facts to who came, how long visits took, who was away.

The same fold tells a past day to `learning.learn`, and today so far to the forecast.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from uuid import UUID

from broker import facts as f
from broker.calibration import Outcome
from broker.centre import Centre
from broker.learning import Coming, Day
from broker.paces import Visit
from broker.plan import Plan
from broker.timetable import Timetable
from broker.waiting import Estimate
from contract.messages import CounterStatus

_CALLING = frozenset({CounterStatus.OPEN, CounterStatus.PAUSING})
_FULL_SKILL = 1000


@dataclass(slots=True)
class Seat:
    """A counter as the facts of the day leave it."""

    status: CounterStatus = CounterStatus.CLOSED
    since: int = 0
    """When it took this status."""
    rested: bool = True
    """It was not open all the time since its last visit."""
    summoned: int | None = None
    """When its officer on call was first asked to come."""
    visit: Visit | None = None
    """The one that goes on."""


@dataclass(slots=True)
class _Ticket:
    """A ticket as it waits now."""

    service: str
    class_id: str
    arrival: int
    coming: int
    """Which of those who came."""
    issued: int = 0
    told: f.Forecast | None = None
    """What its holder was told at the issue, until it is called."""
    no_shows: int = 0


@dataclass(slots=True)
class Chronicle:
    """One day, fact by fact."""

    plan: Plan
    times: Timetable
    heard: int = 0
    """How many requests it has caught up with."""
    seats: dict[str, Seat] = field(default_factory=dict)
    _tickets: dict[UUID, _Ticket] = field(default_factory=dict)
    _comings: list[Coming] = field(default_factory=list)
    _visits: list[Visit] = field(default_factory=list)
    _pauses: list[int] = field(default_factory=list)
    _opened: dict[str, int] = field(default_factory=dict)
    _on_call: list[int] = field(default_factory=list)
    _open_time: int = 0
    _told: list[Outcome] = field(default_factory=list)

    def catch_up(self, centre: Centre) -> None:
        """Hear of everything that has happened in a centre since the last time."""
        for facts in islice(centre.requests.values(), self.heard, None):
            self.hear(facts)
        self.heard = len(centre.requests)

    def hear(self, facts: Iterable[f.Fact]) -> None:
        """Hear of what happened next."""
        for fact in facts:
            match fact:
                case f.Issued():
                    self._issue(fact)
                case f.Called():
                    self._call(fact)
                case f.Served():
                    self._serve(fact)
                case f.Finished() | f.Parked() | f.NoShow():
                    self._end(fact.counter, fact)
                case f.Queued():
                    self._queue(fact)
                case f.Classified():
                    self._classify(fact)
                case f.CounterSet():
                    self._set(fact)
                case f.Summoned():
                    self._summon(fact)
                case _:
                    pass

    def day(self) -> Day:
        """What it has come to."""
        return Day(
            self.times.midnight,
            tuple(self._comings),
            tuple(self._visits),
            tuple(self._pauses),
            self._open_time,
            dict(self._opened),
            tuple(self._on_call),
            tuple(self._told),
        )

    def seat(self, counter: str) -> Seat:
        """A counter; closed before its first fact."""
        return self.seats.setdefault(counter, Seat())

    def opened(self, counter: str) -> bool:
        """Whether a counter has been open today."""
        return counter in self._opened

    # --- Tickets ----------------------------------------------------------------------------------

    def _issue(self, fact: f.Issued) -> None:
        """A dispenser's own ticket came when it was printed, not when the queue heard of it."""
        arrival = fact.at if fact.arrival is None else fact.arrival
        came = fact.at if fact.lease is None else arrival
        slot = arrival if fact.code is not None else None
        self._come(fact.ticket, Coming(came, fact.service, fact.class_id, slot), arrival)
        ticket = self._tickets[fact.ticket]
        ticket.issued, ticket.told = fact.at, fact.wait

    def _come(self, ticket: UUID, coming: Coming, arrival: int) -> None:
        place = len(self._comings)
        self._tickets[ticket] = _Ticket(coming.service, coming.ticket_class, arrival, place)
        self._comings.append(coming)

    def _queue(self, fact: f.Queued) -> None:
        """Who goes on to another service comes anew: its counters have one more to serve."""
        if fact.leaves is not None:
            self._end(fact.leaves, fact)
        known = self._tickets[fact.ticket]
        if fact.service != known.service:
            coming = Coming(fact.at, fact.service, known.class_id, None)
            self._come(fact.ticket, coming, fact.arrival)
        known.arrival = fact.arrival

    def _classify(self, fact: f.Classified) -> None:
        known = self._tickets[fact.ticket]
        known.class_id = fact.class_id
        coming = self._comings[known.coming]
        self._comings[known.coming] = replace(coming, ticket_class=fact.class_id)

    # --- Counters ---------------------------------------------------------------------------------

    def _call(self, fact: f.Called) -> None:
        ticket, seat = self._tickets[fact.ticket], self.seat(fact.counter)
        counter = self.plan.counters.get(fact.counter)
        seat.visit = Visit(
            ticket.service,
            fact.counter,
            fact.officer,
            ticket.arrival,
            called=fact.at,
            served=None,
            ended=fact.at,
            came=True,
            attempt=1 + ticket.no_shows,
            skill=counter.skills.get(ticket.service, _FULL_SKILL) if counter else _FULL_SKILL,
            rested=seat.rested,
        )
        seat.rested = False
        if ticket.told is not None:
            told = Estimate(ticket.told.low, ticket.told.median, ticket.told.high)
            self._told.append(Outcome(ticket.class_id, told, fact.at - ticket.issued))
            ticket.told = None

    def _serve(self, fact: f.Served) -> None:
        seat = self.seat(fact.counter)
        if seat.visit is not None:
            seat.visit = replace(seat.visit, served=fact.at)

    def _end(self, counter: str, fact: f.Finished | f.Parked | f.NoShow | f.Queued) -> None:
        came = not isinstance(fact, f.NoShow)
        if not came:
            self._tickets[fact.ticket].no_shows += 1
        seat = self.seat(counter)
        if seat.visit is not None:
            self._visits.append(replace(seat.visit, ended=fact.at, came=came))
            seat.visit = None

    def _set(self, fact: f.CounterSet) -> None:
        seat = self.seat(fact.counter)
        if seat.status is fact.status:
            return
        if seat.status in _CALLING:
            self._open_time += fact.at - seat.since
        if fact.status is CounterStatus.OPEN:
            self._open(fact.counter, seat, fact.at)
        if fact.status not in _CALLING:
            seat.rested = True
        seat.status, seat.since = fact.status, fact.at

    def _open(self, counter: str, seat: Seat, at: int) -> None:
        self._opened.setdefault(counter, at)
        if seat.summoned is not None:
            self._on_call.append(at - seat.summoned)
            seat.summoned = None
        elif seat.status is CounterStatus.PAUSED and not self._planned(counter, seat.since, at):
            self._pauses.append(at - seat.since)

    def _planned(self, counter: str, since: int, until: int) -> bool:
        """Whether an absence was one that the settings foretell."""
        return any(since < end and start < until for start, end in self.times.away.get(counter, ()))

    def _summon(self, fact: f.Summoned) -> None:
        for counter in fact.counters:
            seat = self.seat(counter)
            if seat.summoned is None or fact.times == 1:
                seat.summoned = fact.at


def day_of(plan: Plan, times: Timetable, entries: Iterable[f.Entry]) -> Day:
    """A past day, from its journal."""
    chronicle = Chronicle(plan, times)
    chronicle.hear(entry.fact for entry in entries)
    return chronicle.day()
