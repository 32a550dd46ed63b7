"""The one sentence that a dispenser says now, and the number to show with it. Pure."""

from typing import assert_never

from faces.hours import in_words
from faces.texts import Texts
from faces.wording import spaced
from hardware.printer import Fault
from ticket_dispenser import situations as s
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.state import State
from ticket_dispenser.view import Mode
from ticket_dispenser.words import class_name

Said = tuple[Mode, str, str | None]
"""How the machine is, the sentence, and the number."""


def mode(state: State) -> Mode:
    """How the machine is while no press is served."""
    if state.world.fault is not None or not (state.world.reached or state.world.lent):
        return "trouble"
    doors = state.world.doors(state.now)
    return "closed" if doors and not doors.open else "ready"


def of(state: State, settings: DispenserSettings, texts: Texts) -> Said:
    """What is said now."""
    if state.press is not None:
        return _of_press(state.press, texts)
    match mode(state):
        case "trouble":
            return "trouble", _trouble_at_rest(state, texts), None
        case "closed":
            hours = in_words(state.world.centre) if state.world.centre else ""
            return "closed", texts.say("dispenser.closed", hours=hours), None
        case _:
            return "ready", _ready(state, settings, texts), None


def _trouble_at_rest(state: State, texts: Texts) -> str:
    if state.world.fault is not None:
        return texts.say(_trouble(state.world.fault))
    return texts.say("dispenser.offline")


def _ready(state: State, settings: DispenserSettings, texts: Texts) -> str:
    if state.at < state.help_until:
        return texts.say("touch.help_called")
    if settings.face and state.world.centre is None:
        return texts.say("touch.starting")
    if state.visitor.class_id is not None:
        name = class_name(state.visitor.class_id, state.world, texts)
        return texts.say("dispenser.class_chosen", class_name=name)
    doors = state.world.doors(state.now)
    if doors and doors.minutes_left <= settings.closing_soon_min:
        return texts.say("dispenser.closing_soon", end=doors.end, n=doors.minutes_left)
    return texts.say("touch.choose" if settings.face else "dispenser.ready")


def _of_press(press: s.Situation, texts: Texts) -> Said:
    match press:
        case s.Working():
            return "working", texts.say("dispenser.working"), None
        case s.Taken(label=label):
            return "take", _taken(press, texts), label
        case s.Unprinted(label=label, fault=fault, kept=kept):
            key = f"{_trouble(fault)}_number" if kept else "dispenser.reprinting"
            return "trouble", texts.say(key, label=spaced(label)), label
        case s.Voided(label=label):
            return "trouble", texts.say("dispenser.voided", label=spaced(label)), None
        case s.Refused(reason=reason):
            return "trouble", texts.say(f"refusal.{reason}"), None
        case s.NoAnswer():
            return "trouble", texts.say("dispenser.no_answer"), None
        case s.NoNumber(clock=clock):
            key = "dispenser.no_clock" if clock else "dispenser.no_number"
            return "trouble", texts.say(key), None
        case s.Reported(label=label):
            return "take", texts.say("touch.reported", label=spaced(label)), label
        case _:
            assert_never(press)


def _taken(press: s.Taken, texts: Texts) -> str:
    key = "dispenser.take_slip" if press.sure else "dispenser.perhaps"
    said = texts.say(key, label=spaced(press.label))
    return f"{said} {texts.say('dispenser.claimed')}" if press.claimed else said


def _trouble(fault: Fault) -> str:
    match fault:
        case Fault.PAPER_OUT:
            return "dispenser.paper_out"
        case Fault.COVER_OPEN:
            return "dispenser.cover_open"
        case _:
            return "dispenser.printer_fault"
