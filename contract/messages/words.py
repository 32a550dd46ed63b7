"""The vocabulary of the wire: kinds of names and numbers, and the closed lists of words."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")]
"""A short identifier of a centre, device, service or officer, safe in a topic."""

CounterName = Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")]
"""A counter as people read it: `3`, `3A`."""

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
ProcedureCode = Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{6}$")]
"""A procedure's national code, `1.004873`."""

DOSSIER_CODE = r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}(-\d{6}-\d{4}|\.\d{6}\.\d{4})"
"""What a dossier's code usually looks like, in both forms in use: Circular 01/2018/TT-VPCP, article
19, and the older one with dots."""

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
"""A time of the day, `07:30`; `24:00` is its end."""

Label = Annotated[str, Field(min_length=1, max_length=12)]
Count = Annotated[int, Field(ge=0, lt=1 << 53)]
"""A whole number that every language reads exactly."""

Millis = Annotated[int, Field(ge=0, lt=1 << 47)]
"""Milliseconds since 1970-01-01 UTC, up to the year 6429: every calendar knows them."""

Words = Annotated[str, Field(max_length=2000)]


class Message(BaseModel):
    """Anything that travels: immutable, strictly typed, no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


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
    PARKED = "parked"
    """Set aside at a counter until it is called there again, or the citizen reports."""
    HELD = "held"
    """Not at the counter when called; waits apart."""
    FINISHED = "finished"
    NO_SHOW = "no_show"
    VOID = "void"
    EXPIRED = "expired"
    """The day ended before the visit did."""


class VoidReason(StrEnum):
    """Why a number was taken back; every gap in the numbers has one of these."""

    PRINTER_FAILED = "printer_failed"
    TOO_LATE = "too_late"
    MISTAKE = "mistake"
    NOT_PRINTED = "not_printed"
    """A dispenser gave it by itself, and no slip came out."""
    LEASE_OVER = "lease_over"
    """It was lent to a dispenser, which did not need it."""
    RESTORED = "restored"
    """It may have been given before the journal came back from a backup."""


class CallReason(StrEnum):
    """Why an officer calls a given ticket instead of the next."""

    PARKED = "parked"
    """It was set aside and can go on."""
    NEEDS_HELP = "needs_help"
    """The citizen cannot wait: illness, age, a small child."""
    MISTAKE = "mistake"
    """It was passed over or sent to the wrong place."""
    SHORT = "short"
    """It takes a moment only: one paper is handed in or collected."""
    SUPERVISOR = "supervisor"
    """A supervisor says so."""


class QueuedReason(StrEnum):
    """Why a ticket waits that was somewhere else before."""

    OFFICER = "officer"
    """An officer sent it on."""
    ITINERARY = "itinerary"
    """It goes to the next of its services."""
    COME_BACK = "come_back"
    """It returns to the counter that sent it away for a step elsewhere."""
    HOLD_OVER = "hold_over"
    """It was not there when called, and its time apart is over."""
    REPORTED = "reported"
    """The citizen has come and said so."""
    RELEASED = "released"
    """The counter it was kept for did not call it in time, paused or closed."""


class SummonsReason(StrEnum):
    """Why officers on call are summoned."""

    NO_COUNTER = "no_counter"
    """Somebody waits for a service whose counters are all closed or away."""
    PROMISE = "promise"
    """The expected wait is longer than promised."""


class CounterAction(StrEnum):
    """What an officer does with a counter as a whole."""

    SIGN_IN = "sign_in"
    OPEN = "open"
    PAUSE = "pause"
    CLOSE = "close"
    STAND_BY = "stand_by"
    """The officer stays signed in, leaves the counter and comes when summoned."""


class CounterStatus(StrEnum):
    """`pausing` is open until the visit at the counter ends, then paused."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSING = "pausing"
    PAUSED = "paused"
    ON_CALL = "on_call"
    """Nobody is there; the officer comes when summoned."""


class Level(StrEnum):
    """How satisfied a citizen was."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"
    """Only on scales of five."""


class RatingMark(StrEnum):
    """Why a supervisor should look at a rating; it counts all the same."""

    QUICK = "quick"
    """Touched within seconds of the call or the end of the visit, as an officer's hand would."""
    ALIKE = "alike"
    """One of many alike in a row at its counter."""
    OUTSIDE = "outside"
    """Nobody was served at the counter then."""


class FeedbackKind(StrEnum):
    """What somebody says beyond a rating."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class DossierStage(StrEnum):
    """How far a dossier is."""

    RECEIVED = "received"
    PROCESSING = "processing"
    INCOMPLETE = "incomplete"
    """Its holder was asked, once and in full, for what is missing."""
    READY = "ready"
    """The result can be collected."""
    RETURNED = "returned"
    """The result was handed over."""
    REFUSED = "refused"
    """It was returned with a reason."""


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
    UNKNOWN_CLASS = "unknown_class"
    """No such class of tickets."""
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    """No appointment with this code today."""
    CHECKED_IN = "checked_in"
    """The appointment has its ticket already."""
    DAILY_CAP = "daily_cap"
    """All tickets of the day for this service are given."""
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
    NOT_SERVED_HERE = "not_served_here"
    """The counter cannot call tickets of this service."""
    NOT_ON_CALL = "not_on_call"
    """The counter is not one that stands by."""
    WRONG_DAY = "wrong_day"
    """That is not for today."""
    NO_LEASE = "no_lease"
    """No numbers are left to lend in this series."""
    UNKNOWN_LEASE = "unknown_lease"
    """No such lease of this device: none of its numbers can be taken in."""
    NOT_LENT = "not_lent"
    """A single number is not of the lease, or was given back; the others are taken in."""
    NUMBER_TAKEN = "number_taken"
    """Another ticket bears this number; the others are taken in."""
    STALE_EPOCH = "stale_epoch"
    """The device's memory card is a copy or an old one."""
    NOT_SERVED = "not_served"
    """The ticket was not served at this counter."""
    ALREADY_RATED = "already_rated"
    """The visit has its rating."""
    UNKNOWN_DOSSIER = "unknown_dossier"
    """No dossier with this code and this secret: which of the two is wrong is not said."""
    LOCKED = "locked"
    """Too many wrong guesses: it may be tried again later."""
    NO_BACK_OFFICE = "no_back_office"
    """The province's back office does not answer."""
    CLOCK_NOT_SET = "clock_not_set"
    """The queue service does not know what day it is."""
    BUSY = "busy"
    """The queue service cannot decide now; ask again."""
