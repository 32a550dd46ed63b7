"""Numbers that dispensers give by themselves: lending them, and taking in what became of them.

A dispenser writes down each step before the next: the ask for a lease before it is sent, the lease
before a number of it is given, a number before its slip is printed, and that the slip came out. A
number is given once whatever happens between two steps; one that may be on paper joins the queue.
"""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from math import ceil
from uuid import UUID

from broker import facts as f
from broker import numbering
from broker.case import Case, Facts, Refusal, known_service, new_id, refused
from broker.declared import Service
from broker.entities import Card, Lease
from broker.plan import MINUTE, Plan
from contract import messages as m
from contract.channels import Role

HALF_HOUR = 30 * MINUTE
SPARE = 1.5
"""A block holds so many times what half an hour brings: an outage may come at any time of the day,
and nobody can borrow then."""
EPOCHS_A_DAY = 10_000
"""Epochs grow for ever: a day's first one is larger than all of the day before."""


def lease(ask: m.LeaseAsk, case: Case) -> Facts:
    """The next block of a series, if the device's memory card is the one that borrowed last."""
    centre, settings = case.centre, case.plan.settings.leases
    service = case.plan.services[known_service(ask.service, case)]
    card = centre.ledger.cards.get(case.asker.name)
    if not _is_its_card(ask.epoch, card, case):
        raise Refusal(m.Reason.STALE_EPOCH, f"it has {ask.epoch}: a copy, or an old card put back")
    size, left = _size(service, case), numbering.lendable(centre, service)
    if left is not None and left < 1:
        raise Refusal(m.Reason.DAILY_CAP, f"{service.cap} a day")
    lent = numbering.block(centre, service, settings, size if left is None else min(size, left))
    if lent is None:
        raise Refusal(m.Reason.NO_LEASE, f"{settings.first} to {settings.last} are lent")
    return (
        f.Leased(
            at=case.now,
            by=case.asker.name,
            lease=new_id(case.chance),
            service=service.id,
            prefix=service.prefix,
            epoch=max(_first_epoch(case), ask.epoch, card.epoch if card else 0) + 1,
            first=lent[0],
            last=lent[1],
            digits=service.digits,
        ),
    )


def _is_its_card(epoch: int, card: Card | None, case: Case) -> bool:
    """Whether a card with this epoch is the device's own, and neither a copy nor an old one.

    The day's first lease goes to whoever has none of today. After a restore a card may know of
    leases that the journal does not.
    """
    if epoch >= _first_epoch(case) + EPOCHS_A_DAY:  # it would make every later one look old
        return False
    if card is None and case.centre.ledger.restored:
        return True
    if card is None or not card.expected:
        return epoch <= _first_epoch(case)
    return epoch == card.expected


def _first_epoch(case: Case) -> int:
    """Greater than all of earlier days, smaller than all of today."""
    return date.fromisoformat(case.centre.day).toordinal() * EPOCHS_A_DAY


def _size(service: Service, case: Case) -> int:
    """One and a half times what the last half hour brought, or one to come will, within bounds.

    Whoever borrows leaves the other dispensers their share of what is left of the stretch.
    """
    settings = case.plan.settings.leases
    comes = max(_lately(service.id, case), case.outlook.busiest(service.id, case.now))
    free = numbering.block(case.centre, service, settings, settings.last)
    share = (free[1] - free[0] + 1) // _dispensers(case.plan) if free else 0
    return max(settings.least, min(settings.most, ceil(SPARE * comes), share))


def _dispensers(plan: Plan) -> int:
    return max(1, sum(device.role is Role.DISPENSER for device in plan.devices.values()))


def _lately(service: str, case: Case) -> int:
    """How many came for a service in the last half hour."""
    latest = takewhile(
        lambda ticket: ticket.issued_at > case.now - HALF_HOUR,
        reversed(case.centre.tickets.values()),
    )
    return sum(ticket.service == service for ticket in latest)


def offline_tickets(ask: m.OfflineTicketsAsk, case: Case) -> Facts:
    """Tickets of a lease join with their own arrival; what was not printed, or not used, is void.

    Whatever is known already is passed over, so that parts may come in any order and again. What
    cannot be is refused in words, and keeps nobody else from joining.
    """
    lent = case.centre.ledger.leases.get(ask.lease)
    if lent is None or lent.device != case.asker.name:
        raise Refusal(m.Reason.UNKNOWN_LEASE, str(ask.lease))
    part = _Part(lent, case, case.now - ask.clock_now)
    facts = [fact for told in _in_order(ask) for fact in part.take(told)]
    return (*facts, *_closed(ask, part, case), *part.refusal())


def _in_order(ask: m.OfflineTicketsAsk) -> list[m.OfflineTicket]:
    return sorted(ask.tickets, key=lambda told: told.ordinal)


class _Part:
    """A part of a dispenser's journal as it is taken in, ticket by ticket."""

    def __init__(self, lent: Lease, case: Case, offset: int) -> None:
        """`offset` is added to the dispenser's times."""
        self.lent = lent
        self.given = dict(case.centre.ledger.handed_in.get(lent.id, {}))
        """The ordinals of the lease that are known, with their arrivals."""
        before, after = case.centre.ledger.beside(lent)
        self._earliest = max(lent.granted_at, before or 0)
        self._latest = case.now if after is None else min(case.now, after)
        self._case = case
        self._offset = offset
        self._labels = dict[str, UUID]()
        self._refused: list[Refusal] = []

    def take(self, told: m.OfflineTicket) -> Iterator[f.Fact]:
        """The facts of one ticket.

        What was told first counts: a slip that was reported as not printed stays void.
        """
        lent, case = self.lent, self._case
        label = numbering.label_of(lent.prefix, told.ordinal, lent.digits)
        if not lent.first <= told.ordinal <= (lent.last if lent.used is None else lent.used):
            self._refuse(m.Reason.NOT_LENT, f"{label} was not lent, or given back")
            return
        known = self._labels.get(label) or case.centre.labels.get(label)
        if known == told.ticket:
            return
        if known or told.ticket in case.centre.tickets or told.ticket in self._labels.values():
            self._refuse(m.Reason.NUMBER_TAKEN, f"{label} is known as another ticket")
            return
        self._labels[label] = told.ticket
        self.given[told.ordinal] = self._arrival(told)
        yield self._issued(told, label)
        yield self._slip(told)

    def refusal(self) -> Facts:
        """What could not be taken, in words; nothing when all could."""
        if not self._refused:
            return ()
        detail = "; ".join(refusal.detail for refusal in self._refused)
        return (refused("offline_tickets", Refusal(self._refused[0].reason, detail), self._case),)

    def _refuse(self, reason: m.Reason, detail: str) -> None:
        self._refused.append(Refusal(reason, detail))

    def _issued(self, told: m.OfflineTicket, label: str) -> f.Issued:
        lent, case = self.lent, self._case
        class_id, claims = _class(told, case)
        return f.Issued(
            at=case.now,
            by=case.asker.name,
            ticket=told.ticket,
            service=lent.service,
            intent=told.intent,
            ordinal=told.ordinal,
            label=label,
            prefix=lent.prefix,
            ahead=case.centre.waiting.get(lent.service, 0),
            counters=case.plan.counters_of.get(lent.service, ()),
            token="",
            class_id=class_id,
            claims=claims,
            arrival=self.given[told.ordinal],
            then=tuple(step for step in told.then if step in case.plan.services),
            lease=lent.id,
        )

    def _slip(self, told: m.OfflineTicket) -> f.Fact:
        """Whether anybody has the number."""
        at, by = self._case.now, self._case.asker.name
        if told.printed:
            return f.Printed(at=at, by=by, ticket=told.ticket)
        return f.Voided(at=at, by=by, ticket=told.ticket, reason=m.VoidReason.NOT_PRINTED)

    def _arrival(self, told: m.OfflineTicket) -> int:
        """When it was given, by our clock: since the lease began, not in the future, in order.

        An ask that was long on its way makes a clock look slow, and its tickets younger: those of
        the next lease stay behind them all the same.
        """
        before = (at for ordinal, at in self.given.items() if ordinal < told.ordinal)
        after = (at for ordinal, at in self.given.items() if ordinal > told.ordinal)
        earliest = max([self._earliest, *before])
        latest = min([self._latest, *after])
        return max(min(told.at + self._offset, latest), earliest)


def _class(told: m.OfflineTicket, case: Case) -> tuple[str, str | None]:
    """The ticket's class, and what it claims where a dispenser may not give that class.

    The slip is in somebody's hand: nobody is turned away for a class that was renamed meanwhile.
    """
    known = case.plan.classes.get(told.class_id or case.plan.first_class)
    if known is None:
        return case.plan.first_class, None
    if known.confirmed_by_reception:
        return case.plan.first_class, known.id
    return known.id, None


def _closed(ask: m.OfflineTicketsAsk, part: _Part, case: Case) -> Facts:
    """The device will give no more from this lease: the rest is nobody's."""
    lent = part.lent
    if ask.last is None or lent.used is not None:
        return ()
    used = max([min(max(ask.last, lent.first - 1), lent.last), *part.given])
    at, by = case.now, case.asker.name
    closed = f.LeaseClosed(at=at, by=by, lease=lent.id, used=used)
    if used == lent.last:
        return (closed,)
    rest = f.NumbersVoided(
        at=at, by=by, prefix=lent.prefix, first=used + 1, last=lent.last,
        reason=m.VoidReason.LEASE_OVER,
    )  # fmt: skip
    return (closed, rest)


def new_card(ask: m.NewCardAsk, case: Case) -> Facts:
    """A device begins anew with an empty card; numbers lent to the old one stay lent to nobody.

    They are not void: slips of the old card may be in people's hands. Whoever holds one is helped
    by the receptionist, and an audit shows the numbers as lent.
    """
    if ask.device not in case.plan.devices:
        raise Refusal(m.Reason.UNKNOWN_DEVICE, ask.device)
    return (f.CardReplaced(at=case.now, by=case.asker.name, device=ask.device),)
