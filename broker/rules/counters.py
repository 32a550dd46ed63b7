"""Counters as a whole: signing in, opening, pausing, closing, standing by."""

from broker import facts as f
from broker.case import Case, Facts, Refusal, own_counter
from broker.entities import Counter
from contract import messages as m


def counter(ask: m.CounterAsk, case: Case) -> Facts:
    """Change a counter's status, or who sits there."""
    known = own_counter(ask.counter, case)
    match ask.action:
        case m.CounterAction.SIGN_IN:
            return _sign_in(ask, known, case)
        case m.CounterAction.OPEN:
            if known.officer is None:
                raise Refusal(m.Reason.NO_OFFICER)
            return set_counter(ask.counter, m.CounterStatus.OPEN, known.officer, case)
        case m.CounterAction.PAUSE:
            must_call(known)
            if known.status is m.CounterStatus.ON_CALL:
                raise Refusal(m.Reason.COUNTER_PAUSED)
            busy = known.ticket is not None
            status = m.CounterStatus.PAUSING if busy else m.CounterStatus.PAUSED
            return set_counter(ask.counter, status, known.officer, case)
        case m.CounterAction.CLOSE:
            _must_be_free(known)
            return set_counter(ask.counter, m.CounterStatus.CLOSED, None, case)
        case m.CounterAction.STAND_BY:
            if not case.plan.counters[ask.counter].on_call:
                raise Refusal(m.Reason.NOT_ON_CALL, ask.counter)
            _must_be_free(known)
            if known.officer is None:
                raise Refusal(m.Reason.NO_OFFICER)
            return set_counter(ask.counter, m.CounterStatus.ON_CALL, known.officer, case)


def _sign_in(ask: m.CounterAsk, known: Counter, case: Case) -> Facts:
    if ask.officer is None or ask.officer not in case.plan.officers:
        raise Refusal(m.Reason.UNKNOWN_OFFICER, str(ask.officer))
    _must_be_free(known)
    for name, other in case.centre.counters.items():
        if other.officer == ask.officer and name != ask.counter and name in case.plan.counters:
            raise Refusal(m.Reason.OFFICER_ELSEWHERE, name)
    return set_counter(ask.counter, m.CounterStatus.OPEN, ask.officer, case)


def _must_be_free(counter: Counter) -> None:
    if counter.ticket is not None:
        raise Refusal(m.Reason.WRONG_STAGE, "finish the visit first")


def must_call(counter: Counter) -> None:
    """Refuse what only a counter that calls may do; one on call opens by calling."""
    if counter.status is m.CounterStatus.CLOSED:
        raise Refusal(m.Reason.COUNTER_CLOSED)
    if counter.status is m.CounterStatus.PAUSED:
        raise Refusal(m.Reason.COUNTER_PAUSED)


def pause_if_pausing(name: str, case: Case, joins: str | None = None) -> Facts:
    """A visit has ended: a counter that was to pause pauses now.

    `joins` is the service for which its citizen waits from this moment on.
    """
    known = case.centre.counter(name)
    if known.status is not m.CounterStatus.PAUSING:
        return ()
    return set_counter(name, m.CounterStatus.PAUSED, known.officer, case, joins)


def set_counter(
    name: str, status: m.CounterStatus, officer: str | None, case: Case, joins: str | None = None
) -> Facts:
    """The counter's new status, and whom that leaves without a counter, now or after the visit."""
    return (
        f.CounterSet(
            at=case.now,
            by=case.asker.name,
            counter=name,
            status=status,
            officer=officer,
            unserved=() if status is m.CounterStatus.OPEN else _unserved(name, case, joins),
        ),
    )


def _unserved(name: str, case: Case, joins: str | None) -> tuple[tuple[str, int], ...]:
    """The services of a counter at which no other officer is, and where people wait."""
    centre, plan = case.centre, case.plan
    return tuple(
        (service, waiting)
        for service in plan.services_of(name)
        if (waiting := centre.waiting.get(service, 0) + (service == joins))
        and not any(
            centre.counter(other).calling for other in plan.counters_of[service] if other != name
        )
    )
