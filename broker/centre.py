"""Today: the fold of today's facts.

`Centre.apply` is the only thing that changes it, and it decides nothing: whatever it is given has
happened. The same facts in the same order give the same centre.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from string import digits
from uuid import UUID

from broker import facts as f
from contract.messages import CounterStatus, Intent, Stage


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket and where it is in its life."""

    id: UUID
    label: str
    service: str
    intent: Intent
    arrival: int
    """Effective arrival: what decides its place in the queue."""
    order: int
    """Journal number of its issue: tells two of the same millisecond apart."""
    stage: Stage = Stage.WAITING
    counter: str | None = None
    officer: str | None = None
    called_at: int = 0
    calls: int = 0
    printed: bool = False
    rated: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter in this session."""

    status: CounterStatus = CounterStatus.CLOSED
    officer: str | None = None
    ticket: UUID | None = None
    """The ticket that is called or served there now."""
    last: UUID | None = None
    """The ticket whose visit ended there last; none when the last one called did not come."""


TOLD_FACTS = (
    f.Issued,
    f.Printed,
    f.Voided,
    f.Called,
    f.Recalled,
    f.Served,
    f.Finished,
    f.NoShow,
    f.CounterSet,
)
"""Kinds of facts that are told as events; ratings and refusals concern nobody else."""


@dataclass(slots=True)
class Centre:
    """One business day of a centre."""

    day: str
    seq: int = 0
    told: int = 0
    """Journal number of the last fact that was an event, 0 before the first."""
    arrival: int = 0
    """The latest arrival: a clock that was set back puts nobody before those who wait."""
    tickets: dict[UUID, Ticket] = field(default_factory=dict)
    lines: dict[str, dict[UUID, Ticket]] = field(default_factory=dict)
    """Waiting tickets of each service, in order of arrival."""
    counters: dict[str, Counter] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    """The last ordinal given under each prefix: a service may be renamed during the day."""
    requests: dict[UUID, tuple[f.Fact, ...]] = field(default_factory=dict)
    """What each request has led to."""

    def counter(self, name: str) -> Counter:
        """A counter; closed and empty before its first fact of the day."""
        return self.counters.get(name, Counter())

    def line(self, service: str) -> dict[UUID, Ticket]:
        """Those who wait for a service, in order."""
        return self.lines.get(service, {})

    def apply(self, entry: f.Entry) -> None:
        """Let one more fact have happened."""
        fact = entry.fact
        self.seq = entry.seq
        self.requests[entry.request] = (*self.requests.get(entry.request, ()), fact)
        if isinstance(fact, TOLD_FACTS):
            self.told = entry.seq
        match fact:
            case f.Issued():
                self._issue(fact, entry.seq)
            case f.Voided():
                self._leave_line(fact.ticket, Stage.VOID)
            case f.Called():
                self._call(fact)
            case f.Recalled():
                ticket = self.tickets[fact.ticket]
                self._set(replace(ticket, calls=ticket.calls + 1))
            case f.Served():
                self._set(replace(self.tickets[fact.ticket], stage=Stage.SERVING))
            case f.Finished():
                self._end(fact.ticket, fact.counter, Stage.FINISHED)
            case f.NoShow():
                self._end(fact.ticket, fact.counter, Stage.NO_SHOW)
            case f.CounterSet():
                self._set_counter(fact)
            case f.Rated():
                self._set(replace(self.tickets[fact.ticket], rated=True))
            case f.Printed():
                self._set(replace(self.tickets[fact.ticket], printed=True))
            case f.Refused():
                pass

    def _set(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = ticket

    def _issue(self, fact: f.Issued, seq: int) -> None:
        self.arrival = max(self.arrival, fact.at)
        ticket = Ticket(fact.ticket, fact.label, fact.service, fact.intent, self.arrival, seq)
        self._set(ticket)
        self.lines.setdefault(fact.service, {})[fact.ticket] = ticket
        self.ordinals[fact.label.rstrip(digits)] = fact.ordinal

    def _leave_line(self, ticket: UUID, stage: Stage) -> None:
        gone = replace(self.tickets[ticket], stage=stage)
        self._set(gone)
        self.lines[gone.service].pop(ticket, None)

    def _call(self, fact: f.Called) -> None:
        self._leave_line(fact.ticket, Stage.CALLED)
        self._set(
            replace(
                self.tickets[fact.ticket],
                counter=fact.counter,
                officer=fact.officer,
                called_at=fact.at,
                calls=1,
            )
        )
        counter = self.counter(fact.counter)
        self.counters[fact.counter] = replace(counter, ticket=fact.ticket)

    def _end(self, ticket: UUID, name: str, stage: Stage) -> None:
        self._set(replace(self.tickets[ticket], stage=stage))
        last = ticket if stage is Stage.FINISHED else None
        self.counters[name] = replace(self.counter(name), ticket=None, last=last)

    def _set_counter(self, fact: f.CounterSet) -> None:
        counter = self.counter(fact.counter)
        last = counter.last if counter.officer == fact.officer else None
        self.counters[fact.counter] = replace(
            counter, status=fact.status, officer=fact.officer, last=last
        )


def fold(day: str, entries: Iterable[f.Entry]) -> Centre:
    """Today as its facts made it."""
    centre = Centre(day)
    for entry in entries:
        centre.apply(entry)
    return centre
