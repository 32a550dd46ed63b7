"""What may be rated, how long a choice can be changed, and that nothing is rated twice."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from contract import messages as m
from contract.messages import Level
from faces.texts import load
from rating_pad import model
from rating_pad.model import State, offered, seen, ticked, touched
from rating_pad.view import view
from tests.rating_pad.scene import A012, A013, NOON, counter, finished, settings, visit

SETTINGS = settings()
GRACE, THANKS, OFFER = 10_000, 5_000, 60_000
GOOD, BAD = Level.SATISFIED, Level.DISSATISFIED


def at(state: m.CounterState) -> State:
    return seen(State(reached=True), state, NOON)


def chosen(level: Level = GOOD) -> State:
    return touched(at(counter(visit())), level, NOON, SETTINGS)


def level(state: State) -> Level | None:
    return state.choice.level if state.choice else None


@pytest.mark.parametrize("stage", [m.Stage.CALLED, m.Stage.SERVING])
def test_the_visit_at_the_counter_can_be_rated(stage: m.Stage) -> None:
    assert offered(at(counter(visit(A012, stage)))) == visit(A012, stage)


def test_without_a_service_there_is_no_rating() -> None:
    state = at(counter())
    assert offered(state) is None
    assert touched(state, GOOD, NOON, SETTINGS) == state


def test_a_citizen_who_did_not_come_is_not_asked() -> None:
    assert offered(at(counter(last=visit(A012, m.Stage.NO_SHOW)))) is None


def test_a_visit_can_be_rated_for_a_minute_after_its_end() -> None:
    state = at(counter(last=finished()))
    assert offered(ticked(state, NOON + OFFER - 1, SETTINGS)) == finished()
    assert offered(ticked(state, NOON + OFFER, SETTINGS)) is None


def test_the_minute_does_not_begin_anew_when_the_counter_pauses() -> None:
    paused = counter(last=finished(), status=m.CounterStatus.PAUSED)
    state = seen(at(counter(last=finished())), paused, NOON + 30_000)
    assert offered(ticked(state, NOON + OFFER, SETTINGS)) is None


def test_who_is_leaving_goes_before_who_was_just_called() -> None:
    both = at(counter(visit(A013), last=finished(A012)))
    assert offered(both) == finished(A012)
    leaving_ms = round(SETTINGS.leaving_s * 1000)
    assert offered(ticked(both, NOON + leaving_ms, SETTINGS)) == visit(A013)


def test_who_has_rated_does_not_keep_the_next_one_from_it() -> None:
    called = counter(visit(A013), last=finished(A012))
    rated = ticked(ticked(chosen(), NOON + GRACE, SETTINGS), NOON + GRACE + THANKS, SETTINGS)
    assert offered(seen(rated, called, NOON + GRACE + THANKS)) == visit(A013)


def test_a_choice_is_handed_over_when_its_grace_time_ends() -> None:
    assert level(ticked(chosen(), NOON + GRACE - 1, SETTINGS)) is GOOD
    over = ticked(chosen(), NOON + GRACE, SETTINGS)
    assert (over.choice, over.rated) == (None, frozenset({A012}))


def test_a_change_of_mind_begins_the_grace_time_anew() -> None:
    changed = touched(chosen(), BAD, NOON + 9_000, SETTINGS)
    assert level(ticked(changed, NOON + 9_000 + GRACE - 1, SETTINGS)) is BAD
    assert ticked(changed, NOON + 9_000 + GRACE, SETTINGS).choice is None


def test_the_same_level_again_is_no_change() -> None:
    assert touched(chosen(), GOOD, NOON + 9_000, SETTINGS) == chosen()


def test_the_fourth_change_of_mind_counts_but_begins_no_grace_time() -> None:
    state = chosen()
    for change, changed in enumerate([BAD, GOOD, BAD, GOOD], start=1):
        state = touched(state, changed, NOON + change * 1_000, SETTINGS)
    assert level(ticked(state, NOON + 3_000 + GRACE - 1, SETTINGS)) is GOOD
    assert ticked(state, NOON + 3_000 + GRACE, SETTINGS).choice is None


def test_a_touch_after_the_grace_time_changes_nothing_although_no_tick_came_between() -> None:
    late = touched(chosen(), BAD, NOON + GRACE, SETTINGS)
    assert (late.choice, late.rated) == (None, frozenset({A012}))


def test_a_choice_belongs_to_its_own_visit_when_the_next_number_is_called() -> None:
    moved_on = seen(chosen(), counter(visit(A013), last=finished(A012)), NOON + 1_000)
    changed = touched(moved_on, BAD, NOON + 2_000, SETTINGS)
    assert changed.choice
    assert (model.rating(changed.choice).ticket, level(changed)) == (A012, BAD)


def test_after_the_thanks_the_next_visit_is_offered() -> None:
    moved_on = seen(chosen(), counter(visit(A013), last=finished(A012)), NOON + 1_000)
    thanks = ticked(moved_on, NOON + GRACE, SETTINGS)
    assert offered(thanks) is None
    assert offered(ticked(thanks, NOON + GRACE + THANKS, SETTINGS)) == visit(A013)


def test_a_rated_visit_is_not_offered_again() -> None:
    over = ticked(ticked(chosen(), NOON + GRACE, SETTINGS), NOON + GRACE + THANKS, SETTINGS)
    assert offered(over) is None
    assert offered(seen(over, counter(last=finished()), NOON + 30_000)) is None


def test_a_visit_has_one_id_of_rating_at_one_counter() -> None:
    good, bad = chosen(GOOD).choice, chosen(BAD).choice
    assert good
    assert bad
    assert model.rating(good).id == model.rating(bad).id
    elsewhere = replace(good, counter=good.counter.model_copy(update={"counter": "4"}))
    assert model.rating(elsewhere).id != model.rating(good).id


def test_the_ratings_of_yesterday_are_forgotten() -> None:
    over = ticked(chosen(), NOON + GRACE, SETTINGS)
    assert seen(over, counter(day="2026-09-22"), NOON + 86_400_000).rated == frozenset()


def test_a_clock_that_is_set_back_ends_the_grace_time() -> None:
    assert ticked(chosen(), NOON - 3_600_000, SETTINGS).choice is None


TICKETS = [UUID(int=number) for number in range(1, 5)]
STAGES = [m.Stage.CALLED, m.Stage.SERVING]
OVER = [m.Stage.FINISHED, m.Stage.NO_SHOW]
visits = some.none() | some.builds(visit, some.sampled_from(TICKETS), some.sampled_from(STAGES))
lasts = some.none() | some.builds(visit, some.sampled_from(TICKETS), some.sampled_from(OVER))
counters = some.builds(counter, visits, lasts, some.sampled_from(m.CounterStatus))


class AnyDay(RuleBasedStateMachine):
    """A pad through any sequence of events."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.now = State(), NOON
        self.came: set[UUID] = set()
        self.handed_over: list[m.RatingAsk] = []

    def become(self, state: State) -> None:
        before = self.state.choice
        if before and (state.choice is None or state.choice.visit != before.visit):
            self.handed_over.append(model.rating(before))
        self.state = state

    @rule(drawn=counters)
    def draw(self, drawn: m.CounterState) -> None:
        self.come(drawn.visit, {*STAGES})
        self.come(drawn.last, {m.Stage.FINISHED})
        self.become(seen(self.state, drawn, self.now))

    @rule(touch=some.sampled_from(Level))
    def touch(self, touch: Level) -> None:
        self.become(touched(self.state, touch, self.now, SETTINGS))

    @rule(seconds=some.integers(0, 90))
    def pass_time(self, seconds: int) -> None:
        self.now += seconds * 1000
        self.become(ticked(self.state, self.now, SETTINGS))

    @rule(reached=some.booleans())
    def reach(self, reached: bool) -> None:
        self.become(replace(self.state, reached=reached))

    @precondition(lambda self: not (self.state.counter and self.state.counter.visit))
    @rule()
    def leave_alone(self) -> None:
        self.come_to_rest()
        assert view(self.state, SETTINGS, load("vi")).mode not in {"rate", "thanks"}

    def come_to_rest(self) -> None:
        while (deadline := model.next_deadline(self.state, SETTINGS)) is not None:
            self.now = max(self.now, deadline)
            self.become(ticked(self.state, self.now, SETTINGS))

    def come(self, visit: m.Visit | None, stages: set[m.Stage]) -> None:
        if visit and visit.stage in stages:
            self.came.add(visit.ticket.id)

    @invariant()
    def no_visit_is_rated_twice(self) -> None:
        tickets = [rating.ticket for rating in self.handed_over]
        assert len(tickets) == len(set(tickets))

    @invariant()
    def only_who_was_called_here_is_rated(self) -> None:
        assert {rating.ticket for rating in self.handed_over} <= self.came


TestAnyDay = AnyDay.TestCase


@given(some.lists(some.sampled_from(Level), min_size=1), some.integers(0, 9_999))
def test_nobody_keeps_the_pad_for_longer_than_four_grace_times(
    touches: list[Level], pause: int
) -> None:
    state, now = at(counter(visit())), NOON
    for touch in touches:
        state = touched(state, touch, now, SETTINGS)
        now += pause
    assert ticked(state, NOON + 4 * GRACE, SETTINGS).choice is None
