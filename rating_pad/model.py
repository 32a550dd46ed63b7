"""What a rating pad knows, and what each event makes of it. Pure: time is an argument.

A choice belongs to the visit that was on the pad when it was first touched, also when the next
number is called meanwhile. It can be changed for a grace time, which begins anew with each of the
first `EXTENSIONS` changes, so that nobody keeps the pad to themselves. Then it is handed over, the
pad says thanks, and that visit is never offered again. A reason, answers and a remark may be added
until then; a choice without them is handed over all the same: a rating is never lost because
somebody left before the pad had asked everything, least of all that of somebody dissatisfied.

Officers call the next number while the last citizen is still in front of the pad. So a visit that
has just ended is offered for some seconds more, before the one that was called.

Times are milliseconds of a clock that never jumps.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID, uuid5

from contract import messages as m
from faces.patience import ms
from rating_pad import visitor as guests
from rating_pad.settings import PadSettings
from rating_pad.visitor import BY_EAR, OF_A_RATING, Visitor

EXTENSIONS = 3
"""Changes of mind that begin the grace time anew; later ones count but do not."""

BAD: Final = frozenset({m.Level.DISSATISFIED, m.Level.VERY_DISSATISFIED})
"""Levels that a reason is asked with."""

_AT_COUNTER = {m.Stage.CALLED, m.Stage.SERVING}


@dataclass(frozen=True, slots=True)
class Choice:
    """A level that was touched and can still be changed, and what was said beside it."""

    counter: m.CounterState
    """The counter as it was at the first touch."""
    visit: m.Visit
    """The visit that is rated."""
    level: m.Level
    since: int
    """When its grace time began."""
    began: int = 0
    """When a level was first touched."""
    changes: int = 0
    """How often another level was touched."""
    reason: str = ""
    """Why, by an identifier of the settings."""
    scores: m.Indices = field(default_factory=m.Indices)
    remark: str = ""
    after_s: int | None = None
    """Seconds from the call or the end of the visit to the first touch, as far as that was seen."""


@dataclass(frozen=True, slots=True)
class State:
    """The counter as it was drawn last, the rating at hand, and who is in front of the pad."""

    visitor: Visitor
    counter: m.CounterState | None = None
    reached: bool = False
    """Whether the queue service can be reached."""
    ended_at: int | None = None
    """When the counter's last visit was seen to end; None when it is too late to rate it."""
    leaving_at: int | None = None
    """The same, but None as soon as its citizen must be expected to have left."""
    called_at: int | None = None
    """When the visit at the counter was seen to be called; None when nobody looked."""
    choice: Choice | None = None
    thanked_at: int | None = None
    """When thanks were first shown; None when they are not."""
    rated: frozenset[UUID] = frozenset()
    """Which of today's ratings were handed over, by their own identity; see `rating_id`."""
    help_until: int = 0
    """Until when somebody waits for the receptionist."""
    stirred_at: int = 0
    """When there was last something new to be seen at the counter."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the technician's page tells."""
    at: int = 0
    """The time of all that."""


def offered(state: State) -> m.Visit | None:
    """The visit that a first touch would rate now: none without a service, none twice."""
    if state.counter is None or state.thanked_at is not None:
        return None
    visit, last = state.counter.visit, state.counter.last
    until = state.ended_at if visit is None else state.leaving_at
    if last and until is not None and _rateable(last, {m.Stage.FINISHED}, state):
        return last
    return visit if visit and _rateable(visit, _AT_COUNTER, state) else None


def _rateable(visit: m.Visit, stages: Collection[m.Stage], state: State) -> bool:
    counter = state.counter.counter if state.counter else ""
    return visit.stage in stages and rating_id(visit.ticket.id, counter) not in state.rated


def seen(state: State, counter: m.CounterState, at: int) -> State:
    """The counter was drawn anew."""
    before = state.counter
    same_day = before is None or before.day == counter.day
    ended = counter.last and not _same(counter.last, before.last if before else None)
    called = counter.visit and not _same(counter.visit, before.visit if before else None)
    stirred = before is None or before.status != counter.status or called or ended
    return replace(
        state,
        counter=counter,
        ended_at=at if ended else state.ended_at,
        leaving_at=at if ended else state.leaving_at,
        # What was there when the pad began to look had been called before, nobody knows when.
        called_at=(at if before and state.reached else None) if called else state.called_at,
        rated=state.rated if same_day else frozenset(),
        stirred_at=at if stirred else state.stirred_at,
    )


def _same(visit: m.Visit, other: m.Visit | None) -> bool:
    return other is not None and visit.ticket.id == other.ticket.id


def chose(state: State, level: m.Level, at: int) -> State:
    """A level was touched: a choice begins or changes; if there is nothing to rate, nothing."""
    if state.choice is not None:
        return replace(state, choice=_changed(state.choice, level, at))
    visit = offered(state)
    if state.counter is None or visit is None:
        return state
    after_s = _after_s(state, visit, at)
    choice = Choice(state.counter, visit, level, since=at, began=at, after_s=after_s)
    return replace(state, choice=choice)


def _after_s(state: State, visit: m.Visit, at: int) -> int | None:
    since = state.ended_at if visit.stage is m.Stage.FINISHED else state.called_at
    return None if since is None else max(0, at - since) // 1000


def _changed(choice: Choice, level: m.Level, at: int) -> Choice:
    if level is choice.level:
        return replace(choice, reason="")  # the reasons are seen again
    since = at if choice.changes < EXTENSIONS else choice.since
    reason = choice.reason if level in BAD else ""
    return replace(choice, level=level, since=since, changes=choice.changes + 1, reason=reason)


def lacks_reason(choice: Choice, settings: PadSettings) -> bool:
    """Whether the pad asks why."""
    return choice.level in BAD and bool(settings.reasons) and not choice.reason


def ticked(state: State, at: int, settings: PadSettings) -> State:
    """Time has passed: what was to last until now is over."""
    state = replace(state, at=at, visitor=guests.ticked(state.visitor, settings, at))
    if state.choice and at >= _hands_over_at(state.choice, state.visitor, settings):
        state = _handed_over(state, state.choice, at)
    if state.choice is None and state.visitor.page in OF_A_RATING:
        state = replace(state, visitor=guests.first(state.visitor))
    lasting = {
        "thanked_at": settings.thanks_s,
        "leaving_at": settings.leaving_s,
        "ended_at": settings.offer_s,
    }
    over = {name: None for name, length in lasting.items() if _over(state, name, length)}
    return replace(state, **over)  # type: ignore[arg-type]


def _over(state: State, name: str, length_s: float) -> bool:
    began = getattr(state, name)
    return began is not None and state.at >= began + ms(length_s)


def _handed_over(state: State, choice: Choice, at: int) -> State:
    rated = state.rated | {rating_id(choice.visit.ticket.id, choice.counter.counter)}
    return replace(state, choice=None, thanked_at=at, rated=rated)


def _hands_over_at(choice: Choice, visitor: Visitor, settings: PadSettings) -> int:
    """When a choice is over: later while its owner is busy with it, but not for ever."""
    longest = choice.began + ms(settings.longest_s)
    if visitor.page in OF_A_RATING:
        return longest
    length = ms(settings.reason_s if lacks_reason(choice, settings) else settings.grace_s)
    if visitor.focus is None:
        return min(longest, choice.since + length)
    return min(longest, max(choice.since, visitor.touched_at) + length * BY_EAR)


def sleeps(state: State, settings: PadSettings) -> bool:
    """Whether nobody has been here for a while."""
    return _rests(state) and state.at >= _awake_at(state) + ms(settings.dim_after_s)


def is_dark(state: State, settings: PadSettings) -> bool:
    """Whether there is nothing to be seen: the counter is closed, and nobody is here."""
    over = state.at >= _awake_at(state) + ms(settings.dark_after_s)
    return over and _rests(state) and _is_closed(state)


def _rests(state: State) -> bool:
    busy = state.choice or state.thanked_at is not None or state.at < state.help_until
    return not busy and state.visitor.page == "first" and offered(state) is None


def _is_closed(state: State) -> bool:
    return state.counter is not None and state.counter.status is m.CounterStatus.CLOSED


def _awake_at(state: State) -> int:
    return max(state.visitor.touched_at, state.stirred_at)


def next_deadline(state: State, settings: PadSettings) -> int:
    """When time alone will change something next; where nothing will, in an hour."""
    choice, at = state.choice, state.at
    moments = [
        *guests.moments(state.visitor, settings, at),
        state.help_until,
        _awake_at(state) + ms(settings.dim_after_s),
        _awake_at(state) + ms(settings.dark_after_s),
    ]
    if choice:
        moments.append(_hands_over_at(choice, state.visitor, settings))
    for began, length_s in (
        (state.thanked_at, settings.thanks_s),
        (state.leaving_at, settings.leaving_s),
        (state.ended_at, settings.offer_s),
    ):
        if began is not None:
            moments.append(began + ms(length_s))
    if _rests(state) and not sleeps(state, settings):
        moments.append((at // ms(settings.picture_s) + 1) * ms(settings.picture_s))
    return min((moment for moment in moments if moment > at), default=at + ms(3600))


def rating_id(ticket: UUID, counter: str) -> UUID:
    """The identity of a visit's rating: one visit has one, so that a second is the same ask."""
    return uuid5(ticket, f"rating at {counter}")


def rating(choice: Choice) -> m.RatingAsk:
    """What the queue service is asked."""
    counter, ticket = choice.counter, choice.visit.ticket.id
    return m.RatingAsk(
        id=rating_id(ticket, counter.counter),
        counter=counter.counter,
        ticket=ticket,
        day=counter.day,
        level=choice.level,
        reasons=(choice.reason,) if choice.reason else (),
        indices=None if choice.scores == m.Indices() else choice.scores,
        remark=choice.remark,
        after_s=choice.after_s,
    )
