"""Who is in the hall: told from the events, as somebody who was there from the start would."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from contract import messages as m

Where = Literal["waiting", "held", "counter"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a number."""

    ticket: m.Ticket
    since: int
    """When the number was taken, in milliseconds since 1970-01-01 UTC."""
    where: Where = "waiting"


@dataclass
class People:
    """Everybody whose visit has not ended."""

    known: dict[UUID, Person] = field(default_factory=dict)

    def of(self, service: str) -> Iterator[Person]:
        """Those who wait for a service or are held, in the order in which they came."""
        for person in sorted(self.known.values(), key=lambda person: person.since):
            if person.ticket.service == service and person.where != "counter":
                yield person

    def heard(self, event: m.Event) -> None:
        """Follow what happened to somebody."""
        match event:
            case m.IssuedEvent():
                self.known[event.ticket.id] = Person(event.ticket, event.at)
            case m.QueuedEvent():
                self._put(event.ticket, event.at, "waiting")
            case m.ClassifiedEvent():
                self._put(event.ticket, event.at, None)
            case m.CalledEvent():
                self._put(event.ticket, event.at, "counter")
            case m.VisitEvent(stage=m.Stage.HELD):
                self._put(event.ticket, event.at, "held")
            case m.VisitEvent(stage=m.Stage.SERVING | m.Stage.PARKED):
                self._put(event.ticket, event.at, "counter")
            case m.VisitEvent() | m.VoidedEvent():
                self.known.pop(event.ticket.id, None)
            case _:
                pass

    def _put(self, ticket: m.Ticket, at: int, where: Where | None) -> None:
        known = self.known.get(ticket.id, Person(ticket, at))
        self.known[ticket.id] = replace(known, ticket=ticket, where=where or known.where)
