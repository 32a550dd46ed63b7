"""What a counter's display knows, and what each event makes of it. Pure: time is an argument."""

from dataclasses import dataclass, replace
from uuid import UUID

from contract import messages as m

KEYS = ("next", "recall", "no_show", "pause")
"""The keys of the keypad."""


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


def seen(state: State, counter: m.CounterState, now: int) -> State:
    """The counter was drawn anew. A call takes the place of an older failure on the sign."""
    called_at = _called_at(state, counter.visit, now)
    called = called_at != state.called_at
    return replace(
        state,
        counter=counter,
        called_at=called_at,
        failure=None if called else state.failure,
    )


def _called_at(state: State, visit: m.Visit | None, now: int) -> int:
    """When the visit was called: by the broker's word at start, by our own eyes from then on."""
    if visit is None:
        return state.called_at
    if state.counter is None:
        return min(visit.called_at, now)
    return state.called_at if _call(state.counter.visit) == _call(visit) else now


def _call(visit: m.Visit | None) -> tuple[UUID, int, int] | None:
    return (visit.ticket.id, visit.called_at, visit.calls) if visit else None


def pressed(state: State, key: str, ask_id: UUID, now: int) -> tuple[State, m.Ask | None]:
    """A key went down: what to ask for it, if anything."""
    if state.asking:
        return state, None
    if state.counter is None:
        return replace(state, failure=Failure(key, now)), None
    ask = _ask(key, state.counter, ask_id)
    if ask is None:
        return replace(state, failure=Failure(key, now, m.Reason.WRONG_STAGE)), None
    return replace(state, asking=key, failure=None), ask


def _ask(key: str, counter: m.CounterState, ask_id: UUID) -> m.Ask | None:
    """What a key means at this counter; None when it needs a visit and there is none."""
    name, visit = counter.counter, counter.visit
    match key:
        case "next":
            return m.NextAsk(id=ask_id, counter=name, seen=visit.ticket.id if visit else None)
        case "pause":
            calls = counter.status is m.CounterStatus.OPEN
            action = m.CounterAction.PAUSE if calls else m.CounterAction.OPEN
            return m.CounterAsk(id=ask_id, counter=name, action=action)
        case "recall" if visit:
            return m.RecallAsk(id=ask_id, counter=name, ticket=visit.ticket.id)
        case "no_show" if visit:
            return m.NoShowAsk(id=ask_id, counter=name, ticket=visit.ticket.id)
        case _:
            return None


def answered(state: State, answer: m.Answer | None, now: int) -> State:
    """The ask under way was answered, or nobody did in time (None)."""
    failure = None
    if state.asking and (answer is None or isinstance(answer, m.Refused)):
        failure = Failure(state.asking, now, answer.reason if answer else None)
    return replace(state, asking=None, failure=failure)
