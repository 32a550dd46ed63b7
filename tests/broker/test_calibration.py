"""Intervals that were too narrow widen, those that were too wide narrow, until they are right."""

from random import Random

import pytest

from broker.calibration import Calibration, calibrate, calibrated
from broker.waiting import UNKNOWN, Estimate

TOLD = Estimate(80, 100, 140)


def outcomes(spread: float, days: int) -> list[tuple[Estimate, int]]:
    """Waits around what was told, spread so many times as widely as the futures were."""
    chance = Random(1)
    to_bound = 1.2816
    return [
        (TOLD, round(100 + spread * (40 if z > 0 else 20) / to_bound * z))
        for z in (chance.gauss(0, 1) for _ in range(days * 1000))
    ]


def folded(spread: float) -> Calibration:
    """What a month of such days teaches, each forecast told as it was calibrated then."""
    known = Calibration()
    for told, waited in outcomes(spread, days=30):
        known = calibrate([(calibrated(told, known), waited)], known)
    return known


@pytest.mark.parametrize("spread", [0.7, 1.0, 2.0])
def test_each_half_becomes_as_wide_as_waits_are_spread(spread: float) -> None:
    known = folded(spread)
    assert known.lower == pytest.approx(spread, rel=0.2)
    assert known.upper == pytest.approx(spread, rel=0.2)


def test_the_halves_learn_apart() -> None:
    known = calibrate([(TOLD, 150)] * 100)
    assert known.upper > 1.2
    assert known.lower < 1


def test_no_half_becomes_wider_or_narrower_than_is_sensible() -> None:
    late, early = [(TOLD, 10**6)] * 3000, [(TOLD, 100)] * 3000
    assert calibrate(late).upper == 4.0
    assert calibrate(early) == Calibration(0.5, 0.5)


def test_what_was_not_told_teaches_nothing() -> None:
    assert calibrate([(UNKNOWN, 5)]) == Calibration()


def test_the_median_stays_where_it_is() -> None:
    assert calibrated(TOLD, Calibration(0.5, 2.0)) == Estimate(90, 100, 180)
    assert calibrated(TOLD, Calibration(4.0, 1.0)) == Estimate(20, 100, 140)
    assert calibrated(Estimate(3, 10, 20), Calibration(4.0, 1.0)) == Estimate(0, 10, 20)


def test_bounds_that_nobody_knows_stay_unknown() -> None:
    assert calibrated(UNKNOWN, Calibration(2.0, 2.0)) == UNKNOWN
    assert calibrated(Estimate(5, 10, None), Calibration(2.0, 2.0)) == Estimate(0, 10, None)
