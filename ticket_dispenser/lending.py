"""Numbers that a dispenser gives by itself while the queue service is away. Pure.

It borrows them ahead of time, a block for each service, and hands in later what it gave. What is
written down, and when, is the matter of `ledger`; when to borrow and to hand in, of `lender`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from math import ceil
from uuid import UUID, uuid5

from contract import messages as m
from contract.channels import LARGEST_ASK

DAY = 24 * 3_600_000
SPARE = 1.5
"""Numbers are borrowed for so many times what the last half hour brought."""
GROWN = 10 * 60_000
"""Milliseconds from a loan to the next one that is only due to more people."""


class Why(StrEnum):
    """Why no number can be given without the queue service."""

    NO_NUMBERS = "no_numbers"
    """None were lent, or all are given."""
    CLOCK_NOT_SET = "clock_not_set"
    """Whether the numbers are still of today cannot be said."""
    DAY_OVER = "day_over"
    """Those that are left were for a day that is over, or has not begun by our clock."""
    DAILY_CAP = "daily_cap"
    """The service has given all of its day, as far as we were told."""


AROUND = 400
"""Bytes of an ask in which numbers are handed in, beside the numbers, at most."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Numbers that were lent, and how far they are given."""

    leased: m.Leased
    used: int
    """The last ordinal that was given; the one before the first if none was."""
    closing: bool = False
    """Nothing more is given from it, whatever happens."""

    @property
    def id(self) -> UUID:
        """Its identity."""
        return self.leased.lease

    @property
    def size(self) -> int:
        """How many numbers it had."""
        return self.leased.last - self.leased.first + 1

    @property
    def left(self) -> int:
        """How many may still be given."""
        return 0 if self.closing else self.leased.last - self.used

    def over(self, now: int) -> bool:
        """Whether its day is over; a day that nobody told the end of ends within 24 hours."""
        return now >= (self.leased.until or self.leased.granted_at + DAY)

    def usable(self, now: int) -> bool:
        """Whether a number of it may be given, by a clock that is right."""
        told = self.leased.until is not None
        return told and self.left > 0 and self.leased.granted_at <= now and not self.over(now)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the dispenser's own journal."""

    ticket: UUID
    lease: UUID
    ordinal: int
    at: int
    """By the dispenser's clock."""
    intent: m.Intent
    class_id: str | None
    then: tuple[str, ...] = ()
    """Services that the same visit goes to afterwards, in order."""
    printed: bool | None = None
    """Whether its slip came out, or may have; None while it is being printed."""
    told: bool = False
    """Whether the queue service has taken it in, or said why it never will."""

    def as_told(self) -> m.OfflineTicket:
        """In the words of the wire; only once it is known whether it was printed."""
        return m.OfflineTicket(
            ticket=self.ticket,
            ordinal=self.ordinal,
            at=self.at,
            printed=self.printed is not False,
            intent=self.intent,
            class_id=self.class_id,
            then=self.then,
        )


@dataclass(frozen=True, slots=True)
class OfflineNumber:
    """A number for somebody, written down, with what stands on its slip."""

    ticket: UUID
    label: str
    service: str
    intent: m.Intent
    class_id: str | None
    then: tuple[str, ...]
    counters: tuple[str, ...]
    day: str
    at: int


# --- Giving -------------------------------------------------------------------------------------


def lease_for(
    service: str, leases: Iterable[Lease], now: int, *, synchronised: bool
) -> Lease | Why:
    """The lease whose next number is given for a service: the oldest one comes first."""
    left = [lease for lease in leases if lease.leased.service == service and lease.left]
    if not left:
        return Why.NO_NUMBERS
    if not synchronised:
        return Why.CLOCK_NOT_SET
    return next((lease for lease in left if lease.usable(now)), Why.DAY_OVER)


def label(lease: Lease, ordinal: int) -> str:
    """What is printed and called."""
    return lease.leased.labels[ordinal - lease.leased.first]


def offline_number(lease: Lease, number: Number) -> OfflineNumber:
    """What stands on the slip of a number."""
    leased = lease.leased
    return OfflineNumber(
        ticket=number.ticket,
        label=label(lease, number.ordinal),
        service=leased.service,
        intent=number.intent,
        class_id=number.class_id,
        then=number.then,
        counters=leased.counters,
        day=leased.day,
        at=number.at,
    )


# --- Borrowing ----------------------------------------------------------------------------------


def wants(
    services: Sequence[str],
    leases: Sequence[Lease],
    recent: Mapping[str, int],
    now: int,
    *,
    low: float,
) -> list[str]:
    """The services for which numbers should be borrowed, the emptiest first.

    `recent` is how many numbers this dispenser gave for each service in the last half hour. A
    service has enough as long as `low` of its last block is left, and as many as `SPARE` half hours
    bring. What it still has is used up first, so that no number is borrowed in vain.
    """
    held = {
        service: [one for one in leases if one.leased.service == service and not one.over(now)]
        for service in services
    }
    left = {service: sum(lease.left for lease in held[service]) for service in services}
    short = (
        service for service in services
        if not left[service]
        or _is_short(held[service], left[service], recent.get(service, 0), now, low)
    )  # fmt: skip
    return sorted(short, key=lambda service: left[service])


def _is_short(held: list[Lease], left: int, recent: int, now: int, low: float) -> bool:
    latest = max(held, key=lambda lease: lease.leased.epoch)
    grown = now >= latest.leased.granted_at + GROWN
    return left < latest.size * low or (grown and left < ceil(recent * SPARE))


# --- Handing in ---------------------------------------------------------------------------------


def to_close(leases: Iterable[Lease], now: int) -> list[Lease]:
    """Leases of which nothing more will be given: their day is over, or all is given."""
    return [one for one in leases if not one.closing and (one.over(now) or not one.left)]


def part(
    lease: Lease, numbers: Iterable[Number], clock_now: int, attempt: int = 0
) -> m.OfflineTicketsAsk | None:
    """The next of a lease's numbers to hand in; None as long as there is nothing to tell.

    A number waits until it is known whether its slip came out. The last part of a lease that is
    closing says so. The same content is the same ask but for `clock_now`, which must be that of the
    moment when it is sent; another `attempt` makes it another ask, once it was refused.
    """
    own = [one for one in numbers if one.lease == lease.id]
    untold = [one for one in own if not one.told and one.printed is not None]
    told = sorted((one.as_told() for one in untold), key=lambda ticket: ticket.ordinal)
    tickets = _fitting(told)
    printing = any(one.printed is None for one in own)
    ends = lease.closing and not printing and len(tickets) == len(told)
    if not tickets and not ends:
        return None
    last = lease.used if ends else None
    content = f"{attempt} {last} {[ticket.model_dump_json() for ticket in tickets]}"
    return m.OfflineTicketsAsk(
        id=uuid5(lease.id, content),
        lease=lease.id,
        day=lease.leased.day,
        clock_now=clock_now,
        tickets=tickets,
        last=last,
    )


def _fitting(told: Sequence[m.OfflineTicket]) -> tuple[m.OfflineTicket, ...]:
    """As many as fit in one ask, from the first; one with the longest names does."""
    sizes = accumulate(len(one.model_dump_json().encode()) + 1 for one in told)
    most = sum(size <= LARGEST_ASK - AROUND for size in sizes)
    return tuple(told[: min(most, m.MOST_OFFLINE)])
