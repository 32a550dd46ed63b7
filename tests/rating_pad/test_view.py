"""What the citizen sees in each situation."""

from dataclasses import replace

import pytest

from contract.messages import CounterStatus, Level
from faces.texts import load
from rating_pad.model import State, chose, seen, ticked
from rating_pad.screens import Media, view
from rating_pad.view import PadView
from rating_pad.visitor import somebody
from tests.rating_pad.scene import NOON, TUYET, counter, settings, visit

SETTINGS = settings()
TEXTS = load("vi")
NOBODY = State(somebody(SETTINGS, NOON), reached=True, at=NOON, stirred_at=NOON)
SERVED = seen(NOBODY, counter(visit()), NOON)
CHOSEN = chose(SERVED, Level.NEUTRAL, NOON)
THANKED = ticked(CHOSEN, NOON + 10_000, SETTINGS)


def show(state: State) -> PadView:
    return view(state, SETTINGS, {"vi": TEXTS, "en": load("en")})


def test_a_visit_is_asked_about_with_its_officer_and_number() -> None:
    shown = show(SERVED)
    assert (shown.mode, shown.heading) == ("rate", TEXTS.say("pad.question"))
    assert (shown.counter, shown.label) == ("Quầy 3", "số A 012")
    assert (shown.officer, shown.title, shown.agency) == (TUYET.name, TUYET.title, TUYET.agency)
    assert [words for _, words in shown.levels] == [
        "Rất hài lòng",
        "Hài lòng",
        "Bình thường",
        "Không hài lòng",
    ]
    assert shown.chosen is None


def test_a_centre_may_leave_a_level_out() -> None:
    three = settings(levels=["very_satisfied", "satisfied", "dissatisfied"])
    levels = [level for level, _ in view(SERVED, three, {"vi": TEXTS}).levels]
    assert levels == ["very_satisfied", "satisfied", "dissatisfied"]


def test_a_choice_is_seen_and_can_be_changed() -> None:
    shown = show(CHOSEN)
    assert (shown.mode, shown.chosen, len(shown.levels)) == ("rate", "neutral", 4)
    assert shown.note == TEXTS.say("pad.chosen_note", seconds=10)


def test_a_choice_keeps_the_officer_it_is_about() -> None:
    nobody = counter(visit()).model_copy(update={"officer": None, "visit": None})
    assert show(seen(CHOSEN, nobody, NOON)).officer == TUYET.name


def test_thanks_offline_say_that_the_rating_is_kept() -> None:
    assert show(THANKED).mode == "thanks"
    assert show(THANKED).note == TEXTS.say("pad.thanks_note")
    assert show(replace(THANKED, reached=False)).note == TEXTS.say("pad.saved_offline")


def test_a_rated_visit_leaves_the_pad_idle() -> None:
    assert show(ticked(THANKED, NOON + 15_000, SETTINGS)).mode == "idle"


@pytest.mark.parametrize(
    ("status", "mode"),
    [
        (CounterStatus.OPEN, "idle"),
        (CounterStatus.PAUSED, "paused"),
        (CounterStatus.ON_CALL, "on_call"),
        (CounterStatus.CLOSED, "closed"),
    ],
)
def test_a_counter_without_a_visit(status: CounterStatus, mode: str) -> None:
    shown = show(seen(NOBODY, counter(status=status), NOON))
    assert (shown.mode, shown.heading) == (mode, TEXTS.say(f"pad.{mode}"))
    assert shown.levels == ()


def test_a_visit_that_is_known_is_asked_about_offline_too() -> None:
    assert show(replace(SERVED, reached=False)).mode == "rate"


def test_without_a_visit_the_pad_says_that_it_is_offline() -> None:
    assert show(replace(seen(NOBODY, counter(), NOON), reached=False)).mode == "offline"
    assert show(NOBODY).mode == "offline"


def test_the_photo_is_that_of_who_is_signed_in() -> None:
    media = Media({TUYET.id: "tuyet.jpg", "other": "other.jpg"})
    assert view(SERVED, SETTINGS, {"vi": TEXTS}, media).photo == "tuyet.jpg"
    assert show(SERVED).photo == ""


def test_pictures_and_notices_take_turns_while_nobody_is_served() -> None:
    told = settings(notices=[{"vi": "Một", "en": "One"}, {"vi": "Hai", "en": "Two"}])
    idle = seen(NOBODY, counter(), NOON)
    media = Media(pictures=("a", "b"))
    turns = [
        view(ticked(idle, NOON + at, told), told, {"vi": TEXTS}, media)
        for at in (0, 20_000, 40_000)
    ]
    assert [(one.picture, one.notice) for one in turns] == [
        ("a", "Một"),
        ("b", "Hai"),
        ("a", "Một"),
    ]


def test_a_centre_has_reasons_in_its_own_words() -> None:
    own = settings(reasons=["parking"], reason_words={"parking": {"vi": "Gửi xe", "en": "Parking"}})
    bad = chose(SERVED, Level.DISSATISFIED, NOON)
    (tile,) = view(bad, own, {"vi": TEXTS}).tiles
    assert (tile.touch, tile.text) == ("reason:parking", "Gửi xe")
