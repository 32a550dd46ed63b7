"""The events: what happened once."""

from contract.messages.parts import Ticket
from contract.messages.words import (
    CounterName,
    CounterStatus,
    Day,
    FeedbackKind,
    Message,
    Millis,
    Name,
    QueuedReason,
    Stage,
    SummonsReason,
    VoidReason,
)


class Event(Message):
    """Something that happened once. Draw states, speak events."""

    seq: int
    """Its number in the journal."""
    previous: int
    """The number of the event before it, 0 for the first of the day: a gap is a missed event."""
    day: Day
    """The business day."""
    at: Millis
    """When it was decided."""


class IssuedEvent(Event):
    """A number was given."""

    ticket: Ticket
    """The ticket."""


class PrintedEvent(Event):
    """A slip is in the citizen's hand."""

    ticket: Ticket
    """The ticket."""


class VoidedEvent(Event):
    """A number was taken back."""

    ticket: Ticket
    """The ticket."""
    reason: VoidReason
    """Why."""


class CalledEvent(Event):
    """A ticket was called, or called again: voice and bridge act on this."""

    ticket: Ticket
    """Who is called."""
    counter: CounterName
    """Where to go."""
    calls: int
    """1 at the call, one more with each recall."""


class VisitEvent(Event):
    """A visit went on or ended at its counter."""

    ticket: Ticket
    """The ticket."""
    counter: CounterName | None = None
    """The counter; none for a visit that expired while it waited."""
    stage: Stage
    """`serving`, `finished`, `parked`, `held`, `no_show` for good, or `expired`."""


class QueuedEvent(Event):
    """A ticket that was somewhere else waits, or waits in another way."""

    ticket: Ticket
    """The ticket, in the queue where it waits now."""
    reason: QueuedReason
    """Why."""
    reserved: CounterName | None = None
    """The counter that it is kept for."""


class ClassifiedEvent(Event):
    """A ticket got another class, or what its holder had claimed was refused."""

    ticket: Ticket
    """The ticket, with its class from now on."""


class SummonedEvent(Event):
    """Officers on call are asked to come: a phone gateway may act on this."""

    service: Name
    """For whom they are asked to come."""
    counters: tuple[CounterName, ...]
    """The counters on call."""
    reason: SummonsReason
    """Why."""
    times: int
    """1 at first, one more each time nobody came."""
    waiting: int
    """People who wait."""


class CounterEvent(Event):
    """A counter was opened, paused or closed, or its officer changed."""

    counter: CounterName
    """The counter."""
    status: CounterStatus
    """Its status from now."""
    officer: Name | None
    """Who is signed in."""


class FeedbackEvent(Event):
    """A complaint or a suggestion came in. Neither its words nor its receipt's code are told."""

    about: FeedbackKind
    """Which of the two."""
