"""What the world is told after a commit: the asker's answer, events, and the states to redraw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from broker import facts as f
from broker.centre import TOLD_FACTS, Centre, Ticket
from broker.plan import Plan
from contract import messages as m


@dataclass(slots=True)
class Touched:
    """States that changed since they were last drawn."""

    counters: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)

    def add(self, fact: f.Fact, centre: Centre, plan: Plan) -> None:
        """Note what one fact has changed."""
        match fact:
            case f.Issued():
                self.services.add(fact.service)
            case f.Voided():
                self.services.add(centre.tickets[fact.ticket].service)
            case f.Called():
                self.counters.add(fact.counter)
                self.services.add(centre.tickets[fact.ticket].service)
            case f.Recalled() | f.Served() | f.Finished() | f.NoShow():
                self.counters.add(fact.counter)
            case f.CounterSet():
                self.counters.add(fact.counter)
                self.services.update(plan.services_of(fact.counter))
            case f.Printed() | f.Rated() | f.Refused():
                pass


def answer(facts: Sequence[f.Fact], centre: Centre, plan: Plan) -> m.Answer:
    """The answer to the request that led to these facts: the same whenever it is asked."""
    for fact in facts:
        match fact:
            case f.Issued():
                return m.Issued(
                    ticket=_ticket(centre.tickets[fact.ticket], plan),
                    issued_at=fact.at,
                    day=centre.day,
                    ahead=fact.ahead,
                    counters=fact.counters,
                    token=fact.token,
                )
            case f.Called():
                ticket = _ticket(centre.tickets[fact.ticket], plan)
                return m.Called(counter=fact.counter, ticket=ticket)
            case f.Refused():
                return m.Refused(reason=fact.reason, detail=fact.detail)
            case _:
                pass
    return m.Done()


def event(entry: f.Entry, previous: int, centre: Centre, plan: Plan) -> m.Event | None:
    """The event of a fact; none when it concerns nobody else. `centre` has the fact applied."""
    fact = entry.fact
    if not isinstance(fact, TOLD_FACTS):
        return None
    head: dict[str, Any] = {"seq": entry.seq, "previous": previous, "day": entry.day, "at": fact.at}
    if isinstance(fact, f.CounterSet):
        return m.CounterEvent(
            counter=fact.counter, status=fact.status, officer=fact.officer, **head
        )
    known = centre.tickets[fact.ticket]
    ticket = _ticket(known, plan)
    match fact:
        case f.Issued():
            return m.IssuedEvent(ticket=ticket, **head)
        case f.Printed():
            return m.PrintedEvent(ticket=ticket, **head)
        case f.Voided():
            return m.VoidedEvent(ticket=ticket, reason=fact.reason, **head)
        case f.Called() | f.Recalled():
            return m.CalledEvent(ticket=ticket, counter=fact.counter, calls=known.calls, **head)
        case _:
            return m.VisitEvent(
                ticket=ticket, counter=fact.counter, stage=_STAGES[type(fact)], **head
            )


_STAGES = {
    f.Served: m.Stage.SERVING,
    f.Finished: m.Stage.FINISHED,
    f.NoShow: m.Stage.NO_SHOW,
}


def counter_state(name: str, centre: Centre, plan: Plan) -> m.CounterState:
    """A counter as it is drawn now."""
    counter = centre.counter(name)
    return m.CounterState(
        counter=name,
        status=counter.status,
        officer=_officer(counter.officer, plan),
        visit=_visit(centre, plan, counter.ticket),
        last=_visit(centre, plan, counter.last),
        services=plan.counters[name].services,
        day=centre.day,
        seq=centre.seq,
    )


def queue_state(service: str, centre: Centre, plan: Plan) -> m.QueueState:
    """A queue as it is drawn now."""
    return m.QueueState(
        service=service,
        name=plan.service_name(service),
        waiting=len(centre.line(service)),
        counters=tuple(_open(plan.counters_of[service], centre)),
        day=centre.day,
        seq=centre.seq,
    )


def _open(counters: Iterable[str], centre: Centre) -> Iterable[str]:
    calling = {m.CounterStatus.OPEN, m.CounterStatus.PAUSING}
    return (name for name in counters if centre.counter(name).status in calling)


def _ticket(ticket: Ticket, plan: Plan) -> m.Ticket:
    return m.Ticket(
        id=ticket.id,
        label=ticket.label,
        service=ticket.service,
        service_name=plan.service_name(ticket.service),
        intent=ticket.intent,
    )


def _visit(centre: Centre, plan: Plan, ticket: UUID | None) -> m.Visit | None:
    if ticket is None:
        return None
    known = centre.tickets[ticket]
    return m.Visit(
        ticket=_ticket(known, plan),
        stage=known.stage,
        called_at=known.called_at,
        calls=known.calls,
    )


def _officer(officer: str | None, plan: Plan) -> m.Officer | None:
    if officer is None or officer not in plan.officers:
        return None
    known = plan.officers[officer]
    return m.Officer(
        id=known.id, name=known.name, title=known.title, agency=plan.agencies[known.agency]
    )
