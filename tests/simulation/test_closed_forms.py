"""The closed forms, beside worked examples and beside each other."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.closed_forms import (
    absolute_priority,
    accumulating_priority,
    delay_exponential,
    delay_general,
    erlang_c,
    first_come_first_served,
    percentile,
)

loads = st.lists(st.floats(0.01, 0.2), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("counters", "offered", "share"),
    [(1, 0.8, 0.8), (2, 1.0, 1 / 3), (3, 2.0, 4 / 9), (5, 4.0, 0.5541), (10, 8.0, 0.4092)],
)
def test_erlang_s_share_of_those_who_must_wait(counters: int, offered: float, share: float) -> None:
    assert erlang_c(counters, offered) == pytest.approx(share, abs=5e-5)


def test_one_exponential_counter_waits_load_times_service_over_what_is_left() -> None:
    delay = delay_exponential(1, rate=0.8, mean_service=1.0)
    assert first_come_first_served(delay, 0.8) == pytest.approx(4.0)


def test_three_exponential_counters() -> None:
    delay = delay_exponential(3, rate=0.2, mean_service=10.0)
    assert first_come_first_served(delay, 2 / 3) == pytest.approx(40 / 9)


def test_constant_service_halves_the_wait() -> None:
    constant = delay_general([0.8], [1.0])
    exponential = delay_general([0.8], [2.0])
    assert first_come_first_served(constant, 0.8) == pytest.approx(2.0)
    assert first_come_first_served(exponential, 0.8) == pytest.approx(4.0)


def test_the_worked_example_of_an_emergency_department() -> None:
    """One urgent and nine other arrivals an hour, twelve services: 0.0758 h and 0.4545 h."""
    urgent, other = absolute_priority(delay_exponential(1, 10.0, 1 / 12), [1 / 12, 9 / 12])
    assert [urgent, other] == pytest.approx([0.0758, 0.4545], abs=5e-5)
    assert [urgent + 1 / 12, other + 1 / 12] == pytest.approx([0.15909, 0.5379], abs=5e-5)


def test_stevenson_s_exercise_with_five_counters_and_four_classes() -> None:
    delay = delay_exponential(5, 21.0, 1 / 6)
    waits = absolute_priority(delay, [rate / 30 for rate in (6, 4, 6, 5)])
    assert waits == pytest.approx([0.0157433, 0.0236149, 0.0404827, 0.0899615], rel=1e-5)


def test_one_in_twenty_waits_longer_than_the_95th_percentile() -> None:
    """One counter at a load of 0.8: of those 80 % who wait, exp(-0.2 t) wait longer than t."""
    found = percentile(1, 0.8, 1.0, 0.95)
    assert 0.8 * exp(-0.2 * found) == pytest.approx(0.05)
    assert percentile(2, 1.0, 1.0, 0.6) == 0.0


def test_priority_that_grows_twice_as_fast() -> None:
    """Load 0.8 in two equal classes: 3 and 5 services."""
    assert accumulating_priority(0.8, [0.4, 0.4], [2.0, 1.0]) == pytest.approx([3.0, 5.0])


@given(loads)
def test_priorities_that_grow_alike_are_first_come_first_served(loads: list[float]) -> None:
    waits = accumulating_priority(1.0, loads, [1.0] * len(loads))
    assert waits == pytest.approx([first_come_first_served(1.0, sum(loads))] * len(loads))


@given(loads)
def test_priorities_that_grow_far_apart_are_absolute(loads: list[float]) -> None:
    waits = accumulating_priority(1.0, loads, [10.0 ** (-9 * rank) for rank in range(len(loads))])
    assert waits == pytest.approx(absolute_priority(1.0, loads), rel=1e-6)


@given(loads, st.floats(0.1, 2.0))
def test_what_one_class_gains_the_others_lose(loads: list[float], step: float) -> None:
    """Kleinrock's conservation law: the waits weighted by load are those of first come."""
    rates = [exp(-step * rank) for rank in range(len(loads))]
    everybody = sum(loads) * first_come_first_served(1.0, sum(loads))
    for waits in (accumulating_priority(1.0, loads, rates), absolute_priority(1.0, loads)):
        weighted = sum(load * wait for load, wait in zip(loads, waits, strict=True))
        assert weighted == pytest.approx(everybody)
