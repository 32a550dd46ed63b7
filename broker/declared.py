"""What a centre declares: agencies, services, classes, counters, officers, devices."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from contract.channels import BRIDGE, BROKER, Role
from contract.messages import CounterName, Intent, Name
from runtime.settings import Settings

RESERVED = frozenset({BROKER, BRIDGE, "state", "event"})
"""Names that mean something else on the wire."""

LEAST_SKILL = 500
"""A counter slower than half as fast as those of the field is no help to it."""

_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"


def _hours(text: str) -> str:
    match = re.fullmatch(rf"({_CLOCK})-({_CLOCK}|24:00)", text)
    if not match:
        raise ValueError("must look like 07:00-11:30")
    if match[1] >= match[2]:
        raise ValueError("must begin before it ends")
    return text


def _to_the_minute(moment: object) -> object:
    text = str(moment) if isinstance(moment, str | time) else ""
    if not re.fullmatch(rf"{_CLOCK}(:00)?", text):
        raise ValueError("must look like 03:00, without seconds; its time zone is `zone`")
    return text


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]{0,2}", text):
        raise ValueError(
            f'must be one or two letters from A to Z or digits, or "", not "{text[:9]}"'
        )
    return text


Hours = Annotated[str, AfterValidator(_hours)]
"""A stretch of the day, `07:00-11:30`, in the centre's time zone."""

Moment = Annotated[time, BeforeValidator(_to_the_minute)]
"""A time of the day, `03:00`, in the centre's time zone."""

Prefix = Annotated[str, AfterValidator(_prefix)]
Skill = Annotated[int, Field(ge=LEAST_SKILL, le=1000)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Names = dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Text]
"""Names in further languages, by their two letters such as `en`."""


def _once_each(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    for intent in intents:
        if intents.count(intent) > 1:
            raise ValueError(f'"{intent}" is in it twice: remove one')
    return intents


Intents = Annotated[tuple[Intent, ...], Field(min_length=1), AfterValidator(_once_each)]
"""What people can come for, the commonest first."""


class Agency(Settings):
    """Who sends officers."""

    id: Name
    name: Text
    names: Names = Field(default_factory=dict)
    """In further languages: names = { en = "..." }"""


class TicketClass(Settings):
    """People who are promised the same wait."""

    id: Name
    name: str = Field(default="", max_length=2000)
    """In the centre's words; without it the message catalogue's, if it has one for this `id`."""
    names: Names = Field(default_factory=dict)
    """In further languages: names = { en = "..." }"""
    promise_min: int = Field(ge=1, le=600)
    """Minutes within which they are called, as far as possible."""
    head_start_min: int = Field(default=0, ge=0, le=120)
    """Minutes that they count as having waited already when they come."""
    confirmed_by_reception: bool = False
    """A dispenser gives the first class, and the receptionist confirms this one."""


class Service(Settings):
    """A queue and its series of numbers."""

    id: Name
    name: Text
    names: Names = Field(default_factory=dict)
    """In further languages: names = { en = "..." }"""
    agency: Name
    intents: Intents = tuple(Intent)
    """What people can come for, the commonest first."""
    prefix: Prefix
    first: int = Field(default=1, ge=1, le=9999)
    """The day's first ordinal."""
    digits: int = Field(default=3, ge=2, le=4)
    """Ordinals are padded to this width and grow beyond it when they must."""
    cap: int | None = Field(default=None, ge=1, le=9999)
    """Tickets given a day at most."""
    minutes: float | None = Field(default=None, gt=0, le=240)
    """How long a visit takes, as long as nothing was learned from the journal."""


class Counter(Settings):
    """A desk and the queues it can call from."""

    name: CounterName
    services: tuple[Name, ...] = Field(min_length=1)
    """Its own services."""
    secondary: dict[Name, Skill] = Field(default_factory=dict)
    """Services it helps with, each with its skill in permille: the ratio of speeds."""
    on_call: bool = False
    """Its officer comes when summoned."""
    away: tuple[Hours, ...] = ()
    """When its officer is usually away, for example at lunch; waits are foretold with it."""

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        for service in self.services:
            if self.services.count(service) > 1:
                raise ValueError(f'"{service}" is in `services` twice: remove one')
            if service in self.secondary:
                raise ValueError(
                    f'"{service}" is in `services` already: remove it from `secondary`'
                )
        return self

    @property
    def skills(self) -> dict[str, int]:
        """Skill in permille for each service it can call."""
        return {**dict.fromkeys(self.services, 1000), **self.secondary}


class Officer(Settings):
    """Someone who may sign in at any counter."""

    id: Name
    name: Text
    title: str = Field(default="", max_length=2000)
    agency: Name


class Device(Settings):
    """A device that may speak in this centre, and what it may act for."""

    name: Name
    role: Role
    counter: CounterName | None = None
    """The counter of a sign with its keypad, or of a rating pad; a counter may have several."""

    @model_validator(mode="after")
    def _has_its_counter(self) -> Self:
        bound = self.role in {Role.COUNTER, Role.PAD}
        if bound and self.counter is None:
            raise ValueError(f'a {self.role} needs a counter: add counter = "..."')
        if not bound and self.counter is not None:
            raise ValueError(f"a {self.role} has no counter: remove `counter`")
        if self.name in RESERVED:
            raise ValueError(f'"{self.name}" is reserved: choose another name')
        return self


def minutes_of(hours: str) -> tuple[int, int]:
    """When a stretch of the day begins and ends, in minutes since midnight."""
    start, _, end = hours.partition("-")
    return _minute(start), _minute(end)


def opened(hours: Iterable[str]) -> list[tuple[int, int]]:
    """The same stretches in minutes since midnight, in order, and those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(map(minutes_of, hours)):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def clock(minute: int) -> str:
    """Minutes since midnight as they are read on a clock."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _minute(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)
