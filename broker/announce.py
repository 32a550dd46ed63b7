"""What the world is told after a commit: the asker's answer, events, and the states to redraw."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from broker import facts as f
from broker import numbering
from broker.centre import Centre
from broker.plan import Plan
from broker.states import errand, ticket_message, visiting, wait
from contract import messages as m


@dataclass(slots=True)
class Touched:
    """States that changed since they were last drawn.

    A fact is noted before and after it happens: it changes what is drawn of where a ticket was as
    well as of where it is.
    """

    counters: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)

    def add(self, fact: f.Fact, centre: Centre, plan: Plan) -> None:
        """Note what one fact changes, as far as can be seen from how the centre is now."""
        match fact:
            case f.Issued() | f.Voided() | f.Classified() | f.Expired() | f.Queued() | f.Called():
                self._add_ticket(fact.ticket, centre, plan)
            case f.Recalled() | f.Served() | f.Finished() | f.NoShow() | f.Parked():
                self.counters.add(fact.counter)
            case f.CounterSet():
                self.counters.add(fact.counter)
                for service in plan.services_of(fact.counter):
                    self._add_service(service, plan)
            case f.Summoned():
                self._add_service(fact.service, plan)
            case _:
                pass

    def _add_ticket(self, ticket: UUID, centre: Centre, plan: Plan) -> None:
        """Its queue, where it was called last, and the counter that it is kept for."""
        if known := centre.tickets.get(ticket):
            self._add_service(known.service, plan)
            self.counters.update(name for name in (known.counter, known.reserved) if name)

    def _add_service(self, service: str, plan: Plan) -> None:
        """A queue, and the counters that show for whom they are summoned."""
        self.services.add(service)
        self.counters.update(plan.on_call_for.get(service, ()))


def answer(facts: Sequence[f.Fact], centre: Centre, plan: Plan) -> m.Answer:
    """The answer to the request that led to these facts: the same whenever it is asked."""
    done = m.Done()
    for fact in facts:
        match fact:
            case f.Issued() if fact.lease is None:
                return _issued(fact, centre.day, plan)
            case f.Called():
                return m.Called(counter=fact.counter, ticket=_called(fact, centre, plan))
            case f.Feedback():
                return m.Received(code=fact.code)
            case f.Leased():
                return _leased(fact, centre.day, plan)
            case f.Refused():
                return m.Refused(reason=fact.reason, detail=fact.detail)
            case f.CounterSet() if fact.unserved:
                waiting = (m.Unserved(service=one, waiting=n) for one, n in fact.unserved)
                done = m.Done(unserved=tuple(waiting))
            case _:
                pass
    return done


def hearers(asker: str, told: m.Message) -> tuple[str, ...]:
    """The devices that are told an answer: who asked, and the dispenser that prints the slip.

    Nobody else: an answer to a press holds what lets its holder follow the ticket.
    """
    if isinstance(told, m.Issued) and told.slip is not None:
        return (asker, told.slip)
    return (asker,)


def _issued(fact: f.Issued, day: str, plan: Plan) -> m.Issued:
    """The ticket as it was issued, whatever has become of it since."""
    ticket = m.Ticket(
        id=fact.ticket,
        label=fact.label,
        service=fact.service,
        service_name=plan.service_name(fact.service),
        intent=fact.intent,
        class_id=fact.class_id,
        then=fact.then,
        claims=fact.claims,
        errand=errand(fact.errand),
    )
    return m.Issued(
        ticket=ticket,
        issued_at=fact.at,
        day=day,
        ahead=fact.ahead,
        counters=fact.counters,
        token=fact.token,
        wait=wait(fact.wait),
        summoned=fact.summons,
        slot=fact.slot,
        slip=fact.slip,
    )


def _called(fact: f.Called, centre: Centre, plan: Plan) -> m.Ticket:
    """The ticket as it was called, whatever has become of it since."""
    known = centre.tickets[fact.ticket]
    if fact.service and fact.class_id:
        called_for = replace(known, service=fact.service, class_id=fact.class_id, then=fact.then)
        return visiting(called_for, plan)
    return visiting(known, plan)


def _leased(fact: f.Leased, day: str, plan: Plan) -> m.Leased:
    ordinals = range(fact.first, fact.last + 1)
    return m.Leased(
        lease=fact.lease,
        service=fact.service,
        epoch=fact.epoch,
        first=fact.first,
        last=fact.last,
        labels=tuple(numbering.label_of(fact.prefix, n, fact.digits) for n in ordinals),
        counters=plan.counters_of.get(fact.service, ()),
        granted_at=fact.at,
        day=day,
        until=plan.day_ends(day),
    )


def event(entry: f.Entry, previous: int, centre: Centre, plan: Plan) -> m.Event | None:
    """The event of a fact; none when it concerns nobody else. `centre` has the fact applied."""
    fact = entry.fact
    if not isinstance(fact, f.TOLD):
        return None
    head: dict[str, Any] = {"seq": entry.seq, "previous": previous, "day": entry.day, "at": fact.at}
    match fact:
        case f.CounterSet():
            return m.CounterEvent(
                counter=fact.counter, status=fact.status, officer=fact.officer, **head
            )
        case f.Summoned():
            return m.SummonedEvent(
                service=fact.service, counters=fact.counters, reason=fact.reason,
                times=fact.times, waiting=fact.waiting, **head,
            )  # fmt: skip
        case f.Feedback():
            return m.FeedbackEvent(about=fact.about, **head)
        case _:
            return _of_a_ticket(fact, centre, plan, head)


TicketFact = (
    f.Issued
    | f.Printed
    | f.Voided
    | f.Called
    | f.Recalled
    | f.Served
    | f.Finished
    | f.NoShow
    | f.Parked
    | f.Queued
    | f.Classified
    | f.Expired
)


def _of_a_ticket(fact: TicketFact, centre: Centre, plan: Plan, head: dict[str, Any]) -> m.Event:
    known = centre.tickets[fact.ticket]
    ticket = ticket_message(known, plan)
    match fact:
        case f.Issued():
            return m.IssuedEvent(ticket=ticket, **head)
        case f.Printed():
            return m.PrintedEvent(ticket=ticket, **head)
        case f.Voided():
            return m.VoidedEvent(ticket=ticket, reason=fact.reason, **head)
        case f.Called() | f.Recalled():
            return m.CalledEvent(ticket=ticket, counter=fact.counter, calls=known.calls, **head)
        case f.Queued():
            return m.QueuedEvent(ticket=ticket, reason=fact.reason, reserved=fact.reserved, **head)
        case f.Classified():
            return m.ClassifiedEvent(ticket=ticket, **head)
        case f.Expired():
            return m.VisitEvent(ticket=ticket, stage=m.Stage.EXPIRED, **head)
        case f.NoShow():
            stage = m.Stage.NO_SHOW if fact.outcome == "ended" else m.Stage.HELD
            return m.VisitEvent(ticket=ticket, counter=fact.counter, stage=stage, **head)
        case _:
            stage = _STAGES[type(fact)]
            return m.VisitEvent(ticket=ticket, counter=fact.counter, stage=stage, **head)


_STAGES = {
    f.Served: m.Stage.SERVING,
    f.Finished: m.Stage.FINISHED,
    f.Parked: m.Stage.PARKED,
}
