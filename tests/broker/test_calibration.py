"""What was told too short is stretched; intervals widen and narrow; until they are right."""

from collections.abc import Iterable, Mapping
from random import Random
from statistics import fmean

import pytest

from broker.calibration import FRESH, Calibration, Outcome, calibrate, calibrated
from broker.parameters import MINUTE
from broker.waiting import UNKNOWN, Estimate

TOLD = Estimate(8 * MINUTE, 10 * MINUTE, 14 * MINUTE)


def outcomes(spread: float, days: int, seed: int = 1) -> list[int]:
    """Waits around what was told, spread so many times as widely as the futures were."""
    chance = Random(seed)
    to_bound = 1.2816
    return [
        round((10 + spread * (4 if z > 0 else 2) / to_bound * z) * MINUTE)
        for z in (chance.gauss(0, 1) for _ in range(days * 1000))
    ]


def folded(waits: Iterable[int], told: Estimate = TOLD) -> Calibration:
    """What these waits teach, each forecast told as it was calibrated then."""
    known: Mapping[str, Calibration] = {}
    for waited in waits:
        said = calibrated(told, known.get("normal", FRESH))
        known = calibrate([Outcome("normal", said, waited)], known)
    return known["normal"]


@pytest.mark.parametrize("spread", [0.7, 1.0, 2.0])
def test_one_in_ten_falls_out_at_each_end_and_the_middle_is_right_on_average(spread: float) -> None:
    told = calibrated(TOLD, folded(outcomes(spread, days=30)))
    assert told.p10 is not None
    assert told.p50 is not None
    assert told.p90 is not None
    waits = outcomes(spread, days=30, seed=2)
    assert fmean(wait < told.p10 for wait in waits) == pytest.approx(0.1, abs=0.02)
    assert fmean(wait > told.p90 for wait in waits) == pytest.approx(0.1, abs=0.02)
    assert told.p50 == pytest.approx(fmean(waits), rel=0.02)


def test_the_halves_learn_apart() -> None:
    known = folded([20 * MINUTE] * 100)
    assert known.upper > 1.2
    assert known.lower < 1


def test_classes_learn_apart() -> None:
    late = [Outcome("priority", TOLD, 20 * MINUTE)] * 10
    before = calibrate([Outcome("normal", TOLD, 9 * MINUTE)])
    known = calibrate(late, before)
    assert known["normal"] == before["normal"]
    assert known["priority"].upper > 1


def test_nothing_becomes_wider_narrower_longer_or_shorter_than_is_sensible() -> None:
    assert folded([10**8] * 3000) == Calibration(0.5, 4.0, 1.25)
    early = folded([0] * 3000)
    assert (early.upper, early.middle) == (0.5, 0.8)


def test_a_short_wait_teaches_nothing() -> None:
    told = Estimate(0, MINUTE, 5 * MINUTE - 1)
    short = [Outcome("normal", told, waited) for waited in (0, 10**7)]
    assert calibrate(short) == {"normal": FRESH}


def test_what_was_not_told_teaches_nothing() -> None:
    assert calibrate([Outcome("normal", UNKNOWN, 5)]) == {"normal": FRESH}


def test_a_half_widens_around_the_median() -> None:
    told = Estimate(80, 100, 140)
    assert calibrated(told, Calibration(0.5, 2.0)) == Estimate(90, 100, 180)
    assert calibrated(told, Calibration(4.0, 1.0)) == Estimate(20, 100, 140)
    assert calibrated(Estimate(3, 10, 20), Calibration(4.0, 1.0)) == Estimate(0, 10, 20)


def test_all_of_it_is_stretched() -> None:
    assert calibrated(Estimate(80, 100, 140), Calibration(middle=1.1)) == Estimate(88, 110, 154)


def test_bounds_that_nobody_knows_stay_unknown() -> None:
    assert calibrated(UNKNOWN, Calibration(2.0, 2.0)) == UNKNOWN
    assert calibrated(Estimate(5, 10, None), Calibration(2.0, 2.0)) == Estimate(0, 10, None)
