"""A visit at a counter: calling, serving, ending it, and what else may become of it."""

from dataclasses import replace
from itertools import zip_longest
from typing import Literal
from uuid import UUID

from broker import facts as f
from broker.calling import Caller, call_of, next_call
from broker.case import Case, Facts, Refusal, known_service, known_ticket, own_counter
from broker.entities import Counter, Ticket
from broker.plan import MINUTE, SECOND
from broker.rules.counters import must_call, pause_if_pausing, set_counter
from contract import messages as m

CALLABLE = frozenset({m.Stage.WAITING, m.Stage.HELD, m.Stage.PARKED})
"""Where a ticket can be called from out of its turn."""


_AtCounter = m.FinishAsk | m.ParkAsk | m.TransferAsk | m.RecallAsk | m.ServeAsk | m.NoShowAsk


def next_(ask: m.NextAsk, case: Case) -> Facts:
    """End the visit at the counter, if any, and call who is next."""
    counter = _seen(ask.counter, ask.seen, case)
    ended = _end(ask.counter, counter, case)
    if counter.status is m.CounterStatus.PAUSING:
        return ended
    called = next_call(_caller(ask.counter, case), _joins(ended, case))
    if called is None and not ended:
        raise Refusal(m.Reason.NOBODY_WAITING)
    if called is None:
        return ended
    return (*ended, *_opened(ask.counter, counter, case), called)


def call(ask: m.CallAsk, case: Case) -> Facts:
    """End the visit at the counter, if any, and call a given ticket."""
    counter = _seen(ask.counter, ask.seen, case)
    ticket = known_ticket(case, ask.label)
    if ticket.stage not in CALLABLE:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is {ticket.stage}")
    if ticket.service not in case.plan.services_of(ask.counter):
        raise Refusal(m.Reason.NOT_SERVED_HERE, f"{ticket.label} is for {ticket.service}")
    if counter.status is m.CounterStatus.PAUSING:
        raise Refusal(m.Reason.COUNTER_PAUSED)
    called = call_of(ticket, _caller(ask.counter, case), policy="given", reason=ask.reason)
    ended = _end(ask.counter, counter, case)
    return (*ended, *_opened(ask.counter, counter, case), called)


def recall(ask: m.RecallAsk, case: Case) -> Facts:
    """Call once more who has not come yet."""
    ticket = _called(ask, case)
    return (f.Recalled(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter),)


def serve(ask: m.ServeAsk, case: Case) -> Facts:
    """The citizen has come."""
    ticket = _called(ask, case)
    return (f.Served(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter),)


def finish(ask: m.FinishAsk, case: Case) -> Facts:
    """End the visit and call nobody."""
    _visit(ask, case)
    return _end(ask.counter, case.centre.counter(ask.counter), case)


def no_show(ask: m.NoShowAsk, case: Case) -> Facts:
    """Nobody came: at first it is held for a moment, then until it reports, then it is over."""
    ticket = _called(ask, case)
    rules = case.plan.settings.visit
    if abs(case.now - ticket.called_at) < rules.no_show_after_s * SECOND:
        raise Refusal(m.Reason.TOO_SOON)
    outcome: Literal["held", "away", "ended"] = "ended"
    until = calls = 0
    if ticket.no_shows == 0:
        outcome, until = "held", case.now + rules.hold_s * SECOND
        calls = case.plan.calls_made(ticket.service, case.centre) + rules.hold_calls
    elif ticket.no_shows == 1:
        outcome, until = "away", case.now + rules.report_within_min * MINUTE
    fact = f.NoShow(
        at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter,
        outcome=outcome, until=until, calls=calls,
    )  # fmt: skip
    return (fact, *pause_if_pausing(ask.counter, case))


def park(ask: m.ParkAsk, case: Case) -> Facts:
    """Set the ticket aside at this counter."""
    ticket = _visit(ask, case)
    parked = f.Parked(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter)
    return (parked, *pause_if_pausing(ask.counter, case))


def transfer(ask: m.TransferAsk, case: Case) -> Facts:
    """Send the ticket on, with the seniority of its visit unless it is a new step."""
    ticket = _visit(ask, case)
    service = known_service(ask.service or ticket.service, case)
    if ask.to is not None:
        if ask.to not in case.plan.counters:
            raise Refusal(m.Reason.UNKNOWN_COUNTER, ask.to)
        if service not in case.plan.services_of(ask.to):
            raise Refusal(m.Reason.NOT_SERVED_HERE, f"counter {ask.to} does not serve {service}")
        if not case.centre.counter(ask.to).calling:
            raise Refusal(m.Reason.COUNTER_CLOSED, f"nobody is at counter {ask.to}")
    elif ask.service is None:
        raise Refusal(m.Reason.UNREADABLE, "a transfer names a service, a counter, or both")
    if ask.come_back and len(ticket.then) > m.MOST_STEPS:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is to go on {len(ticket.then)} times")
    half = case.plan.promise(ticket.class_id) // 2
    fresh = case.now - min(max(0, case.now - ticket.arrival), half)
    sent = f.Queued(
        at=case.now,
        by=case.asker.name,
        ticket=ticket.id,
        service=service,
        arrival=fresh if ask.new_step else ticket.arrival,
        reason=m.QueuedReason.OFFICER,
        leaves=ask.counter,
        reserved=ask.to,
        until=case.plan.reserved_until(case.now) if ask.to else 0,
        then=(ticket.service, *ticket.then) if ask.come_back else ticket.then,
        come_back=(ask.counter, *ticket.come_back) if ask.come_back else ticket.come_back,
    )
    return (sent, *pause_if_pausing(ask.counter, case, service))


# --- What several of them do --------------------------------------------------------------------


def _seen(name: str, seen: UUID | None, case: Case) -> Counter:
    """The counter that calls, if it is as its officer saw it."""
    counter = own_counter(name, case)
    if counter.ticket != seen:
        raise Refusal(m.Reason.COUNTER_CHANGED)
    must_call(counter)
    if counter.officer is None:
        raise Refusal(m.Reason.NO_OFFICER)
    return counter


def _visit(ask: _AtCounter, case: Case) -> Ticket:
    """The ticket at the counter, if it is the one the officer saw there."""
    if own_counter(ask.counter, case).ticket != ask.ticket:
        raise Refusal(m.Reason.COUNTER_CHANGED)
    return case.centre.tickets[ask.ticket]


def _called(ask: m.RecallAsk | m.ServeAsk | m.NoShowAsk, case: Case) -> Ticket:
    ticket = _visit(ask, case)
    if ticket.stage is not m.Stage.CALLED:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is being served")
    return ticket


def _caller(name: str, case: Case) -> Caller:
    return Caller(case.plan, case.centre, name, case.now, case.asker.name)


def _joins(ended: Facts, case: Case) -> Ticket | None:
    """Who waits for all from now on, because of what has just ended."""
    for fact in ended:
        if isinstance(fact, f.Queued) and fact.reserved is None:
            known = case.centre.tickets[fact.ticket]
            return replace(known, service=fact.service, arrival=fact.arrival, then=fact.then)
    return None


def _opened(name: str, counter: Counter, case: Case) -> Facts:
    """A counter on call that calls is open."""
    if counter.status is not m.CounterStatus.ON_CALL:
        return ()
    return set_counter(name, m.CounterStatus.OPEN, counter.officer, case)


def _end(name: str, counter: Counter, case: Case) -> Facts:
    """The visit at a counter ends; the ticket goes on to its next service, if it has one."""
    if counter.ticket is None:
        return ()
    ticket, by = case.centre.tickets[counter.ticket], case.asker.name
    finished = f.Finished(at=case.now, by=by, ticket=ticket.id, counter=name)
    if on := _goes_on(ticket, name, case):
        return (finished, on, *pause_if_pausing(name, case, on.service))
    return (finished, *pause_if_pausing(name, case))


def _goes_on(ticket: Ticket, counter: str, case: Case) -> f.Queued | None:
    """The visit's next service, at the counter that waits for it; none when it was the last."""
    known = case.plan.services
    steps = [step for step in zip_longest(ticket.then, ticket.come_back) if step[0] in known]
    if not steps:
        return None
    (service, back), *rest = steps
    kept = back if back and back != counter and case.centre.counter(back).calling else None
    return f.Queued(
        at=case.now,
        by=case.asker.name,
        ticket=ticket.id,
        service=service,
        arrival=ticket.arrival,
        reason=m.QueuedReason.COME_BACK if back else m.QueuedReason.ITINERARY,
        reserved=kept,
        until=case.plan.reserved_until(case.now) if kept else 0,
        then=tuple(step for step, _ in rest),
        come_back=tuple(sender for _, sender in rest if sender),
    )
