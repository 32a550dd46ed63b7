"""What a kiosk knows of the world around it: the centre, its queues, and the catalogue. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from contract import messages as m
from contract.catalogue import Procedure
from faces.hours import Doors, business_day, doors
from hardware.printer import Fault


@dataclass(frozen=True, slots=True)
class Listing:
    """A procedure as far as a list shows it."""

    code: str
    title: str
    field: str = ""
    agency: str = ""
    """Who carries it out, as published."""
    audience: tuple[str, ...] = ()
    service: str = ""
    on_the_spot: bool = False
    popularity: int = 0


class Shelf(Protocol):
    """An open catalogue. It never changes, so whoever asks it the same hears the same."""

    @property
    def date(self) -> str:
        """The day as of which it is true, `YYYY-MM-DD`."""

    @property
    def listings(self) -> Sequence[Listing]:
        """All procedures that citizens may see."""

    def find(self, query: str) -> Sequence[Listing]:
        """Those that somebody probably means, the likeliest first."""

    def procedure(self, code: str) -> Procedure | None:
        """All about one of them."""


class Status(StrEnum):
    """Whether somebody can have a number for a service now, and at this machine."""

    OPEN = "open"
    CLOSED = "closed"
    """Outside opening hours."""
    FULL = "full"
    """All numbers of the day are given."""
    AWAY = "away"
    """The queue service is away."""
    ELSEWHERE = "elsewhere"
    """It is not dealt with in this centre."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that deals with a service."""

    name: str
    status: m.CounterStatus | None = None


@dataclass(frozen=True, slots=True)
class World:
    """The centre as it was told, and the machine's own parts."""

    shelf: Shelf | None = None
    centre: m.CentreState | None = None
    queues: Mapping[str, m.QueueState] = field(default_factory=dict)
    waits: Mapping[str, m.WaitsState] = field(default_factory=dict)
    counters: Mapping[str, m.CounterState] = field(default_factory=dict)
    reached: bool = False
    """Whether the queue service can be reached."""
    fault: Fault | None = None
    """What the printer said last."""
    prints: bool = True
    """Whether there is a printer at all."""
    clock_trusted: bool = True

    def doors(self, now: int) -> Doors | None:
        """How the doors are; None as long as nobody can tell."""
        return doors(self.centre, now) if self.clock_trusted else None

    def declared(self, service: str) -> m.DeclaredService | None:
        """What the centre says about a service."""
        known = self.centre.services if self.centre else ()
        return next((one for one in known if one.id == service), None)

    def status(self, service: str, now: int) -> Status:
        """Whether somebody can have a number for it now."""
        if self.declared(service) is None:
            return Status.ELSEWHERE if self.centre or not service else Status.AWAY
        known, queue = self.doors(now), self.queue(service, now)
        if known and not known.open:
            return Status.CLOSED
        if queue and queue.full:
            return Status.FULL
        return Status.OPEN if self.reached else Status.AWAY

    def desks(self, service: str, now: int) -> tuple[Desk, ...]:
        """The counters that deal with it, in order."""
        told = [one for one in self.counters.values() if service in one.services]
        if told:
            named = sorted(told, key=lambda one: in_order(one.counter))
            return tuple(Desk(one.counter, one.status if self.reached else None) for one in named)
        queue = self.queue(service, now)
        return tuple(Desk(name) for name in queue.counters) if queue else ()

    def wait(self, service: str, now: int) -> m.Wait | None:
        """How long somebody of everybody's class would wait for it."""
        waits, queue = self.waits.get(service), self.queue(service, now)
        if waits is None or queue is None or not self.reached or waits.day != queue.day:
            return None
        return waits.next.get(self.first_class)

    def queue(self, service: str, now: int) -> m.QueueState | None:
        """A queue as it is today: what was told yesterday is not true this morning."""
        queue = self.queues.get(service)
        if queue is None or self.centre is None or not self.clock_trusted:
            return None
        return queue if queue.day == business_day(self.centre, now) else None

    @property
    def first_class(self) -> str:
        """Everybody's class; its usual name as long as nobody told."""
        return self.centre.classes[0].id if self.centre and self.centre.classes else "normal"

    def agency(self, listing: Listing, language: str) -> str:
        """Whose a procedure is: the agency that serves it here, or else as published."""
        declared = self.declared(listing.service)
        if declared and self.centre:
            for agency in self.centre.agencies:
                if agency.id == declared.agency:
                    return name_of(agency, language)
        return listing.agency


def in_order(counter: str) -> tuple[int, str]:
    """What counters are sorted by: 2 comes before 10, and 3A after 3."""
    digits = "".join(sign for sign in counter if sign.isdecimal())
    return int(digits or 0), counter


def name_of(declared: m.DeclaredAgency | m.DeclaredService, language: str) -> str:
    """Its name in a language, or in the centre's own words where it has none."""
    return declared.names.get(language) or declared.name
