"""What is left on the roll: counted, and put right by the printer's sensors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printer import SILENT, UNREACHABLE, Fault, Paper, PrinterStatus
from hardware.printer_models import MODELS, paper_mm
from hardware.roll import (
    AVERAGED,
    Roll,
    days_left,
    from_json,
    heard,
    left_m,
    printed,
    slips_left,
    to_json,
)

OK = PrinterStatus(Paper.OK, None, known=True)
NEAR_END = PrinterStatus(Paper.NEAR_END, None, known=True)
OUT = PrinterStatus(Paper.OUT, Fault.PAPER_OUT, known=True)
COVER = PrinterStatus(Paper.OK, Fault.COVER_OPEN, known=True)

HALF = Roll(80, used_mm=40_000)


def after(roll: Roll, *statuses: PrinterStatus) -> float:
    """Metres left once all this was heard."""
    for status in statuses:
        roll = heard(roll, status, near_end_m=8)
    return left_m(roll)


def test_what_was_printed_is_gone() -> None:
    assert left_m(printed(printed(Roll(80), 120), 80)) == pytest.approx(79.8)


def test_no_roll_has_less_than_nothing() -> None:
    assert left_m(printed(Roll(80), 90_000)) == 0


@pytest.mark.parametrize(
    ("heard_of", "left"),
    [
        ([OK], 40),
        ([SILENT], 40),
        ([UNREACHABLE], 40),
        ([NEAR_END], 8),
        ([OUT], 0),
        ([OUT, OK], 80),
        ([OUT, SILENT, OK], 80),
        ([OUT, COVER, OK], 80),
        ([OUT, NEAR_END], 8),
        ([OK, COVER, OK], 40),
        ([NEAR_END, OK], 8),
        ([NEAR_END, COVER, OK], 80),
        ([NEAR_END, COVER, NEAR_END], 8),
        ([NEAR_END, UNREACHABLE, OK], 80),
    ],
)
def test_the_sensors_put_the_count_right(heard_of: list[PrinterStatus], left: float) -> None:
    assert after(HALF, *heard_of) == left


def test_a_near_end_that_is_said_again_does_not_give_paper_back() -> None:
    roll = heard(HALF, NEAR_END, near_end_m=8)
    assert after(printed(roll, 3_000), NEAR_END, NEAR_END) == 5


def test_a_cover_that_is_opened_and_closed_is_forgotten_with_the_next_near_end() -> None:
    assert after(HALF, NEAR_END, COVER, NEAR_END, OK) == 8


def test_slips_and_days_follow_from_the_last_slips() -> None:
    roll = Roll(80, used_mm=79_000)
    assert slips_left(roll) is None
    assert days_left(roll, slips_a_day=300) is None
    roll = printed(printed(roll, 80), 120)
    assert slips_left(roll) == 8
    assert days_left(roll, slips_a_day=4) == 2
    assert days_left(roll, slips_a_day=0) is None


def test_only_the_last_slips_count() -> None:
    roll = printed(Roll(80), 10_000)
    for _ in range(AVERAGED):
        roll = printed(roll, 100)
    assert slips_left(roll) == 650


@given(st.lists(st.floats(1, 500), max_size=60), st.sampled_from(Paper), st.booleans())
def test_a_roll_is_read_as_it_was_written(slips: list[float], paper: Paper, touched: bool) -> None:
    roll = Roll(80, paper=paper, touched=touched)
    for slip in slips:
        roll = printed(roll, slip)
    assert from_json(to_json(roll), length_m=80) == roll


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"used_mm": null}', '{"used_mm": "x"}'])
def test_what_is_no_roll_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is for a log
        from_json(text, length_m=80)


@pytest.mark.parametrize(
    ("model", "mm"), [("generic-80", 135), ("epson-tm-t88", 152.4), ("generic-58", 127.5)]
)
def test_a_slip_takes_its_picture_and_its_feed(model: str, mm: float) -> None:
    assert paper_mm(900, MODELS[model]) == pytest.approx(mm)
