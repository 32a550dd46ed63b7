"""The asks of citizens' devices: numbers, slips, appointments, ratings."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contract.messages.parts import Errand, Indices
from contract.messages.words import (
    Count,
    CounterName,
    Day,
    FeedbackKind,
    Intent,
    Label,
    Level,
    Message,
    Millis,
    Name,
    VoidReason,
)

Code = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=r"\S")
]
"""An appointment's code, as the citizen was told it."""

MOST_BOOKINGS = 16
"""Appointments in one ask at most: it must stay below the largest ask."""

MOST_OFFLINE = 12
"""Tickets of a dispenser's own journal in one ask at most; fewer if it would be too large."""

MOST_REMARK, MOST_FEEDBACK = 300, 1000
"""Letters of a remark, and of a complaint or suggestion: an ask must stay below the largest."""

MOST_STEPS = 5
"""Further services of one visit at most."""


class Ask(Message):
    """A request that changes something. The same `id` is the same request, however often sent."""

    id: UUID
    """Chosen by the asker, unchanged across retries."""


class TicketAsk(Ask):
    """Take a number."""

    service: Name
    """The queue to join."""
    intent: Intent = Intent.FILE
    """What the citizen came to do."""
    class_id: Name | None = None
    """The class; without it the centre's first one."""
    then: Annotated[tuple[Name, ...], Field(max_length=MOST_STEPS)] = ()
    """Services that the same visit goes to afterwards, in order."""
    slip: Name | None = None
    """The dispenser that prints the slip: a console has no printer. It hears the same answer."""
    errand: Errand | None = None
    """What the citizen prepared at a kiosk."""


class CheckInAsk(Ask):
    """Take the number of an appointment."""

    code: Code
    """The appointment's code."""
    slip: Name | None = None
    """The dispenser that prints the slip: a console has no printer. It hears the same answer."""


class ClassifyAsk(Ask):
    """Give a waiting ticket another class, for example once the receptionist has confirmed it.

    The class that it has already refuses what its holder had claimed.
    """

    ticket: UUID
    """The ticket."""
    class_id: Name
    """Its class from now on."""


class ReportAsk(Ask):
    """The holder of a number that was called in vain, or set aside, is here again."""

    label: Label
    """The number on the slip."""


class PrintedAsk(Ask):
    """Report that the slip of a ticket is in the citizen's hand."""

    ticket: UUID
    """The ticket that was printed."""


class VoidAsk(Ask):
    """Take a waiting ticket back; its number is never used again that day."""

    ticket: UUID
    """The ticket to take back."""
    reason: VoidReason
    """Why."""


class Booking(Message):
    """One appointment."""

    code: Code
    """What the citizen shows."""
    service: Name
    """What it is for."""
    slot: Millis
    """When it is."""


class AppointmentsAsk(Ask):
    """Make today's appointments known. One that is known already is changed, until its check-in."""

    day: Day
    """The business day that they are of; only today's are taken."""
    bookings: Annotated[tuple[Booking, ...], Field(min_length=1, max_length=MOST_BOOKINGS)]
    """The appointments."""


class RatingAsk(Ask):
    """A citizen's rating of a visit. Nothing in it says who rated."""

    counter: CounterName
    """The counter that served."""
    ticket: UUID
    """The visit that is rated."""
    day: Day
    """The business day of the visit, so that a rating kept through an outage finds it."""
    level: Level
    """How satisfied."""
    reasons: Annotated[tuple[Name, ...], Field(max_length=6)] = ()
    """Why not, where somebody is dissatisfied: identifiers of the pad's settings."""
    indices: Indices | None = None
    """Further questions that were answered beside it."""
    remark: Annotated[str, Field(max_length=MOST_REMARK)] = ""
    """In the citizen's own words."""
    after_s: Count | None = None
    """Seconds from the visit's call or end, whichever was last, to the first touch."""


class FeedbackAsk(Ask):
    """A complaint or a suggestion, to be answered by the centre. It belongs to no visit."""

    about: FeedbackKind
    """Which of the two."""
    text: Annotated[str, Field(min_length=1, max_length=MOST_FEEDBACK, pattern=r"\S")]
    """In the citizen's own words."""
    counter: CounterName | None = None
    """Where it was written; none at a kiosk."""
    contact: Annotated[str, Field(max_length=100)] = ""
    """How its writer wants to be answered, if at all."""


class DossierAsk(Ask):
    """How far is a dossier? Answered by the bridge to the back office, never by the broker."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    """The dossier's code, as on its receipt."""
    secret: Annotated[str, Field(min_length=1, max_length=32)]
    """The secret code of the receipt: without it nothing is told."""


class LeaseAsk(Ask):
    """Borrow numbers of a series, to give them while the queue service is away."""

    service: Name
    """The queue."""
    epoch: Count
    """That of the last lease on this device's memory card, of whatever day; 0 without one. It tells
    copies of the card apart. Write this ask down before it is sent, and send the same one again
    when there is no answer: a new one would look like a copy's."""


class OfflineTicket(Message):
    """A number that a dispenser gave by itself, as in its own journal."""

    ticket: UUID
    """Chosen by the dispenser."""
    ordinal: Count
    """Which of the lent numbers."""
    at: Millis
    """When it was given, by the dispenser's clock."""
    printed: bool
    """Whether its slip came out, or may have: only what was surely not printed is void."""
    intent: Intent = Intent.FILE
    """What the citizen came to do."""
    class_id: Name | None = None
    """The class; without it the centre's first one."""
    then: Annotated[tuple[Name, ...], Field(max_length=MOST_STEPS)] = ()
    """Services that the same visit goes to afterwards, in order. One that is unknown by now is left
    out: its holder has joined the queue all the same."""


class OfflineTicketsAsk(Ask):
    """Hand in what was given from a lease: in any order, in parts, any number of times.

    What cannot be is refused in words, ticket by ticket; the others have joined the queue.
    """

    lease: UUID
    """The lease."""
    day: Day
    """The business day of the lease."""
    clock_now: Millis
    """The dispenser's clock when it asks: whatever it is off, its times are corrected by it."""
    tickets: Annotated[tuple[OfflineTicket, ...], Field(max_length=MOST_OFFLINE)] = ()
    """Some of the tickets."""
    last: Count | None = None
    """Given when the device will use this lease no more: the last ordinal in its journal, or the
    one before the first if it used none. What comes after it is void."""


class NewCardAsk(Ask):
    """A device got a new memory card and may borrow numbers again.

    What was lent to it before stays lent: slips of the old card may be in people's hands.
    """

    device: Name
    """The device."""


class ExplainAsk(Ask):
    """Why was a number called when it was, or where does it stand? Changes nothing."""

    label: Label
    """The number."""
