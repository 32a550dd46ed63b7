"""What a counter's display knows, and what each event makes of it. Pure: time is an argument."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from contract import messages as m
from counter_display import choosing
from counter_display.choosing import CHOOSERS, DIGITS, Choice, Surroundings

SMALL_KEYPAD = ("next", "recall", "no_show", "pause")
"""The keys that every keypad has."""

KEYS = (*SMALL_KEYPAD, "transfer", "park", "call", *DIGITS)
"""The keys that a keypad may have."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A press that came to nothing."""

    key: str
    at: int
    """When, in milliseconds since 1970-01-01 UTC."""
    reason: m.Reason | None = None
    """Why it was refused; None when the queue service did not answer."""


@dataclass(frozen=True, slots=True)
class State:
    """The counter as it was drawn last, and the press at hand."""

    counter: m.CounterState | None = None
    called_at: int = 0
    """When its visit was last called, as far as was seen here; milliseconds."""
    asking: str | None = None
    """The key whose ask is under way; the keypad is deaf meanwhile."""
    failure: Failure | None = None
    """How the last press failed, if it did."""
    reached: bool = False
    """Whether the queue service can be reached."""
    choice: Choice | None = None
    """What the officer is choosing, if anything."""
    around: Surroundings = field(default_factory=lambda: Surroundings({}, {}))
    """The queues and the other counters, as far as this keypad needs them."""


def seen(state: State, counter: m.CounterState, now: int) -> State:
    """The counter was drawn anew. A call takes the place of an older failure on the sign."""
    called_at = _called_at(state, counter.visit, now)
    called = called_at != state.called_at
    changed = state.choice and state.choice.seen != _ticket(counter)
    return replace(
        state,
        counter=counter,
        called_at=called_at,
        failure=None if called else state.failure,
        choice=None if changed else state.choice,
    )


def seen_around(state: State, drawn: m.QueueState | m.CounterState) -> State:
    """A queue, or another counter, was drawn anew."""
    queues, counters = dict(state.around.queues), dict(state.around.counters)
    if isinstance(drawn, m.QueueState):
        queues[drawn.service] = drawn
    else:
        counters[drawn.counter] = drawn
    return replace(state, around=Surroundings(queues, counters))


def ticked(state: State, now: int, choose_s: float) -> State:
    """Time has passed: a choice that nobody went on with is dropped."""
    choice = state.choice
    if choice and not choice.at <= now < choice.at + round(choose_s * 1000):
        return replace(state, choice=None)
    return state


def _called_at(state: State, visit: m.Visit | None, now: int) -> int:
    """When the visit was called: by the broker's word at start, by our own eyes from then on."""
    if visit is None:
        return state.called_at
    if state.counter is None:
        return min(visit.called_at, now)
    return state.called_at if _call(state.counter.visit) == _call(visit) else now


def _call(visit: m.Visit | None) -> tuple[UUID, int, int] | None:
    return (visit.ticket.id, visit.called_at, visit.calls) if visit else None


def pressed(
    state: State,
    key: str,
    ask_id: UUID,
    now: int,
    call_reason: m.CallReason = m.CallReason.NEEDS_HELP,
) -> tuple[State, m.Ask | None]:
    """A key went down: what to ask for it, if anything.

    `call_reason` is kept with a number that is called out of its turn.
    """
    if state.asking or (key in DIGITS and state.choice is None):
        return state, None
    if state.counter is None:
        return replace(state, failure=Failure(key, now)), None
    if state.choice:
        return _pressed_choosing(state, state.choice, state.counter, key, ask_id, now, call_reason)
    if key in CHOOSERS:
        return _begin_choice(state, state.counter, key, now), None
    ask = _ask(key, state.counter, ask_id)
    if ask is None:
        return _failed(state, key, now, m.Reason.WRONG_STAGE), None
    return replace(state, asking=key, failure=None), ask


def _begin_choice(state: State, counter: m.CounterState, key: str, now: int) -> State:
    if key == "transfer":
        if not choosing.targets(counter, state.around):
            return _failed(state, key, now, m.Reason.WRONG_STAGE)
        return replace(state, choice=Choice("transfer", now, _ticket(counter)), failure=None)
    return replace(state, choice=Choice("call", now, _ticket(counter)), failure=None)


def _pressed_choosing(  # noqa: PLR0913, PLR0917 - all that a press may depend on
    state: State,
    choice: Choice,
    counter: m.CounterState,
    key: str,
    ask_id: UUID,
    now: int,
    call_reason: m.CallReason,
) -> tuple[State, m.Ask | None]:
    """A key went down in a choice: it goes on, is confirmed, or is dropped."""
    if key == choice.key:
        return replace(state, choice=choosing.moved_on(choice, now)), None
    if key in DIGITS:
        return replace(state, choice=choosing.typed(choice, key, now)), None
    if key != "next":
        return replace(state, choice=None), None
    ask = choosing.confirmed(choice, counter, state.around, ask_id, call_reason)
    if ask is None:
        return state, None
    return replace(state, choice=None, asking=choice.key, failure=None), ask


def _failed(state: State, key: str, now: int, reason: m.Reason) -> State:
    return replace(state, failure=Failure(key, now, reason))


def _ticket(counter: m.CounterState) -> UUID | None:
    return counter.visit.ticket.id if counter.visit else None


def _ask(key: str, counter: m.CounterState, ask_id: UUID) -> m.Ask | None:
    """What a key means at this counter; None when it needs a visit and there is none."""
    name = counter.counter
    if key == "next":
        return m.NextAsk(id=ask_id, counter=name, seen=_ticket(counter))
    if key == "pause":
        calls = counter.status is m.CounterStatus.OPEN
        action = m.CounterAction.PAUSE if calls else m.CounterAction.OPEN
        return m.CounterAsk(id=ask_id, counter=name, action=action)
    if counter.visit:
        return _about_visit(key, name, counter.visit.ticket.id, ask_id)
    if key == "park" and counter.parked:
        label, reason = counter.parked[0].label, m.CallReason.PARKED
        return m.CallAsk(id=ask_id, counter=name, label=label, reason=reason)
    return None


def _about_visit(key: str, counter: str, ticket: UUID, ask_id: UUID) -> m.Ask | None:
    match key:
        case "recall":
            return m.RecallAsk(id=ask_id, counter=counter, ticket=ticket)
        case "no_show":
            return m.NoShowAsk(id=ask_id, counter=counter, ticket=ticket)
        case "park":
            return m.ParkAsk(id=ask_id, counter=counter, ticket=ticket)
        case _:
            return None


def answered(state: State, answer: m.Answer | None, now: int) -> State:
    """The ask under way was answered, or nobody did in time (None)."""
    failure = None
    if state.asking and (answer is None or isinstance(answer, m.Refused)):
        failure = Failure(state.asking, now, answer.reason if answer else None)
    return replace(state, asking=None, failure=failure)
