"""What is true of every call, whoever waits, whatever the counters can do and the settings say."""

from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broker.dispatch import ENDLESS, Promise, choose, rule
from tests.broker.lines import (
    CLASSES,
    MINUTE,
    Hall,
    Ticket,
    calls,
    equal_skills,
    halls,
    minutes,
    promised,
    rules,
)

# --- Each call ----------------------------------------------------------------------------------


@settings(max_examples=300)
@given(halls(), minutes)
def test_the_first_of_each_line_are_enough_to_find_who_is_next(hall: Hall, now: int) -> None:
    for counter in hall.skills:
        expected = hall.definition(counter, now)
        assert hall.call(counter, now) == expected


@given(halls(), minutes)
def test_a_counter_calls_what_it_can_do_and_is_refused_only_when_nobody_waits_for_that(
    hall: Hall, now: int
) -> None:
    for counter, skills in hall.skills.items():
        could = len(hall.eligible(counter))
        called = hall.call(counter, now)
        assert (called is None) == (could == 0)
        assert called is None or skills[called.service] > 0


@given(halls(), minutes)
def test_two_counters_at_one_instant_call_two_tickets(hall: Hall, now: int) -> None:
    called = [hall.call(counter, now) for counter in (*hall.skills, *hall.skills)]
    tickets = [ticket for ticket in called if ticket]
    assert len(set(tickets)) == len(tickets)


@given(halls(), minutes)
def test_nobody_is_called_before_a_ready_one_who_came_more_than_the_window_earlier(
    hall: Hall, now: int
) -> None:
    for counter in hall.skills:
        ready = hall.ready(counter, now)
        called = hall.call(counter, now)
        if called and ready and hall.rule.policy != "absolute":
            assert all(called.arrival <= ticket.arrival + hall.rule.window for ticket in ready)


@given(halls(), minutes)
def test_who_is_early_is_called_only_when_nobody_else_waits_the_earliest_first(
    hall: Hall, now: int
) -> None:
    for counter in hall.skills:
        eligible, ready = hall.eligible(counter), hall.ready(counter, now)
        called = hall.call(counter, now)
        if ready:
            assert called in ready
        elif eligible:
            assert called == min(eligible)


@given(halls(), minutes)
def test_what_the_choice_rested_on_is_the_earliest_arrival_of_those_who_could_be_called(
    hall: Hall, now: int
) -> None:
    for counter in hall.skills:
        choice = hall.choice(counter, now)
        if choice:
            could = hall.ready(counter, now) or hall.eligible(counter)
            assert choice.oldest == min(ticket.arrival for ticket in could)


@given(halls(), minutes, st.randoms(use_true_random=False))
def test_in_which_order_the_lines_are_looked_at_is_all_one(
    hall: Hall, now: int, chance: Random
) -> None:
    for counter in hall.skills:
        heads = hall.heads(counter)
        shuffled = chance.sample(heads, len(heads))
        assert choose(iter(shuffled), now, hall.rule) == choose(heads, now, hall.rule)


@given(halls(promised), minutes, st.integers(1, 1000))
def test_promises_that_are_all_longer_by_one_factor_call_the_same(
    hall: Hall, now: int, factor: int
) -> None:
    longer = {
        name: replace(promise, wait=factor * promise.wait)
        for name, promise in hall.rule.promises.items()
    }
    scaled = Hall(replace(hall.rule, promises=longer), hall.skills)
    for ticket in hall.waiting:
        scaled.come(ticket)
    for counter in hall.skills:
        assert scaled.call(counter, now) == hall.call(counter, now)


# --- One call after the other -------------------------------------------------------------------


@given(halls(), minutes, calls)
def test_within_a_line_who_came_first_is_called_first(
    hall: Hall, now: int, calls: list[tuple[str, int]]
) -> None:
    last: dict[tuple[str, str], Ticket] = {}
    for counter, gap in calls:
        now += gap * MINUTE
        called = hall.call(counter, now)
        if called:
            line = called.service, called.ticket_class
            assert line not in last or last[line] < called
            last[line] = called


@given(halls(promised), calls, st.data())
def test_nobody_waits_longer_than_for_all_who_came_before_them_or_within_the_window_after(
    hall: Hall, calls: list[tuple[str, int]], data: st.DataObject
) -> None:
    assume(hall.waiting)
    one = data.draw(st.sampled_from(hall.waiting))
    able = [counter for counter, skills in hall.skills.items() if skills[one.service]]
    assume(able)
    before_or_close = sum(t.arrival <= one.arrival + hall.rule.window for t in hall.waiting)
    now, made = one.arrival, 0
    for counter, gap in calls:
        now += gap * MINUTE
        called = hall.call(counter, now)
        made += counter in able
        if called == one:
            return
        assert made < before_or_close


# --- A turn for the others ----------------------------------------------------------------------


@given(halls(rules, equal_skills), minutes, st.integers(1, 4))
def test_after_so_many_preferred_calls_one_of_the_least_urgent_is_called_if_one_waits(
    hall: Hall, now: int, turn_after: int
) -> None:
    ranks = {name: Promise(rank * MINUTE) for rank, name in enumerate(CLASSES, start=1)}
    absolute = rule("absolute", ranks, ENDLESS, turn_after)
    hall = Hall(absolute, hall.skills, hall.waiting, hall.lines)
    streak = 0
    while ready := hall.ready("1", now):
        last = max(CLASSES.index(ticket.ticket_class) for ticket in ready)
        least_urgent = [t for t in ready if CLASSES.index(t.ticket_class) == last]
        choice = hall.choice("1", now, streak)
        called = hall.call("1", now, streak)
        assert choice is not None
        assert called is not None
        assert choice.oldest == min(ticket.arrival for ticket in ready)
        if streak >= turn_after:
            assert called == least_urgent[0]
        else:
            assert CLASSES.index(called.ticket_class) == min(
                CLASSES.index(ticket.ticket_class) for ticket in ready
            )
        streak = streak + 1 if absolute.preferred(called.ticket_class) else 0
