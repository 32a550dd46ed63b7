"""What can be read on sign and lamps at each moment."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract.messages import CounterStatus, Reason
from counter_display import frames
from counter_display.choosing import Choice
from counter_display.model import KEYS, Failure, State, seen, ticked
from faces.texts import load
from hardware.sign import Shown
from tests.counter_display.scene import NOON, counter, settings, visit

SETTINGS = settings()
TEXTS = load("vi")
CALLED = seen(State(reached=True), counter(visit()), NOON)
FAILED = replace(CALLED, failure=Failure("next", NOON + 60_000))

states = some.builds(
    State,
    counter=some.none() | some.just(counter(visit())) | some.just(counter()),
    called_at=some.integers(0, 20_000),
    asking=some.none() | some.sampled_from(KEYS),
    failure=some.none()
    | some.builds(Failure, some.sampled_from(KEYS), some.integers(0, 20_000), some.none()),
    reached=some.booleans(),
    choice=some.none()
    | some.builds(Choice, some.just("call"), some.integers(0, 20_000), some.none()),
)


def test_a_number_blinks_for_eight_seconds_after_its_call() -> None:
    assert frames.sign(CALLED, NOON, SETTINGS) == Shown("A012", blink=True)
    assert frames.sign(CALLED, NOON + 7_999, SETTINGS) == Shown("A012", blink=True)
    assert frames.sign(CALLED, NOON + 8_000, SETTINGS) == Shown("A012")


def test_a_sign_that_starts_within_that_time_blinks_for_the_rest_of_it() -> None:
    started = seen(State(), counter(visit(called_at=NOON - 6_000)), NOON)
    assert frames.sign(started, NOON, SETTINGS).blink
    assert not frames.sign(started, NOON + 2_000, SETTINGS).blink


def test_a_recall_makes_it_blink_anew() -> None:
    recalled = seen(CALLED, counter(visit(calls=2)), NOON + 60_000)
    assert frames.sign(recalled, NOON + 61_000, SETTINGS) == Shown("A012", blink=True)


def test_a_clock_that_is_set_back_ends_the_blinking() -> None:
    assert frames.sign(CALLED, NOON - 3_600_000, SETTINGS) == Shown("A012")


@pytest.mark.parametrize(
    ("status", "text"),
    [(CounterStatus.OPEN, ""), (CounterStatus.PAUSED, "----"), (CounterStatus.CLOSED, "")],
)
def test_a_counter_without_a_visit(status: CounterStatus, text: str) -> None:
    state = seen(State(), counter(status=status), NOON)
    assert frames.sign(state, NOON, SETTINGS) == Shown(text)


def test_a_counter_that_is_about_to_pause_still_shows_its_number() -> None:
    state = seen(State(), counter(visit(), CounterStatus.PAUSING), NOON)
    assert frames.sign(state, NOON + 10_000, SETTINGS) == Shown("A012")


def test_the_sign_is_blank_until_the_counter_is_known() -> None:
    assert frames.sign(State(), NOON, SETTINGS) == Shown("")


def test_a_number_stays_while_the_queue_service_is_away() -> None:
    away = replace(CALLED, reached=False)
    assert frames.sign(away, NOON + 60_000, SETTINGS) == Shown("A012")
    assert frames.says(away, NOON + 60_000, SETTINGS, TEXTS) == TEXTS.say("sign.offline")


def test_silence_is_shown_for_two_seconds_and_then_the_number_again() -> None:
    assert frames.sign(FAILED, NOON + 61_999, SETTINGS) == Shown("Err")
    assert frames.sign(FAILED, NOON + 62_000, SETTINGS) == Shown("A012")


def test_a_refusal_has_its_word_on_the_sign_and_its_sentence_in_the_device_state() -> None:
    refused = replace(CALLED, failure=Failure("next", NOON, Reason.NOBODY_WAITING))
    assert frames.sign(refused, NOON, SETTINGS) == Shown("no")
    sentence = frames.says(refused, NOON, SETTINGS, TEXTS)
    assert sentence == TEXTS.say("refusal.nobody_waiting")
    assert frames.says(refused, NOON + 2_000, SETTINGS, TEXTS) == ""


def test_the_lamp_is_on_while_its_key_waits_and_while_its_failure_is_shown() -> None:
    waiting = replace(CALLED, asking="recall")
    assert frames.lit(waiting, NOON, SETTINGS) == "recall"
    assert frames.lit(FAILED, NOON + 61_999, SETTINGS) == "next"
    assert frames.lit(FAILED, NOON + 62_000, SETTINGS) is None


@given(states, some.integers(20_000, 40_000), some.integers(1, 40_000))
def test_nothing_changes_by_itself_before_it_is_foretold(
    state: State, now: int, later: int
) -> None:
    change = frames.next_change(state, now, SETTINGS)
    if change is None or now + later < change:
        assert _frame(state, now + later) == _frame(state, now)


def _frame(drawn: State, now: int) -> tuple[Shown, str | None, str]:
    state = ticked(drawn, now, SETTINGS.choose_s)
    return (
        frames.sign(state, now, SETTINGS),
        frames.lit(state, now, SETTINGS),
        frames.says(state, now, SETTINGS, TEXTS),
    )
