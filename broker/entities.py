"""What today is made of: tickets, counters, leases, appointments, summonses; all immutable."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from broker.dispatch import Place
from broker.facts import FIRST_CLASS, Errand, Forecast
from contract.messages import CounterStatus, Intent, Stage, SummonsReason


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit at a counter that ended."""

    counter: str
    officer: str
    called_at: int
    ended_at: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket and where it is in its life."""

    id: UUID
    label: str
    service: str
    intent: Intent
    arrival: int
    """Effective arrival: what decides its place in the queue."""
    order: int
    """Journal number of its issue: tells two of the same millisecond apart."""
    issued_at: int = 0
    prefix: str = ""
    """Of the series that its number is of."""
    class_id: str = FIRST_CLASS
    claims: str | None = None
    """The class that was asked for, until it is confirmed or refused, or the ticket is called."""
    stage: Stage = Stage.WAITING
    counter: str | None = None
    """Where it was called last."""
    officer: str | None = None
    called_at: int = 0
    calls: int = 0
    """Calls and recalls at that counter."""
    no_shows: int = 0
    until: int = 0
    """When it is let go: kept for a counter, or apart after a no-show."""
    calls_until: int = 0
    """Apart after a no-show: when its counters have made so many calls in all, it is let go too."""
    reserved: str | None = None
    """While it waits: the one counter that it is kept for."""
    then: tuple[str, ...] = ()
    come_back: tuple[str, ...] = ()
    """The counters to which it goes for the first of `then`."""
    printed: bool = False
    stays: tuple[Stay, ...] = ()
    """Its visits that ended, each at its counter."""
    rated: tuple[str, ...] = ()
    """Counters whose visit was rated."""
    wait: Forecast | None = None
    """What its holder was told."""
    errand: Errand | None = None
    """What its holder prepared at a kiosk."""

    @property
    def place(self) -> Place:
        """Where it stands in its line."""
        return (self.arrival, self.order, self.id)

    @property
    def line(self) -> tuple[str, str]:
        """The line it stands in, when it is kept for nobody."""
        return (self.service, self.class_id)


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter in this session."""

    status: CounterStatus = CounterStatus.CLOSED
    officer: str | None = None
    ticket: UUID | None = None
    """The ticket that is called or served there now."""
    last: Ticket | None = None
    """The one whose visit there ended last, as it was then; none after a no-show."""
    calls: int = 0
    """Calls of the day, but for recalls."""
    streak: int = 0
    """Preferred calls in a row."""
    free_since: int = 0
    """When its last visit ended, or it opened."""
    duty: int = 0
    """How long its officer has been on duty here until `duty_since`, in milliseconds."""
    duty_since: int | None = None
    """When it opened; none while it calls nobody."""
    busy: int = 0
    """How long its officer has been in visits that ended, in milliseconds."""
    busy_since: int | None = None
    """When the visit at hand was called."""

    @property
    def calling(self) -> bool:
        """Whether an officer is there."""
        return self.status in {CounterStatus.OPEN, CounterStatus.PAUSING}

    def called(self, ticket: UUID, at: int, *, preferred: bool) -> Self:
        """It with a ticket that it has called."""
        streak = self.streak + 1 if preferred else 0
        return replace(self, ticket=ticket, calls=self.calls + 1, streak=streak, busy_since=at)

    def freed(self, last: Ticket, at: int) -> Self:
        """It without the ticket that was there."""
        since = self.busy_since if self.busy_since is not None else at
        busy = self.busy + max(0, at - since)
        return replace(self, ticket=None, last=last, free_since=at, busy=busy, busy_since=None)

    def become(self, status: CounterStatus, officer: str | None, at: int) -> Self:
        """It in another status; a new officer begins with nothing behind."""
        known = self
        if self.officer != officer:
            known = replace(known, last=None, duty=0, busy=0, duty_since=None)
        new = replace(known, status=status, officer=officer)
        if new.calling and known.duty_since is None:
            return replace(new, duty_since=at, free_since=at)
        if not new.calling and known.duty_since is not None:
            duty = known.duty + max(0, at - known.duty_since)
            return replace(new, duty=duty, duty_since=None)
        return new

    def busy_share(self, now: int) -> int:
        """The share of the officer's time here that went into visits, in permille."""
        duty = self.duty + (now - self.duty_since if self.duty_since is not None else 0)
        busy = self.busy + (now - self.busy_since if self.busy_since is not None else 0)
        return min(1000, 1000 * busy // duty) if duty > 0 else 0


@dataclass(frozen=True, slots=True)
class Lease:
    """Numbers lent to a device."""

    id: UUID
    device: str
    service: str
    prefix: str
    first: int
    last: int
    granted_at: int
    digits: int
    """Ordinals are padded to this width on its slips."""
    used: int | None = None
    """The last one given, once the device gives no more."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a device's memory card."""

    epoch: int
    """Of the last lease that was lent to it."""
    expected: int
    """What it must show to borrow again: that epoch, or 0 when the card was replaced."""


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment of today."""

    service: str
    slot: int
    ticket: UUID | None = None
    """Since its check-in."""


@dataclass(frozen=True, slots=True)
class Summons:
    """Officers on call were asked to come."""

    since: int
    times: int
    reason: SummonsReason
    counters: tuple[str, ...]
    """Whose officers have not come yet."""
