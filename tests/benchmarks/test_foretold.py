"""Which tickets of a day are foretold, and what became of each."""

from collections import Counter

from benchmarks.foretold import A_HALF_HOUR, foretell
from broker.parameters import PRIOR
from broker.waiting import UNKNOWN
from simulation.reference_day import reference_days

FEW = 2


def test_thin_half_hours_are_foretold_as_well_as_full_ones() -> None:
    told = foretell(reference_days(2, 300, 8), PRIOR, 0, futures=FEW)
    by_half_hour = Counter(one.half_hour for one in told)
    assert set(by_half_hour) == set(range(15, 34))
    weights = {one.half_hour: one.stands_for for one in told}
    assert (weights[33], weights[17]) == (1, int(300 * 1.85 / 19.6 / A_HALF_HOUR))
    assert sum(one.stands_for for one in told) > 200


def test_a_day_that_ends_too_early_leaves_tickets_that_were_never_called() -> None:
    told = foretell(reference_days(2, 300, 2), PRIOR, 0, futures=FEW)
    uncalled = [one for one in told if one.wait is None]
    assert uncalled
    assert told[-len(uncalled) :] == uncalled
    assert {one.service for one in told} == {UNKNOWN}


def test_the_queue_service_is_asked_too_when_that_is_wanted() -> None:
    told = foretell(reference_days(2, 200, 5), PRIOR, 0, service=True, futures=FEW)
    answered = [one for one in told if one.service is not UNKNOWN]
    assert len(answered) == len(told) > 30
    assert any(one.service != one.forecast for one in told)
