"""What is journalled: the outcome of each decision, never the rule that led to it.

A fact is written once and read for ever, so fields are only ever added, with a default. `at` is
in milliseconds since 1970-01-01 UTC; `by` is the device that asked.
"""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from contract.messages import CounterStatus, Intent, Level, Reason, VoidReason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    at: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(_Fact):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(_Fact):
    """The slip is in the citizen's hand."""

    kind: Literal["printed"] = "printed"
    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(_Fact):
    """A number was taken back."""

    kind: Literal["voided"] = "voided"
    ticket: UUID
    reason: VoidReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(_Fact):
    """A waiting ticket was called. `oldest` is the earliest arrival among those who could be."""

    kind: Literal["called"] = "called"
    ticket: UUID
    counter: str
    officer: str
    policy: str
    oldest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled(_Fact):
    """The called ticket was called once more."""

    kind: Literal["recalled"] = "recalled"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(_Fact):
    """The citizen came, service began."""

    kind: Literal["served"] = "served"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(_Fact):
    """The visit ended."""

    kind: Literal["finished"] = "finished"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShow(_Fact):
    """The called citizen did not come."""

    kind: Literal["no_show"] = "no_show"
    ticket: UUID
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSet(_Fact):
    """A counter's status and officer from now on."""

    kind: Literal["counter_set"] = "counter_set"
    counter: str
    status: CounterStatus
    officer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(_Fact):
    """A visit was rated; nothing says by whom."""

    kind: Literal["rated"] = "rated"
    ticket: UUID
    counter: str
    officer: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(_Fact):
    """Nothing was changed. Kept so that a repeated ask hears the same answer."""

    kind: Literal["refused"] = "refused"
    ask: str
    reason: Reason
    detail: str


Fact = Annotated[
    Issued
    | Printed
    | Voided
    | Called
    | Recalled
    | Served
    | Finished
    | NoShow
    | CounterSet
    | Rated
    | Refused,
    Field(discriminator="kind"),
]

FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
"""Reads and writes a fact as JSON."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place in the journal."""

    seq: int
    day: str
    request: UUID
    fact: Fact
