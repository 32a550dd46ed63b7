"""What is journalled: the outcome of each decision, never the rule that led to it.

A fact is written once and read for ever, so fields are only ever added, with a default. `at` is
in milliseconds since 1970-01-01 UTC; `by` is the device that asked.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field, TypeAdapter

from broker.facts.house import (
    Booked,
    CardReplaced,
    CounterSet,
    Feedback,
    LeaseClosed,
    Leased,
    NumbersSetApart,
    NumbersVoided,
    Refused,
    Summoned,
    Unchanged,
)
from broker.facts.visits import (
    FIRST_CLASS,
    Called,
    Classified,
    Errand,
    Expired,
    Finished,
    Forecast,
    Issued,
    NoShow,
    Parked,
    Printed,
    Queued,
    Rated,
    Recalled,
    Served,
    Voided,
)

__all__ = [
    "FACT",
    "FIRST_CLASS",
    "TOLD",
    "Booked",
    "Called",
    "CardReplaced",
    "Classified",
    "CounterSet",
    "Entry",
    "Errand",
    "Expired",
    "Fact",
    "Feedback",
    "Finished",
    "Forecast",
    "Issued",
    "LeaseClosed",
    "Leased",
    "NoShow",
    "NumbersSetApart",
    "NumbersVoided",
    "Parked",
    "Printed",
    "Queued",
    "Rated",
    "Recalled",
    "Refused",
    "Served",
    "Summoned",
    "Unchanged",
    "Voided",
]

Fact = Annotated[
    Issued
    | Printed
    | Voided
    | Called
    | Recalled
    | Served
    | Finished
    | NoShow
    | Parked
    | Queued
    | Classified
    | Expired
    | Booked
    | CounterSet
    | Summoned
    | Leased
    | LeaseClosed
    | NumbersVoided
    | NumbersSetApart
    | CardReplaced
    | Rated
    | Feedback
    | Unchanged
    | Refused,
    Field(discriminator="kind"),
]

FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
"""Reads and writes a fact as JSON."""

TOLD = (
    Issued,
    Printed,
    Voided,
    Called,
    Recalled,
    Served,
    Finished,
    NoShow,
    Parked,
    Queued,
    Classified,
    Expired,
    CounterSet,
    Summoned,
    Feedback,
)
"""Kinds of facts that are told as events; the others concern nobody else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place in the journal."""

    seq: int
    day: str
    request: UUID
    fact: Fact
