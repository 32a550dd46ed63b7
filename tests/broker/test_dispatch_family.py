"""The policies that are special cases: first come, absolute priority, head start, Kleinrock."""

from hypothesis import given
from hypothesis import strategies as st

from broker.dispatch import ENDLESS, Promise, rule
from tests.broker.lines import (
    CLASSES,
    HOUR,
    MINUTE,
    Hall,
    Ticket,
    equal_skills,
    halls,
    minutes,
    promises,
    rules,
    windows,
)

TOMORROW = 24 * HOUR
"""When everybody has come."""


@given(halls(rules, equal_skills), promises, windows)
def test_first_come_first_served_goes_by_arrival_and_issue_alone(
    any_hall: Hall, promises: dict[str, Promise], window: int
) -> None:
    first_come = rule("fcfs", promises, window)
    hall = Hall(first_come, any_hall.skills, any_hall.waiting, any_hall.lines)
    in_order = list(hall.waiting)
    assert [hall.call("1", TOMORROW) for _ in in_order] == in_order


@given(halls(rules, equal_skills), promises)
def test_a_window_of_nothing_calls_who_came_first(
    any_hall: Hall, promises: dict[str, Promise]
) -> None:
    """Only of those who came in the same millisecond does the share choose."""
    at_once = rule("promised", promises, 0)
    hall = Hall(at_once, any_hall.skills, any_hall.waiting, any_hall.lines)
    arrivals = [ticket.arrival for ticket in hall.waiting]
    called = [hall.call("1", TOMORROW) for _ in arrivals]
    assert [ticket.arrival for ticket in called if ticket] == arrivals


@given(halls(rules, equal_skills), st.integers(1, 60), st.integers(0, 10), windows)
def test_promises_and_head_starts_that_are_equal_call_who_came_first(
    any_hall: Hall, wait: int, head_start: int, window: int
) -> None:
    equal = dict.fromkeys(CLASSES, Promise(wait * MINUTE, head_start * MINUTE))
    same = rule("promised", equal, window)
    hall = Hall(same, any_hall.skills, any_hall.waiting, any_hall.lines)
    in_order = list(hall.waiting)
    assert [hall.call("1", TOMORROW) for _ in in_order] == in_order


@given(halls(rules, equal_skills), minutes)
def test_promises_ten_million_times_apart_are_absolute_priority(hall: Hall, now: int) -> None:
    apart = {name: Promise(10 ** (7 * rank)) for rank, name in enumerate(CLASSES)}
    now += MINUTE // 2  # nobody came in this very millisecond
    hall = Hall(rule("promised", apart, ENDLESS), hall.skills, hall.waiting, hall.lines)
    while ready := hall.ready("1", now):
        expected = min(ready, key=lambda t: (CLASSES.index(t.ticket_class), t.arrival, t.order))
        assert hall.call("1", now) == expected


@given(halls(rules, equal_skills), minutes)
def test_absolute_priority_calls_the_shortest_promise_first(hall: Hall, now: int) -> None:
    ranks = {name: Promise(rank * MINUTE) for rank, name in enumerate(CLASSES, start=1)}
    hall = Hall(rule("absolute", ranks, 0), hall.skills, hall.waiting, hall.lines)
    while ready := hall.ready("1", now):
        expected = min(ready, key=lambda t: (CLASSES.index(t.ticket_class), t.arrival, t.order))
        assert hall.call("1", now) == expected


@given(halls(rules, equal_skills), minutes, st.integers(0, 30))
def test_a_head_start_counts_as_an_earlier_arrival_and_as_nothing_else(
    hall: Hall, now: int, head_start: int
) -> None:
    early = {"normal": 0, "priority": head_start * MINUTE, "appointment": 0}
    starts = {name: Promise(MINUTE * len(name), early[name]) for name in CLASSES}
    hall = Hall(rule("head_start", starts, ENDLESS), hall.skills, hall.waiting, hall.lines)
    while ready := hall.ready("1", now):
        expected = min(ready, key=lambda t: (t.arrival - early[t.ticket_class], t.arrival, t.order))
        assert hall.call("1", now) == expected


@given(
    st.fixed_dictionaries({name: st.integers(1, 60) for name in CLASSES}),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CLASSES), st.integers(0, 9))),
)
def test_an_endless_window_without_head_starts_is_the_accumulating_priority_queue(
    promised: dict[str, int], visits: list[tuple[int, str, int]]
) -> None:
    """Beside a queue with one server that lets priorities grow, in floating point."""
    promises = {name: Promise(minutes * MINUTE) for name, minutes in promised.items()}
    hall = Hall(rule("promised", promises, ENDLESS), {"1": {"land": 1000}})
    clock, coming = 0, list[Ticket]()
    for order, (gap, ticket_class, _) in enumerate(visits):
        clock += gap * MINUTE
        coming.append(Ticket(clock, order, "land", ticket_class))
    queue, now = list[Ticket](), 0
    for _, _, service in visits:
        if not queue:
            now = max(now, coming[0].arrival)
        while coming and coming[0].arrival <= now:
            queue.append(coming[0])
            hall.come(coming.pop(0))
        priorities = [(now - t.arrival) / promised[t.ticket_class] for t in queue]
        expected = queue.pop(priorities.index(max(priorities)))
        assert hall.call("1", now) == expected
        now += service * MINUTE
