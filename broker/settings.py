"""The centre's settings: what it offers, who sits where, which devices belong to it, when it opens.

Settings that contradict each other are refused at start, in words that name the fix.
"""

import re
from collections.abc import Iterable
from datetime import time
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from contract.channels import BROKER, Role
from contract.messages import CounterName, Name
from runtime.settings import DeviceSettings, Settings, Zone

RESERVED = frozenset({BROKER, "state", "event"})
"""Names that mean something else on the wire."""


_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"


def _hours(text: str) -> str:
    match = re.fullmatch(rf"({_CLOCK})-({_CLOCK}|24:00)", text)
    if not match:
        raise ValueError("must look like 07:00-11:30")
    if match[1] >= match[2]:
        raise ValueError("must begin before it ends")
    return text


Hours = Annotated[str, AfterValidator(_hours)]
"""Opening hours of one half of the day, `07:00-11:30`, in the centre's time zone."""

Prefix = Annotated[str, Field(pattern=r"^[A-Z]?$")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Agency(Settings):
    """Who sends officers."""

    id: Name
    name: Text


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


class Counter(Settings):
    """A desk and the queues it can call from."""

    name: CounterName
    services: tuple[Name, ...] = Field(min_length=1)


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


class CentreSettings(DeviceSettings):
    """Everything the queue service is told before it starts."""

    device: Literal["broker"] = BROKER
    name: Text
    zone: Zone = "Asia/Ho_Chi_Minh"
    day_turns: time = time(3, 0)
    """When one business day ends and the next begins."""
    hours: tuple[Hours, ...] = Field(min_length=1)
    no_show_after_s: int = Field(default=45, ge=0, le=600)
    """A called citizen has this long to come before *no-show* is accepted."""
    agencies: tuple[Agency, ...] = Field(min_length=1)
    services: tuple[Service, ...] = Field(min_length=1)
    counters: tuple[Counter, ...] = Field(min_length=1)
    officers: tuple[Officer, ...] = Field(min_length=1)
    devices: tuple[Device, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        agencies = _unique("agency", (agency.id for agency in self.agencies))
        services = _unique("service", (service.id for service in self.services))
        counters = _unique("counter", (counter.name for counter in self.counters))
        _unique("officer", (officer.id for officer in self.officers))
        _unique("device", (device.name for device in self.devices))
        _unique("prefix", (service.prefix for service in self.services))
        _known("agency", (service.agency for service in self.services), agencies)
        _known("agency", (officer.agency for officer in self.officers), agencies)
        served = {service for counter in self.counters for service in counter.services}
        _known("service", served, services)
        _known("counter", (d.counter for d in self.devices if d.counter), counters)
        for service in self.services:
            if service.id not in served:
                raise ValueError(
                    f'no counter serves "{service.id}": add it to the `services` of a counter'
                )
        return self


def _unique(what: str, names: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f'{what} "{name}" is declared twice: rename or remove one')
        seen.add(name)
    return frozenset(seen)


def _known(what: str, names: Iterable[str], known: frozenset[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f'{what} "{name}" is not declared: add it, or correct the name')
