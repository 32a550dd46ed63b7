"""The answers: what an ask has led to, durably."""

from typing import Annotated, Literal

from pydantic import Field

from contract.messages.parts import Ticket
from contract.messages.words import CounterName, Day, Message, Millis, Reason, Words


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
