"""What several messages are made of."""

from typing import Literal
from uuid import UUID

from contract.messages.words import Intent, Label, Message, Millis, Name, Stage, Words


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
