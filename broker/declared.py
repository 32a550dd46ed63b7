"""What a centre declares: agencies, services, classes, counters, officers, devices."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from contract.channels import BROKER, Role
from contract.messages import CounterName, Name
from hardware.sign import displayable
from runtime.settings import Settings

RESERVED = frozenset({BROKER, "state", "event"})
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


Hours = Annotated[str, AfterValidator(_hours)]
"""A stretch of the day, `07:00-11:30`, in the centre's time zone."""

Prefix = Annotated[str, Field(pattern=r"^[A-Z0-9]?$")]
Skill = Annotated[int, Field(ge=LEAST_SKILL, le=1000)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Agency(Settings):
    """Who sends officers."""

    id: Name
    name: Text


class TicketClass(Settings):
    """People who are promised the same wait."""

    id: Name
    name: str = Field(default="", max_length=2000)
    """In the centre's words; without it the message catalogue's, if it has one for this `id`."""
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
    agency: Name
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
    """The counter of a sign with its keypad, or of a rating pad."""

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


def series_that_overlap(services: tuple[Service, ...]) -> tuple[Service, Service] | None:
    """Two services whose labels could be the same; none when every label tells its service.

    Labels of one prefix coincide, and numbers without a prefix coincide with those that begin with
    a digit of their own.
    """
    seen: dict[str, Service] = {}
    for service in services:
        for prefix, other in seen.items():
            digits = {prefix, service.prefix} - {""}
            mixed = len(digits) == 1 and digits.pop().isdigit()
            if prefix == service.prefix or mixed:
                return other, service
        seen[service.prefix] = service
    return None


def unreadable_prefix(services: tuple[Service, ...]) -> Service | None:
    """A service whose prefix seven segments cannot show."""
    return next((s for s in services if not displayable(s.prefix)), None)
