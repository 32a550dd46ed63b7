"""Today: the fold of today's facts.

`Centre.apply` is the only thing that changes it, and it decides nothing: whatever it is given has
happened. The same facts in the same order give the same centre.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from broker import facts as f
from broker.dispatch import Head, Place
from broker.entities import Booking, Counter, Stay, Summons, Ticket
from broker.ledger import Ledger, prefix_of
from contract.messages import CounterStatus, Stage

Reach = tuple[tuple[int, int, int, tuple[tuple[str, str], ...]], ...]
"""What a counter can call: skill in permille, promise, head start, and the lines of which that is
true, by service and class. Of lines so alike only the first place of all can be the next call."""


_CLOSED = Counter()


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
    labels: dict[str, UUID] = field(default_factory=dict)
    """Each number's ticket."""
    lines: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """Those who wait for any counter, by service and class, in order of effective arrival."""
    waiting: dict[str, int] = field(default_factory=dict)
    """How many wait for each service, those kept for one counter included."""
    reserved: dict[str, dict[UUID, None]] = field(default_factory=dict)
    """Tickets kept for each counter, first come first."""
    parked: dict[str, dict[UUID, None]] = field(default_factory=dict)
    """Tickets set aside at each counter."""
    held: dict[UUID, None] = field(default_factory=dict)
    """Tickets apart after a no-show."""
    claims: dict[UUID, None] = field(default_factory=dict)
    """Tickets that wait and claim a class."""
    counters: dict[str, Counter] = field(default_factory=dict)
    emptied: dict[str, int] = field(default_factory=dict)
    """When the last one who waited for a service left the queue."""
    ledger: Ledger = field(default_factory=Ledger)
    bookings: dict[str, Booking] = field(default_factory=dict)
    """Today's appointments by code."""
    summonses: dict[str, Summons] = field(default_factory=dict)
    """Services for which officers on call are asked to come."""
    observed: list[tuple[str, f.Forecast, int]] = field(default_factory=list)
    """What people were told and how long they waited for their first call, in milliseconds."""
    requests: dict[UUID, tuple[f.Fact, ...]] = field(default_factory=dict)
    """What each request has led to."""

    def counter(self, name: str) -> Counter:
        """A counter; closed and empty before its first fact of the day."""
        return self.counters.get(name, _CLOSED)

    def heads(self, reach: Reach) -> list[Head]:
        """The first of all lines that are alike to a counter, for each such group of lines."""
        get, heads = self.lines.get, []
        for skill, promise, head_start, keys in reach:
            first: Place | None = None
            for key in keys:
                line = get(key)
                if line and (first is None or line[0] < first):
                    first = line[0]
            if first is not None:
                heads.append((first, skill, promise, head_start))
        return heads

    def apply(self, entry: f.Entry) -> None:
        """Let one more fact have happened."""
        fact = entry.fact
        self.seq = entry.seq
        self.requests[entry.request] = (*self.requests.get(entry.request, ()), fact)
        if isinstance(fact, f.TOLD):
            self.told = entry.seq
        match fact:
            case f.Issued():
                self._issue(fact, entry.seq)
            case f.Called():
                self._call(fact)
            case f.Recalled():
                ticket = self.tickets[fact.ticket]
                self._set(replace(ticket, calls=ticket.calls + 1))
            case f.Served():
                self._set(replace(self.tickets[fact.ticket], stage=Stage.SERVING))
            case f.Finished():
                self._move(fact.ticket, Stage.FINISHED, fact.at)
            case f.NoShow():
                self._no_show(fact)
            case f.Parked():
                self._move(fact.ticket, Stage.PARKED, fact.at)
                self.parked.setdefault(fact.counter, {})[fact.ticket] = None
            case f.Queued():
                self._queue(fact)
            case f.Classified():
                self._classify(fact)
            case f.Voided():
                self._move(fact.ticket, Stage.VOID, fact.at)
            case f.Expired():
                self._move(fact.ticket, Stage.EXPIRED, fact.at)
            case f.Rated():
                ticket = self.tickets[fact.ticket]
                self._set(replace(ticket, rated=(*ticket.rated, fact.counter)))
            case f.Printed():
                self._set(replace(self.tickets[fact.ticket], printed=True))
            case f.Refused() | f.Unchanged():
                pass
            case _:
                self._of_the_house(fact)

    def _of_the_house(self, fact: f.Fact) -> None:
        """What happens to something else than a ticket."""
        match fact:
            case f.CounterSet():
                self._set_counter(fact)
            case f.Summoned():
                known = self.summonses.get(fact.service)
                since = known.since if known else fact.at
                summons = Summons(since, fact.times, fact.reason, fact.counters)
                self.summonses[fact.service] = summons
            case f.Booked():
                self.bookings[fact.code] = Booking(fact.service, fact.slot)
            case f.Leased():
                self.ledger.lease(fact)
            case f.LeaseClosed():
                self.ledger.close(fact)
            case f.CardReplaced():
                self.ledger.replace_card(fact)
            case f.NumbersVoided():
                self.ledger.void(fact)

    def _set_counter(self, fact: f.CounterSet) -> None:
        """A summons ends when all have come; where the last officer left, one begins anew."""
        known = self.counter(fact.counter)
        new = known.become(fact.status, fact.officer, fact.at)
        self.counters[fact.counter] = new
        alone = dict(fact.unserved) if known.calling and not new.calling else {}
        for service, summons in list(self.summonses.items()):
            missing = summons.counters
            if fact.status is CounterStatus.OPEN:
                missing = tuple(name for name in missing if name != fact.counter)
            if service in alone or not missing:
                del self.summonses[service]
            else:
                self.summonses[service] = replace(summons, counters=missing)

    # --- Tickets ---------------------------------------------------------------------------

    def _set(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = ticket

    def _issue(self, fact: f.Issued, seq: int) -> None:
        arrival = fact.arrival
        if arrival is None:
            self.arrival = arrival = max(self.arrival, fact.at)
        ticket = Ticket(
            fact.ticket, fact.label, fact.service, fact.intent, arrival, seq,
            issued_at=fact.at, prefix=prefix_of(fact), class_id=fact.class_id, claims=fact.claims,
            then=fact.then, wait=fact.wait, errand=fact.errand,
        )  # fmt: skip
        self.labels[fact.label] = fact.ticket
        self.ledger.issue(fact)
        if fact.code and (booking := self.bookings.get(fact.code)):
            self.bookings[fact.code] = replace(booking, ticket=fact.ticket)
        self._join(ticket)

    def _join(self, ticket: Ticket) -> None:
        """A ticket waits: in its line, or for the one counter that it is kept for."""
        self._set(ticket)
        self.waiting[ticket.service] = self.waiting.get(ticket.service, 0) + 1
        if ticket.reserved is None:
            insort(self.lines.setdefault(ticket.line, []), ticket.place)
        else:
            self.reserved.setdefault(ticket.reserved, {})[ticket.id] = None
        if ticket.claims:
            self.claims[ticket.id] = None

    def _classify(self, fact: f.Classified) -> None:
        """A ticket that stands in a line changes it, and keeps its place in time."""
        known = self.tickets[fact.ticket]
        changed = replace(known, class_id=fact.class_id, claims=fact.claims)
        if fact.claims is None:
            self.claims.pop(known.id, None)
        if known.stage is Stage.WAITING and known.reserved is None:
            self._take_out(known)
            insort(self.lines.setdefault(changed.line, []), changed.place)
        self._set(changed)

    def _leave(self, ticket: UUID, at: int) -> Ticket:
        """Take a ticket from wherever it is now."""
        known = self.tickets[ticket]
        match known.stage:
            case Stage.WAITING:
                self._leave_queue(known, at)
            case Stage.HELD:
                del self.held[ticket]
            case Stage.PARKED:
                del self.parked[str(known.counter)][ticket]
            case Stage.CALLED | Stage.SERVING:
                return self._leave_counter(known, at)
            case _:
                pass
        return known

    def _leave_queue(self, ticket: Ticket, at: int) -> None:
        self._take_out(ticket)
        self.claims.pop(ticket.id, None)
        self.waiting[ticket.service] -= 1
        if not self.waiting[ticket.service]:
            self.emptied[ticket.service] = at
            self.summonses.pop(ticket.service, None)

    def _take_out(self, ticket: Ticket) -> None:
        if ticket.reserved is None:
            line = self.lines[ticket.line]
            del line[bisect_left(line, ticket.place)]
        else:
            del self.reserved[ticket.reserved][ticket.id]

    def _leave_counter(self, ticket: Ticket, at: int) -> Ticket:
        name = str(ticket.counter)
        self.counters[name] = self.counter(name).freed(ticket, at)
        stay = Stay(name, str(ticket.officer), ticket.called_at, at)
        return replace(ticket, stays=(*ticket.stays, stay))

    def _move(self, ticket: UUID, stage: Stage, at: int) -> None:
        self._set(replace(self._leave(ticket, at), stage=stage))

    def _call(self, fact: f.Called) -> None:
        ticket = self._leave(fact.ticket, fact.at)
        if ticket.wait is not None and ticket.counter is None:
            waited = fact.at - ticket.issued_at
            self.observed.append((ticket.class_id, ticket.wait, waited))
        self._set(
            replace(
                ticket,
                stage=Stage.CALLED,
                counter=fact.counter,
                officer=fact.officer,
                called_at=fact.at,
                calls=1,
                reserved=None,
                claims=None,
            )
        )
        counter = self.counter(fact.counter)
        self.counters[fact.counter] = counter.called(fact.ticket, fact.at, preferred=fact.preferred)

    def _no_show(self, fact: f.NoShow) -> None:
        """Nobody was served: there is nothing to rate."""
        known = self.tickets[fact.ticket]
        self._leave(fact.ticket, fact.at)
        self.counters[fact.counter] = replace(self.counter(fact.counter), last=None)
        stage = Stage.NO_SHOW if fact.outcome == "ended" else Stage.HELD
        missed, until, calls = known.no_shows + 1, fact.until, fact.calls
        self._set(replace(known, stage=stage, no_shows=missed, until=until, calls_until=calls))
        if stage is Stage.HELD:
            self.held[fact.ticket] = None

    def _queue(self, fact: f.Queued) -> None:
        """A ticket waits; one that was kept for a counter leaves no empty queue behind."""
        ticket = self.tickets[fact.ticket]
        if ticket.stage is Stage.WAITING:
            self._take_out(ticket)
            self.waiting[ticket.service] -= 1
        else:
            ticket = self._leave(fact.ticket, fact.at)
        self._join(
            replace(
                ticket,
                stage=Stage.WAITING,
                service=fact.service,
                arrival=fact.arrival,
                reserved=fact.reserved,
                until=fact.until,
                then=fact.then,
                come_back=fact.come_back,
            )
        )


def fold(day: str, entries: Iterable[f.Entry]) -> Centre:
    """Today as its facts made it."""
    centre = Centre(day)
    for entry in entries:
        centre.apply(entry)
    return centre
