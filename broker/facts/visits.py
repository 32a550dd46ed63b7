"""What happens to a ticket."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from broker.facts.base import FactBase
from contract.messages import (
    CallReason,
    Intent,
    Level,
    QueuedReason,
    VoidReason,
)

FIRST_CLASS = "normal"
"""The class of tickets that were journalled before there were classes."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a citizen was told: waits from then in milliseconds, nine in ten, even, one in ten."""

    low: int
    median: int
    high: int


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody prepared at a kiosk: a procedure, and the places of its papers in its list."""

    procedure: str
    brought: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(FactBase):
    """A number was given."""

    kind: Literal["issued"] = "issued"
    ticket: UUID
    service: str
    intent: Intent
    ordinal: int
    label: str
    ahead: int
    counters: tuple[str, ...]
    token: str
    class_id: str = FIRST_CLASS
    arrival: int | None = None
    """Effective arrival where it is not the issue: a slot, or a dispenser's own time."""
    then: tuple[str, ...] = ()
    code: str | None = None
    """The appointment's."""
    prefix: str | None = None
    """Of its series; without it what stands before the digits of the label."""
    lease: UUID | None = None
    """Given by a dispenser itself, from this lease."""
    wait: Forecast | None = None
    summons: bool = False
    """Nobody was at its counters, and officers are on call."""
    claims: str | None = None
    """The class that was asked for and is not confirmed."""
    slot: int | None = None
    """Of its appointment."""
    slip: str | None = None
    """The dispenser that prints its slip for the one that asked."""
    errand: Errand | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(FactBase):
    """The slip is in the citizen's hand."""

    kind: Literal["printed"] = "printed"
    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(FactBase):
    """A number was taken back."""

    kind: Literal["voided"] = "voided"
    ticket: UUID
    reason: VoidReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(FactBase):
    """A ticket was called, and what the choice rested on.

    `oldest` is the earliest effective arrival among those who could be called; shares are in
    permille of the promise that people are told. `preferred` counts for the turns under absolute
    priority.
    """

    kind: Literal["called"] = "called"
    ticket: UUID
    counter: str
    officer: str
    policy: str
    oldest: int
    arrival: int = 0
    share: int = 0
    runner_up: UUID | None = None
    runner_up_share: int = 0
    preferred: bool = False
    reason: CallReason | None = None
    service: str | None = None
    """What it was called for, and as whom: a ticket may be sent on, or get another class."""
    class_id: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled(FactBase):
    """The called ticket was called once more."""

    kind: Literal["recalled"] = "recalled"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(FactBase):
    """The citizen came, service began."""

    kind: Literal["served"] = "served"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(FactBase):
    """The visit ended."""

    kind: Literal["finished"] = "finished"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShow(FactBase):
    """The called citizen did not come.

    `held`: waits again at `until`, or when its counters have made `calls` calls in all that day.
    `away`: has until `until` to report. `ended`: the visit is over.
    """

    kind: Literal["no_show"] = "no_show"
    ticket: UUID
    counter: str
    outcome: Literal["held", "away", "ended"] = "ended"
    until: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked(FactBase):
    """The ticket at a counter was set aside there."""

    kind: Literal["parked"] = "parked"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued(FactBase):
    """A ticket that was elsewhere waits: in `service`, from `arrival`, for one counter or for all.

    `leaves` is the counter at which its visit was until then; none when it was at no counter.
    """

    kind: Literal["queued"] = "queued"
    ticket: UUID
    service: str
    arrival: int
    reason: QueuedReason
    leaves: str | None = None
    reserved: str | None = None
    until: int = 0
    """When `reserved` ends."""
    then: tuple[str, ...] = ()
    come_back: tuple[str, ...] = ()
    """The counters to which it goes for the first of `then`: one for each that sent it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified(FactBase):
    """A ticket got another class, or what it claimed was refused."""

    kind: Literal["classified"] = "classified"
    ticket: UUID
    class_id: str
    claims: str | None = None
    """The class that it goes on claiming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired(FactBase):
    """The day, or the time to report, was over before the visit was."""

    kind: Literal["expired"] = "expired"
    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(FactBase):
    """A visit was rated at a counter. How is in the ballot box, and not with whose visit.

    Journals of old times tell the officer and the level here.
    """

    kind: Literal["rated"] = "rated"
    ticket: UUID
    counter: str
    officer: str | None = None
    level: Level | None = None
