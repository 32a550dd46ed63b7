"""The reference day is what it says: shares, lengths, loads, and the same citizens for all."""

from collections import Counter
from datetime import time
from functools import cache
from itertools import pairwise
from statistics import fmean, pstdev

import pytest

from broker.settings import Policy
from broker.timetable import timetable
from simulation.day import HALF_HOUR, MINUTE, Day
from simulation.demand import PROFILE, PROFILE_FROM
from simulation.reference_centre import OFFERS, centre
from simulation.reference_day import Days, Stress, days_of, reference_days

MANY = 60
"""Days: enough for means within a few per cent."""


@cache
def days() -> tuple[Day, ...]:
    """Days of many seeds, so that no one centre's officers decide."""
    return tuple(reference_days(seed).day(0) for seed in range(MANY))


def test_about_as_many_come_as_were_asked_for() -> None:
    assert fmean(len(day.citizens) for day in days()) == pytest.approx(1000, rel=0.04)


def test_half_hours_are_as_busy_as_the_profile_says() -> None:
    came: Counter[int] = Counter()
    for day in days():
        for citizen in day.citizens:
            if citizen.slot is None:
                came[(citizen.at - day.hours.midnight) // HALF_HOUR - PROFILE_FROM] += 1
    shares = [came[number] / sum(came.values()) for number in range(len(PROFILE))]
    assert sum(came.values()) == sum(came[number] for number in range(len(PROFILE)))
    for share, weight in zip(shares, PROFILE, strict=True):
        assert share == pytest.approx(weight / sum(PROFILE), rel=0.1)


def test_services_have_their_shares_lengths_and_variation() -> None:
    for offer in OFFERS:
        work = [c.work for day in days() for c in day.citizens if c.service == offer.id]
        everybody = sum(len(day.citizens) for day in days())
        assert len(work) / everybody == pytest.approx(offer.share, rel=0.06)
        assert fmean(work) / MINUTE == pytest.approx(offer.mean_min, rel=0.06)
        assert pstdev(work) / fmean(work) == pytest.approx(offer.cv, rel=0.12)


def test_one_in_eight_has_priority_and_one_in_ten_an_appointment() -> None:
    classes = Counter(citizen.class_id for day in days() for citizen in day.citizens)
    shares = {name: count / classes.total() for name, count in classes.items()}
    assert shares["priority"] == pytest.approx(0.12, abs=0.01)
    assert shares["appointment"] == pytest.approx(0.10, abs=0.01)


def test_appointments_are_on_a_grid_and_people_come_a_little_before() -> None:
    early = []
    for day in days():
        for citizen in day.citizens:
            if citizen.slot is not None:
                assert (citizen.slot - day.hours.midnight) % (10 * MINUTE) == 0
                early.append((citizen.slot - citizen.at) / MINUTE)
    assert fmean(early) == pytest.approx(4, abs=0.5)
    assert pstdev(early) == pytest.approx(7, abs=0.7)


@pytest.mark.parametrize(("visits", "load"), [(850, 0.70), (900, 0.73), (1000, 0.80), (1080, 0.85)])
def test_the_load_is_that_of_the_reference_day(visits: int, load: float) -> None:
    lived = [reference_days(seed, visits).day(0) for seed in range(20)]
    loads = [day.load * visits / len(day.citizens) for day in lived]
    assert fmean(loads) == pytest.approx(load, abs=0.03)


def test_citizens_come_in_order_and_within_opening_hours() -> None:
    day = days()[0]
    assert all(one.at <= other.at for one, other in pairwise(day.citizens))
    assert all(day.hours.opens <= c.at < day.hours.open[-1][1] for c in day.citizens)


def test_the_same_seed_brings_the_same_day() -> None:
    assert reference_days(7).day(3) == reference_days(7).day(3)
    assert reference_days(7).day(3) != reference_days(8).day(3)
    assert reference_days(7).day(3) != reference_days(7).day(4)


def test_other_counters_and_policies_meet_the_same_citizens() -> None:
    usual = reference_days(7).day(2)
    assert reference_days(7, counters=12, policy=Policy.FCFS).day(2).citizens == usual.citizens
    more = reference_days(7, counters=24).day(2)
    assert more.citizens == usual.citizens
    assert [desk.pace for desk in more.desks[:20]] == [desk.pace for desk in usual.desks]


def test_more_priority_changes_the_classes_and_nothing_else() -> None:
    usual = reference_days(7).day(0)
    many = reference_days(7, stress=frozenset({Stress.PRIORITY})).day(0)
    walked_in = [(c.at, c.service, c.work) for c in usual.citizens if c.slot is None]
    assert [(c.at, c.service, c.work) for c in many.citizens if c.slot is None] == walked_in
    share = fmean(citizen.class_id == "priority" for citizen in many.citizens)
    assert share == pytest.approx(0.45, abs=0.05)


def test_officers_keep_their_pace_from_day_to_day() -> None:
    week = [reference_days(7).day(index) for index in range(40)]
    of_each = [fmean(day.desks[number].pace for day in week) for number in range(20)]
    assert pstdev(of_each) == pytest.approx(0.15, abs=0.06)


def test_the_queue_service_knows_when_the_reference_hall_closes() -> None:
    days = reference_days(1)
    hours = days.day(0).hours
    assert hours.closes == hours.at(time(17, 0))
    assert timetable(days.centre, hours.date.isoformat()).closing == hours.closes


def test_days_are_working_days() -> None:
    assert [reference_days(1).day(index).hours.date.isoweekday() for index in range(6)] == [
        1, 2, 3, 4, 5, 1,
    ]  # fmt: skip


def test_every_service_has_counters_in_proportion_to_its_work() -> None:
    desks = centre(20).counters
    own = Counter(service for desk in desks for service in desk.services)
    assert own == {
        "chung-thuc": 3, "cu-tru": 3, "ho-tich": 4, "bao-hiem": 4, "dat-dai": 5, "doanh-nghiep": 1,
    }  # fmt: skip
    assert [len(desk.skills) for desk in desks[:3]] == [2, 2, 3]
    assert [desk.name for desk in desks if desk.on_call] == ["19", "20"]


@pytest.mark.parametrize("counters", [1, 2, 5, 6, 7, 19, 40])
def test_a_centre_of_any_size_serves_everything(counters: int) -> None:
    desks = centre(counters).counters
    assert len(desks) == counters
    assert {service for desk in desks for service in desk.services} == {o.id for o in OFFERS}


# --- Bad days -------------------------------------------------------------------------------------


def stressed(*stress: Stress, seed: int = 7) -> Days:
    return reference_days(seed, stress=frozenset(stress))


def test_a_group_comes_at_once() -> None:
    usual, group = reference_days(7).day(0), stressed(Stress.GROUP).day(0)
    together = Counter(citizen.at for citizen in group.citizens).most_common(1)[0]
    assert together == (group.hours.midnight + 9 * 60 * MINUTE, 30)
    assert len(group.citizens) == len(usual.citizens) + 30


def test_all_counters_are_closed_for_twenty_minutes() -> None:
    day = stressed(Stress.CLOSED).day(0)
    ten = day.hours.midnight + 600 * MINUTE
    for desk in day.desks:
        gone = sum(max(0, min(a.end, ten + 20 * MINUTE) - max(a.start, ten)) for a in desk.away)
        assert gone == 20 * MINUTE


def test_the_lone_counter_closes_at_ten() -> None:
    days = stressed(Stress.LONE)
    lone = [c.name for c in days.centre.counters if "doanh-nghiep" in c.skills]
    assert len(lone) == 1
    day = days.day(0)
    desk = next(desk for desk in day.desks if desk.counter == lone[0])
    assert desk.away[-1].end == day.hours.closes
    assert desk.away[-1].start <= day.hours.midnight + 600 * MINUTE


def test_half_the_counters_are_open() -> None:
    assert len(stressed(Stress.HALF).day(0).desks) == 10


def test_mishaps_are_as_frequent_as_they_should_be() -> None:
    bad = [stressed(Stress.MISHAPS, seed=seed).day(0) for seed in range(MANY)]
    assert fmean(bool(day.outages) for day in bad) == pytest.approx(0.35, abs=0.12)
    absent = [any(a.kind == "absence" for a in desk.away) for day in bad for desk in day.desks]
    assert fmean(absent) == pytest.approx(0.12, abs=0.03)
    assert not any(day.outages for day in days())


def test_nobody_leaves_while_away() -> None:
    for desk in stressed(Stress.MISHAPS).day(0).desks:
        assert all(one.end <= other.start for one, other in pairwise(desk.away))


# --- A centre of one's own ------------------------------------------------------------------------


def test_another_centre_has_days_of_the_same_kind() -> None:
    own = centre(8).model_copy(update={"hours": ("07:00-11:30", "13:00-17:00")})
    day = days_of(own, seed=3, visits=400).day(0)
    assert 250 < len(day.citizens) < 600
    noon = day.hours.midnight + 12 * 60 * MINUTE
    assert not any(noon <= citizen.at < noon + 60 * MINUTE for citizen in day.citizens)
    assert all(any(a.start <= noon < a.end for a in desk.away) for desk in day.desks)
