"""What comes of touches: a ticket in a few of them, and a way back from everywhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.messages import MOST_STEPS, Intent
from faces.wishes import Help, NewRoll, TrialPrint, TrialSound
from tests.ticket_dispenser.hall import TEXTS, centre, settings, state, world
from ticket_dispenser import model
from ticket_dispenser.state import State
from ticket_dispenser.visitor import is_fresh, somebody
from ticket_dispenser.wishes import CheckIn, Report, TakeNumber, Wish

SETTINGS = settings()


def touch(at: State, *touches: str) -> tuple[State, Wish | None]:
    """Touch one after another, 100 ms apart; the last wish counts."""
    wish: Wish | None = None
    for one in touches:
        at = model.timed(at, at.now + 100, at.at + 100, SETTINGS)
        at, wish = model.touched(at, one, SETTINGS, TEXTS)
    return at, wish


def wait(at: State, seconds: float) -> State:
    passed = round(seconds * 1000)
    return model.timed(at, at.now + passed, at.at + passed, SETTINGS)


def seen(at: State) -> list[str]:
    return [tile.touch for tile in model.touchable(model.view(at, SETTINGS, TEXTS))]


MANY = state(world(centre=centre(60)))


def test_a_ticket_takes_two_touches_where_there_are_few_services() -> None:
    at, wish = touch(state(), "service:doanh-nghiep", "intent:collect")
    assert wish == TakeNumber("doanh-nghiep", Intent.COLLECT)
    assert at.visitor.page == "start"


def test_and_three_where_agencies_come_first() -> None:
    _, wish = touch(MANY, "agency:nong-nghiep", "service:dat-dai", "intent:file")
    assert wish == TakeNumber("dat-dai", Intent.FILE)


def test_several_services_are_one_visit_in_the_order_of_touching() -> None:
    _, wish = touch(state(), "service:dat-dai", "also", "service:doanh-nghiep", "intent:file")
    assert wish == TakeNumber("dat-dai", Intent.FILE, None, ("doanh-nghiep",))


def test_a_service_is_not_chosen_twice() -> None:
    at, _ = touch(state(), "service:dat-dai", "also", "service:dat-dai")
    assert at.visitor.basket == ("dat-dai",)


def test_a_visit_has_no_more_services_than_the_wire_takes() -> None:
    touches = [part for n in range(9) for part in (f"service:viec-{n}", "also")]
    at, _ = touch(MANY, *touches)
    assert len(at.visitor.basket) == MOST_STEPS + 1


def test_a_class_is_claimed_and_taken_back_by_a_second_touch() -> None:
    at, _ = touch(state(), "classes", "class:priority")
    assert at.visitor.class_id == "priority"
    _, wish = touch(at, "service:dat-dai", "intent:file")
    assert wish == TakeNumber("dat-dai", Intent.FILE, "priority")
    at, _ = touch(at, "classes", "class:priority")
    assert at.visitor.class_id is None


def test_a_class_that_nobody_may_ask_for_is_not_given() -> None:
    at, _ = touch(state(), "classes", "class:normal", "class:diplomats")
    assert at.visitor.class_id is None


@pytest.mark.parametrize(
    ("page", "typed", "wish"),
    [
        ("code", "hen-01", CheckIn("HEN-01")),
        ("report", "a 012", Report("A012")),
    ],
)
def test_codes_and_numbers_are_typed(page: str, typed: str, wish: Wish) -> None:
    assert touch(state(), page, *(f"type:{letter}" for letter in typed), "enter")[1] == wish
    assert touch(state(), page, "enter")[1] is None


def test_typing_can_be_mended() -> None:
    at, _ = touch(state(), "code", "type:A", "type:B", "erase")
    assert at.visitor.typed == "A"
    at, _ = touch(at, *["type:X"] * 100, "type:\x1b", "type:\n")
    assert len(at.visitor.typed) == 64


def test_a_code_that_is_scanned_counts_on_any_page() -> None:
    _, wish = touch(state(), "service:dat-dai", "scan:HEN-01\r")
    assert wish == CheckIn("HEN-01")


def test_what_is_too_long_for_a_code_is_not_asked_about() -> None:
    assert touch(state(), f"scan:{'9' * 65}")[1] is None
    assert touch(state(), f"scan:{'9' * 64}")[1] == CheckIn("9" * 64)


def test_whoever_asks_for_help_keeps_the_page() -> None:
    at, wish = touch(state(), "service:dat-dai", "help")
    assert wish == Help()
    assert at.visitor.page == "intents"


def test_what_is_looked_for_is_found_without_accents_and_in_part() -> None:
    at, _ = touch(MANY, "search", *(f"type:{letter}" for letter in "dang doanh"))
    assert "service:doanh-nghiep" in seen(at)
    at, _ = touch(MANY, "search", "type:q")
    assert not [one for one in seen(at) if one.startswith("service:")]


def test_services_that_cannot_be_had_are_seen_with_the_reason_and_not_touched() -> None:
    evening = state(now=state().now + 10 * 3_600_000)
    at, wish = touch(evening, "service:dat-dai", "intent:file")
    assert wish is None
    assert at.visitor.basket == ()
    assert model.view(at, SETTINGS, TEXTS).mode == "closed"


# --- The technician ------------------------------------------------------------------------------


def technician(at: State) -> State:
    at, _ = touch(wait(touch(at, "corner:down")[0], 5), "corner:up")
    return touch(at, *(f"type:{digit}" for digit in "2580"), "enter")[0]


def test_the_technician_holds_a_corner_and_knows_a_pin() -> None:
    at = technician(state())
    assert at.visitor.page == "technician"
    assert touch(at, "test:print")[1] == TrialPrint()
    assert touch(at, "test:sound")[1] == TrialSound()
    assert touch(at, "test:roll")[1] == NewRoll()
    assert touch(at, "test:buttons")[0].visitor.page == "buttons"


def test_a_corner_that_is_let_go_opens_nothing() -> None:
    at = wait(touch(state(), "corner:down")[0], 4.8)
    at = wait(touch(at, "corner:up")[0], 10)
    assert at.visitor.page == "start"


def test_a_corner_that_is_let_go_while_a_number_is_fetched_opens_nothing() -> None:
    at, _ = touch(state(), "corner:down")
    at, _ = model.pressed(at, "land", SETTINGS)
    at, _ = touch(at, "corner:up")
    assert wait(replace(at, press=None), 6).visitor.page == "start"


def test_without_a_pin_in_the_settings_there_is_no_such_page() -> None:
    bare = settings(technician=None)
    at = model.touched(state(), "corner:down", bare, TEXTS)[0]
    at = model.timed(at, at.now, at.at + 60_000, bare)
    assert at.visitor.page == "start"


def test_three_wrong_pins_close_the_page_for_a_minute_even_to_the_right_one() -> None:
    at = wait(touch(state(), "corner:down")[0], 5)
    for _ in range(3):
        at, _ = touch(at, "type:1", "enter")
    right = [f"type:{digit}" for digit in "2580"]
    assert touch(at, *right, "enter")[0].visitor.page == "pin"
    at = wait(at, 14)
    at, _ = touch(at, *right, "enter")
    assert at.visitor.page == "pin"
    for _ in range(5):
        at = touch(wait(at, 10), "stay")[0]
    assert touch(at, *right, "enter")[0].visitor.page == "technician"


def test_the_technician_is_let_in_whatever_is_the_matter() -> None:
    at = technician(state(world(reached=False)))
    assert model.view(at, SETTINGS, TEXTS).page is not None


def test_buttons_take_no_number_while_the_technician_tries_them() -> None:
    at, _ = touch(technician(state()), "test:buttons")
    for _ in range(3):
        at = wait(at, SETTINGS.touch.idle_s - 1)
        at, wish = model.pressed(at, "land", SETTINGS)
        assert (at.visitor.page, wish) == ("buttons", None)


# --- Whatever is touched -------------------------------------------------------------------------

ANY = st.one_of(
    st.integers(0, 40),  # something that is seen
    st.sampled_from(
        [
            "corner:down",
            "corner:up",
            "scan:X",
            "ear:toggle",
            "ear:next",
            "ear:confirm",
            "ear:previous",
        ]
    ),
    st.text(max_size=8),
)


def anything(at: State, touches: list[int | str]) -> State:
    for one in touches:
        there = seen(at)
        name = one if isinstance(one, str) else there[one % len(there)] if there else "home"
        at, _ = touch(replace(at, press=None), name)
    return replace(at, press=None)


@given(st.lists(ANY, max_size=30), st.sampled_from([2, 60]))
def test_no_touches_lead_into_a_dead_end(touches: list[int | str], services: int) -> None:
    at = anything(state(world(centre=centre(services))), touches)
    assert {"home", "back"} & set(seen(at)) or at.visitor.page == "start"
    at, _ = touch(at, "home")
    assert at.visitor.page == "start"
    assert at.visitor.basket == ()
    assert at.visitor.typed == ""


@given(st.lists(ANY, max_size=30))
def test_whoever_leaves_leaves_nothing_behind(touches: list[int | str]) -> None:
    at = wait(anything(state(), touches), 15)
    at = wait(wait(at, 15), 15)  # a held corner may have opened the page for the PIN once more
    assert is_fresh(at.visitor, SETTINGS)


@given(st.lists(ANY, max_size=30))
def test_all_that_is_seen_fits_the_screen(touches: list[int | str]) -> None:
    at = anything(MANY, touches)
    page = model.view(at, SETTINGS, TEXTS).page
    assert page is None or len(page.tiles) <= SETTINGS.touch.on_a_page


def test_before_it_forgets_it_asks_and_one_touch_gives_the_time_again() -> None:
    at, _ = touch(state(), "service:dat-dai")
    assert model.view(wait(at, 9.8), SETTINGS, TEXTS).still_there is None
    asking = wait(at, 11)
    assert model.view(asking, SETTINGS, TEXTS).still_there == 4
    at, _ = touch(asking, "stay")
    assert at.visitor.basket == ("dat-dai",)
    assert model.view(wait(at, 5), SETTINGS, TEXTS).still_there is None


def test_how_somebody_sees_the_screen_is_forgotten_with_them() -> None:
    at, _ = touch(state(), "language", "size", "contrast", "low")
    view = model.view(at, SETTINGS, TEXTS)
    assert (view.look.large, view.look.contrast, view.look.low) == (True, True, True)
    assert wait(at, 15).visitor == somebody(SETTINGS, at.at)


def test_a_clock_that_is_set_wipes_nothing_out() -> None:
    at, _ = touch(state(), "service:dat-dai")
    assert model.timed(at, at.now + 86_400_000, at.at + 10, SETTINGS).visitor == at.visitor


def test_by_ear_one_thing_after_another_is_read_and_confirmed() -> None:
    at, _ = touch(state(), "ear:toggle")
    first = model.view(at, SETTINGS, TEXTS)
    assert first.focus == "service:dat-dai"
    assert "Đất đai" in first.spoken
    at, _ = touch(at, "ear:next")
    assert model.view(at, SETTINGS, TEXTS).focus == "service:doanh-nghiep"
    at, _ = touch(at, "ear:confirm")
    assert at.visitor.basket == ("doanh-nghiep",)
    at, _ = touch(at, "ear:toggle")
    assert model.view(at, SETTINGS, TEXTS).focus is None
