"""Days that were drawn from known figures teach those figures."""

from dataclasses import replace
from math import exp, log
from random import Random

import pytest

from broker.learning import Coming, Day, expected_comings, learn, today
from broker.paces import Visit
from broker.parameters import MINUTE, PRIOR, SLOT, lognormal

MIDNIGHT = 1_795_000_000_000
DAY = 24 * 60 * MINUTE
OPENS = 7 * 60 * MINUTE
MEANS = {"short": 4 * MINUTE, "long": 12 * MINUTE}
PACE = {"an": 1.2, "binh": 1.0, "chi": 0.8}


def day(number: int, crowd: float = 1.0, pace: float = 1.0) -> Day:
    """A day of visits for two services by three officers, half an hour of waiting and no queue."""
    chance = Random(number)
    start = MIDNIGHT + number * DAY
    comings, visits = list[Coming](), list[Visit]()
    for n in range(round(300 * crowd)):
        at = start + OPENS + n * 600 * MINUTE // round(300 * crowd)
        service, officer = chance.choice(list(MEANS)), chance.choice(list(PACE))
        comings.append(Coming(at, service, "normal"))
        length = lognormal(MEANS[service] * PACE[officer] * pace, 0.6)
        visits.append(visit(at, chance, service, officer, length.quantile(chance.random())))
    return Day(start, tuple(comings), tuple(visits))


def visit(arrival: int, chance: Random, service: str, officer: str, length: float) -> Visit:
    """A call after some waiting; who waited long is more often gone."""
    called = arrival + chance.randrange(60 * MINUTE)
    came = chance.random() > 0.02 + 0.001 * (called - arrival) / MINUTE
    served = called + MINUTE // 2 if came else None
    ended = called + MINUTE // 2 + round(length) if came else called + MINUTE
    return Visit(service, officer, officer, arrival, called, served, ended, came)


def days(count: int) -> list[Day]:
    """So many usual days."""
    return [day(number) for number in range(count)]


def test_nothing_learned_leaves_the_prior() -> None:
    assert learn([]) == PRIOR
    assert learn([Day(MIDNIGHT, (), ())]) == PRIOR


def test_the_same_days_teach_the_same() -> None:
    assert learn(days(3)) == learn(days(3))


def test_lengths_of_visits_are_learned_by_service() -> None:
    known = learn(days(20))
    fair = exp(sum(log(pace) for pace in PACE.values()) / 3)
    for service, mean in MEANS.items():
        assert known.services[service].mean == pytest.approx(mean * fair, rel=0.06)
        assert known.services[service].log_sd == pytest.approx(0.6, abs=0.03)


def test_officers_are_known_by_their_pace() -> None:
    officers = learn(days(20)).officers
    for officer, pace in PACE.items():
        assert officers[officer] - officers["binh"] == pytest.approx(log(pace), abs=0.04)


def test_a_service_seen_seldom_is_thought_to_be_like_the_others() -> None:
    rare = visit(MIDNIGHT, Random(5), "rare", "binh", 100 * MINUTE)
    usual = days(10)
    known = learn([*usual[:-1], replace(usual[-1], visits=(*usual[-1].visits, rare))])
    assert known.services["rare"].mean < 1.5 * known.other.mean


def test_a_service_whose_length_was_declared_is_drawn_towards_that() -> None:
    declared = replace(PRIOR, services={"rare": lognormal(30 * MINUTE, 0.65)})
    rare = visit(MIDNIGHT, Random(5), "rare", "binh", 20 * MINUTE)
    usual = days(3)
    known = learn([*usual[:-1], replace(usual[-1], visits=(*usual[-1].visits, rare))], declared)
    assert known.services["rare"].mean == pytest.approx(30 * MINUTE, rel=0.15)


def test_what_changed_weeks_ago_is_forgotten() -> None:
    slow = [day(number, pace=2.0) for number in range(20)]
    fast = [day(number) for number in range(80, 100)]
    known = learn([*slow, *fast])
    assert known.services["long"].mean == pytest.approx(learn(fast).services["long"].mean, rel=0.05)


def test_a_counter_of_half_skill_does_not_make_the_service_seem_longer() -> None:
    usual = days(10)
    halved = [
        replace(
            one,
            visits=tuple(
                replace(v, ended=v.served + 2 * (v.ended - v.served), skill=500) if v.served else v
                for v in one.visits
            ),
        )
        for one in usual
    ]
    assert learn(halved).services["long"].mean == pytest.approx(
        learn(usual).services["long"].mean, rel=1e-3
    )


def test_who_waits_longer_is_more_often_gone() -> None:
    known = learn(days(60)).no_shows
    assert known.share + known.per_ms * 30 * MINUTE == pytest.approx(0.05, abs=0.01)
    assert known.per_ms * MINUTE == pytest.approx(0.001, abs=0.0004)


def test_the_walk_is_learned_where_officers_report_who_is_there() -> None:
    assert learn(days(5)).walk == pytest.approx(MINUTE // 2, rel=0.05)
    silent = tuple(replace(v, served=None) for v in day(0).visits)
    assert learn([replace(day(0), visits=silent)]).walk == 0


def test_the_gap_is_seen_only_while_somebody_waits_and_the_counter_is_open() -> None:
    first = Visit("short", "1", "an", MIDNIGHT, MIDNIGHT, None, MIDNIGHT + 5 * MINUTE, came=True)
    gap = 40_000
    visits = [first]
    for _ in range(200):
        called = visits[-1].ended + gap
        visits.append(replace(first, called=called, ended=called + 5 * MINUTE))
    coming = Coming(MIDNIGHT, "short", "normal")
    assert learn([Day(MIDNIGHT, (coming,), tuple(visits))]).gap == pytest.approx(gap, rel=0.06)
    nobody = tuple(replace(one, arrival=one.called) for one in visits)
    rested = tuple(replace(one, rested=True) for one in visits)
    for idle in (nobody, rested):
        assert learn([Day(MIDNIGHT, (coming,), idle)]).gap == PRIOR.gap


def test_the_profile_holds_everybody_who_came() -> None:
    known = learn(days(30))
    assert sum(sum(slots) for slots in known.profile.values()) == pytest.approx(300, rel=0.02)
    assert expected_comings(known, MIDNIGHT, MIDNIGHT + DAY) == pytest.approx(300, rel=0.02)
    assert expected_comings(known, MIDNIGHT, MIDNIGHT + OPENS) == 0
    halfway = MIDNIGHT + OPENS + 5 * 60 * MINUTE
    assert expected_comings(known, MIDNIGHT, halfway) == pytest.approx(150, rel=0.03)


def test_who_has_an_appointment_is_known_to_come_early() -> None:
    usual = day(0)
    booked = [
        Coming(usual.start + n * SLOT, "long", "appointment", usual.start + n * SLOT + 4 * MINUTE)
        for n in range(16, 30)
    ]
    known = learn([replace(usual, comings=(*usual.comings, *booked))])
    assert known.offsets == {"appointment": (4 * MINUTE, 0)}


def test_pauses_and_summonses_are_learned() -> None:
    paused = replace(
        day(0),
        pauses=(5 * MINUTE,) * 60,
        open_time=60 * 60 * MINUTE,
        on_call=(9 * MINUTE,) * 200,
        opened={"1": MIDNIGHT + OPENS},
        visits=(),
    )
    known = learn([paused])
    assert known.pauses == (5 * MINUTE,) * 60
    assert known.pause_every == pytest.approx(82.5 * MINUTE)
    assert known.on_call.quantile(0.5) == pytest.approx(9 * MINUTE, rel=0.1)
    assert known.opens == {"1": OPENS}


def test_officers_who_pause_when_a_visit_is_over_wanted_to_half_a_visit_before() -> None:
    steady = Visit("long", "a", "1", 0, 0, 0, 8 * MINUTE, came=True)
    paused = replace(day(0), pauses=(MINUTE,) * 60, open_time=60 * 60 * MINUTE, visits=())
    at_once = learn([paused]).pause_every
    known = learn([replace(paused, visits=(steady,) * 100)])
    assert at_once - known.pause_every == pytest.approx(60 * 4 * MINUTE / (60 + 20), abs=1)


def test_days_that_differ_are_known_to_differ() -> None:
    alike = learn(days(30)).day_spread
    varied = learn([day(n, crowd=0.7 if n % 2 else 1.3) for n in range(30)]).day_spread
    assert alike < 0.1
    assert varied == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize(("crowd", "pace"), [(1.3, 1.0), (0.8, 1.2), (1.0, 0.85)])
def test_today_shows_how_it_differs(crowd: float, pace: float) -> None:
    uneven = (0.8, 1.0, 1.25)
    known = learn([day(n, uneven[n % 3], uneven[n // 3 % 3]) for n in range(27)])
    now = MIDNIGHT + 99 * DAY + OPENS + 8 * 60 * MINUTE
    so_far = _until(day(99, crowd, pace), now)
    shown = today(known, so_far, now)
    assert shown.crowd == pytest.approx(crowd, rel=0.08)
    assert shown.pace == pytest.approx(log(pace), abs=0.08)
    morning = today(known, Day(MIDNIGHT + 99 * DAY, (), ()), MIDNIGHT + 99 * DAY)
    assert (morning.crowd, morning.pace) == (1.0, 0.0)
    assert shown.pace_spread < morning.pace_spread
    assert shown.crowd_spread < morning.crowd_spread


def test_today_shows_who_comes_more_than_usual() -> None:
    *usual, last = days(10)
    aged = replace(last.comings[0], ticket_class="priority")
    known = learn([*usual, replace(last, comings=(*last.comings, *(aged,) * 300))])
    today_ = day(10)
    older = tuple(replace(one, ticket_class="priority") for one in today_.comings[:150])
    shown = today(
        known, replace(today_, comings=(*older, *today_.comings[150:])), today_.start + DAY
    )
    assert shown.classes["priority"] > 2
    assert shown.classes["normal"] < 0.8
    assert shown.services["long"] == pytest.approx(1, abs=0.12)
    nothing_yet = today(known, Day(today_.start, (), ()), today_.start)
    assert set(nothing_yet.classes.values()) == {1.0}


def _until(whole: Day, now: int) -> Day:
    return replace(
        whole,
        comings=tuple(one for one in whole.comings if one.at <= now),
        visits=tuple(one for one in whole.visits if one.ended <= now),
    )
