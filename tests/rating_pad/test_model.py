"""What may be rated, how long a choice can be changed, and that nothing is rated twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract import messages as m
from contract.messages import Level
from rating_pad import model, touches
from rating_pad.model import State, offered, rating_id, seen, ticked
from rating_pad.settings import PadSettings
from rating_pad.visitor import somebody
from tests.rating_pad.scene import A012, A013, NOON, counter, finished, settings, visit

SETTINGS = settings()
FULL = settings(levels=[*Level], longest_s=60)
GRACE, REASON, THANKS, OFFER = 10_000, 20_000, 5_000, 60_000
FINE, GOOD, BAD = Level.VERY_SATISFIED, Level.SATISFIED, Level.DISSATISFIED


def at(state: m.CounterState) -> State:
    return seen(State(somebody(SETTINGS, NOON), reached=True, at=NOON), state, NOON)


def touched(state: State, touch: str, now: int, how: PadSettings = SETTINGS) -> State:
    return touches.touched(state, touch, now, how)[0]


def chosen(level: Level = GOOD) -> State:
    return touched(at(counter(visit())), level, NOON)


def level(state: State) -> Level | None:
    return state.choice.level if state.choice else None


@pytest.mark.parametrize("stage", [m.Stage.CALLED, m.Stage.SERVING])
def test_the_visit_at_the_counter_can_be_rated(stage: m.Stage) -> None:
    assert offered(at(counter(visit(A012, stage)))) == visit(A012, stage)


def test_without_a_service_there_is_no_rating() -> None:
    state = at(counter())
    assert offered(state) is None
    assert touched(state, GOOD, NOON).choice is None


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
    assert (over.choice, over.rated) == (None, frozenset({rating_id(A012, "3")}))


def test_a_change_of_mind_begins_the_grace_time_anew() -> None:
    changed = touched(chosen(), FINE, NOON + 9_000)
    assert level(ticked(changed, NOON + 9_000 + GRACE - 1, SETTINGS)) is FINE
    assert ticked(changed, NOON + 9_000 + GRACE, SETTINGS).choice is None


def test_the_same_level_again_is_no_change() -> None:
    assert touched(chosen(), GOOD, NOON + 9_000).choice == chosen().choice


def test_the_fourth_change_of_mind_counts_but_begins_no_grace_time() -> None:
    state = chosen()
    for change, changed in enumerate([FINE, GOOD, FINE, GOOD], start=1):
        state = touched(state, changed, NOON + change * 1_000)
    assert level(ticked(state, NOON + 3_000 + GRACE - 1, SETTINGS)) is GOOD
    assert ticked(state, NOON + 3_000 + GRACE, SETTINGS).choice is None


def test_a_touch_after_the_grace_time_changes_nothing_although_no_tick_came_between() -> None:
    late = touched(chosen(), BAD, NOON + GRACE)
    assert (late.choice, late.rated) == (None, frozenset({rating_id(A012, "3")}))


def test_a_choice_belongs_to_its_own_visit_when_the_next_number_is_called() -> None:
    moved_on = seen(chosen(), counter(visit(A013), last=finished(A012)), NOON + 1_000)
    changed = touched(moved_on, BAD, NOON + 2_000)
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


def test_somebody_dissatisfied_is_asked_why_for_longer_than_the_grace_time() -> None:
    asked = ticked(chosen(BAD), NOON + REASON - 1, SETTINGS)
    assert asked.choice
    assert model.lacks_reason(asked.choice, SETTINGS)
    why = touched(asked, "reason:waiting", NOON + REASON - 1)
    assert why.choice
    assert model.rating(why.choice).reasons == ("waiting",)
    assert ticked(why, NOON + REASON - 1 + GRACE, SETTINGS).choice is None


def test_a_rating_without_a_reason_is_handed_over_all_the_same() -> None:
    over = ticked(chosen(BAD), NOON + REASON, SETTINGS)
    assert (over.choice, over.rated) == (None, frozenset({rating_id(A012, "3")}))


def test_who_changes_to_satisfied_gives_no_reason() -> None:
    why = touched(chosen(BAD), "reason:waiting", NOON + 1_000)
    changed = touched(why, GOOD, NOON + 2_000).choice
    assert changed
    assert model.rating(changed).reasons == ()


def test_the_same_bad_level_again_shows_the_reasons_again() -> None:
    why = touched(chosen(BAD), "reason:waiting", NOON + 1_000)
    again = touched(why, BAD, NOON + 2_000).choice
    assert again
    assert model.lacks_reason(again, SETTINGS)


def test_a_centre_may_ask_for_no_reasons() -> None:
    assert chosen(BAD).choice
    assert not model.lacks_reason(chosen(BAD).choice, settings(reasons=[]))  # type: ignore[arg-type]


def test_it_is_told_how_long_after_the_call_or_the_end_the_first_touch_came() -> None:
    called = seen(at(counter()), counter(visit()), NOON + 1_000)
    served = touched(called, GOOD, NOON + 301_500).choice
    ended = seen(called, counter(last=finished()), NOON + 400_000)
    left = touched(ended, GOOD, NOON + 407_000).choice
    assert served
    assert left
    assert (served.after_s, left.after_s) == (300, 7)


def test_of_a_visit_that_was_there_before_the_pad_looked_nobody_knows_when_it_was_called() -> None:
    assert chosen().choice
    assert model.rating(chosen().choice).after_s is None  # type: ignore[arg-type]


def test_the_pad_wakes_when_somebody_is_called_and_sleeps_when_nobody_comes() -> None:
    alone = ticked(at(counter()), NOON + 120_000, SETTINGS)
    assert model.sleeps(alone, SETTINGS)
    assert not model.is_dark(alone, SETTINGS)
    assert not model.sleeps(seen(alone, counter(visit()), NOON + 120_000), SETTINGS)


def test_a_closed_counter_is_dark_and_the_first_touch_only_wakes_it() -> None:
    closed = ticked(at(counter(status=m.CounterStatus.CLOSED)), NOON + 20_000, SETTINGS)
    assert model.is_dark(closed, SETTINGS)
    woken = touched(closed, "feedback", NOON + 20_000)
    assert woken.visitor.page == "first"
    assert not model.is_dark(woken, SETTINGS)
    assert touched(woken, "feedback", NOON + 21_000).visitor.page == "about"


@given(some.lists(some.sampled_from(Level), min_size=1), some.integers(0, 9_999))
def test_nobody_keeps_the_pad_for_longer_than_is_set(levels: list[Level], pause: int) -> None:
    state, now = at(counter(visit())), NOON
    for level in levels:
        state = touched(state, level, now, FULL)
        now += pause
    assert ticked(state, NOON + 60_000, FULL).choice is None


@given(some.lists(some.sampled_from([GOOD, FINE]), min_size=1), some.integers(0, 9_999))
def test_nobody_changes_their_mind_for_longer_than_four_grace_times(
    levels: list[Level], pause: int
) -> None:
    state, now = at(counter(visit())), NOON
    for level in levels:
        state = touched(state, level, now)
        now += pause
    assert ticked(state, NOON + 4 * GRACE, SETTINGS).choice is None
