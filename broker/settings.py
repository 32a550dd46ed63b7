"""The centre's settings: what it offers, who sits where, which devices belong to it, when it opens.

Settings that contradict each other are refused at start, in words that name the fix.
"""

from datetime import time
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from broker import contradictions as check
from broker import series
from broker.declared import (
    Agency,
    Counter,
    Device,
    Hours,
    Moment,
    Officer,
    Service,
    Text,
    TicketClass,
)
from contract.channels import BROKER
from contract.messages import Name
from runtime.settings import DeviceSettings, Settings, Zone

Minutes = Annotated[int, Field(ge=1, le=24 * 60)]

DAY_TURNS = time(3)
"""When business days turn, unless the settings say otherwise."""


class Policy(StrEnum):
    """How the next ticket is chosen; see `broker.dispatch.rule`."""

    PROMISED = "promised"
    FCFS = "fcfs"
    ABSOLUTE = "absolute"
    HEAD_START = "head_start"


class DispatchSettings(Settings):
    """Who is next."""

    policy: Policy = Policy.PROMISED
    """How the next ticket is chosen."""
    window_min: int = Field(default=60, ge=0, le=24 * 60)
    """Nobody is overtaken by someone who came so many minutes later."""
    turn_after: int = Field(default=3, ge=1, le=100)
    """Under `absolute`: after so many preferred calls a counter calls one of the others."""
    auto_call: bool = False
    """Free counters are sent the next ticket without a press."""


class VisitSettings(Settings):
    """What a visit may come to."""

    no_show_after_s: int = Field(default=45, ge=0, le=600)
    """A called citizen has this long to come before *no-show* is accepted."""
    hold_s: int = Field(default=180, ge=0, le=3600)
    """After a first no-show a ticket is left alone for so many seconds, or for `hold_calls`."""
    hold_calls: int = Field(default=3, ge=1, le=100)
    """After so many calls of counters that could call it, the ticket is no longer left alone."""
    report_within_min: Minutes = 60
    """After a second no-show the citizen has this long to report."""
    reserve_min: Minutes = 20
    """A ticket that was sent to one counter goes to all that can call it after so long."""


class AppointmentSettings(Settings):
    """Visits that were arranged."""

    ticket_class: Name | None = None
    """The class of those who have one; without it `appointment`, or the first if there is none."""
    late_min: int = Field(default=10, ge=0, le=240)
    """Who checks in later than this after the slot has lost it, and waits from then on."""


class OnCallSettings(Settings):
    """Counters whose officers come when somebody waits."""

    again_after_s: tuple[Annotated[int, Field(ge=1, le=24 * 3600)], ...] = (180, 360)
    """They are summoned again so long after the first time, and the receptionist is told."""
    stand_by_after_min: Minutes = 10
    """With nobody waiting for so long, the counter stands by again."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(later <= earlier for earlier, later in pairwise(self.again_after_s)):
            raise ValueError(
                f"`again_after_s` is {list(self.again_after_s)}: put shorter times first, each once"
            )
        return self


class LeaseSettings(Settings):
    """Numbers that a dispenser may give while the queue service is away."""

    first: int = Field(default=701, ge=2, le=9999)
    """They begin with this ordinal in every series; online numbers jump over them."""
    last: int = Field(default=999, ge=2, le=9999)
    """They end with this ordinal."""
    least: int = Field(default=5, ge=1, le=500)
    """Numbers in a block at least; otherwise one and a half times what the busiest half hour of the
    rest of the day brings, but not more than one dispenser's share of what is left."""
    most: int = Field(default=60, ge=1, le=500)
    """Numbers in a block at most."""
    after_restore: int = Field(default=200, ge=1, le=1000)
    """Numbers left out in every series after the journal came back from a backup: as many as a
    series gives between two backups, or more."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError(f"`first` is {self.first}, `last` {self.last}: exchange them")
        if self.least > self.most:
            raise ValueError(f"`least` is {self.least}, `most` {self.most}: exchange them")
        if self.last - self.first + 1 < self.least:
            raise ValueError(
                f"{self.first} to {self.last} are fewer numbers than `least`, {self.least}: raise"
                " `last`, or lower `least`"
            )
        return self


class RatingSettings(Settings):
    """How visits are rated, and which ratings a supervisor should look at."""

    period: Literal["month", "day"] = "month"
    """What is kept of when an opinion was given. With `day` an officer whom one visitor of a day
    rated knows who it was."""
    least: int = Field(default=5, ge=1, le=100)
    """Of an officer with fewer ratings than this no more is told than how many they are."""
    quick_s: int = Field(default=3, ge=0, le=60)
    """A touch sooner than this after the call or the end of the visit is marked."""
    alike: int = Field(default=10, ge=2, le=1000)
    """From so many of one level in a row at a counter on they are marked."""
    outside_s: int = Field(default=300, ge=0, le=24 * 3600)
    """A touch later than this after the end of the visit is marked."""


class FeedbackSettings(Settings):
    """Complaints and suggestions."""

    prefix: str = Field(default="PA", pattern=r"^[A-Z]{1,4}$")
    """What receipt codes begin with."""


class WebSettings(Settings):
    """What this process gives by HTTP: the catalogue that kiosks fetch."""

    host: str = ""
    """Address of this machine to listen at; without it all of them."""
    port: int = Field(default=8091, ge=1, le=65535)
    """Port to listen at."""


NORMAL = (
    TicketClass(id="normal", promise_min=30),
    TicketClass(id="priority", promise_min=10, head_start_min=5),
    TicketClass(id="appointment", promise_min=10),
)
"""The classes of a centre that declares none."""


class CentreSettings(DeviceSettings):
    """Everything the queue service is told before it starts."""

    device: Literal["broker"] = BROKER
    name: Text
    zone: Zone = "Asia/Ho_Chi_Minh"
    day_turns: Moment = DAY_TURNS
    """When one business day ends and the next begins: in the longest time that it is closed, or at
    a quiet moment if it never is."""
    hours: tuple[Hours, ...] = Field(min_length=1)
    signs: Literal["seven_segment", "matrix"] = "seven_segment"
    """What the signs can show: not every letter is readable on seven segments."""
    sign_width: int = Field(default=4, ge=3, le=8)
    """Characters that the narrowest sign shows: no number may be longer."""
    dispatch: DispatchSettings = DispatchSettings()
    visit: VisitSettings = VisitSettings()
    appointments: AppointmentSettings = AppointmentSettings()
    on_call: OnCallSettings = OnCallSettings()
    leases: LeaseSettings = LeaseSettings()
    ratings: RatingSettings = RatingSettings()
    feedback: FeedbackSettings = FeedbackSettings()
    web: WebSettings | None = None
    """Without this table nothing is given by HTTP."""
    classes: tuple[TicketClass, ...] = Field(default=NORMAL, min_length=1)
    """The first is the class of everybody who asks for none."""
    agencies: tuple[Agency, ...] = Field(min_length=1)
    services: tuple[Service, ...] = Field(min_length=1)
    counters: tuple[Counter, ...] = Field(min_length=1)
    officers: tuple[Officer, ...] = Field(min_length=1)
    devices: tuple[Device, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check.hours_in_order(self.hours)
        check.day_turns_at_night(self.day_turns, self.hours)
        self._names_fit()
        check.somebody_serves(self.services, self.counters, self.hours)
        check.classes_can_be_given(self.classes, self.devices)
        self._series_fit()
        return self

    def _names_fit(self) -> None:
        check.names_differ("agencies", "id", (agency.id for agency in self.agencies))
        check.names_differ("services", "id", (service.id for service in self.services))
        check.names_differ("counters", "name", (counter.name for counter in self.counters))
        check.names_differ("classes", "id", (known.id for known in self.classes))
        check.names_differ("officers", "id", (officer.id for officer in self.officers))
        check.names_differ("devices", "name", (device.name for device in self.devices))
        check.agencies_are_known(self.agencies, self.services, self.officers)
        check.counters_are_known(self.counters, self.devices)
        check.names_fit_in_a_message((*self.agencies, *self.services, *self.classes))
        check.appointments_have_a_class(self.appointments.ticket_class, self.classes)

    def _series_fit(self) -> None:
        lent, spare = (self.leases.first, self.leases.last), self.leases.after_restore
        series.labels_differ(self.services, lent, spare)
        if self.signs == "seven_segment":
            series.prefixes_are_readable(self.services)
        series.labels_fit(self.services, lent, self.leases.most, self.sign_width)
