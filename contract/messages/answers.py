"""The answers: what an ask has led to, durably."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contract.messages.parts import Ticket, Unserved, Wait
from contract.messages.words import (
    CallReason,
    CounterName,
    Day,
    DossierStage,
    Label,
    Message,
    Millis,
    Name,
    Reason,
    Stage,
    Words,
)


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
    wait: Wait | None = None
    """How long it will probably wait; none when that cannot be said."""
    summoned: bool = False
    """Nobody is at its counters: an officer is asked to come."""
    slot: Millis | None = None
    """When its appointment is; none without one."""
    slip: Name | None = None
    """The dispenser that was asked to print its slip, where the asker has no printer."""


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
    unserved: tuple[Unserved, ...] = ()
    """Whom no open counter serves now, because of what was done."""


class Leased(Message):
    """Numbers were lent. They are this device's alone, for this day."""

    kind: Literal["leased"] = "leased"
    lease: UUID
    """Its identity."""
    service: Name
    """The queue."""
    epoch: int
    """To be shown with the next `lease` ask; write it down before anything is printed."""
    first: int
    """The first ordinal."""
    last: int
    """The last ordinal."""
    labels: tuple[Label, ...]
    """What to print, from the first to the last ordinal."""
    counters: tuple[CounterName, ...]
    """Counters that may call them."""
    granted_at: Millis
    """When, by the queue service's clock."""
    day: Day
    """The business day in which the numbers are valid."""
    until: Millis | None = None
    """When that day ends, by the queue service's clock; a dispenser that does not know gives none
    of them."""


class CallRecord(Message):
    """One call of a ticket, and what it rested on."""

    at: Millis
    """When."""
    counter: CounterName
    """Where to."""
    policy: Words
    """By which policy; `given` out of its turn, `reserved` for a ticket kept for this counter."""
    reason: CallReason | None = None
    """Why it was called out of its turn."""
    waited_s: int
    """Seconds since its effective arrival."""
    share: int = 0
    """How much of its promise was used up, weighted by the counter's skill; in permille."""
    oldest_waited_s: int = 0
    """Seconds that the first of all who could be called had waited."""
    runner_up: Label | None = None
    """Who would have been called otherwise."""
    runner_up_share: int = 0
    """How much of its promise the runner-up had used up."""
    before: tuple[Label, ...] = ()
    """Who was called to its service's counters while it waited, the last ones in order."""
    before_in_all: int = 0
    """How many those were in all."""


class Explained(Message):
    """Where a ticket stands, and why it was called when it was."""

    kind: Literal["explained"] = "explained"
    label: Label
    """The number."""
    service_name: Words
    """Its service."""
    class_id: Name
    """Its class."""
    class_name: Words = ""
    """Its class in the centre's words."""
    promise_s: int
    """The wait that its class is promised."""
    issued_at: Millis
    """When it was given."""
    arrival: Millis
    """Its effective arrival."""
    stage: Stage
    """Where it is in its life."""
    stages: tuple[tuple[Millis, Words], ...] = ()
    """What happened to it, fact by fact: when, and the kind of fact."""
    calls: tuple[CallRecord, ...] = ()
    """Its calls, but for recalls."""
    ahead: tuple[Label, ...] = ()
    """While it waits: who would be called before it, the first ones in order."""
    ahead_in_all: int = 0
    """How many those are in all."""
    wait: Wait | None = None
    """While it waits: how much longer, probably."""


class Received(Message):
    """A complaint or suggestion was taken in."""

    kind: Literal["received"] = "received"
    code: Label
    """Under which its writer asks for the answer."""


class DossierStep(Message):
    """One step on a dossier's way."""

    name: Annotated[str, Field(max_length=200)]
    """What is done."""
    done: Day | None = None
    """When it was; none while it is to come."""


class Dossier(Message):
    """How far a dossier is; nothing in it is somebody's name in full."""

    kind: Literal["dossier"] = "dossier"
    code: Words
    """Its code."""
    procedure: Words
    """What it is for."""
    holder: Words = ""
    """Whose it is, masked: `N*** V** A`."""
    stage: DossierStage
    """How far it is."""
    received: Day
    """When it was handed in."""
    due: Day
    """When its result is due, by the receipt."""
    new_due: Day | None = None
    """The one new date of a dossier that is overdue."""
    apology: Words = ""
    """The written apology for it."""
    note: Words = ""
    """What its holder is asked for, or why it was refused."""
    place: Words = ""
    """Where the result can be collected."""
    steps: Annotated[tuple[DossierStep, ...], Field(max_length=40)] = ()
    """Its way through the offices."""


class Refused(Message):
    """Nothing was changed, and why. Of `offline_tickets`: which of them were not taken."""

    kind: Literal["refused"] = "refused"
    reason: Reason
    """One of a closed list."""
    detail: Words = ""
    """For the technician's log, in English."""


Answer = Annotated[
    Issued | Called | Done | Leased | Explained | Received | Dossier | Refused,
    Field(discriminator="kind"),
]
