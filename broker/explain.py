"""Why a ticket was called when it was, and where one that waits stands: read from today's facts."""

from collections.abc import Collection, Iterator
from uuid import UUID

from broker import facts as f
from broker.case import Case, Refusal, known_ticket
from broker.centre import Centre
from broker.decisions import may_ask
from broker.dispatch import FULL_SKILL, Head, choose
from broker.entities import Ticket
from broker.plan import SECOND, Plan
from broker.states import wait
from contract import messages as m

NAMED = 8
"""Other tickets that are named at most; the rest are counted."""


def explained(ask: m.ExplainAsk, case: Case) -> m.Explained | m.Refused:
    """The answer to an `explain` ask; it changes nothing and is not journalled."""
    try:
        may_ask(case.asker, "explain")
        ticket = known_ticket(case, ask.label)
    except Refusal as refusal:
        return m.Refused(reason=refusal.reason, detail=refusal.detail)
    waits = ticket.stage is m.Stage.WAITING
    estimate = case.outlook.for_ticket(ticket.id, case.now) if waits else None
    return explanation(ticket, case.plan, case.centre, case.now, estimate)


def explanation(
    ticket: Ticket, plan: Plan, centre: Centre, now: int, estimate: f.Forecast | None = None
) -> m.Explained:
    """What is known of one ticket, from its facts."""
    own = [fact for fact in _all(centre) if getattr(fact, "ticket", None) == ticket.id]
    happened = (fact for fact in own if not isinstance(fact, f.Rated))
    ahead = _ahead(ticket, plan, centre, now) if ticket.stage is m.Stage.WAITING else []
    known_class = plan.classes.get(ticket.class_id)
    return m.Explained(
        label=ticket.label,
        service_name=plan.service_name(ticket.service),
        class_id=ticket.class_id,
        class_name=known_class.name if known_class else "",
        promise_s=plan.promise(ticket.class_id) // SECOND,
        issued_at=ticket.issued_at,
        arrival=ticket.arrival,
        stage=ticket.stage,
        stages=tuple((fact.at, fact.kind) for fact in happened),
        calls=tuple(_call(fact, plan, centre) for fact in own if isinstance(fact, f.Called)),
        ahead=tuple(centre.tickets[one].label for one in ahead[:NAMED]),
        ahead_in_all=len(ahead),
        wait=wait(estimate),
    )


def _all(centre: Centre) -> Iterator[f.Fact]:
    for facts in centre.requests.values():
        yield from facts


def _call(call: f.Called, plan: Plan, centre: Centre) -> m.CallRecord:
    before = list(_called_before(call, plan, centre))
    arrival = call.arrival or centre.tickets[call.ticket].arrival
    return m.CallRecord(
        at=call.at,
        counter=call.counter,
        policy=call.policy,
        reason=call.reason,
        waited_s=max(0, call.at - arrival) // SECOND,
        share=call.share,
        oldest_waited_s=max(0, call.at - call.oldest) // SECOND,
        runner_up=_label(call.runner_up, centre),
        runner_up_share=call.runner_up_share,
        before=tuple(before[-NAMED:]),
        before_in_all=len(before),
    )


def _called_before(call: f.Called, plan: Plan, centre: Centre) -> Iterator[str]:
    """Others who were called, while it waited, to counters that could have called it."""
    able, waits = _able(call, plan, centre), _waits(call, centre)
    for fact in _all(centre):
        if fact is call:
            return
        if (
            isinstance(fact, f.Called)
            and fact.ticket != call.ticket
            and fact.counter in able
            and any(since <= fact.at <= until for since, until in waits)
        ):
            yield centre.tickets[fact.ticket].label


def _able(call: f.Called, plan: Plan, centre: Centre) -> Collection[str]:
    """The counters that could have called it, as far as possible by the settings of then."""
    service = call.service or centre.tickets[call.ticket].service
    for fact in _all(centre):
        if isinstance(fact, f.Issued) and fact.ticket == call.ticket and fact.service == service:
            return fact.counters
    return plan.counters_of.get(service, (call.counter,))


def _waits(call: f.Called, centre: Centre) -> list[tuple[int, int]]:
    """From when to when it waited for what it was called for, each time."""
    waits: list[tuple[int, int]] = []
    service, since = "", None
    for fact in _all(centre):
        if getattr(fact, "ticket", None) != call.ticket:
            continue
        if isinstance(fact, f.Issued | f.Queued):
            waits = waits if fact.service == service else []
            service = fact.service
            since = fact.at
            if isinstance(fact, f.Issued) and fact.arrival is not None:
                since = min(fact.at, fact.arrival)
        elif isinstance(fact, f.Called):
            if since is not None:
                waits.append((since, fact.at))
            since = None
        if fact is call:
            break
    return waits


def _ahead(ticket: Ticket, plan: Plan, centre: Centre, now: int) -> list[UUID]:
    """Who would be called before it by a counter of its own that called all at this moment."""
    if ticket.reserved is not None:
        order = iter(centre.reserved[ticket.reserved])
    else:
        order = _order(ticket.service, plan, centre, now)
    before = []
    for one in order:
        if one == ticket.id:
            break
        before.append(one)
    return before


def _order(service: str, plan: Plan, centre: Centre, now: int) -> Iterator[UUID]:
    """Who waits for a service, in the order in which a counter for nothing else calls now."""
    lines = {
        class_id: (line, promise)
        for class_id, promise in plan.rule.promises.items()
        if (line := centre.lines.get((service, class_id)))
    }
    called = dict.fromkeys(lines, 0)
    streak = 0
    while True:
        heads: dict[Head, str] = {
            (line[called[class_id]], FULL_SKILL, promise.wait, promise.head_start): class_id
            for class_id, (line, promise) in lines.items()
            if called[class_id] < len(line)
        }
        choice = choose(list(heads), now, plan.rule, streak)
        if choice is None:
            return
        class_id = heads[choice.head]
        called[class_id] += 1
        streak = streak + 1 if plan.rule.preferred(class_id) else 0
        identity = choice.head[0][2]
        if isinstance(identity, UUID):
            yield identity


def _label(ticket: UUID | None, centre: Centre) -> str | None:
    return centre.tickets[ticket].label if ticket in centre.tickets else None
