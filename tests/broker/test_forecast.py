"""Futures of the very dispatch: right where the answer is known, honest where it is not."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker.forecast import replay
from broker.futures import NEVER
from broker.parameters import MINUTE, PRIOR, NoShows, lognormal
from broker.waiting import Booked, Doing, Estimate, Ghost, Later, Reserved, Scene
from broker.world import remaining
from tests.broker.scenes import (
    CERTAIN,
    NOW,
    Waiting,
    coming,
    desk,
    foretold,
    minutes,
    of_next,
    scene,
    scenes,
)

NORMAL, PRIORITY = 0, 1


def test_with_nobody_waiting_and_a_free_counter_the_next_is_called_at_once() -> None:
    table = foretold(scene([], [desk(Doing.FREE, 1)]), PRIOR)
    assert of_next(table)[NORMAL] == Estimate(0, 0, 0)


def test_visits_of_a_known_length_give_the_waits_worked_out_by_hand() -> None:
    """Two counters are free in two and in four minutes; visits take five."""
    waiting = [Waiting(10 - number) for number in range(5)]
    at = scene(waiting, [desk(Doing.SERVING, 1), desk(Doing.SERVING, 3)])
    table = foretold(at)
    assert minutes(table.tickets) == [2, 4, 7, 9, 12]
    assert minutes(of_next(table))[NORMAL] == 14
    assert table.tickets[0] == Estimate(2 * MINUTE, 2 * MINUTE, 2 * MINUTE)


def test_a_visit_that_takes_longer_than_any_other_is_not_over_at_once() -> None:
    length = lognormal(5 * MINUTE, 0.6)
    assert remaining(length, 0, 0.5) == pytest.approx(length.quantile(0.5), rel=1e-6)
    assert remaining(length, 30 * MINUTE, 0.5) > MINUTE
    assert remaining(length, 24 * 60 * MINUTE, 0.5) > MINUTE


def test_the_walk_and_the_gap_are_part_of_every_visit() -> None:
    at = scene([Waiting(3), Waiting(2), Waiting(1)], [desk(Doing.FREE, 5)])
    table = foretold(at, replace(CERTAIN, walk=30_000, gap=15_000))
    assert minutes(table.tickets) == [0, 5.75, 11.5]


def test_who_has_priority_is_called_when_more_of_the_promise_is_used_up() -> None:
    waiting = [Waiting(3), Waiting(2), Waiting(1, ticket_class=PRIORITY)]
    table = foretold(scene(waiting, [desk(Doing.SERVING, 4)]))
    assert minutes(table.tickets) == [6, 11, 1]


def test_those_who_will_come_may_overtake() -> None:
    waiting = [Waiting(number) for number in range(6)]
    quiet = foretold(scene(waiting, [desk()]))
    busy = foretold(scene(waiting, [desk()], rates=coming([0, 10])))
    [later, _], [sooner, _] = minutes(of_next(busy)), minutes(of_next(quiet))
    assert later > sooner + 5  # type: ignore[operator]


def test_a_counter_at_lunch_calls_nobody_until_lunch_is_over() -> None:
    lunch = ((NOW - 5 * MINUTE, NOW + 40 * MINUTE),)
    at_lunch = replace(desk(Doing.AWAY, 5), away=lunch, back=NOW + 40 * MINUTE)
    assert minutes(foretold(scene([Waiting(3)], [at_lunch])).tickets) == [40]


def test_a_lunch_to_come_begins_when_the_visit_at_hand_is_over() -> None:
    going = replace(desk(Doing.SERVING, 2), away=((NOW + MINUTE, NOW + 40 * MINUTE),))
    assert minutes(foretold(scene([Waiting(3)], [going])).tickets) == [40]


def test_a_counter_that_is_pausing_pauses_first() -> None:
    pausing = replace(desk(Doing.SERVING, 2), pausing=True)
    pauses = replace(CERTAIN, pause_every=10**9, pauses=(7 * MINUTE,))
    assert minutes(foretold(scene([Waiting(3)], [pausing]), pauses).tickets) == [10]


def test_a_pause_is_expected_to_end_as_those_did_that_lasted_so_long() -> None:
    pauses = replace(CERTAIN, pauses=(2 * MINUTE, 5 * MINUTE, 11 * MINUTE))
    paused = scene([Waiting(3)], [desk(Doing.AWAY, 6)])
    assert minutes(foretold(paused, pauses).tickets) == [5]


def test_with_no_counter_there_is_no_estimate() -> None:
    table = foretold(scene([Waiting(3)], [desk(Doing.CLOSED)]))
    nothing = Estimate(None, None, None)
    assert [*table.tickets, *of_next(table)] == [nothing] * 3


def test_who_will_not_be_called_before_closing_is_not_told_a_wait() -> None:
    at = scene([Waiting(3), Waiting(2)], [desk(Doing.SERVING, 1)], closing=NOW + 6 * MINUTE)
    assert minutes(foretold(at).tickets) == [4, None]


def test_an_officer_on_call_comes_when_nobody_else_is_there() -> None:
    quick = replace(CERTAIN, on_call=lognormal(4 * MINUTE, 0.0))
    table = foretold(scene([Waiting(1), Waiting(0)], [desk(Doing.STANDBY)]), quick)
    assert minutes(table.tickets) == [4, 9]
    assert minutes(of_next(table))[NORMAL] == 14


def test_the_first_who_needs_an_officer_on_call_waits_for_the_officer() -> None:
    quick = replace(CERTAIN, on_call=lognormal(4 * MINUTE, 0.0))
    assert minutes(of_next(foretold(scene([], [desk(Doing.STANDBY)]), quick)))[NORMAL] == 4


def test_an_officer_on_call_is_summoned_when_the_queue_is_longer_than_promised() -> None:
    crowd = [Waiting(8 - number / 2) for number in range(12)]
    alone = foretold(scene(crowd, [desk(Doing.SERVING), desk(Doing.CLOSED)]))
    helped = foretold(scene(crowd, [desk(Doing.SERVING), desk(Doing.STANDBY)]))
    few = foretold(scene(crowd[:2], [desk(Doing.SERVING), desk(Doing.STANDBY)]))
    assert minutes(helped.tickets)[-1] < minutes(alone.tickets)[-1]  # type: ignore[operator]
    assert minutes(few.tickets) == [5, 10]


def test_a_ticket_kept_for_a_counter_is_called_there_first() -> None:
    kept = Reserved(desk=0, line=0, place=(NOW, 5, 1))
    at = scene([Waiting(9)], [desk(Doing.SERVING, 3)], tickets=2, reserved=(kept,))
    assert minutes(foretold(at).tickets) == [7, 2]


def test_a_held_ticket_comes_back_to_its_place() -> None:
    held = Later(NOW + 3 * MINUTE, line=0, place=(NOW - 20 * MINUTE, 0, 2))
    at = scene([Waiting(9), Waiting(8)], [desk(Doing.SERVING, 4)], tickets=3, later=(held,))
    assert minutes(foretold(at).tickets) == [1, 11, 6]


def test_who_has_an_appointment_is_expected() -> None:
    at = scene([Waiting(4), Waiting(3)], [desk()], booked=(Booked(NOW + 4 * MINUTE, line=1),))
    assert minutes(foretold(at).tickets) == [0, 10]


def test_who_is_not_there_costs_a_moment_and_is_called_again() -> None:
    nobody = NoShows(share=1.0, per_ms=0.0, cost=MINUTE, back=1.0)
    at = scene([Waiting(9), Waiting(8), Waiting(7)], [desk(Doing.FREE)])
    assert minutes(foretold(at, replace(CERTAIN, no_shows=nobody)).tickets) == [0, 1, 2]
    at = replace(at, again=frozenset({0}))
    assert minutes(foretold(at, replace(CERTAIN, no_shows=nobody)).tickets) == [0, 5, 6]


def test_a_slower_counter_takes_longer() -> None:
    half = replace(desk(Doing.SERVING, 5, skills=(500,)), pace=0.0)
    assert minutes(foretold(scene([Waiting(3), Waiting(2)], [half])).tickets) == [5, 15]


def test_the_sum_of_many_visits_is_as_spread_as_theory_says() -> None:
    length = lognormal(5 * MINUTE, 0.6)
    sd = length.mean * sqrt(2.718281828459045 ** (0.6**2) - 1)
    at = scene([Waiting(30 - number) for number in range(25)], [desk()])
    last = foretold(at, replace(CERTAIN, other=length), futures=600).tickets[-1]
    assert last.p10 is not None
    assert last.p50 is not None
    assert last.p90 is not None
    assert last.p50 == pytest.approx(24 * length.mean, rel=0.03)
    assert last.p90 - last.p10 == pytest.approx(2 * 1.2816 * sqrt(24) * sd, rel=0.12)


def test_one_replay_with_mean_times_says_what_futures_say_when_nothing_is_left_to_chance() -> None:
    at = scene([Waiting(3), Waiting(2)], [desk(Doing.SERVING, 1)])
    assert minutes(replay(at, CERTAIN).tickets) == minutes(foretold(at).tickets) == [4, 9]


def test_one_replay_with_mean_times_is_near_the_median_of_many_futures() -> None:
    waiting = [Waiting(20 - number / 2) for number in range(30)]
    at = scene(waiting, [desk(Doing.SERVING, 2), desk(Doing.SERVING, 5)], rates=coming([10, 3]))
    once = replay(at, PRIOR).tickets[-1].p50
    many = foretold(at, PRIOR, futures=100).tickets[-1].p50
    assert once == pytest.approx(many, rel=0.2)


# --- Properties -----------------------------------------------------------------------------------


@given(scenes())
@settings(max_examples=60, deadline=None)
def test_the_interval_holds_its_median(at: Scene) -> None:
    table = foretold(at, PRIOR, futures=8)
    for one in (*table.tickets, *of_next(table)):
        bounds = [NEVER if bound is None else bound for bound in (one.p10, one.p50, one.p90)]
        assert bounds == sorted(bounds)
        assert bounds[0] >= 0


@given(scenes())
@settings(max_examples=60, deadline=None)
def test_ghosts_delay_nobody(at: Scene) -> None:
    slots = tuple(Ghost(line, offset * MINUTE) for line in range(4) for offset in (-10, 0, 10))
    haunted, plain = (foretold(replace(at, ghosts=ghosts), PRIOR, 6) for ghosts in (slots, ()))
    assert haunted.tickets == plain.tickets
    assert plain.next == ()


@given(scenes())
@settings(max_examples=60, deadline=None)
def test_a_ghost_is_foretold_what_a_ticket_of_that_moment_is(at: Scene) -> None:
    """Where nobody comes later: a real ticket has those who come after it delayed."""
    at = replace(at, rates=())
    ghost = of_next(foretold(at, CERTAIN, 4))[0]
    last = (NOW, 1000, at.tickets)
    joined = replace(at, lines=((*at.lines[0], last), *at.lines[1:]), tickets=at.tickets + 1)
    assert foretold(joined, CERTAIN, 4).tickets[-1] == ghost


@given(scenes(), st.sampled_from([-5, 0, 5]))
@settings(max_examples=60, deadline=None)
def test_a_ghost_with_a_slot_is_foretold_what_a_ticket_with_that_slot_is(
    at: Scene, offset: int
) -> None:
    at = replace(at, rates=(), ghosts=(Ghost(1, offset * MINUTE),))
    [ghost] = of_next(foretold(at, CERTAIN, 4))
    place = (NOW + offset * MINUTE, 1000, at.tickets)
    line = tuple(sorted((*at.lines[1], place)))
    lines = (at.lines[0], line, *at.lines[2:])
    joined = replace(at, lines=lines, tickets=at.tickets + 1)
    assert foretold(joined, CERTAIN, 4).tickets[-1] == ghost


@given(scenes(), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_the_same_seed_gives_the_same_table(at: Scene, seed: int) -> None:
    assert foretold(at, PRIOR, 5, seed) == foretold(at, PRIOR, 5, seed)


def test_another_seed_gives_another_table() -> None:
    at = scene([Waiting(3), Waiting(2)], [desk(Doing.SERVING, 1)])
    assert foretold(at, PRIOR, 20, seed=1) != foretold(at, PRIOR, 20, seed=2)


@given(st.integers(1, 15), st.lists(st.integers(0, 4), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_one_more_counter_delays_nobody(waiting: int, at_work: list[int]) -> None:
    people = [Waiting(20 - number) for number in range(waiting)]
    desks = [desk(Doing.SERVING, since) for since in at_work]
    fewer = minutes(foretold(scene(people, desks), futures=1).tickets)
    more = minutes(foretold(scene(people, [*desks, desk(Doing.SERVING, 0)]), futures=1).tickets)
    assert all(one <= other for one, other in zip(more, fewer, strict=True))  # type: ignore[operator]


@given(scenes())
@settings(max_examples=60, deadline=None)
def test_within_a_line_nobody_is_foretold_to_overtake(at: Scene) -> None:
    table = foretold(at, PRIOR, futures=8)
    for line in at.lines:
        medians = [table.tickets[ticket].p50 for _, _, ticket in line]
        waits = [NEVER if wait is None else wait for wait in medians]
        assert waits == sorted(waits)
