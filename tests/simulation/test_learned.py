"""Days like those of a journal: its centre, its crowd, and other counters on them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from broker.chronicle import Chronicle
from broker.facts import Fact, Issued
from broker.learning import learn
from broker.parameters import MINUTE, Parameters
from broker.plan import Plan
from broker.settings import CentreSettings
from broker.timetable import timetable
from simulation.learned import (
    Roster,
    RosterError,
    days_like,
    demand_of,
    visits_a_day,
    with_counters,
    with_roster,
)
from simulation.reference_day import Days, Stress, reference_days
from simulation.settings import seats
from simulation.told_centre import told_centre
from simulation.trial import live_through

LIVED = 5


@cache
def past() -> dict[str, Sequence[Fact]]:
    """Some days of a small reference centre."""
    days = reference_days(3, 250, 6)
    lived = [live_through(days, index) for index in range(LIVED)]
    return {entries[0].day: [entry.fact for entry in entries] for entries in lived}


@cache
def told() -> CentreSettings:
    centre = told_centre(past())
    assert centre is not None
    return centre


@cache
def learned() -> Parameters:
    plan, days = Plan(told()), []
    for day, facts in past().items():
        chronicle = Chronicle(plan, timetable(told(), day))
        chronicle.hear(facts)
        days.append(chronicle.day())
    return learn(days)


def like() -> Days:
    return days_like(told(), learned(), seed=1)


def test_a_journal_tells_who_serves_what_and_when() -> None:
    true = reference_days(3, 250, 6).centre
    assert {c.name: set(c.skills) for c in told().counters} == {
        c.name: set(c.skills) for c in true.counters
    }
    assert {s.id: s.prefix for s in told().services} == {s.id: s.prefix for s in true.services}
    assert told().hours == ("07:30-16:45",)
    assert seats(told()) == seats(true)


def test_a_centre_that_gives_numbers_when_the_day_turns_never_closes() -> None:
    hour = 60 * MINUTE
    early = {
        day: [replace(fact, at=fact.at - 5 * hour) for fact in facts]
        for day, facts in past().items()
    }
    centre = told_centre(early)
    assert centre is not None
    assert centre.hours == ("00:00-24:00",)


@pytest.mark.parametrize(
    ("was", "prefixes"),
    [
        (("AB", "12", "1A"), ["AB", "12", "1A"]),
        (("1", "12", "A"), ["00", "01", "02"]),
        (("A", "A", "B"), ["00", "01", "02"]),
    ],
)
def test_a_journal_of_any_prefixes_tells_a_centre(
    was: tuple[str, ...], prefixes: list[str]
) -> None:
    issued = [fact for fact in next(iter(past().values())) if isinstance(fact, Issued)]
    some = [replace(issued[0], service=f"s-{n}", prefix=prefix) for n, prefix in enumerate(was)]
    centre = told_centre({"2026-11-23": some})
    assert centre is not None
    assert [service.prefix for service in centre.services] == prefixes


def test_an_empty_journal_tells_no_centre() -> None:
    assert told_centre({}) is None


def test_as_many_come_as_came() -> None:
    came = sum(fact.kind == "issued" for facts in past().values() for fact in facts) / LIVED
    assert visits_a_day(demand_of(told(), learned())) == pytest.approx(came, rel=0.02)


def test_visits_take_as_long_as_they_took() -> None:
    work = demand_of(told(), learned()).work
    assert work["chung-thuc"].mean / MINUTE == pytest.approx(4, rel=0.35)
    assert work["dat-dai"].mean / MINUTE == pytest.approx(14, rel=0.35)


def test_learned_days_can_be_lived_through() -> None:
    kinds = [entry.fact.kind for entry in live_through(like(), 0)]
    assert kinds.count("finished") > 150
    assert "refused" not in kinds


def test_more_counters_can_do_everything_and_have_officers() -> None:
    more = with_counters(like(), 8)
    assert [counter.name for counter in more.centre.counters] == [str(n) for n in range(1, 9)]
    assert set(more.centre.counters[-1].skills) == {s.id for s in told().services}
    assert len(seats(more.centre)) == 8
    assert more.day(0).citizens == like().day(0).citizens


def test_a_roster_opens_and_closes_counters() -> None:
    changed = with_roster(like(), Roster({"7": "09:00-17:00", "1": "07:30-10:00"}))
    day = changed.day(0)
    new = next(desk for desk in day.desks if desk.counter == "7")
    assert new.away[0].end == day.hours.midnight + 9 * 60 * MINUTE
    entries = live_through(changed, 0)
    calls = {
        counter: [
            e.fact.at for e in entries if e.fact.kind == "called" and e.fact.counter == counter
        ]
        for counter in ("1", "7")
    }
    assert min(calls["7"]) >= day.hours.midnight + 9 * 60 * MINUTE
    assert max(calls["1"]) <= day.hours.midnight + 10 * 60 * MINUTE


def test_a_counter_that_is_off_is_not_there() -> None:
    changed = with_roster(like(), Roster({"1": None}))
    assert "1" not in {counter.name for counter in changed.centre.counters}


def test_a_counter_that_is_off_leaves_the_others_their_days() -> None:
    usual = reference_days(1, 100, 6, stress=frozenset({Stress.MISHAPS}))
    changed = with_roster(usual, Roster({"1": None}))
    for index in range(LIVED):
        before = {desk.counter: desk for desk in usual.day(index).desks}
        assert list(changed.day(index).desks) == [before[name] for name in "23456"]


def test_a_roster_that_leaves_a_service_without_a_counter_says_so() -> None:
    with pytest.raises(RosterError, match='no counter is left for "'):
        with_counters(like(), 1)


def test_a_counter_that_does_not_exist_cannot_stay_closed() -> None:
    with pytest.raises(RosterError, match="no counter 99"):
        with_roster(like(), Roster({"99": None}))
