"""The states: counters, queues and waits as they are drawn now."""

from collections.abc import Iterable
from dataclasses import replace
from heapq import merge, nsmallest
from itertools import islice
from uuid import UUID

from broker.case import Outlook
from broker.centre import Centre
from broker.entities import Ticket
from broker.facts import Errand, Forecast
from broker.numbering import is_full
from broker.plan import SECOND, Plan
from contract import messages as m


def counter_state(name: str, centre: Centre, plan: Plan) -> m.CounterState:
    """A counter as it is drawn now."""
    counter = centre.counter(name)
    return m.CounterState(
        counter=name,
        status=counter.status,
        officer=_officer(counter.officer, plan),
        visit=_visit(centre.tickets[counter.ticket], plan) if counter.ticket else None,
        last=_visit(replace(counter.last, stage=m.Stage.FINISHED), plan) if counter.last else None,
        services=plan.services_of(name),
        reserved=_tickets(centre.reserved.get(name, ()), centre, plan),
        parked=_tickets(centre.parked.get(name, ()), centre, plan),
        summons=None if counter.calling else _summons_of(name, centre, plan),
        day=centre.day,
        seq=centre.seq,
    )


def queue_state(service: str, centre: Centre, plan: Plan) -> m.QueueState:
    """A queue as it is drawn now."""
    lines = {
        class_id: line
        for class_id in plan.classes
        if (line := centre.lines.get((service, class_id)))
    }
    return m.QueueState(
        service=service,
        name=plan.service_name(service),
        prefix=plan.services[service].prefix,
        waiting=centre.waiting.get(service, 0),
        counters=tuple(n for n in plan.counters_of[service] if centre.counter(n).calling),
        classes={class_id: len(line) for class_id, line in lines.items()},
        oldest=min((line[0][0] for line in lines.values()), default=None),
        summons=_summons(service, centre, plan),
        full=is_full(centre, plan.services[service]),
        claims=_claims(service, centre, plan) if centre.claims else (),
        day=centre.day,
        seq=centre.seq,
    )


def waits_state(
    service: str, centre: Centre, plan: Plan, outlook: Outlook, now: int
) -> m.WaitsState:
    """The expected waits in a queue, as they are at hand."""
    lines = (centre.lines.get((service, class_id), ()) for class_id in plan.classes)
    tickets = (
        centre.tickets[known]
        for _, _, known in islice(merge(*lines), m.MOST_WAITS)
        if isinstance(known, UUID)
    )
    told = ((ticket, wait(outlook.for_ticket(ticket.id, now))) for ticket in tickets)
    following = {
        class_id: wait(outlook.for_next(service, class_id, centre, now))
        for class_id in plan.classes
    }
    return m.WaitsState(
        service=service,
        at=now,
        next={class_id: known for class_id, known in following.items() if known},
        tickets=tuple(
            m.TicketWait(ticket=ticket.id, label=ticket.label, wait=known)
            for ticket, known in told
            if known
        ),
        day=centre.day,
        seq=centre.seq,
    )


def wait(forecast: Forecast | None) -> m.Wait | None:
    """An expected wait as it is told: in whole seconds."""
    if forecast is None:
        return None
    return m.Wait(
        low_s=forecast.low // SECOND,
        median_s=forecast.median // SECOND,
        high_s=forecast.high // SECOND,
    )


def ticket_message(ticket: Ticket, plan: Plan) -> m.Ticket:
    """A ticket as every device may know it."""
    return m.Ticket(
        id=ticket.id,
        label=ticket.label,
        service=ticket.service,
        service_name=plan.service_name(ticket.service),
        intent=ticket.intent,
        class_id=ticket.class_id,
        then=ticket.then,
        claims=ticket.claims,
    )


def visiting(ticket: Ticket, plan: Plan) -> m.Ticket:
    """A ticket as its officer may know it: with what its holder prepared."""
    return ticket_message(ticket, plan).model_copy(update={"errand": errand(ticket.errand)})


def errand(prepared: Errand | None) -> m.Errand | None:
    """What somebody prepared, as it is told."""
    if prepared is None:
        return None
    return m.Errand(
        procedure=prepared.procedure, brought=prepared.brought, missing=prepared.missing
    )


def _claims(service: str, centre: Centre, plan: Plan) -> tuple[m.Ticket, ...]:
    """Who waits there and claims a class, by effective arrival."""
    claiming = (centre.tickets[one] for one in centre.claims)
    here = (ticket for ticket in claiming if ticket.service == service)
    first = nsmallest(m.MOST_CLAIMS, here, key=lambda ticket: ticket.place)
    return tuple(ticket_message(ticket, plan) for ticket in first)


def _tickets(ids: Iterable[UUID], centre: Centre, plan: Plan) -> tuple[m.Ticket, ...]:
    return tuple(ticket_message(centre.tickets[one], plan) for one in ids)


def _visit(ticket: Ticket, plan: Plan) -> m.Visit:
    return m.Visit(
        ticket=visiting(ticket, plan),
        stage=ticket.stage,
        arrival=ticket.arrival,
        promise_s=plan.promise(ticket.class_id) // SECOND,
        called_at=ticket.called_at,
        calls=ticket.calls,
    )


def _summons_of(counter: str, centre: Centre, plan: Plan) -> m.Summons | None:
    """Why the officer of a counter on call is asked to come, if so."""
    if counter not in plan.on_call:
        return None
    asked = (_summons(service, centre, plan) for service in plan.services_of(counter))
    return next((summons for summons in asked if summons), None)


def _summons(service: str, centre: Centre, plan: Plan) -> m.Summons | None:
    known = centre.summonses.get(service)
    if known is None:
        return None
    if known.reason is m.SummonsReason.NO_COUNTER and plan.anybody_calls(service, centre):
        return None
    return m.Summons(service=service, reason=known.reason, since=known.since, times=known.times)


def _officer(officer: str | None, plan: Plan) -> m.Officer | None:
    if officer is None or officer not in plan.officers:
        return None
    known = plan.officers[officer]
    return m.Officer(
        id=known.id, name=known.name, title=known.title, agency=plan.agencies[known.agency]
    )
