"""What a rating pad knows, and what each event makes of it. Pure: time is an argument.

A choice belongs to the visit that was on the pad when it was first touched, also when the next
number is called meanwhile. It can be changed for a grace time, which begins anew with each of the
first `EXTENSIONS` changes, so that nobody keeps the pad to themselves. Then it is handed over, the
pad says thanks, and that visit is never offered again.

Officers call the next number while the last citizen is still in front of the pad. So a visit that
has just ended is offered for some seconds more, before the one that was called.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from contract.messages import CounterState, Level, RatingAsk, Stage, Visit
from rating_pad.settings import PadSettings

EXTENSIONS = 3
"""Changes of mind that begin the grace time anew; later ones count but do not."""

_AT_COUNTER = {Stage.CALLED, Stage.SERVING}


@dataclass(frozen=True, slots=True)
class Choice:
    """A level that was touched and can still be changed."""

    counter: CounterState
    """The counter as it was at the first touch."""
    visit: Visit
    """The visit that is rated."""
    level: Level
    since: int
    """When its grace time began, in milliseconds since 1970-01-01 UTC."""
    changes: int = 0
    """How often another level was touched."""


@dataclass(frozen=True, slots=True)
class State:
    """The counter as it was drawn last, and the rating at hand."""

    counter: CounterState | None = None
    reached: bool = False
    """Whether the queue service can be reached."""
    ended_at: int | None = None
    """When the counter's last visit was seen to end; None when it is too late to rate it."""
    leaving_at: int | None = None
    """The same, but None as soon as its citizen must be expected to have left."""
    choice: Choice | None = None
    thanked_at: int | None = None
    """When thanks were first shown; None when they are not."""
    rated: frozenset[UUID] = frozenset()
    """Tickets of today whose ratings were handed over."""


def offered(state: State) -> Visit | None:
    """The visit that a first touch would rate now: none without a service, none twice."""
    if state.counter is None or state.thanked_at is not None:
        return None
    visit, last = state.counter.visit, state.counter.last
    until = state.ended_at if visit is None else state.leaving_at
    if last and until is not None and _rateable(last, {Stage.FINISHED}, state):
        return last
    return visit if visit and _rateable(visit, _AT_COUNTER, state) else None


def _rateable(visit: Visit, stages: Collection[Stage], state: State) -> bool:
    return visit.stage in stages and visit.ticket.id not in state.rated


def seen(state: State, counter: CounterState, now: int) -> State:
    """The counter was drawn anew."""
    before = state.counter
    same_day = before is None or before.day == counter.day
    ended = counter.last and not _same(counter.last, before.last if before else None)
    return replace(
        state,
        counter=counter,
        ended_at=now if ended else state.ended_at,
        leaving_at=now if ended else state.leaving_at,
        rated=state.rated if same_day else frozenset(),
    )


def _same(visit: Visit, other: Visit | None) -> bool:
    return other is not None and visit.ticket.id == other.ticket.id


def touched(state: State, level: Level, now: int, settings: PadSettings) -> State:
    """A level was touched: a choice begins or changes; if there is nothing to rate, nothing."""
    state = ticked(state, now, settings)
    if state.choice is not None:
        return replace(state, choice=_changed(state.choice, level, now))
    visit = offered(state)
    if state.counter is None or visit is None:
        return state
    return replace(state, choice=Choice(state.counter, visit, level, since=now))


def _changed(choice: Choice, level: Level, now: int) -> Choice:
    if level is choice.level:
        return choice
    since = now if choice.changes < EXTENSIONS else choice.since
    return replace(choice, level=level, since=since, changes=choice.changes + 1)


def ticked(state: State, now: int, settings: PadSettings) -> State:
    """Time has passed: what was to last until now is over."""
    choice = state.choice
    if choice and _over(choice.since, settings.grace_s, now):
        rated = state.rated | {choice.visit.ticket.id}
        state = replace(state, choice=None, thanked_at=now, rated=rated)
    if state.thanked_at is not None and _over(state.thanked_at, settings.thanks_s, now):
        state = replace(state, thanked_at=None)
    if state.leaving_at is not None and _over(state.leaving_at, settings.leaving_s, now):
        state = replace(state, leaving_at=None)
    if state.ended_at is not None and _over(state.ended_at, settings.offer_s, now):
        state = replace(state, ended_at=None)
    return state


def next_deadline(state: State, settings: PadSettings) -> int | None:
    """When `ticked` will make a difference; None when it never will by itself."""
    began = (
        (state.choice.since if state.choice else None, settings.grace_s),
        (state.thanked_at, settings.thanks_s),
        (state.leaving_at, settings.leaving_s),
        (state.ended_at, settings.offer_s),
    )
    return min((at + _ms(length_s) for at, length_s in began if at is not None), default=None)


def rating(choice: Choice) -> RatingAsk:
    """What the queue service is asked. One visit has one id: a second rating is the same ask."""
    counter, ticket = choice.counter, choice.visit.ticket.id
    return RatingAsk(
        id=uuid5(ticket, f"rating at {counter.counter}"),
        counter=counter.counter,
        ticket=ticket,
        day=counter.day,
        level=choice.level,
    )


def _over(began: int, length_s: float, now: int) -> bool:
    """Whether it has ended; a clock that was set back ends it."""
    return not began <= now < began + _ms(length_s)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
