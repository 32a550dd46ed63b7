"""All that a decision may look at, and how it says no."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from broker import facts as f
from broker.centre import Centre
from broker.declared import Device
from broker.entities import Counter, Ticket
from broker.plan import Plan
from contract import messages as m

Facts = tuple[f.Fact, ...]
Rule = Callable[[Any, "Case"], Facts]
"""What an ask of one kind leads to."""

_ID_BITS = 128


class Refusal(Exception):  # noqa: N818 - an outcome, not an error
    """Why an ask changes nothing."""

    def __init__(self, reason: m.Reason, detail: str = "") -> None:
        """`detail` is for the technician, in English."""
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def refused(ask: str, refusal: Refusal, case: "Case") -> f.Refused:
    """The fact that an ask was refused."""
    return f.Refused(
        at=case.now,
        by=case.asker.name,
        ask=ask,
        reason=refusal.reason,
        detail=refusal.detail,
    )


class Chance(Protocol):
    """A source of random bits, such as `random.SystemRandom`."""

    def getrandbits(self, bits: int, /) -> int:
        """That many random bits, as a whole number."""


def new_id(chance: Chance) -> UUID:
    """A random identity."""
    return UUID(int=chance.getrandbits(_ID_BITS), version=4)


class Outlook(Protocol):
    """Expected waits, as they are at hand: asking costs nothing."""

    def for_next(
        self, service: str, class_id: str, centre: Centre, now: int, arrival: int | None = None
    ) -> f.Forecast | None:
        """How long somebody who takes a number now will wait; none when nothing can be said.

        `arrival` is their effective arrival, if it is another: the slot of an appointment.
        """

    def for_ticket(self, ticket: UUID, now: int) -> f.Forecast | None:
        """How much longer one ticket will wait; none when nothing can be said."""

    def busiest(self, service: str, now: int) -> float:
        """How many usually come in the busiest half hour that is left of the day."""


class NoOutlook:
    """Nothing is foretold."""

    def for_next(self, *_: object, **__: object) -> f.Forecast | None:
        """Nothing."""
        return None

    def for_ticket(self, *_: object) -> f.Forecast | None:
        """Nothing."""
        return None

    def busiest(self, *_: object) -> float:
        """Nobody is expected."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """All that a decision may look at."""

    plan: Plan
    centre: Centre
    asker: Device
    now: int
    """Milliseconds since 1970-01-01 UTC."""
    chance: Chance
    outlook: Outlook


# --- What several rules ask ---------------------------------------------------------------------


def ticket_of(identity: UUID, case: Case) -> Ticket:
    """The ticket with an identity, if today has it."""
    ticket = case.centre.tickets.get(identity)
    if ticket is None:
        raise Refusal(m.Reason.UNKNOWN_TICKET)
    return ticket


def known_ticket(case: Case, label: str) -> Ticket:
    """The ticket that bears a number today."""
    ticket = case.centre.labels.get(label.strip().upper())
    if ticket is None:
        raise Refusal(m.Reason.UNKNOWN_TICKET, label)
    return case.centre.tickets[ticket]


def own_counter(name: str, case: Case) -> Counter:
    """The counter, if the asker may act for it."""
    if name not in case.plan.counters:
        raise Refusal(m.Reason.UNKNOWN_COUNTER, name)
    if case.asker.counter not in (None, name):
        raise Refusal(m.Reason.NOT_ALLOWED, f"{case.asker.name} is bound to {case.asker.counter}")
    return case.centre.counter(name)


def known_service(service: str, case: Case) -> str:
    """The service, if there is such a one."""
    if service not in case.plan.services:
        raise Refusal(m.Reason.UNKNOWN_SERVICE, service)
    return service


def known_class(class_id: str | None, case: Case) -> str:
    """The class, if there is such a one; the first for those who ask for none."""
    if class_id is None:
        return case.plan.first_class
    if class_id not in case.plan.classes:
        raise Refusal(m.Reason.UNKNOWN_CLASS, class_id)
    return class_id
