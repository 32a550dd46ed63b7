"""What an ask leads to: facts, or a refusal, decided on today's state and nothing else.

A refusal is a fact too, so that a repeated ask hears it again. Nothing here knows the wire, the
disk or the clock: time and chance are arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from broker import dispatch, facts, numbering, waiting
from broker.centre import Centre, Counter, Ticket
from broker.plan import Plan
from broker.settings import Device
from contract import messages as m
from contract.channels import ASKS

ID_BITS = 128
TOKEN_BITS = 80
"""Length of the random text in a slip's QR code: not to be guessed in a day."""


class Refusal(Exception):  # noqa: N818 - an outcome, not an error
    """Why an ask changes nothing."""

    def __init__(self, reason: m.Reason, detail: str = "") -> None:
        """`detail` is for the technician, in English."""
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Chance(Protocol):
    """A source of random bits, such as `random.SystemRandom`."""

    def getrandbits(self, bits: int, /) -> int:
        """That many random bits, as a whole number."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a decision may look at."""

    plan: Plan
    centre: Centre
    asker: Device
    now: int
    """Milliseconds since 1970-01-01 UTC."""
    chance: Chance


def decide(name: str, ask: m.Ask, case: Case) -> tuple[facts.Fact, ...]:
    """The facts an ask leads to; exactly one `Refused` when it may not be carried out."""
    try:
        _may_ask(case.asker, name)
        return _RULES[type(ask)](ask, case)
    except Refusal as refusal:
        return (
            facts.Refused(
                at=case.now,
                by=case.asker.name,
                ask=name,
                reason=refusal.reason,
                detail=refusal.detail,
            ),
        )


def _may_ask(asker: Device, name: str) -> None:
    if asker.role not in ASKS[name].roles:
        raise Refusal(m.Reason.NOT_ALLOWED, f"a {asker.role} may not ask {name}")


def _ticket(ask: m.TicketAsk, case: Case) -> tuple[facts.Fact, ...]:
    service = case.plan.services.get(ask.service)
    if service is None:
        raise Refusal(m.Reason.UNKNOWN_SERVICE, ask.service)
    if not case.plan.is_open(case.now):
        raise Refusal(m.Reason.OUTSIDE_HOURS, ", ".join(case.plan.settings.hours))
    ordinal = numbering.next_ordinal(case.centre, service)
    identity, token = divmod(case.chance.getrandbits(ID_BITS + TOKEN_BITS), 1 << TOKEN_BITS)
    return (
        facts.Issued(
            at=case.now,
            by=case.asker.name,
            ticket=UUID(int=identity, version=4),
            service=service.id,
            intent=ask.intent,
            ordinal=ordinal,
            label=numbering.label(service, ordinal),
            ahead=waiting.people_ahead(case.centre, service.id),
            counters=case.plan.counters_of[service.id],
            token=f"{token:0{TOKEN_BITS // 4}x}",
        ),
    )


def _printed(ask: m.PrintedAsk, case: Case) -> tuple[facts.Fact, ...]:
    ticket = _known_ticket(ask.ticket, case.centre)
    if ticket.stage is m.Stage.VOID:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} was voided")
    if ticket.printed:
        return ()
    return (facts.Printed(at=case.now, by=case.asker.name, ticket=ticket.id),)


def _void(ask: m.VoidAsk, case: Case) -> tuple[facts.Fact, ...]:
    ticket = _known_ticket(ask.ticket, case.centre)
    if ticket.stage is not m.Stage.WAITING:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is {ticket.stage}")
    return (facts.Voided(at=case.now, by=case.asker.name, ticket=ticket.id, reason=ask.reason),)


def _next(ask: m.NextAsk, case: Case) -> tuple[facts.Fact, ...]:
    counter = _own_counter(ask.counter, case)
    if counter.ticket != ask.seen:
        raise Refusal(m.Reason.COUNTER_CHANGED)
    _must_call(counter)
    if counter.officer is None:
        raise Refusal(m.Reason.NO_OFFICER)
    ended = _end_visit(ask.counter, counter, case)
    if counter.status is m.CounterStatus.PAUSING:
        return ended
    choice = dispatch.choose(case.centre, case.plan.counters[ask.counter].services)
    if choice is None and not ended:
        raise Refusal(m.Reason.NOBODY_WAITING)
    if choice is None:
        return ended
    called = facts.Called(
        at=case.now,
        by=case.asker.name,
        ticket=choice.ticket.id,
        counter=ask.counter,
        officer=counter.officer,
        policy=choice.policy,
        oldest=choice.oldest,
    )
    return (*ended, called)


def _recall(ask: m.RecallAsk, case: Case) -> tuple[facts.Fact, ...]:
    ticket = _visit(ask.counter, ask.ticket, case)
    if ticket.stage is not m.Stage.CALLED:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is being served")
    return (facts.Recalled(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter),)


def _serve(ask: m.ServeAsk, case: Case) -> tuple[facts.Fact, ...]:
    ticket = _visit(ask.counter, ask.ticket, case)
    if ticket.stage is not m.Stage.CALLED:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is being served already")
    return (facts.Served(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter),)


def _finish(ask: m.FinishAsk, case: Case) -> tuple[facts.Fact, ...]:
    _visit(ask.counter, ask.ticket, case)
    return _end_visit(ask.counter, case.centre.counter(ask.counter), case)


def _no_show(ask: m.NoShowAsk, case: Case) -> tuple[facts.Fact, ...]:
    ticket = _visit(ask.counter, ask.ticket, case)
    if ticket.stage is not m.Stage.CALLED:
        raise Refusal(m.Reason.WRONG_STAGE, f"{ticket.label} is being served")
    if 0 <= case.now - ticket.called_at < case.plan.no_show_after:
        raise Refusal(m.Reason.TOO_SOON)
    gone = facts.NoShow(at=case.now, by=case.asker.name, ticket=ticket.id, counter=ask.counter)
    return (gone, *_pause_if_pausing(ask.counter, case))


def _counter(ask: m.CounterAsk, case: Case) -> tuple[facts.Fact, ...]:
    counter = _own_counter(ask.counter, case)
    match ask.action:
        case m.CounterAction.SIGN_IN:
            return _sign_in(ask, counter, case)
        case m.CounterAction.OPEN:
            if counter.officer is None:
                raise Refusal(m.Reason.NO_OFFICER)
            return _set(ask.counter, m.CounterStatus.OPEN, counter.officer, case)
        case m.CounterAction.PAUSE:
            _must_call(counter)
            busy = counter.ticket is not None
            status = m.CounterStatus.PAUSING if busy else m.CounterStatus.PAUSED
            return _set(ask.counter, status, counter.officer, case)
        case m.CounterAction.CLOSE:
            if counter.ticket is not None:
                raise Refusal(m.Reason.WRONG_STAGE, "finish the visit first")
            return _set(ask.counter, m.CounterStatus.CLOSED, None, case)


def _sign_in(ask: m.CounterAsk, counter: Counter, case: Case) -> tuple[facts.Fact, ...]:
    if ask.officer is None or ask.officer not in case.plan.officers:
        raise Refusal(m.Reason.UNKNOWN_OFFICER, str(ask.officer))
    if counter.ticket is not None:
        raise Refusal(m.Reason.WRONG_STAGE, "finish the visit first")
    for name, other in case.centre.counters.items():
        if other.officer == ask.officer and name != ask.counter and name in case.plan.counters:
            raise Refusal(m.Reason.OFFICER_ELSEWHERE, name)
    return _set(ask.counter, m.CounterStatus.OPEN, ask.officer, case)


def _rating(ask: m.RatingAsk, case: Case) -> tuple[facts.Fact, ...]:
    _own_counter(ask.counter, case)
    ticket = _known_ticket(ask.ticket, case.centre)
    at_counter = ticket.stage in {m.Stage.CALLED, m.Stage.SERVING, m.Stage.FINISHED}
    if not at_counter or ticket.counter != ask.counter or ticket.officer is None:
        raise Refusal(m.Reason.NOT_SERVED)
    if ticket.rated:
        raise Refusal(m.Reason.ALREADY_RATED)
    return (
        facts.Rated(
            at=case.now,
            by=case.asker.name,
            ticket=ticket.id,
            counter=ask.counter,
            officer=ticket.officer,
            level=ask.level,
        ),
    )


_RULES: dict[type[m.Ask], Callable[..., tuple[facts.Fact, ...]]] = {
    m.TicketAsk: _ticket,
    m.PrintedAsk: _printed,
    m.VoidAsk: _void,
    m.NextAsk: _next,
    m.RecallAsk: _recall,
    m.ServeAsk: _serve,
    m.FinishAsk: _finish,
    m.NoShowAsk: _no_show,
    m.CounterAsk: _counter,
    m.RatingAsk: _rating,
}


# --- What several rules ask ---------------------------------------------------------------------


def _known_ticket(ticket: UUID, centre: Centre) -> Ticket:
    known = centre.tickets.get(ticket)
    if known is None:
        raise Refusal(m.Reason.UNKNOWN_TICKET)
    return known


def _own_counter(name: str, case: Case) -> Counter:
    """The counter, if the asker may act for it."""
    if name not in case.plan.counters:
        raise Refusal(m.Reason.UNKNOWN_COUNTER, name)
    if case.asker.counter not in (None, name):
        raise Refusal(m.Reason.NOT_ALLOWED, f"{case.asker.name} is bound to {case.asker.counter}")
    return case.centre.counter(name)


def _visit(name: str, ticket: UUID, case: Case) -> Ticket:
    """The ticket at the counter, if it is the one the officer saw there."""
    if _own_counter(name, case).ticket != ticket:
        raise Refusal(m.Reason.COUNTER_CHANGED)
    return case.centre.tickets[ticket]


def _must_call(counter: Counter) -> None:
    if counter.status is m.CounterStatus.CLOSED:
        raise Refusal(m.Reason.COUNTER_CLOSED)
    if counter.status is m.CounterStatus.PAUSED:
        raise Refusal(m.Reason.COUNTER_PAUSED)


def _end_visit(name: str, counter: Counter, case: Case) -> tuple[facts.Fact, ...]:
    if counter.ticket is None:
        return ()
    finished = facts.Finished(at=case.now, by=case.asker.name, ticket=counter.ticket, counter=name)
    return (finished, *_pause_if_pausing(name, case))


def _pause_if_pausing(name: str, case: Case) -> tuple[facts.Fact, ...]:
    counter = case.centre.counter(name)
    if counter.status is not m.CounterStatus.PAUSING:
        return ()
    return _set(name, m.CounterStatus.PAUSED, counter.officer, case)


def _set(
    name: str, status: m.CounterStatus, officer: str | None, case: Case
) -> tuple[facts.Fact, ...]:
    return (
        facts.CounterSet(
            at=case.now, by=case.asker.name, counter=name, status=status, officer=officer
        ),
    )
