"""What happens to counters, series of numbers, appointments; and what was refused."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from broker.facts.base import FactBase
from contract.messages import (
    CounterStatus,
    FeedbackKind,
    Reason,
    SummonsReason,
    VoidReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked(FactBase):
    """An appointment is known, or was changed."""

    kind: Literal["booked"] = "booked"
    code: str
    service: str
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSet(FactBase):
    """A counter's status and officer from now on."""

    kind: Literal["counter_set"] = "counter_set"
    counter: str
    status: CounterStatus
    officer: str | None
    unserved: tuple[tuple[str, int], ...] = ()
    """Services that no other counter calls, with how many wait there; none when it opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summoned(FactBase):
    """Officers on call were asked to come for a service, for the `times`-th time."""

    kind: Literal["summoned"] = "summoned"
    service: str
    counters: tuple[str, ...]
    reason: SummonsReason
    times: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased(FactBase):
    """Numbers were lent to a device: it alone gives them, while the queue service is away."""

    kind: Literal["leased"] = "leased"
    lease: UUID
    service: str
    prefix: str
    epoch: int
    first: int
    last: int
    digits: int = 3
    """Ordinals are padded to this width on its slips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseClosed(FactBase):
    """A device gives no more numbers from its lease; `used` is the last that it gave."""

    kind: Literal["lease_closed"] = "lease_closed"
    lease: UUID
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersVoided(FactBase):
    """Numbers of a series that nobody has, and nobody will get."""

    kind: Literal["numbers_voided"] = "numbers_voided"
    prefix: str
    first: int
    last: int
    reason: VoidReason
    to_lend: bool = False
    """Of those that are lent to dispensers, not of those given online."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersSetApart(FactBase):
    """Numbers that a series leaves out: it begins higher, or they are there to be lent."""

    kind: Literal["numbers_set_apart"] = "numbers_set_apart"
    prefix: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReplaced(FactBase):
    """A device has a new memory card and may borrow numbers again, with epoch 0 at first."""

    kind: Literal["card_replaced"] = "card_replaced"
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(FactBase):
    """A complaint or a suggestion came in. It is of no visit."""

    kind: Literal["feedback"] = "feedback"
    code: str
    """On its receipt."""
    about: FeedbackKind
    text: str
    counter: str | None = None
    """Where it was written."""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged(FactBase):
    """All was as asked already. Kept so that a repeated ask hears the same answer."""

    kind: Literal["unchanged"] = "unchanged"
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(FactBase):
    """Nothing was changed. Kept so that a repeated ask hears the same answer."""

    kind: Literal["refused"] = "refused"
    ask: str
    reason: Reason
    detail: str
