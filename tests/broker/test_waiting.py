"""What is answered from a table, and when there is none."""

import pytest

from broker.parameters import MINUTE
from broker.waiting import UNKNOWN, Estimate, Ghost, Table, by_length, for_next, quantiles, roughly

TABLE = Table(
    now=1_000_000,
    tickets=(),
    next=(
        (Ghost(0, 0), Estimate(5 * MINUTE, 8 * MINUTE, 12 * MINUTE)),
        (Ghost(1, 0), Estimate(9 * MINUTE, None, None)),
        (Ghost(2, -10 * MINUTE), Estimate(0, MINUTE, 4 * MINUTE)),
        (Ghost(2, 0), Estimate(6 * MINUTE, 9 * MINUTE, 14 * MINUTE)),
        (Ghost(2, 10 * MINUTE), Estimate(10 * MINUTE, 19 * MINUTE, None)),
    ),
    step=(2 * MINUTE, MINUTE, MINUTE),
)


def test_the_next_is_told_what_the_table_says() -> None:
    assert for_next(TABLE, 0, now=1_000_000, issued_since=0) == TABLE.next[0][1]


def test_each_ticket_issued_since_the_table_was_made_delays_the_next() -> None:
    told = for_next(TABLE, 0, now=1_000_000, issued_since=2)
    assert told == Estimate(9 * MINUTE, 12 * MINUTE, 16 * MINUTE)


def test_the_time_since_the_table_was_made_has_been_waited_out_by_the_queue() -> None:
    told = for_next(TABLE, 0, now=1_000_000 + 6 * MINUTE, issued_since=0)
    assert told == Estimate(0, 2 * MINUTE, 6 * MINUTE)


def test_what_the_table_does_not_know_nobody_knows() -> None:
    told = for_next(TABLE, 1, now=1_000_000 + MINUTE, issued_since=0)
    assert told == Estimate(8 * MINUTE, None, None)


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (0, Estimate(6 * MINUTE, 9 * MINUTE, 14 * MINUTE)),
        (-5, Estimate(3 * MINUTE, 5 * MINUTE, 9 * MINUTE)),
        (-30, Estimate(0, MINUTE, 4 * MINUTE)),
        (5, Estimate(8 * MINUTE, 14 * MINUTE, None)),
        (40, Estimate(10 * MINUTE, 19 * MINUTE, None)),
    ],
)
def test_who_is_off_the_slot_is_told_what_lies_between(slot: int, told: Estimate) -> None:
    arrival = TABLE.now + slot * MINUTE
    assert for_next(TABLE, 2, TABLE.now, issued_since=0, arrival=arrival) == told


def test_without_a_table_the_length_of_the_queue_tells() -> None:
    told = by_length(waiting=5, mean=8 * MINUTE, open_counters=4)
    assert told == Estimate(6 * MINUTE, 12 * MINUTE, 24 * MINUTE)


def test_without_a_counter_nothing_is_told() -> None:
    assert by_length(waiting=5, mean=8 * MINUTE, open_counters=0) == UNKNOWN
    assert roughly(None) == UNKNOWN


def test_one_in_ten_is_below_the_interval_and_one_in_ten_above() -> None:
    waits = [(number * 37) % 101 for number in range(101)]
    assert quantiles(waits, never=-1) == Estimate(10, 50, 90)


def test_a_bound_that_nobody_reached_is_unknown() -> None:
    never = 10**18
    assert quantiles([1, 2, 3, never], never) == Estimate(1, 3, None)
    assert quantiles([never, never], never) == UNKNOWN
