"""The stationary hall: what it draws, how long it must run, and small systems beside theory."""

import math
from random import Random

import pytest

from broker.dispatch import ENDLESS, Promise, Rule, rule
from simulation.stationary import (
    Length,
    Line,
    ServiceTime,
    Shape,
    System,
    length,
    waits,
)

MINUTE = 60_000
FIRST_COME = rule("fcfs", {"normal": Promise(1), "priority": Promise(1)}, ENDLESS)


def line(
    rate: float, mean: float, counters: int | set[int] = 1, ticket_class: str = "normal"
) -> Line:
    """Arrivals a minute, mean service in minutes, how many counters or which."""
    able = set(range(counters)) if isinstance(counters, int) else counters
    service = ServiceTime(Shape.EXPONENTIAL, mean * MINUTE)
    return Line(ticket_class, rate / MINUTE, service, frozenset(able))


def hall(*lines: Line, counters: int = 1, policy: Rule = FIRST_COME) -> System:
    return System(lines, counters, policy)


@pytest.mark.parametrize(
    ("service", "cv2"),
    [
        (ServiceTime(Shape.EXPONENTIAL, 5 * MINUTE), 1.0),
        (ServiceTime(Shape.LOGNORMAL, 5 * MINUTE, 1.5), 1.5),
        (ServiceTime(Shape.CONSTANT, 5 * MINUTE, 1.5), 0.0),
    ],
    ids=["exponential", "lognormal", "constant"],
)
def test_drawn_service_times_have_the_mean_and_the_variation_that_were_asked_for(
    service: ServiceTime, cv2: float
) -> None:
    draw = service.draw(Random(1))
    drawn = [draw() for _ in range(50_000)]
    mean = sum(drawn) / len(drawn)
    variance = sum((time - mean) ** 2 for time in drawn) / len(drawn)
    assert service.cv2 == cv2
    assert mean == pytest.approx(5 * MINUTE, rel=0.02)
    assert variance / mean**2 == pytest.approx(cv2, rel=0.08)
    assert service.second_moment == pytest.approx((5 * MINUTE) ** 2 * (1 + cv2))


def test_the_load_is_that_of_all_counters_or_of_the_few_that_some_depend_on() -> None:
    shared = hall(line(0.6, 1, 2), line(0.7, 1, 2, "priority"), counters=2)
    uneven = hall(line(0.6, 1, 2), line(0.7, 1, {1}, "priority"), counters=2)
    assert shared.load == pytest.approx(0.65)
    assert uneven.load == pytest.approx(0.7)


def test_an_exponential_hall_relaxes_as_its_queue_does() -> None:
    relaxation = hall(line(0.81, 1)).relaxation
    assert relaxation == pytest.approx(0.81 + 0.81 / (1 - 0.9) ** 2)


def test_a_busier_hall_is_watched_for_longer() -> None:
    quiet, busy = length(hall(line(0.5, 1))), length(hall(line(0.95, 1)))
    assert quiet == Length(warm_up=64, counted=10_000)
    assert busy.warm_up > 10_000
    assert busy.counted > 50_000


def test_as_many_waits_are_counted_as_were_asked_for_of_those_who_wait_longest_too() -> None:
    urgent = rule("absolute", {"priority": Promise(1), "normal": Promise(2)}, ENDLESS)
    lines = line(0.45, 1, 1, "priority"), line(0.45, 1)
    found = waits(hall(*lines, policy=urgent), Length(100, 2_000), Random(1))
    assert sum(map(len, found)) == 2_000
    assert max(found[1]) > max(found[0])


def test_the_same_chance_gives_the_same_waits_and_another_gives_others() -> None:
    busy = hall(line(0.8, 1))
    one, same, other = (waits(busy, Length(10, 500), Random(seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_waits_are_those_of_a_queue_that_is_worked_out_beside_it() -> None:
    """Lindley: each waits what the one before waited and was served, less the gap between them."""
    service = ServiceTime(Shape.CONSTANT, MINUTE)
    busy = hall(Line("normal", 0.9 / MINUTE, service, frozenset({0})))
    found = waits(busy, Length(0, 500), Random(3))[0]
    chance, clock, before, waited = Random(3), 0.0, 0, 0
    expected = list[int]()
    for _ in range(500):
        clock += chance.expovariate(0.9 / MINUTE)
        gap, before = round(clock) - before, round(clock)
        waited = max(0, waited + MINUTE - gap) if expected else 0
        expected.append(waited)
    assert list(found) == expected


def test_who_finds_a_counter_idle_does_not_wait() -> None:
    quiet = hall(line(0.01, 1, 3), counters=3)
    assert sum(waits(quiet, Length(0, 300), Random(1))[0]) == 0


@pytest.mark.parametrize(
    ("counters", "load", "must_wait"),
    [(1, 0.6, 0.6), (2, 0.5, 1 / 3), (3, 2 / 3, 4 / 9)],
)
def test_as_many_must_wait_as_erlang_says(counters: int, load: float, must_wait: float) -> None:
    system = hall(line(counters * load, 1, counters), counters=counters)
    found = waits(system, Length(1_000, 60_000), Random(counters))[0]
    waited = sum(wait > 0 for wait in found) / len(found)
    assert waited == pytest.approx(must_wait, rel=0.04)


def test_a_line_is_served_only_by_counters_that_can_serve_it() -> None:
    """The second counter alone takes `priority`: an M/M/1 queue, however idle the first is."""
    apart = hall(line(0.01, 1, {0}), line(0.6, 1, {1}, "priority"), counters=2)
    found = waits(apart, Length(1_000, 60_000), Random(1))[1]
    assert sum(found) / len(found) / MINUTE == pytest.approx(0.6 / 0.4, rel=0.08)
    assert math.isclose(sum(wait > 0 for wait in found) / len(found), 0.6, rel_tol=0.04)
