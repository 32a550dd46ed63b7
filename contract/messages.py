"""The messages: asks, answers, states and events, all frozen and closed to unknown fields.

The string under a field is its meaning; `docs/PROTOCOL.md` and the JSON Schemas are rendered from
it. Times are integer milliseconds since 1970-01-01 UTC; a `day` is the business day, `YYYY-MM-DD`.
Fields are only ever added, with a default, within one version of the wire.
"""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
"""A short identifier of a centre, device, service or officer, safe in a topic."""

CounterName = Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")]
"""A counter as people read it: `3`, `3A`."""

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Label = Annotated[str, Field(min_length=1, max_length=12)]
Millis = Annotated[int, Field(ge=0, lt=1 << 53)]
Words = Annotated[str, Field(max_length=2000)]


class Message(BaseModel):
    """Anything that travels: immutable, strictly typed, no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Intent(StrEnum):
    """What the citizen came to do; never decides the desk (one counter does all of its field)."""

    FILE = "file"
    COLLECT = "collect"
    COMPLETE = "complete"
    ASK = "ask"
    PAY = "pay"


class Stage(StrEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    VOID = "void"


class VoidReason(StrEnum):
    """Why a number was taken back; every gap in the numbers has one of these."""

    PRINTER_FAILED = "printer_failed"
    TOO_LATE = "too_late"
    MISTAKE = "mistake"


class CounterAction(StrEnum):
    """What an officer does with a counter as a whole."""

    SIGN_IN = "sign_in"
    OPEN = "open"
    PAUSE = "pause"
    CLOSE = "close"


class CounterStatus(StrEnum):
    """`pausing` is open until the visit at the counter ends, then paused."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSING = "pausing"
    PAUSED = "paused"


class Level(StrEnum):
    """How satisfied a citizen was."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"


class Reason(StrEnum):
    """Why an ask was refused. The words for people are in the catalogues under `refusal`."""

    UNREADABLE = "unreadable"
    """Not JSON, an unknown ask or field, or a value of the wrong type."""
    UNKNOWN_DEVICE = "unknown_device"
    """The device is not in the centre's settings."""
    NOT_ALLOWED = "not_allowed"
    """A device of this role, or bound to another counter, may not ask this."""
    UNKNOWN_SERVICE = "unknown_service"
    """No such service."""
    UNKNOWN_COUNTER = "unknown_counter"
    """No such counter."""
    UNKNOWN_OFFICER = "unknown_officer"
    """No such officer."""
    UNKNOWN_TICKET = "unknown_ticket"
    """No such ticket on that day."""
    OUTSIDE_HOURS = "outside_hours"
    """Tickets are not given at this time."""
    NOBODY_WAITING = "nobody_waiting"
    """No waiting ticket can be called to this counter."""
    NO_OFFICER = "no_officer"
    """Nobody is signed in at the counter."""
    OFFICER_ELSEWHERE = "officer_elsewhere"
    """The officer is signed in at another counter."""
    COUNTER_CLOSED = "counter_closed"
    """The counter is closed."""
    COUNTER_PAUSED = "counter_paused"
    """The counter is paused."""
    COUNTER_CHANGED = "counter_changed"
    """Another ticket is at the counter than the asker saw."""
    WRONG_STAGE = "wrong_stage"
    """The ticket is not where it must be in its life for this."""
    TOO_SOON = "too_soon"
    """The called citizen still has time to come."""
    NOT_SERVED = "not_served"
    """The ticket was not served at this counter."""
    ALREADY_RATED = "already_rated"
    """The visit has its rating."""
    CLOCK_NOT_SET = "clock_not_set"
    """The queue service does not know what day it is."""
    BUSY = "busy"
    """The queue service cannot decide now; ask again."""


# --- Parts that several messages share ---------------------------------------------------------


class Ticket(Message):
    """A ticket as every device may know it: no name, no phone, nothing personal."""

    id: UUID
    """Random identity; the label is not a credential."""
    label: Label
    """What is printed and called: series prefix and ordinal, `A012`."""
    service: Name
    """The queue it stands in."""
    service_name: Words
    """The service in the centre's own words."""
    intent: Intent
    """What the citizen came to do."""


class Officer(Message):
    """Who sits at a counter in this session."""

    id: Name
    """The officer's identifier in the centre's settings."""
    name: Words
    """Full name, as on the name plate."""
    title: Words = ""
    """Position, for example `Chuyên viên`."""
    agency: Words = ""
    """The agency that sends the officer."""


class Visit(Message):
    """A ticket at a counter."""

    ticket: Ticket
    """The ticket."""
    stage: Stage
    """`called`, `serving` or `finished`."""
    called_at: Millis
    """When it was first called to this counter."""
    calls: int
    """1 at the call, one more with each recall: a sign blinks anew when it grows."""


class Part(Message):
    """One piece of hardware of a device, as its technician would look at it."""

    name: Name
    """`printer`, `sign`, `keys`, ..."""
    state: Literal["ok", "fault", "unknown"]
    """`unknown` is said when the part cannot be asked."""
    detail: Words = ""
    """What is wrong and what to do, in plain words."""


# --- Asks --------------------------------------------------------------------------------------


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


class NextAsk(Ask):
    """Finish the visit at the counter, if any, and call the next ticket: one press, one commit."""

    counter: CounterName
    """The counter that calls."""
    seen: UUID | None = None
    """The ticket the officer saw at the counter, none if it was free; refused if it changed."""


class RecallAsk(Ask):
    """Call the ticket at the counter once more."""

    counter: CounterName
    """The counter that calls."""
    ticket: UUID
    """The ticket the officer saw there."""


class ServeAsk(Ask):
    """The citizen has come: service begins."""

    counter: CounterName
    """The counter that serves."""
    ticket: UUID
    """The ticket the officer saw there."""


class FinishAsk(Ask):
    """End the visit and call nobody."""

    counter: CounterName
    """The counter that served."""
    ticket: UUID
    """The ticket the officer saw there."""


class NoShowAsk(Ask):
    """The called citizen did not come."""

    counter: CounterName
    """The counter that called."""
    ticket: UUID
    """The ticket the officer saw there."""


class CounterAsk(Ask):
    """Sign in, open, pause or close a counter. Pausing in a visit takes effect at its end."""

    counter: CounterName
    """The counter."""
    action: CounterAction
    """What to do with it."""
    officer: Name | None = None
    """Who signs in; only with `sign_in`."""


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


# --- Answers -----------------------------------------------------------------------------------


class Issued(Message):
    """A number was given."""

    kind: Literal["issued"] = "issued"
    ticket: Ticket
    """The ticket."""
    issued_at: Millis
    """When it was given."""
    day: Day
    """The business day in which the number is valid."""
    ahead: int
    """People who stood before it in its queue at that moment."""
    counters: tuple[CounterName, ...]
    """Counters that may call it."""
    token: str
    """Random text for the QR code, with which its holder follows the ticket."""


class Called(Message):
    """A ticket was called to the counter."""

    kind: Literal["called"] = "called"
    counter: CounterName
    """Where to go."""
    ticket: Ticket
    """Who is called."""


class Done(Message):
    """What was asked has been done and is durable."""

    kind: Literal["done"] = "done"


class Refused(Message):
    """Nothing was changed, and why."""

    kind: Literal["refused"] = "refused"
    reason: Reason
    """One of a closed list."""
    detail: Words = ""
    """For the technician's log, in English."""


Answer = Annotated[Issued | Called | Done | Refused, Field(discriminator="kind")]


# --- States (retained) -------------------------------------------------------------------------


class CounterState(Message):
    """What sign, hall, pad and console draw for one counter."""

    counter: CounterName
    """The counter."""
    status: CounterStatus
    """Whether it calls."""
    officer: Officer | None = None
    """Who is signed in."""
    visit: Visit | None = None
    """The ticket at the counter now."""
    last: Visit | None = None
    """The visit that ended last in this session; it may still be rated."""
    services: tuple[Name, ...] = ()
    """The queues it can call from."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn; a smaller one is older."""


class QueueState(Message):
    """What hall and dispenser draw for one service."""

    service: Name
    """The queue."""
    name: Words
    """The service in the centre's own words."""
    waiting: int
    """People in it."""
    counters: tuple[CounterName, ...] = ()
    """Counters that are open for it now."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn."""


class DeviceState(Message):
    """How a device is. `offline` is its last will, published for it by the MQTT server."""

    device: Name
    """The device."""
    status: Literal["online", "offline"]
    """Whether its process is connected."""
    version: Words = ""
    """Of the software."""
    started_at: Millis | None = None
    """When its process started."""
    at: Millis | None = None
    """When this was written."""
    says: Words = ""
    """The sentence it shows to the public now, empty when all is well."""
    parts: tuple[Part, ...] = ()
    """Its hardware."""
    temperature_c: float | None = None
    """Of the processor, in degrees Celsius."""
    disk_free_mb: int | None = None
    """Free space where it keeps its data, in megabytes."""
    clock_synchronised: bool | None = None
    """Whether its clock can be trusted."""
    counts: dict[str, int] = {}
    """What it counted since its start, for example asks that could not be read."""


# --- Events ------------------------------------------------------------------------------------


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
    counter: CounterName
    """The counter."""
    stage: Stage
    """`serving`, `finished` or `no_show`."""


class CounterEvent(Event):
    """A counter was opened, paused or closed, or its officer changed."""

    counter: CounterName
    """The counter."""
    status: CounterStatus
    """Its status from now."""
    officer: Name | None
    """Who is signed in."""
