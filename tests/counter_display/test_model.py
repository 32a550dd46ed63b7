"""What the display makes of calls, presses and answers."""

from uuid import UUID

import pytest

from contract import messages as m
from counter_display.model import Failure, State, answered, pressed, seen
from tests.counter_display.scene import A012, A013, NOON, counter, visit

ID = UUID(int=1)


def at(state: m.CounterState) -> State:
    return seen(State(), state, NOON)


def asked(state: m.CounterState, key: str) -> m.Ask | None:
    return pressed(at(state), key, ID, NOON)[1]


def test_next_carries_the_ticket_that_the_officer_saw() -> None:
    assert asked(counter(visit()), "next") == m.NextAsk(id=ID, counter="3", seen=A012)
    assert asked(counter(), "next") == m.NextAsk(id=ID, counter="3", seen=None)


def test_recall_and_no_show_are_about_the_ticket_at_the_counter() -> None:
    assert asked(counter(visit()), "recall") == m.RecallAsk(id=ID, counter="3", ticket=A012)
    assert asked(counter(visit()), "no_show") == m.NoShowAsk(id=ID, counter="3", ticket=A012)


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (m.CounterStatus.OPEN, m.CounterAction.PAUSE),
        (m.CounterStatus.PAUSING, m.CounterAction.OPEN),
        (m.CounterStatus.PAUSED, m.CounterAction.OPEN),
    ],
)
def test_pause_is_a_toggle(status: m.CounterStatus, action: m.CounterAction) -> None:
    ask = asked(counter(status=status), "pause")
    assert ask == m.CounterAsk(id=ID, counter="3", action=action)


@pytest.mark.parametrize("key", ["recall", "no_show"])
def test_a_key_that_needs_a_visit_fails_without_one(key: str) -> None:
    state, ask = pressed(at(counter()), key, ID, NOON)
    assert (state.failure, ask) == (Failure(key, NOON, m.Reason.WRONG_STAGE), None)


def test_a_key_fails_while_nothing_is_known_of_the_counter() -> None:
    state, ask = pressed(State(), "next", ID, NOON)
    assert (state.failure, ask) == (Failure("next", NOON), None)


def test_the_keypad_is_deaf_while_an_ask_is_under_way() -> None:
    waiting, _ = pressed(at(counter(visit())), "next", ID, NOON)
    assert pressed(waiting, "pause", UUID(int=2), NOON) == (waiting, None)


def test_an_answer_makes_the_keypad_hear_again() -> None:
    waiting, _ = pressed(at(counter()), "next", ID, NOON)
    state = answered(waiting, m.Done(), NOON + 50)
    assert (state.asking, state.failure) == (None, None)


def test_a_refusal_and_silence_are_failures_of_the_key() -> None:
    waiting, _ = pressed(at(counter()), "next", ID, NOON)
    refused = answered(waiting, m.Refused(reason=m.Reason.NOBODY_WAITING), NOON + 50)
    assert refused.failure == Failure("next", NOON + 50, m.Reason.NOBODY_WAITING)
    assert answered(waiting, None, NOON + 3000).failure == Failure("next", NOON + 3000)
    assert refused.asking is None


def test_the_next_press_ends_the_failure_of_the_last() -> None:
    waiting, _ = pressed(at(counter()), "next", ID, NOON)
    failed = answered(waiting, None, NOON)
    assert pressed(failed, "next", ID, NOON + 100)[0].failure is None


def test_a_call_that_arrives_after_all_takes_the_place_of_the_failure() -> None:
    waiting, _ = pressed(at(counter(visit())), "next", ID, NOON)
    failed = answered(waiting, None, NOON)
    assert seen(failed, counter(visit(A013)), NOON + 100).failure is None
    assert seen(failed, counter(visit()), NOON + 100).failure == failed.failure


def test_a_display_that_starts_believes_when_the_ticket_was_called() -> None:
    assert seen(State(), counter(visit(called_at=NOON - 5000)), NOON).called_at == NOON - 5000


def test_a_call_from_the_future_counts_as_one_of_now() -> None:
    assert seen(State(), counter(visit(called_at=NOON + 9_000_000)), NOON).called_at == NOON


def test_calls_and_recalls_are_new_calls() -> None:
    before = at(counter(visit()))
    assert seen(before, counter(visit(A013)), NOON + 60_000).called_at == NOON + 60_000
    assert seen(before, counter(visit(calls=2)), NOON + 60_000).called_at == NOON + 60_000


def test_the_same_state_drawn_again_is_no_call() -> None:
    before = at(counter(visit()))
    assert seen(before, counter(visit()), NOON + 60_000) == before
