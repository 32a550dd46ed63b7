"""What became of each ticket and each officer on one day, told from the facts alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from broker import facts as f
from contract.messages import CounterStatus, QueuedReason

Outcome = Literal["waiting", "called", "served", "no_show", "void", "expired"]

_ENDS: dict[type[f.Fact], Outcome] = {
    f.Finished: "served",
    f.NoShow: "no_show",
    f.Voided: "void",
}
_CALLING = {CounterStatus.OPEN, CounterStatus.PAUSING}
_NEW_LEGS = {QueuedReason.OFFICER, QueuedReason.ITINERARY, QueuedReason.COME_BACK}
"""The citizen waits anew; after anything else they were away, or had been waiting all the time."""


@dataclass(slots=True)
class Visit:
    """A ticket from its issue to its end. Times are milliseconds since 1970-01-01 UTC."""

    label: str
    service: str
    class_id: str
    issued_at: int
    arrival: int
    """Effective arrival: what its place in the queue was decided by."""
    told: f.Forecast | None
    """What its holder was told."""
    called_at: int | None = None
    """The first call."""
    later_waits: int = 0
    """Waited for further services of the same visit."""
    overtaken: int = 0
    """How often a counter that could have called it called someone who came later ..."""
    overtaken_by: int = 0
    """... and how much later that was at most, in milliseconds."""
    outcome: Outcome = "waiting"

    @property
    def wait(self) -> int | None:
        """From the arrival, or the appointment, to the call; none before the call."""
        if self.called_at is None:
            return None
        return max(0, self.called_at - self.arrival) + self.later_waits


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A ticket in a queue."""

    arrival: int
    since: int
    """When its present wait began."""
    able: tuple[str, ...]
    """The counters that could call it."""
    again: bool = False
    """It is not the visit's first wait."""


@dataclass(slots=True)
class OfficerDay:
    """An officer's day, over all counters. Lengths are milliseconds."""

    officer: str
    duty: int = 0
    """At an open counter."""
    busy: int = 0
    """From calls to the ends of those visits."""
    visits: int = 0

    @property
    def busy_share(self) -> float:
        """Of the time on duty."""
        return min(1.0, self.busy / self.duty) if self.duty else 0.0


@dataclass(slots=True)
class Seen:
    """One day as its facts tell it: give them to `see` in order, then `end`."""

    visits: dict[UUID, Visit] = field(default_factory=dict)
    officers: dict[str, OfficerDay] = field(default_factory=dict)
    open_counters: list[tuple[int, int]] = field(default_factory=list)
    """How many counters are open from each moment on."""
    no_shows: int = 0
    """Calls that nobody followed."""
    summonses: int = 0
    out_of_turn: int = 0
    """Calls of a given ticket, with a reason."""
    first: int = 0
    last: int = 0
    """When something first and last happened."""
    _waiting: dict[UUID, "_Waiting"] = field(default_factory=dict)
    _able: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The counters that can call each service."""
    _duty: dict[str, tuple[str, int]] = field(default_factory=dict)
    """For each open counter its officer, and since when."""
    _busy: dict[str, tuple[str, int]] = field(default_factory=dict)
    """For each counter with a visit the officer, and since when."""

    def see(self, fact: f.Fact) -> None:
        """Let one more fact have happened."""
        if not isinstance(fact, f.Expired):  # those come when the business day turns, at night
            self.first = self.first or fact.at
            self.last = max(self.last, fact.at)
        self._see_ticket(fact)
        self._see_counter(fact)

    def _see_ticket(self, fact: f.Fact) -> None:
        match fact:
            case f.Issued():
                self._issue(fact)
            case f.Called():
                self._call(fact)
            case f.Queued():
                self._queue(fact)
            case f.Classified():
                self.visits[fact.ticket].class_id = fact.class_id
            case f.Finished() | f.NoShow() | f.Voided():
                self._end(fact.ticket, _ENDS[type(fact)])
            case f.Expired():
                self._expire(fact.ticket)
            case _:
                pass

    def _see_counter(self, fact: f.Fact) -> None:
        match fact:
            case f.Called():
                self._busy[fact.counter] = fact.officer, fact.at
                self._officer(fact.officer).visits += 1
            case f.Finished() | f.Parked():
                self._leave_counter(fact.counter, fact.at)
            case f.NoShow():
                self.no_shows += 1
                self._leave_counter(fact.counter, fact.at)
            case f.Queued(leaves=str(counter)):
                self._leave_counter(counter, fact.at)
            case f.CounterSet():
                self._set_counter(fact)
            case f.Summoned():
                self.summonses += 1
            case _:
                pass

    def end(self) -> None:
        """No fact comes any more: whoever is still on duty or in a visit is so until the last."""
        for counter in list(self._busy):
            self._leave_counter(counter, self.last)
        for officer, since in self._duty.values():
            self._officer(officer).duty += self.last - since
        self._duty.clear()

    def _officer(self, officer: str) -> OfficerDay:
        return self.officers.setdefault(officer, OfficerDay(officer))

    def _issue(self, fact: f.Issued) -> None:
        arrival = fact.at if fact.arrival is None else fact.arrival
        self._able[fact.service] = fact.counters
        self._waiting[fact.ticket] = _Waiting(arrival, fact.at, fact.counters)
        self.visits[fact.ticket] = Visit(
            fact.label, fact.service, fact.class_id, fact.at, arrival, fact.wait
        )

    def _call(self, fact: f.Called) -> None:
        visit = self.visits[fact.ticket]
        waited = self._waiting.pop(fact.ticket, None)
        if visit.called_at is None:
            visit.called_at = fact.at
        elif waited and waited.again:
            visit.later_waits += fact.at - waited.since
        if fact.reason is not None:
            self.out_of_turn += 1
        elif waited:
            self._overtake(fact, waited.arrival)
        visit.outcome = "called"

    def _overtake(self, call: f.Called, arrival: int) -> None:
        """Note everybody who was there before the one who was called, and could have been."""
        for ticket, other in self._waiting.items():
            if other.arrival < arrival and call.counter in other.able:
                visit = self.visits[ticket]
                visit.overtaken += 1
                visit.overtaken_by = max(visit.overtaken_by, arrival - other.arrival)

    def _queue(self, fact: f.Queued) -> None:
        able = (fact.reserved,) if fact.reserved else self._able.get(fact.service, ())
        again = fact.reason in _NEW_LEGS
        before = self._waiting.get(fact.ticket)
        if before and not again:  # no longer kept for one counter
            self._waiting[fact.ticket] = replace(before, arrival=fact.arrival, able=able)
        else:
            self._waiting[fact.ticket] = _Waiting(fact.arrival, fact.at, able, again=again)
        self.visits[fact.ticket].outcome = "waiting"

    def _end(self, ticket: UUID, outcome: Outcome) -> None:
        self._waiting.pop(ticket, None)
        self.visits[ticket].outcome = outcome

    def _expire(self, ticket: UUID) -> None:
        """Whoever had not come when called stays a no-show; the others were not served."""
        self._waiting.pop(ticket, None)
        visit = self.visits[ticket]
        if visit.outcome != "no_show":
            visit.outcome = "expired"

    def _leave_counter(self, counter: str, at: int) -> None:
        if counter in self._busy:
            officer, since = self._busy.pop(counter)
            self._officer(officer).busy += at - since

    def _set_counter(self, fact: f.CounterSet) -> None:
        calling = fact.status in _CALLING and fact.officer is not None
        known = self._duty.pop(fact.counter, None)
        if known and calling and known[0] == fact.officer:
            self._duty[fact.counter] = known
            return
        if known:
            self._officer(known[0]).duty += fact.at - known[1]
        if calling:
            self._duty[fact.counter] = str(fact.officer), fact.at
        self.open_counters.append((fact.at, len(self._duty)))


def seen(facts: Iterable[f.Fact]) -> Seen:
    """One day as its facts tell it."""
    day = Seen()
    for fact in facts:
        day.see(fact)
    day.end()
    return day
