"""What is known of simulated days: the usual figures, and those of one day."""

from dataclasses import replace

import pytest

from broker.parameters import MINUTE
from simulation.foretold import known, truth
from simulation.reference_day import reference_days
from simulation.settings import seats

DAYS = reference_days(3, 250, 6)


def test_the_truth_of_a_day_is_the_usual_with_the_paces_of_its_officers() -> None:
    usual, day = known(DAYS), truth(DAYS, 2)
    assert replace(day, officers={}) == usual
    officers = seats(DAYS.centre)
    assert set(day.officers) == {officers[counter.name] for counter in DAYS.centre.counters}
    assert day.officers != truth(DAYS, 3).officers


def test_as_many_are_expected_as_the_days_are_drawn_with() -> None:
    assert sum(map(sum, known(DAYS).profile.values())) == pytest.approx(250, rel=0.001)


def test_pauses_that_were_seen_are_those_that_are_known() -> None:
    seen = replace(DAYS, habits=replace(DAYS.habits, pauses=(7.0, 3.0)))
    assert known(seen).pauses == (3 * MINUTE, 7 * MINUTE)
