"""What a dispenser knows of the world around it, and what it can offer therefore. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contract import messages as m
from faces.hours import Doors, business_day, doors
from hardware.printer import Fault


class Status(StrEnum):
    """Whether somebody can have a number of a service now."""

    OPEN = "open"
    CLOSED = "closed"
    """Outside opening hours."""
    FULL = "full"
    """All its numbers of the day are given."""
    AWAY = "away"
    """The queue service is away, and this machine has none of its numbers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One service as it can be offered now, in the words of one language."""

    service: str
    name: str
    agency: str
    agency_name: str
    intents: tuple[m.Intent, ...]
    status: Status
    waiting: int | None = None
    """People in its queue; none when nobody told."""
    wait: m.Wait | None = None
    """How long somebody of everybody's class would wait; none when that cannot be said."""


@dataclass(frozen=True, slots=True)
class World:
    """The centre as it was told, and the machine's own parts."""

    centre: m.CentreState | None = None
    queues: Mapping[str, m.QueueState] = field(default_factory=dict)
    waits: Mapping[str, m.WaitsState] = field(default_factory=dict)
    reached: bool = False
    """Whether the queue service can be reached."""
    lent: frozenset[str] = frozenset()
    """Services whose numbers this machine can give by itself now."""
    fault: Fault | None = None
    """What the printer said last."""
    clock_trusted: bool = True
    """Whether opening hours can be told by this machine's clock."""

    def doors(self, now: int) -> Doors | None:
        """How the doors are; None as long as nobody can tell."""
        return doors(self.centre, now) if self.clock_trusted else None

    def gives_numbers(self, now: int) -> bool:
        """Whether any press would lead to a slip now."""
        known = self.doors(now)
        return (self.reached or bool(self.lent)) and not (known and not known.open)

    def status(self, service: str, now: int) -> Status:
        """Whether somebody can have a number of this service now."""
        known, queue = self.doors(now), self._queue(service, now)
        if known and not known.open:
            return Status.CLOSED
        if queue and queue.full:
            return Status.FULL
        return Status.OPEN if self.reached or service in self.lent else Status.AWAY

    def offer(self, declared: m.DeclaredService, language: str, now: int) -> Offer:
        """A service as it can be offered now."""
        queue, waits = self._queue(declared.id, now), self.waits.get(declared.id)
        return Offer(
            service=declared.id,
            name=name_of(declared, language),
            agency=declared.agency,
            agency_name=self._agency(declared.agency, language),
            intents=declared.intents,
            status=self.status(declared.id, now),
            waiting=queue.waiting if queue and self.reached else None,
            wait=waits.next.get(self.first_class) if waits and queue and self.reached else None,
        )

    def offers(self, only: tuple[str, ...], language: str, now: int) -> tuple[Offer, ...]:
        """All services, or only these in their order, as they can be offered now."""
        declared = {known.id: known for known in self.centre.services} if self.centre else {}
        wanted = [declared[one] for one in only or declared if one in declared]
        return tuple(self.offer(known, language, now) for known in wanted)

    def classes(self) -> tuple[m.DeclaredClass, ...]:
        """The classes that people may ask for themselves."""
        return tuple(known for known in self.centre.classes if known.offered) if self.centre else ()

    @property
    def first_class(self) -> str:
        """Everybody's class; its usual name as long as nobody told."""
        return self.centre.classes[0].id if self.centre and self.centre.classes else "normal"

    def claims(self, class_id: str | None) -> str | None:
        """The class, where the receptionist must confirm it; else None."""
        known = {one.id: one for one in self.centre.classes} if self.centre else {}
        declared = known.get(class_id or "")
        return declared.id if declared and declared.confirmed else None

    def _queue(self, service: str, now: int) -> m.QueueState | None:
        """A queue as it is today: what was told yesterday closes no door this morning."""
        queue = self.queues.get(service)
        if queue is None or self.centre is None or not self.clock_trusted:
            return None
        return queue if queue.day == business_day(self.centre, now) else None

    def _agency(self, agency: str, language: str) -> str:
        known = {one.id: one for one in self.centre.agencies} if self.centre else {}
        return name_of(known[agency], language) if agency in known else ""


def name_of(declared: m.DeclaredAgency | m.DeclaredService | m.DeclaredClass, language: str) -> str:
    """Its name in a language, or in the centre's own words where it has none."""
    return declared.names.get(language) or declared.name
