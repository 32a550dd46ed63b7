"""What may be said beside a rating, complaints and suggestions, and the technician's page."""

from uuid import UUID

import pytest

from contract import messages as m
from faces.touching import Look
from faces.wishes import TrialSound
from rating_pad import model
from rating_pad.model import State, ticked
from rating_pad.touches import received, sent, touched
from rating_pad.visitor import is_fresh, leaves_in
from rating_pad.wishes import SendFeedback
from tests.rating_pad.scene import settings, visit
from tests.rating_pad.views import AT, FULL, LOOKS, after, at_rest

ASK = UUID(int=9)


def served(*touches: str) -> State:
    return after(at_rest(FULL, "vi", Look(), now=visit()), touches, FULL)


def spelled(text: str) -> list[str]:
    return [f"type:{letter}" for letter in text]


def rated(state: State) -> m.RatingAsk:
    assert state.choice
    return model.rating(state.choice)


def test_questions_come_one_after_the_other_and_may_be_skipped() -> None:
    state = served("satisfied", "questions", "answer:2", "answer:-", "answer:0", "answer:1")
    assert state.visitor.page == "first"
    assert rated(state).indices == m.Indices(time=2, agencies=0, attitude=1)


def test_answers_are_kept_by_whoever_goes_back() -> None:
    assert rated(served("satisfied", "questions", "answer:2", "back")).indices == m.Indices(time=2)


def test_a_rating_without_answers_has_no_indices() -> None:
    assert rated(served("satisfied")).indices is None


@pytest.mark.parametrize("touch", ["questions", "remark", "answer:2", "reason:waiting"])
def test_without_a_rating_there_is_nothing_to_add_to(touch: str) -> None:
    assert served(touch).visitor.page == "first"


def test_a_remark_is_part_of_the_rating_when_it_is_done() -> None:
    typing = served("satisfied", "remark", *spelled("cho lau. xin"))
    assert rated(typing).remark == ""
    done = after(typing, ["enter"], FULL)
    assert (done.visitor.page, rated(done).remark) == ("first", "Cho lau. Xin")


def test_a_remark_can_be_changed_while_the_rating_can() -> None:
    again = served("satisfied", "remark", *spelled("OK"), "enter", "remark", "erase", "enter")
    assert rated(again).remark == "O"


def test_who_writes_is_asked_before_it_is_wiped_and_the_rating_goes_without_it() -> None:
    typing = served("satisfied", "remark", *spelled("OK"))
    asked = ticked(typing, AT + 10_000, FULL)
    assert leaves_in(asked.visitor, FULL, asked.at) == 5
    stayed, _ = touched(asked, "stay", AT + 14_000, FULL)
    assert leaves_in(ticked(stayed, AT + 20_000, FULL).visitor, FULL, AT + 20_000) is None
    wiped = ticked(stayed, AT + 29_000, FULL)
    assert is_fresh(wiped.visitor, FULL)
    assert wiped.choice is None
    assert wiped.thanked_at is not None


@pytest.mark.parametrize(
    ("keys", "before", "text"),
    [
        ("xin. cho", ("stay",), "Xin. Cho"),
        ("chowf laau quas", ("stay",), "Chờ lâu quá"),
        ("ddeens ba laanf", ("stay",), "Đến ba lần"),
        ("xin see", ("marks",), "Xin see"),
        ("i see. it was off", ("language",), "I see. It was off"),
        ("chowf", ("language", "marks"), "Chờ"),
    ],
)
def test_a_sentence_is_typed_by_telex_and_in_english_as_it_stands(
    keys: str, before: tuple[str, ...], text: str
) -> None:
    typing = served("satisfied", "remark", *before, *spelled(keys))
    assert typing.visitor.typed == text


@pytest.mark.parametrize(("page", "most"), [("remark", m.MOST_REMARK), ("pin", 8)])
def test_no_more_can_be_typed_than_can_be_sent(page: str, most: int) -> None:
    start = served("satisfied", "remark") if page == "remark" else _at_the_pin()
    long = after(start, ["type:1"] * (most + 5), FULL)
    assert len(long.visitor.typed) == most


def written(kind: str = "complaint") -> State:
    return served("feedback", f"about:{kind}", *spelled("cho lau"), "enter", *spelled("09"))


@pytest.mark.parametrize("kind", ["complaint", "suggestion"])
def test_a_complaint_or_suggestion_is_written_and_sent(kind: str) -> None:
    _, wish = touched(written(kind), "enter", AT, FULL)
    assert wish == SendFeedback(m.FeedbackKind(kind), "Cho lau", "09")


def test_an_empty_complaint_is_not_sent() -> None:
    assert served("feedback", "about:complaint", "type: ", "enter").visitor.page == "feedback"


def test_the_way_back_keeps_what_was_written() -> None:
    back = after(written(), ["back"], FULL)
    assert (back.visitor.page, back.visitor.typed) == ("feedback", "Cho lau")
    again = after(back, ["back", "about:suggestion"], FULL)
    assert (again.visitor.page, again.visitor.typed) == ("feedback", "Cho lau")


def test_its_code_is_shown_at_once() -> None:
    shown = received(sent(written(), ASK), ASK, "PA-1")
    assert (shown.visitor.page, shown.visitor.code) == ("receipt", "PA-1")
    assert is_fresh(ticked(shown, AT + 60_000, FULL).visitor, FULL)


def test_without_an_answer_it_is_told_that_there_is_no_code_and_none_is_shown_later() -> None:
    told = ticked(sent(written(), ASK), AT + 5_000, FULL)
    assert told.visitor.page == "kept"
    assert received(told, ASK, "PA-1") == told


def test_the_code_of_somebody_else_is_not_shown() -> None:
    waits = sent(written(), ASK)
    assert received(waits, UUID(int=10), "PA-1") == waits


def test_a_rating_at_hand_is_handed_over_while_a_complaint_is_written() -> None:
    state = ticked(served("satisfied", "feedback"), AT + 10_000, FULL)
    assert (state.choice, state.visitor.page) == (None, "about")


def test_a_centre_may_have_neither_remarks_nor_complaints_here() -> None:
    none = settings(remarks=False, feedback=False)
    state = after(at_rest(none, "vi", Look(), now=visit()), ["feedback"], none)
    assert state.visitor.page == "first"
    state = after(state, ["satisfied", "remark", "questions"], none)
    assert state.visitor.page == "first"


def test_how_the_screen_is_seen_is_forgotten_with_whoever_wanted_it_so() -> None:
    state = served("language", "size", "contrast", "low")
    assert (state.visitor.language, state.visitor.look) == ("en", LOOKS["all"])
    assert is_fresh(ticked(state, AT + 15_000, FULL).visitor, FULL)


def _at_the_pin() -> State:
    held = served("corner:down")
    return ticked(held, AT + 5_000, FULL)


def test_a_finger_in_the_corner_and_the_pin_open_the_technicians_page() -> None:
    pin = _at_the_pin()
    assert pin.visitor.page == "pin"
    opened = after(pin, [*spelled("2468"), "enter"], FULL)
    assert opened.visitor.page == "technician"
    assert touched(opened, "test:sound", AT, FULL)[1] == TrialSound()


def test_a_finger_that_leaves_the_corner_opens_nothing() -> None:
    assert ticked(served("corner:down", "corner:up"), AT + 5_000, FULL).visitor.page == "first"


def test_after_three_wrong_pins_none_is_right_for_a_minute_whoever_comes() -> None:
    locked = after(_at_the_pin(), [*spelled("1111"), "enter"] * 3, FULL)
    tried = after(locked, [*spelled("2468"), "enter"], FULL)
    assert tried.visitor.page == "pin"
    left = ticked(tried, tried.at + 30_000, FULL)
    assert is_fresh(left.visitor, FULL)
    assert left.visitor.guesses == locked.visitor.guesses
    assert left.visitor.guesses.locked(left.at)


def test_the_trial_sound_is_the_technicians_alone() -> None:
    assert touched(served(), "test:sound", AT, FULL)[1] is None
