"""When tickets are given, by the clock of the wall."""

import pytest

from contract.messages import Opening
from faces.hours import Doors, business_day, doors, in_words
from tests.ticket_dispenser.hall import MINUTE, NINE, centre


def at(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return NINE + ((hour - 9) * 60 + minute) * MINUTE


@pytest.mark.parametrize(
    ("clock", "left", "end"),
    [
        ("06:59", 0, ""),
        ("07:00", 270, "11:30"),
        ("11:29", 1, "11:30"),
        ("11:30", 0, ""),
        ("12:59", 0, ""),
        ("13:00", 240, "17:00"),
        ("17:00", 0, ""),
    ],
)
def test_tickets_are_given_from_the_first_minute_until_before_the_last(
    clock: str, left: int, end: str
) -> None:
    known = doors(centre(), at(clock))
    assert known == Doors(left, end)
    assert known is not None
    assert known.open == (left > 0)


def test_a_stretch_that_goes_on_in_the_next_does_not_end_soon() -> None:
    hours = (Opening(start="07:00", end="11:30"), Opening(start="11:30", end="17:00"))
    assert doors(centre(hours=hours), at("11:29")) == Doors(331, "11:30")


def test_a_centre_that_never_closes_is_open_at_midnight() -> None:
    hours = (Opening(start="00:00", end="24:00"),)
    known = doors(centre(hours=hours), at("00:00"))
    assert known is not None
    assert known.open


def test_nothing_is_said_of_a_centre_that_nobody_told_of() -> None:
    assert doors(None, NINE) is None


def test_the_hours_are_told_in_a_line() -> None:
    assert in_words(centre()) == "07:00-11:30, 13:00-17:00"


@pytest.mark.parametrize(
    ("hours_on", "day"),
    [(0, "2026-11-23"), (17.9, "2026-11-23"), (18, "2026-11-24"), (-6.1, "2026-11-22")],
)
def test_a_business_day_goes_on_until_it_turns_at_night(hours_on: float, day: str) -> None:
    assert business_day(centre(), NINE + round(hours_on * 60 * MINUTE)) == day
