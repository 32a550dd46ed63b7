"""The vocabulary of the wire: kinds of names and numbers, and the closed lists of words."""

from enum import StrEnum
from typing import Annotated

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
