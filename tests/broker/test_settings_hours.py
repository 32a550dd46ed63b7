"""Opening hours are in order, and the business day turns when nobody waits."""

from collections.abc import Callable
from datetime import time

import pytest

from tests.broker.desk import changed

HOURS = '["07:00-11:30", "13:00-17:00"]'


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (
            '["07:00-11:30", "11:00-17:00"]',
            (
                "hours[2]: 11:00-17:00 begins before 07:00-11:30 is over: join them, or let it"
                " begin later"
            ),
        ),
        (
            '["07:00-11:30", "07:00-11:30"]',
            (
                "hours[2]: 07:00-11:30 begins before 07:00-11:30 is over: join them, or let it"
                " begin later"
            ),
        ),
        (
            '["07:00-09:00", "13:00-17:00", "09:00-11:30"]',
            "hours[3]: 09:00-11:30 is before 13:00-17:00: exchange them",
        ),
    ],
)
def test_hours_that_overlap_or_are_out_of_order_are_refused(
    complaint: Callable[[str, str], str], hours: str, says: str
) -> None:
    assert complaint(HOURS, hours) == says


def test_hours_may_touch() -> None:
    hours = ("07:00-12:00", "12:00-17:00")
    assert changed(hours=hours).settings.hours == hours


@pytest.mark.parametrize("turn", ["07:01", "09:00", "12:00", "16:59", "17:00"])
def test_the_day_does_not_turn_while_people_may_wait(
    complaint: Callable[[str, str], str], turn: str
) -> None:
    assert complaint('day_turns = "03:00"', f'day_turns = "{turn}"') == (
        f"day_turns: at {turn} people may wait, who would be sent home, and numbers would begin"
        " again: choose a time after 17:00 and up to 07:00"
    )


@pytest.mark.parametrize(
    ("hours", "turn"),
    [
        (["07:00-11:30", "13:00-17:00"], time(17, 1)),
        (["07:00-11:30", "13:00-17:00"], time(0)),
        (["07:00-11:30", "13:00-17:00"], time(7)),
        (["00:00-02:00", "18:00-24:00"], time(10)),
        (["00:00-23:59"], time(0)),
        (["06:00-08:00", "14:00-16:00", "22:00-24:00"], time(9)),
        (["06:00-08:00", "14:00-16:00", "22:00-24:00"], time(17)),
        (["00:00-24:00"], time(3)),
        (["00:00-12:00", "12:00-24:00"], time(12)),
    ],
)
def test_the_day_turns_when_the_centre_is_closed_for_longest_or_never(
    hours: list[str], turn: time
) -> None:
    assert changed(hours=hours, day_turns=turn).settings.day_turns == turn


def test_a_centre_that_is_open_at_midnight_has_its_night_by_day(
    complaint: Callable[[str, str], str],
) -> None:
    assert complaint(HOURS, '["00:00-04:00", "18:00-24:00"]').endswith(
        "choose a time after 04:00 and up to 18:00"
    )


@pytest.mark.parametrize(
    "turn",
    ['"03:00+05:00"', '"03:00Z"', '"03:00:30"', '"3:00"', '"24:00"', "10800", "03:00:30", '"3 h"'],
)
def test_a_turn_of_the_day_is_on_the_minute_and_of_the_centres_zone(
    complaint: Callable[[str, str], str], turn: str
) -> None:
    assert complaint('day_turns = "03:00"', f"day_turns = {turn}") == (
        "day_turns: must look like 03:00, without seconds; its time zone is `zone`"
    )


def test_a_turn_of_the_day_is_read_as_it_was_written_by_a_program() -> None:
    dumped = changed(day_turns="04:30").settings.model_dump(mode="json")
    assert changed(day_turns=dumped["day_turns"]).settings.day_turns == time(4, 30)
