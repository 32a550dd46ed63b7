"""Labels, dates and lists as people read them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.texts import load
from faces.wording import any_of, date_and_time, spaced

HANOI_TIME = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("label", "read"),
    [("A012", "A 012"), ("1001", "1001"), ("AB7", "AB 7"), ("A 012", "A 012"), ("VIP", "VIP")],
)
def test_a_label_stands_apart_from_its_number(label: str, read: str) -> None:
    assert spaced(label) == read


@given(st.text())
def test_spacing_twice_is_spacing_once(label: str) -> None:
    assert spaced(spaced(label)) == spaced(label)


def test_a_moment_is_written_the_vietnamese_way() -> None:
    moment = datetime(2026, 11, 23, 13, 7, tzinfo=HANOI_TIME)
    assert date_and_time(moment, load("vi")) == "Thứ Hai, 23/11/2026 · 13:07"
    assert date_and_time(moment, load("en")) == "Monday, 23/11/2026 · 13:07"


@pytest.mark.parametrize(
    ("names", "read"),
    [((), ""), (("3A",), "3A"), (("1", "2"), "1 hoặc 2"), (("1", "2", "3"), "1, 2 hoặc 3")],
)
def test_a_choice_ends_in_or(names: tuple[str, ...], read: str) -> None:
    assert any_of(names, load("vi")) == read
