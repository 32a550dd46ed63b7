"""What sign, lamps and device state show of what is known. Pure: time is an argument.

A sign that lost the queue service keeps its number: it is still true for the citizen in front of
it. A counter that is open and free is blank, so that nobody takes an old number for a call.
"""

from contract.messages import CounterState, CounterStatus
from counter_display import choosing
from counter_display.model import State
from counter_display.settings import CounterDisplaySettings
from faces.texts import Texts
from hardware.sign import Shown

BLANK = Shown("")


def sign(state: State, now: int, settings: CounterDisplaySettings) -> Shown:
    """The sign at this moment."""
    if state.failure and _lasts(state.failure.at, settings.failure_s, now):
        return Shown(settings.refused if state.failure.reason else settings.no_answer)
    if state.counter is None:
        return BLANK
    if state.choice:
        return Shown(choosing.shown(state.choice, state.counter, state.around))
    if state.counter.visit:
        blink = _lasts(state.called_at, settings.blink_s, now)
        return Shown(state.counter.visit.ticket.label, blink)
    return _free(state.counter, settings)


def _free(counter: CounterState, settings: CounterDisplaySettings) -> Shown:
    """A counter without a visit."""
    match counter.status:
        case CounterStatus.PAUSED | CounterStatus.PAUSING:
            return Shown(settings.paused)
        case CounterStatus.CLOSED | CounterStatus.ON_CALL if counter.summons:
            return Shown(settings.summoned, blink=True)
        case CounterStatus.ON_CALL:
            return Shown(settings.on_call)
        case CounterStatus.CLOSED:
            return Shown(settings.closed)
        case CounterStatus.OPEN:
            return BLANK


def lit(state: State, now: int, settings: CounterDisplaySettings) -> str | None:
    """The key whose lamp is on: it waits for its answer, has just failed, or is chosen with.

    At a counter on call that is summoned it is the key that opens it.
    """
    if state.failure and _lasts(state.failure.at, settings.failure_s, now):
        return state.failure.key
    if state.asking or state.choice:
        return state.asking or (state.choice.key if state.choice else None)
    return "next" if state.counter and _is_summoned(state.counter) else None


def _is_summoned(counter: CounterState) -> bool:
    return counter.status is CounterStatus.ON_CALL and counter.summons is not None


def says(state: State, now: int, settings: CounterDisplaySettings, texts: Texts) -> str:
    """The sentence behind what is shown; empty when all is well."""
    if state.failure and _lasts(state.failure.at, settings.failure_s, now):
        reason = state.failure.reason
        return texts.say(f"refusal.{reason}") if reason else texts.say("keypad.no_answer")
    return "" if state.reached else texts.say("sign.offline")


def next_change(state: State, now: int, settings: CounterDisplaySettings) -> int | None:
    """When the frame changes by itself: blinking or a choice ends, or a failure has been shown."""
    began = [(state.called_at, settings.blink_s)]
    if state.failure:
        began.append((state.failure.at, settings.failure_s))
    if state.choice:
        began.append((state.choice.at, settings.choose_s))
    ends = [at + _ms(length_s) for at, length_s in began if _lasts(at, length_s, now)]
    return min(ends, default=None)


def _lasts(began: int, length_s: float, now: int) -> bool:
    """Whether it is still going on; a clock that was set back ends it."""
    return began <= now < began + _ms(length_s)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
