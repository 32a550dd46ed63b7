"""What one press can come to, as far as people must be told of it."""

from dataclasses import dataclass
from typing import assert_never

from contract.messages import Reason
from hardware.printer import Fault


@dataclass(frozen=True, slots=True)
class Working:
    """A number is being fetched and printed."""

    key: str
    """The button that was pressed; "" for a touch, a code or the reception."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The slip is out; `sure` is False for a printer that confirms nothing."""

    label: str
    sure: bool
    claimed: bool = False
    """The class that was asked for waits for the receptionist."""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """There is a number and no slip. It is printed as soon as the printer is well, in time."""

    label: str
    fault: Fault
    kept: bool
    """Whether the number stays good without a slip."""


@dataclass(frozen=True, slots=True)
class Voided:
    """The number was taken back, because nobody could have read it."""

    label: str


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no number, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The queue service did not answer in time, and only it could have."""


@dataclass(frozen=True, slots=True)
class NoNumber:
    """The queue service is away, and the machine has no number of its own to give."""

    clock: bool = False
    """Whether it has some, but does not know what day it is."""


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody who was called in vain is in the queue again."""

    label: str


Situation = Working | Taken | Unprinted | Voided | Refused | NoAnswer | NoNumber | Reported


def in_log(situation: Situation) -> str:
    """The line of the log that says how a press ended, for whoever is asked why."""
    match situation:
        case Taken(label=label, sure=sure):
            said = f"{label} {'is' if sure else 'may be'} out"
        case Voided(label=label):
            said = f"{label} is taken back"
        case Unprinted(label=label, fault=fault):
            said = f"{label} waits for its slip: {fault}"
        case Refused(reason=reason):
            said = f"no number: {reason}"
        case NoAnswer():
            said = "no number: no answer"
        case NoNumber(clock=clock):
            said = f"no number: {'the clock is not set' if clock else 'none is left here'}"
        case Reported(label=label):
            said = f"{label} waits again"
        case Working(key=key):
            said = f"{key or 'another one'} is being served"
        case _:
            assert_never(situation)
    return said
