"""Labels, dates and lists as people read them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.messages import Wait
from faces.texts import load
from faces.wording import any_of, counters_of, date_of, spaced, waiting

HANOI_TIME = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("A012", "A 012"),
        ("1001", "1001"),
        ("AB7", "AB 7"),
        ("A 012", "A 012"),
        ("VIP", "VIP"),
        ("AB12", "AB 12"),
        ("1A12", "1A 12"),
        ("A1012", "A 1012"),
        ("1201", "1201"),
    ],
)
def test_a_label_stands_apart_from_its_number(label: str, read: str) -> None:
    assert spaced(label) == read


@given(st.text())
def test_spacing_twice_is_spacing_once(label: str) -> None:
    assert spaced(spaced(label)) == spaced(label)


def test_a_day_is_written_the_vietnamese_way() -> None:
    moment = datetime(2026, 11, 23, 13, 7, tzinfo=HANOI_TIME)
    assert date_of(moment, load("vi")) == "Thứ Hai, 23/11/2026"
    assert date_of(moment, load("en")) == "Monday, 23/11/2026"


@pytest.mark.parametrize(
    ("names", "read"),
    [((), ""), (("3A",), "3A"), (("1", "2"), "1 hoặc 2"), (("1", "2", "3"), "1, 2 hoặc 3")],
)
def test_a_choice_ends_in_or(names: tuple[str, ...], read: str) -> None:
    assert any_of(names, load("vi")) == read
    assert counters_of(names, load("vi")) == read


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("1 2 3 4 5", "1, 2, 3, 4 hoặc 5"),
        ("1 2 3 4 5 6", "1-6"),
        ("1 2 3 7 8 9A 9B", "1-3, 7, 8, 9A hoặc 9B"),
        ("1 1 1 1 1 1 1", "1"),
        ("9 8 7 6 5 4 3", "9, 8, 7, 6, 5, 4 và 1 quầy khác"),
        (" ".join(str(number) for number in range(1, 41)), "1-40"),
        (" ".join(str(number) for number in range(1, 80, 2)), "1, 3, 5, 7, 9, 11 và 34 quầy khác"),
    ],
)
def test_many_counters_are_told_in_few_words(names: str, read: str) -> None:
    assert counters_of(names.split(), load("vi")) == read


@pytest.mark.parametrize(
    ("low_min", "high_min", "read"),
    [
        (21, 29, "20-30 phút"),
        (20, 30, "20-30 phút"),
        (10, 10, "10-15 phút"),
        (5, 7.5, "5-10 phút"),
        (4, 8, "dưới 10 phút"),
        (1, 4, "dưới 5 phút"),
        (0, 0, "dưới 5 phút"),
        (-3, -1, "dưới 5 phút"),
        (95, 122, "95-125 phút"),
    ],
)
def test_a_wait_is_an_interval_rounded_outwards(low_min: float, high_min: float, read: str) -> None:
    wait = Wait(low_s=round(low_min * 60), median_s=0, high_s=round(high_min * 60))
    assert waiting(wait, load("vi")) == read
