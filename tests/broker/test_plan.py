"""The business day and the opening hours, by the clock on the centre's wall."""

import pytest

from broker.plan import Plan
from tests.broker.desk import at, changed, example


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("03:00", "2026-11-23"),
        ("08:00", "2026-11-23"),
        ("23:59:59", "2026-11-23"),
        ("00:00", "2026-11-22"),
        ("02:59:59.999", "2026-11-22"),
    ],
)
def test_the_business_day_turns_at_three(clock: str, day: str) -> None:
    assert Plan(example()).day(at(clock, "2026-11-23")) == day


def test_the_business_day_can_turn_at_midnight() -> None:
    plan = changed(day_turns="00:00")
    assert plan.day(at("23:59:59", "2026-12-31")) == "2026-12-31"
    assert plan.day(at("00:00", "2027-01-01")) == "2027-01-01"


def test_the_day_is_that_of_the_centre_not_of_greenwich() -> None:
    assert changed(zone="UTC").day(at("08:00")) == "2026-11-22"  # 01:00 in Greenwich


@pytest.mark.parametrize(
    ("turns", "ends"), [("03:00", "03:00"), ("00:00", "00:00"), ("23:30", "23:30")]
)
def test_a_business_day_ends_where_the_next_begins(turns: str, ends: str) -> None:
    plan = changed(day_turns=turns)
    over = plan.day_ends("2026-12-31")
    assert over == at(ends, "2027-01-01")
    assert (plan.day(over - 1), plan.day(over)) == ("2026-12-31", "2027-01-01")


def test_a_business_day_is_an_hour_shorter_where_clocks_are_put_forward() -> None:
    plan = changed(zone="Europe/Paris")
    before, over = plan.day_ends("2026-03-27"), plan.day_ends("2026-03-28")
    assert over - before == 23 * 3_600_000
    assert (plan.day(over - 1), plan.day(over)) == ("2026-03-28", "2026-03-29")


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("06:59:59.999", False),
        ("07:00", True),
        ("11:29:59.999", True),
        ("11:30", False),
        ("13:00", True),
        ("17:00", False),
    ],
)
def test_the_first_minute_belongs_to_the_hours_and_the_last_does_not(
    clock: str, *, is_open: bool
) -> None:
    assert Plan(example()).is_open(at(clock)) is is_open


@pytest.mark.parametrize("clock", ["00:00", "02:59:59", "12:00", "23:59:59.999"])
def test_a_centre_may_never_close(clock: str) -> None:
    assert changed(hours=["00:00-24:00"]).is_open(at(clock))


def test_a_service_knows_its_counters_in_their_order() -> None:
    plan = Plan(example())
    assert plan.counters_of["dat-dai"] == ("1", "2", "3")
    assert plan.services_of("2") == ("dat-dai", "doanh-nghiep")


def test_what_left_the_settings_during_the_day_has_still_a_name() -> None:
    plan = Plan(example())
    assert plan.service_name("ho-chieu") == "ho-chieu"
    assert plan.services_of("99") == ()
