"""What happens without being asked: with time, and because of what was asked.

The service looks here after each decision and now and then; whatever is due happens at once, and
may make something else due, until nothing is. Each function tells the facts that are due now, and
none of them twice: once they have happened they are due no more.
"""

from collections.abc import Iterator
from uuid import UUID

from broker import facts as f
from broker.calling import Caller, next_call
from broker.case import Outlook
from broker.centre import Centre
from broker.dispatch import Idle, route
from broker.entities import Counter, Ticket
from broker.plan import MINUTE, SECOND, Plan
from contract import messages as m
from contract.channels import BROKER

OPEN_STAGES = frozenset(
    {m.Stage.WAITING, m.Stage.CALLED, m.Stage.SERVING, m.Stage.PARKED, m.Stage.HELD}
)
"""A visit that has not ended is in one of these."""

_AT_COUNTER = frozenset({m.Stage.CALLED, m.Stage.SERVING})

_NAMED = 8
"""Numbers that an error names at most."""

SUMMONABLE = frozenset({m.CounterStatus.ON_CALL, m.CounterStatus.CLOSED})


def due(plan: Plan, centre: Centre, now: int, outlook: Outlook) -> tuple[f.Fact, ...]:
    """What happens now by itself; none of it touches the same ticket or counter twice."""
    if facts := tuple(_let_go(plan, centre, now)):
        return facts
    if facts := (*_stand_by(plan, centre, now), *_summon(plan, centre, now, outlook)):
        return facts
    call = _send_to_idle(plan, centre, now) if plan.settings.dispatch.auto_call else None
    return (call,) if call else ()


class StrandedError(Exception):
    """Settings leave people where nobody will ever call them. The message says what to do."""


def at_start(plan: Plan, centre: Centre, now: int) -> tuple[f.Fact, ...]:
    """What a change of the settings during the day makes necessary.

    Who has a class that is gone gets the first one, who claims one that is gone claims none; who is
    at a counter that is gone waits again.
    """
    visits = [ticket for ticket in centre.tickets.values() if ticket.stage in OPEN_STAGES]
    return (
        *(
            f.Classified(
                at=now,
                by=BROKER,
                ticket=ticket.id,
                class_id=ticket.class_id if ticket.class_id in plan.classes else plan.first_class,
                claims=ticket.claims if ticket.claims in plan.classes else None,
            )
            for ticket in visits
            if not {ticket.class_id, ticket.claims or ticket.class_id} <= plan.classes.keys()
        ),
        *(
            _back_in_line(ticket, m.QueuedReason.RELEASED, now, leaves=ticket.counter)
            for ticket in visits
            if ticket.stage in _AT_COUNTER and ticket.counter not in plan.counters
        ),
    )


def nobody_is_stranded(plan: Plan, centre: Centre) -> None:
    """Raises `StrandedError` when a service is gone whose numbers are in people's hands."""
    labels: dict[str, list[str]] = {}
    for ticket in centre.tickets.values():
        if ticket.stage in OPEN_STAGES and ticket.service not in plan.services:
            labels.setdefault(ticket.service, []).append(ticket.label)
    for lent in centre.ledger.leases.values():
        if lent.service not in plan.services and centre.ledger.outstanding(lent.service):
            labels.setdefault(lent.service, []).append("numbers lent to dispensers")
    for service, known in labels.items():
        raise StrandedError(
            f'the service "{service}" left the settings, but people hold its numbers today'
            f" ({', '.join(known[:_NAMED])}): put it back until the day is over"
        )


def day_over(centre: Centre, now: int) -> tuple[f.Fact, ...]:
    """The day ends: every visit that has not ended expires."""
    return tuple(
        f.Expired(at=now, by=BROKER, ticket=ticket.id)
        for ticket in centre.tickets.values()
        if ticket.stage in OPEN_STAGES
    )


# --- Tickets that are kept, or apart ------------------------------------------------------------


def _let_go(plan: Plan, centre: Centre, now: int) -> Iterator[f.Fact]:
    for held in centre.held:
        ticket = centre.tickets[held]
        if ticket.no_shows > 1:
            if now >= ticket.until:
                yield f.Expired(at=now, by=BROKER, ticket=held)
        elif now >= ticket.until or plan.calls_made(ticket.service, centre) >= ticket.calls_until:
            yield _back_in_line(ticket, m.QueuedReason.HOLD_OVER, now)
    for counter, kept in centre.reserved.items():
        gone = not centre.counter(counter).calling
        services = plan.services_of(counter)
        for ticket in (centre.tickets[one] for one in kept):
            if gone or now >= ticket.until or ticket.service not in services:
                yield _back_in_line(ticket, m.QueuedReason.RELEASED, now)


def _back_in_line(
    ticket: Ticket, reason: m.QueuedReason, now: int, leaves: str | None = None
) -> f.Queued:
    return f.Queued(
        at=now,
        by=BROKER,
        ticket=ticket.id,
        service=ticket.service,
        arrival=ticket.arrival,
        reason=reason,
        leaves=leaves,
        then=ticket.then,
        come_back=ticket.come_back,
    )


# --- Officers on call ---------------------------------------------------------------------------


def _summon(plan: Plan, centre: Centre, now: int, outlook: Outlook) -> Iterator[f.Summoned]:
    for service, on_call in plan.on_call_for.items():
        waiting = centre.waiting.get(service, 0)
        counters = tuple(name for name in on_call if centre.counter(name).status in SUMMONABLE)
        if not waiting or not counters or not _somebody_is_ready(plan, centre, service, now):
            continue
        times = _times_due(plan, centre, service, now)
        known = centre.summonses.get(service)
        if known and times <= known.times:
            continue
        if reason := _reason(plan, centre, service, now, outlook):
            yield f.Summoned(
                at=now, by=BROKER, service=service, counters=counters, reason=reason,
                times=times, waiting=waiting,
            )  # fmt: skip


def _somebody_is_ready(plan: Plan, centre: Centre, service: str, now: int) -> bool:
    now = max(now, centre.arrival)
    return any(
        line[0][0] <= now
        for class_id in plan.classes
        if (line := centre.lines.get((service, class_id)))
    )


def _reason(
    plan: Plan, centre: Centre, service: str, now: int, outlook: Outlook
) -> m.SummonsReason | None:
    if not plan.anybody_calls(service, centre):
        return m.SummonsReason.NO_COUNTER
    for class_id in plan.classes:
        wait = _longest_wait(service, class_id, centre, now, outlook)
        if wait > plan.promise(class_id):
            return m.SummonsReason.PROMISE
    return None


def _longest_wait(service: str, class_id: str, centre: Centre, now: int, outlook: Outlook) -> int:
    """How long the first of a line, or who comes last, will have waited; 0 for an empty line."""
    line = centre.lines.get((service, class_id))
    if not line:
        return 0
    arrival, _, first = line[0]
    more = outlook.for_ticket(first, now) if isinstance(first, UUID) else None
    last = outlook.for_next(service, class_id, centre, now)
    waited = max(0, now - arrival)
    return max(waited + (more.median if more else 0), last.median if last else 0)


def _times_due(plan: Plan, centre: Centre, service: str, now: int) -> int:
    """How often they should have been summoned by now."""
    known = centre.summonses.get(service)
    if known is None:
        return 1
    return 1 + sum(
        now >= known.since + seconds * SECOND for seconds in plan.settings.on_call.again_after_s
    )


def _stand_by(plan: Plan, centre: Centre, now: int) -> Iterator[f.CounterSet]:
    """Counters on call at which nobody was needed for a while."""
    after = plan.settings.on_call.stand_by_after_min * MINUTE
    for name in plan.on_call:
        counter = centre.counter(name)
        if counter.status is not m.CounterStatus.OPEN or counter.ticket is not None:
            continue
        services = plan.services_of(name)
        quiet = max([counter.free_since, *(centre.emptied.get(one, 0) for one in services)])
        if now >= quiet + after and not any(centre.waiting.get(one) for one in services):
            yield f.CounterSet(
                at=now, by=BROKER, counter=name,
                status=m.CounterStatus.ON_CALL, officer=counter.officer,
            )  # fmt: skip


# --- Free counters are sent the next ------------------------------------------------------------


def _send_to_idle(plan: Plan, centre: Centre, now: int) -> f.Called | None:
    """The next call in a centre whose free counters are sent who is next.

    Each free counter names its next ticket. Of several that name the same one, `route` tells which
    takes it; the ticket that came first goes first.
    """
    if not any(centre.waiting.values()):
        return None
    free = {
        name: centre.counter(name)
        for name in plan.counters
        if centre.counter(name).status is m.CounterStatus.OPEN
        and centre.counter(name).ticket is None
    }
    callers = (Caller(plan, centre, name, now, BROKER) for name in free)
    calls = [call for caller in callers if (call := next_call(caller))]
    if not calls:
        return None
    first = min(calls, key=lambda call: (call.arrival, centre.tickets[call.ticket].order))
    rivals = {call.counter: call for call in calls if call.ticket == first.ticket}
    service = centre.tickets[first.ticket].service
    idle = {_idle(plan, service, name, free[name], now): rivals[name] for name in rivals}
    taker = route(list(idle))
    return idle[taker] if taker else None


def _idle(plan: Plan, service: str, name: str, counter: Counter, now: int) -> Idle:
    skill = plan.counters[name].skills.get(service, 0)
    return Idle(plan.numbers[name], skill, counter.busy_share(now), counter.free_since)
