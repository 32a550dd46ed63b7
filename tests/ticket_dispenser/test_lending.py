"""Which number is given without the queue service, what is borrowed, and what is handed in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import messages as m
from contract.channels import LARGEST_ASK
from tests.ticket_dispenser.borrowed import MINUTE, UNTIL, at, lease, leased, number
from ticket_dispenser.lending import (
    Lease,
    Number,
    Why,
    lease_for,
    offline_number,
    part,
    to_close,
    wants,
)

NINE = at("09:00")
LOW = 0.5


def why(*leases: Lease, now: int = NINE, synchronised: bool = True) -> Lease | Why:
    return lease_for("dat-dai", leases, now, synchronised=synchronised)


# --- Giving -------------------------------------------------------------------------------------


def test_a_slip_says_what_was_lent() -> None:
    own = lease(used=2)
    given_number = offline_number(own, number(1, own))
    assert (given_number.label, given_number.service) == ("A801", "dat-dai")
    assert (given_number.counters, given_number.day, given_number.at) == (
        ("1", "2"), "2026-11-23", NINE,
    )  # fmt: skip


def test_the_oldest_lease_is_used_up_first() -> None:
    old, new = lease(used=4), lease(leased(2))
    assert why(old, new) is old
    assert why(lease(used=5), new) is new


@pytest.mark.parametrize(
    "held", [[], [lease(used=5)], [lease(closing=True)], [lease(leased(service="ho-tich"))]]
)
def test_what_was_not_lent_is_not_given(held: list[Lease]) -> None:
    assert why(*held) is Why.NO_NUMBERS


def test_nothing_is_given_by_a_clock_that_may_be_wrong() -> None:
    assert why(lease(), synchronised=False) is Why.CLOCK_NOT_SET


@pytest.mark.parametrize(
    ("now", "usable"),
    [(at("08:00") - 1, False), (at("08:00"), True), (UNTIL - 1, True), (UNTIL, False)],
)
def test_a_lease_is_good_from_its_grant_to_the_end_of_its_day(now: int, *, usable: bool) -> None:
    assert lease().usable(now) is usable
    assert (why(lease(), now=now) is Why.DAY_OVER) is not usable


def test_a_lease_of_unknown_end_is_not_used() -> None:
    assert why(lease(leased(until=None))) is Why.DAY_OVER


# --- Borrowing ----------------------------------------------------------------------------------


def test_every_service_wants_numbers_at_first() -> None:
    assert wants(["dat-dai", "ho-tich"], [], {}, NINE, low=LOW) == ["dat-dai", "ho-tich"]


def test_a_new_block_is_wanted_when_less_than_half_of_the_last_is_left() -> None:
    assert wants(["dat-dai"], [lease(used=2)], {}, NINE, low=LOW) == []
    assert wants(["dat-dai"], [lease(used=3)], {}, NINE, low=LOW) == ["dat-dai"]
    assert wants(["dat-dai"], [lease(used=3), lease(leased(2))], {}, NINE, low=LOW) == []


def test_more_people_want_more_numbers_but_not_again_at_once() -> None:
    held, many = [lease(leased(granted="08:55"))], {"dat-dai": 4}
    assert wants(["dat-dai"], held, many, NINE, low=LOW) == []
    assert wants(["dat-dai"], held, many, NINE + 5 * MINUTE, low=LOW) == ["dat-dai"]
    assert wants(["dat-dai"], held, {"dat-dai": 3}, NINE + 5 * MINUTE, low=LOW) == []


def test_what_is_used_up_wants_more_at_once() -> None:
    held = [lease(leased(granted="08:59"), used=5)]
    assert wants(["dat-dai"], held, {}, NINE, low=LOW) == ["dat-dai"]


def test_numbers_of_yesterday_are_none() -> None:
    assert wants(["dat-dai"], [lease()], {}, UNTIL, low=LOW) == ["dat-dai"]


def test_the_emptiest_service_borrows_first() -> None:
    held = [lease(used=3)]
    assert wants(["dat-dai", "ho-tich"], held, {}, NINE, low=LOW) == ["ho-tich", "dat-dai"]


def test_a_lease_of_unknown_end_is_not_borrowed_again_and_again() -> None:
    held = [lease(leased(until=None))]
    assert wants(["dat-dai"], held, {}, NINE, low=LOW) == []
    assert wants(["dat-dai"], held, {}, NINE + 24 * 60 * MINUTE, low=LOW) == ["dat-dai"]


@given(
    size=st.integers(1, 60),
    used=st.integers(0, 60),
    recent=st.integers(0, 200),
    low=st.floats(0, 1),
)
def test_a_loan_is_enough_for_a_while(size: int, used: int, recent: int, low: float) -> None:
    """However many people come, the next loan is not due as soon as one is made."""
    held = [lease(leased(1, size=size), used=min(used, size)), lease(leased(2, granted="09:00"))]
    assert wants(["dat-dai"], held, {"dat-dai": recent}, NINE, low=low) == []


# --- Closing ------------------------------------------------------------------------------------


def test_a_lease_is_closed_when_it_is_used_up_or_its_day_is_over_and_not_before() -> None:
    used_up = lease(leased(2), used=5)
    assert to_close([lease(), used_up, lease(leased(3), closing=True)], NINE) == [used_up]
    assert to_close([lease()], UNTIL) == [lease()]


# --- Handing in ---------------------------------------------------------------------------------


def test_a_part_has_what_became_of_each_number() -> None:
    own = lease(used=2)
    told = part(own, [number(0, own), number(1, own, printed=False)], NINE)
    assert told is not None
    assert [(ticket.ordinal, ticket.printed) for ticket in told.tickets] == [
        (800, True), (801, False),
    ]  # fmt: skip
    assert (told.lease, told.day, told.clock_now, told.last) == (own.id, "2026-11-23", NINE, None)


def test_a_number_waits_for_its_slip_and_keeps_no_other_waiting() -> None:
    own = lease(used=2)
    told = part(own, [number(0, own, printed=None), number(1, own)], NINE)
    assert told is not None
    assert [ticket.ordinal for ticket in told.tickets] == [801]


def test_nothing_to_tell_is_no_part() -> None:
    own = lease(used=2)
    assert part(own, [number(0, own, told=True), number(1, own, printed=None)], NINE) is None


def test_the_last_part_of_a_closed_lease_says_so_and_no_other_does() -> None:
    own = lease(leased(size=20), used=14, closing=True)
    numbers = [number(place, own) for place in range(14)]
    first = part(own, numbers, NINE)
    assert first is not None
    assert (len(first.tickets), first.last) == (m.MOST_OFFLINE, None)
    rest = [*(number(place, own, told=True) for place in range(12)), *numbers[12:]]
    last = part(own, rest, NINE)
    assert last is not None
    assert ([ticket.ordinal for ticket in last.tickets], last.last) == ([812, 813], 813)


def test_a_closed_lease_does_not_end_before_the_last_slip_has() -> None:
    own = lease(used=2, closing=True)
    told = part(own, [number(0, own), number(1, own, printed=None)], NINE)
    assert told is not None
    assert told.last is None
    assert part(own, [number(0, own, told=True), number(1, own, printed=None)], NINE) is None


def test_a_lease_that_was_not_used_is_given_back_whole() -> None:
    told = part(lease(closing=True), [], NINE)
    assert told is not None
    assert (told.tickets, told.last) == ((), 799)


def test_the_same_content_is_the_same_ask_whenever_it_is_sent() -> None:
    own = lease(used=2)
    first, later = (part(own, [number(0, own)], now) for now in (NINE, NINE + MINUTE))
    more = part(own, [number(0, own), number(1, own)], NINE)
    another = part(own, [number(0, own)], NINE, attempt=1)
    assert first is not None
    assert later is not None
    assert more is not None
    assert another is not None
    assert first.id == later.id
    assert (first.clock_now, later.clock_now) == (NINE, NINE + MINUTE)
    assert len({first.id, more.id, another.id}) == 3


@pytest.mark.parametrize("steps", range(m.MOST_STEPS + 1))
def test_the_largest_parts_fit_into_asks_and_leave_nobody_out(steps: int) -> None:
    own = lease(leased(size=60), used=60, closing=True)
    numbers = [
        Number(
            number(place, own).ticket, own.id, 9_007_199_254_740_000 + place, (1 << 47) - 1,
            m.Intent.COMPLETE, "c" * 32, ("s" * 32,) * steps, printed=False,
        )
        for place in range(m.MOST_OFFLINE)
    ]  # fmt: skip
    tickets: list[m.OfflineTicket] = []
    while told := part(own, numbers, (1 << 47) - 1, attempt=1 << 31):
        assert len(told.model_dump_json().encode()) < LARGEST_ASK
        tickets += told.tickets
        known = {ticket.ticket for ticket in told.tickets}
        numbers = [replace(one, told=True) if one.ticket in known else one for one in numbers]
        if told.last is not None:
            break
    assert [ticket.ordinal for ticket in tickets] == [one.ordinal for one in numbers]


def test_parts_are_as_large_as_they_may_be() -> None:
    own = lease(leased(size=60), used=60)
    short = [number(place, own) for place in range(m.MOST_OFFLINE + 1)]
    long = [replace(one, class_id="c" * 32, then=("s" * 32,) * m.MOST_STEPS) for one in short]
    sizes = [len(told.tickets) for told in (part(own, short, NINE), part(own, long, NINE)) if told]
    assert sizes == [m.MOST_OFFLINE, 10]
