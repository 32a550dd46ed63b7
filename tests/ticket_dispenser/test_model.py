"""What the machine says and lights in each situation."""

from dataclasses import replace

import pytest

from contract.messages import Reason
from hardware.lamp import Lamp
from hardware.printer import Fault
from tests.ticket_dispenser.hall import MINUTE, NINE, TEXTS, centre, settings, state, world
from ticket_dispenser import model
from ticket_dispenser import situations as s
from ticket_dispenser.state import State
from ticket_dispenser.view import View
from ticket_dispenser.wishes import CheckIn, TakeNumber
from ticket_dispenser.world import World

SETTINGS = settings()
BUTTONS = settings(
    face=None,
    help_lamp="help",
    keys={"driver": "simulated", "keys": ["land", "business", "wheelchair"], "lamps": ["help"]},
)


def view(at: State) -> View:
    return model.view(at, SETTINGS, TEXTS)


@pytest.mark.parametrize(
    ("press", "mode", "said", "label"),
    [
        (s.Working("land"), "working", "Đang lấy số", None),
        (s.Taken("A012", sure=True), "take", "nhận phiếu", "A012"),
        (s.Taken("A012", sure=False), "take", "xin nhớ số", "A012"),
        (s.Taken("A012", sure=True, claimed=True), "take", "lễ tân xác nhận", "A012"),
        (s.Unprinted("A012", Fault.PAPER_OUT, kept=True), "trouble", "hết giấy", "A012"),
        (s.Unprinted("A012", Fault.COVER_OPEN, kept=True), "trouble", "Nắp máy in", "A012"),
        (s.Unprinted("A012", Fault.CUTTER, kept=False), "trouble", "sẽ in ra", "A012"),
        (s.Voided("A012"), "trouble", "đã hủy", None),
        (s.Refused(Reason.DAILY_CAP), "trouble", "hết số", None),
        (s.NoAnswer(), "trouble", "chưa trả lời", None),
        (s.NoNumber(), "trouble", "hết số dự phòng", None),
        (s.NoNumber(clock=True), "trouble", "đồng hồ", None),
        (s.Reported("A012"), "take", "Đã ghi nhận", "A012"),
    ],
)
def test_each_end_of_a_press_is_told_in_words(
    press: s.Situation, mode: str, said: str, label: str | None
) -> None:
    seen = view(replace(state(), press=press))
    assert (seen.mode, seen.label, seen.page) == (mode, label, None)
    assert said in seen.sentence


def test_the_hours_are_told_to_whoever_comes_outside_of_them() -> None:
    closed = view(state(now=NINE + 3 * 60 * MINUTE))
    assert closed.mode == "closed"
    assert "07:00-11:30, 13:00-17:00" in closed.sentence


def test_whoever_comes_late_is_told_how_long_numbers_are_given() -> None:
    late = view(state(now=NINE + 140 * MINUTE))
    assert late.mode == "ready"
    assert "11:30, còn 10 phút" in late.notice
    assert view(state()).notice == ""


def test_before_anything_is_known_of_the_centre_the_screen_asks_for_patience() -> None:
    seen = view(state(World(reached=True)))
    assert seen.page is not None
    assert seen.page.tiles == ()
    assert "xin chờ" in seen.sentence


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_of_the_printer_has_its_sentences_in_every_language(fault: Fault) -> None:
    for language in TEXTS:
        at = replace(state(world(fault=fault)), visitor=replace(state().visitor, language=language))
        assert view(at).mode == "trouble"
        assert view(replace(at, press=s.Unprinted("A1", fault, kept=True))).label == "A1"


# --- Lamps ---------------------------------------------------------------------------------------


def lamps(at: State) -> tuple[Lamp, ...]:
    """Of land, business, the class key and the receptionist's lamp."""
    return tuple(model.lamps(at, BUTTONS).values())


BREATHING, BLINKING, STEADY, DARK = Lamp.BREATHING, Lamp.BLINKING, Lamp.STEADY, Lamp.DARK


def test_lamps_breathe_where_a_press_leads_to_a_slip() -> None:
    assert lamps(state()) == (BREATHING, BREATHING, DARK, DARK)


def test_the_lamp_of_the_button_that_was_pressed_blinks_alone() -> None:
    at, wish = model.pressed(state(), "land", BUTTONS)
    assert wish == TakeNumber("dat-dai")
    assert lamps(at) == (BLINKING, DARK, DARK, DARK)


def test_the_lamp_of_a_class_that_was_chosen_is_lit() -> None:
    at, wish = model.pressed(state(), "wheelchair", BUTTONS)
    assert wish is None
    assert lamps(at) == (BREATHING, BREATHING, STEADY, DARK)


def test_outside_opening_hours_all_is_dark() -> None:
    assert lamps(state(now=NINE + 3 * 60 * MINUTE)) == (DARK, DARK, DARK, DARK)


def test_a_button_that_is_stuck_is_dark() -> None:
    at = replace(state(), stuck=frozenset({"land"}))
    assert lamps(at) == (DARK, BREATHING, DARK, DARK)


@pytest.mark.parametrize(
    "of", [world(fault=Fault.PAPER_OUT), world(reached=False)], ids=["no paper", "nobody there"]
)
def test_a_machine_that_can_serve_nobody_calls_the_receptionist(of: World) -> None:
    assert lamps(state(of)) == (DARK, DARK, DARK, BLINKING)


def test_alone_it_offers_what_was_lent_to_it_and_calls_nobody() -> None:
    of = world(reached=False, lent=frozenset({"dat-dai"}))
    assert lamps(state(of)) == (BREATHING, DARK, DARK, DARK)


def test_whoever_asks_for_help_is_waited_with_until_the_time_is_over() -> None:
    at = replace(state(), help_until=60_000)
    assert lamps(at)[-1] is BLINKING
    assert "lễ tân" in view(at).notice
    over = model.timed(at, at.now + 60_000, at.at + 60_000, SETTINGS)
    assert lamps(over)[-1] is DARK


def test_a_dark_button_asks_all_the_same_for_the_queue_service_knows_better() -> None:
    _, wish = model.pressed(state(now=NINE + 3 * 60 * MINUTE), "land", BUTTONS)
    assert wish == TakeNumber("dat-dai")


def test_while_one_press_is_served_another_is_nobodys_turn() -> None:
    busy = replace(state(), press=s.Working("land"))
    assert model.pressed(busy, "business", BUTTONS) == (busy, None)
    assert model.touched(busy, "service:dat-dai", SETTINGS, TEXTS) == (busy, None)


def test_a_touch_takes_a_message_away() -> None:
    told = replace(state(), press=s.Taken("A012", sure=True))
    at, wish = model.touched(told, "home", SETTINGS, TEXTS)
    assert (at.press, wish) == (None, None)


def test_a_code_is_read_while_the_last_visitor_is_told_their_number() -> None:
    told = replace(state(), press=s.Taken("A012", sure=True))
    assert model.touched(told, "scan:LH-01", SETTINGS, TEXTS)[1] == CheckIn("LH-01")
    away = state(world(reached=False))
    assert model.touched(away, "scan:LH-01", SETTINGS, TEXTS)[1] is None


def test_the_screen_is_dimmed_when_nobody_is_there() -> None:
    assert not view(state()).dim
    later = model.timed(state(), NINE, 120_000, SETTINGS)
    assert view(later).dim
    assert not view(model.touched(later, "stay", SETTINGS, TEXTS)[0]).dim


def test_names_follow_the_language_of_the_visitor() -> None:
    at, _ = model.touched(state(world(centre=centre())), "language", SETTINGS, TEXTS)
    page = view(at).page
    assert page is not None
    assert page.tiles[0].text == "Land"
    assert page.note == "Please touch the service you need"


def test_what_the_settings_name_and_the_centre_does_not_declare_is_found() -> None:
    typo = settings(
        buttons=[{"key": "land", "service": "dat-dia"}],
        class_keys=[{"key": "wheelchair", "class_id": "vip"}],
        touch={"services": ["dat-dai"]},
    )
    assert model.undeclared(world(), typo) == ("dat-dia", "vip")
    assert model.undeclared(world(), SETTINGS) == ()
    assert model.undeclared(World(), typo) == ()


def test_one_purpose_is_asked_for_all_services_of_a_visit() -> None:
    at = state()
    for touch in ("service:dat-dai", "also", "service:doanh-nghiep"):
        at, _ = model.touched(at, touch, SETTINGS, TEXTS)
    page = view(at).page
    assert page is not None
    assert page.title == "Đất đai + Đăng ký doanh nghiệp"
