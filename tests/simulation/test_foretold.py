"""What is known of simulated days: the usual figures, and those of one day."""

from dataclasses import replace
from statistics import fmean

import pytest

from broker.centre import Centre
from broker.chronicle import Chronicle
from broker.parameters import MINUTE
from broker.plan import Plan
from broker.scene import draw
from broker.timetable import timetable
from simulation.foretold import AS_DRAWN, known, truth
from simulation.reference_day import reference_days
from simulation.settings import seats
from simulation.trial import live_through

DAYS = reference_days(3, 250, 6)


def test_the_truth_of_a_day_is_the_usual_with_its_own_crowd_and_paces() -> None:
    usual, day = known(DAYS), truth(DAYS, 2)
    assert replace(day, officers={}, profile=usual.profile) == usual
    officers = seats(DAYS.centre)
    assert set(day.officers) == {officers[counter.name] for counter in DAYS.centre.counters}


def test_each_half_hour_of_a_day_has_a_crowd_of_its_own() -> None:
    usual, day = known(DAYS).profile, truth(DAYS, 2).profile
    times = [
        {kind: day[kind][slot] / rates[slot] for kind, rates in usual.items()}
        for slot in range(15, 33)
    ]
    for by_kind in times:
        assert list(by_kind.values()) == pytest.approx([by_kind["chung-thuc", "normal"]] * 18)
    assert len({round(by_kind["chung-thuc", "normal"], 6) for by_kind in times}) == 18


def test_over_many_days_the_crowd_is_as_usual() -> None:
    came = [sum(map(sum, truth(DAYS, index).profile.values())) for index in range(100)]
    assert fmean(came) == pytest.approx(250, rel=0.05)


def test_pauses_that_were_seen_are_those_that_are_known() -> None:
    seen = replace(DAYS, habits=replace(DAYS.habits, pauses=(7.0, 3.0)))
    assert known(seen).pauses == (3 * MINUTE, 7 * MINUTE)


def test_the_rates_of_a_day_that_is_known_are_not_bent_by_who_happened_to_come() -> None:
    entries, day = live_through(DAYS, 2), truth(DAYS, 2)
    plan, centre = Plan(DAYS.centre), Centre(entries[0].day)
    chronicle = Chronicle(plan, timetable(DAYS.centre, centre.day))
    for entry in entries[: len(entries) // 2]:
        centre.apply(entry)
    chronicle.catch_up(centre)
    now = chronicle.times.midnight + 10 * 60 * MINUTE
    certain = draw(plan, centre, chronicle, day, now, AS_DRAWN)
    line = certain.lines["chung-thuc", "normal"]
    first = next(rates for rates in certain.scene.rates if any(rates.per_hour))
    assert first.per_hour[line] == pytest.approx(day.profile["chung-thuc", "normal"][20] * 2)
    assert draw(plan, centre, chronicle, day, now).scene.rates != certain.scene.rates
