"""What the dispenser tells people in each situation. Pure: a situation in, a view out."""

from dataclasses import dataclass
from typing import assert_never

from contract.messages import Reason
from faces.texts import Texts
from faces.wording import spaced
from hardware.printer import Fault
from ticket_dispenser.view import View

# --- Situations: what one press has come to ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Working:
    """A number is being fetched and printed."""

    key: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The slip is out; `sure` is False for a printer that confirms nothing."""

    label: str
    sure: bool


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
    """The queue service gave no number."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The queue service did not answer in time."""


Situation = Working | Taken | Unprinted | Voided | Refused | NoAnswer


@dataclass(frozen=True, slots=True)
class ChosenClass:
    """A class key was pressed: the next number is of this class."""

    key: str
    class_id: str
    name: str
    """In the words of the face."""


@dataclass(frozen=True, slots=True)
class State:
    """The press at hand, if any, and what the machine knows of the world around it."""

    press: Situation | None = None
    reached: bool = False
    """Whether the queue service can be reached."""
    fault: Fault | None = None
    """What the printer said last."""
    chosen: ChosenClass | None = None
    """The class for the next number, where a class key was pressed."""

    @property
    def takes_presses(self) -> bool:
        """Whether a press would lead to a slip now."""
        busy = isinstance(self.press, Working | Unprinted)
        return not busy and self.reached and self.fault is None


def view(state: State, texts: Texts) -> View:
    """What to show now."""
    if state.press is not None:
        return _of_press(state.press, texts)
    if not state.reached:
        return View("trouble", texts.say("dispenser.offline"))
    if state.fault is not None:
        return View("trouble", texts.say(_trouble(state.fault)))
    if state.chosen is not None:
        return View("ready", texts.say("dispenser.class_chosen", class_name=state.chosen.name))
    return View("ready", texts.say("dispenser.ready"))


def _of_press(press: Situation, texts: Texts) -> View:
    match press:
        case Working():
            return View("working", texts.say("dispenser.working"))
        case Taken(label=label, sure=sure):
            key = "dispenser.take_slip" if sure else "dispenser.perhaps"
            return View("take", texts.say(key, label=spaced(label)), label)
        case Unprinted(label=label, fault=fault, kept=kept):
            key = f"{_trouble(fault)}_number" if kept else "dispenser.reprinting"
            return View("trouble", texts.say(key, label=spaced(label)), label)
        case Voided(label=label):
            return View("trouble", texts.say("dispenser.voided", label=spaced(label)))
        case Refused(reason=reason):
            return View("trouble", texts.say(f"refusal.{reason}"))
        case NoAnswer():
            return View("trouble", texts.say("dispenser.no_answer"))
        case _:
            assert_never(press)


def _trouble(fault: Fault) -> str:
    return "dispenser.paper_out" if fault is Fault.PAPER_OUT else "dispenser.printer_fault"
