"""A dispenser that gives numbers by itself, as far as the queue service can tell: its memory card.

It writes down each step before the next, so that its power may go between any two of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from contract import messages as m


@dataclass
class Number:
    """A number as it stands in the dispenser's own journal."""

    ordinal: int
    label: str
    ticket: UUID
    at: int
    """By the dispenser's clock."""
    printed: bool | None = None
    """None: the power went before that was written down, so it may be on paper."""


@dataclass
class Borrowed:
    """A lease, and what was given from it."""

    lease: m.Leased
    numbers: list[Number] = field(default_factory=list)
    closed: bool = False

    @property
    def left(self) -> bool:
        """Whether there is a number to give."""
        return not self.closed and self.lease.first + len(self.numbers) <= self.lease.last


@dataclass
class Card:
    """What survives a power cut."""

    epoch: int = 0
    asked: m.LeaseAsk | None = None
    """The ask for a lease that has no answer yet."""
    leases: dict[UUID, Borrowed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slip:
    """Paper in somebody's hand."""

    day: str
    label: str
    ticket: UUID
    at: int
    """By the queue service's clock; nobody reads it there."""


@dataclass
class Dispenser:
    """A dispenser with its card."""

    name: str
    chance: Random
    card: Card = field(default_factory=Card)
    offset: int = 0
    """What its clock is ahead, in milliseconds."""

    # --- Borrowing -------------------------------------------------------------------------

    def wants(self, service: str) -> m.LeaseAsk:
        """The ask for a lease: the one that was never answered, if there is one."""
        if self.card.asked is None:
            self.card.asked = m.LeaseAsk(id=self._new_id(), service=service, epoch=self.card.epoch)
        return self.card.asked

    def hears(self, ask: UUID, answer: m.Answer) -> None:
        """Keep what was lent; an answer to what was asked before is passed over."""
        if self.card.asked is None or self.card.asked.id != ask:
            return
        self.card.asked = None
        if isinstance(answer, m.Leased):
            self.card.epoch = answer.epoch
            self.card.leases[answer.lease] = Borrowed(answer)

    # --- Giving ----------------------------------------------------------------------------

    def write_down(self, borrowed: Borrowed, now: int) -> Number:
        """The next number of a lease, before its slip is printed."""
        place = len(borrowed.numbers)
        label = borrowed.lease.labels[place]
        number = Number(
            borrowed.lease.first + place, label, self._new_id(), now + self.offset
        )  # fmt: skip
        borrowed.numbers.append(number)
        return number

    # --- Handing in ------------------------------------------------------------------------

    def hands_in(
        self, borrowed: Borrowed, numbers: Sequence[Number], now: int, *, close: bool
    ) -> m.OfflineTicketsAsk:
        """Some of a lease's numbers; with `close` it gives no more of them."""
        borrowed.closed |= close
        return m.OfflineTicketsAsk(
            id=self._new_id(),
            lease=borrowed.lease.lease,
            day=borrowed.lease.day,
            clock_now=max(0, now + self.offset),
            tickets=tuple(self._told(number) for number in numbers[: m.MOST_OFFLINE]),
            last=borrowed.lease.first + len(borrowed.numbers) - 1 if borrowed.closed else None,
        )

    def _told(self, number: Number) -> m.OfflineTicket:
        return m.OfflineTicket(
            ticket=number.ticket,
            ordinal=number.ordinal,
            at=max(0, number.at),
            printed=number.printed is not False,
            class_id="priority",
        )

    def _new_id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)
