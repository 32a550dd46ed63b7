"""What several messages are made of."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contract.messages.words import (
    Count,
    Intent,
    Label,
    Message,
    Millis,
    Name,
    ProcedureCode,
    Stage,
    SummonsReason,
    Words,
)


class Wait(Message):
    """How long somebody will probably wait until the call, in seconds from when this was said."""

    low_s: int
    """One in ten waits less."""
    median_s: int
    """As many wait less as wait more."""
    high_s: int
    """One in ten waits longer."""


Score = Annotated[int, Field(ge=0, lt=3)]
"""2 is best; none where the question was passed over."""


class Indices(Message):
    """The indices of Circular 01/2018/TT-VPCP that a device can ask for."""

    time: Score | None = None
    """Index 1: the total time against the rule."""
    contacts: Score | None = None
    """Index 3: how often the citizen had to contact the agency."""
    agencies: Score | None = None
    """Index 4: how many agencies had to be contacted."""
    attitude: Score | None = None
    """Index 7: the officer's attitude."""


MOST_PAPERS = 200
"""Papers of one procedure that are ticked or missing at most."""


class Errand(Message):
    """One procedure, and which of its papers somebody has: the officer sees it at the call."""

    procedure: ProcedureCode
    """Its code in the catalogue."""
    brought: Annotated[tuple[Count, ...], Field(max_length=MOST_PAPERS)] = ()
    """Places of the papers that were ticked, from 0, in the catalogue's order."""
    missing: Annotated[tuple[Count, ...], Field(max_length=MOST_PAPERS)] = ()
    """Places of those that were not."""


class Ticket(Message):
    """A ticket as every device may know it: no name, no phone, nothing personal."""

    id: UUID
    """Random identity; the label is not a credential."""
    label: Label
    """What is printed and called: series prefix and ordinal, `A012`, `AB12` or `1201`. No two of a
    day are the same, but where a prefix of digits ends, a label does not say."""
    service: Name
    """The queue it stands in."""
    service_name: Words
    """The service in the centre's own words."""
    intent: Intent
    """What the citizen came to do."""
    class_id: Name = "normal"
    """Its class: who is promised which wait. Officers see it; a public screen must not."""
    then: tuple[Name, ...] = ()
    """Services that the same visit goes to afterwards, in order."""
    errand: Errand | None = None
    """What its holder prepared at a kiosk."""
    claims: Name | None = None
    """The class that its holder asked for, as long as the receptionist has not confirmed it."""


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
    arrival: Millis = 0
    """Its effective arrival: what its place in the queue was decided by."""
    promise_s: int = 0
    """The wait that its class is promised."""
    called_at: Millis
    """When it was first called to this counter."""
    calls: int
    """1 at the call, one more with each recall: a sign blinks anew when it grows."""


class Summons(Message):
    """Officers on call are asked to come."""

    service: Name
    """For whom they are asked to come."""
    reason: SummonsReason
    """Why."""
    since: Millis
    """When they were first asked."""
    times: int
    """1 at first, one more each time nobody came: from 2 on the receptionist should look."""


class Unserved(Message):
    """People wait, and no counter is open for them."""

    service: Name
    """Their queue."""
    waiting: int
    """How many they are."""


class Part(Message):
    """One piece of hardware of a device, as its technician would look at it."""

    name: Name
    """`printer`, `sign`, `keys`, `catalogue`, ...; `help` is a fault while somebody at the device
    waits for the receptionist."""
    state: Literal["ok", "fault", "unknown"]
    """`unknown` is said when the part cannot be asked."""
    detail: Words = ""
    """What is wrong and what to do, in plain words."""


class Paper(Message):
    """What a printer has left of its roll. Estimated, unless the printer itself speaks."""

    metres: float
    """Metres of paper."""
    tickets: int | None = None
    """Slips that it is enough for; none as long as none was printed."""
    days: float | None = None
    """Days that it is enough for; none as long as too few slips were printed to say."""
    near_end: bool = False
    """The printer says that its roll nears its end."""
