"""Who is next at the edges of the rule, and which idle counter takes who comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.dispatch import (
    BUSY_EQUAL,
    ENDLESS,
    Choice,
    Idle,
    Promise,
    choose,
    route,
    rule,
    share,
)
from tests.broker.lines import HOUR, MINUTE, PROMISES, Hall, Ticket

NOON = 12 * HOUR
SKILLS = {"1": {"land": 1000, "civil": 1000}, "2": {"land": 500, "civil": 1000}}


def hall(*tickets: tuple[int, str, str], policy: str = "promised", window: int = HOUR) -> Hall:
    """A hall where these wait at noon: minutes waited, service, class, in the order of issue."""
    made = Hall(rule(policy, PROMISES, window), SKILLS)
    for order, (waited, service, ticket_class) in enumerate(tickets, start=1):
        made.come(Ticket(NOON - waited * MINUTE, order, service, ticket_class))
    return made


def order_of(called: Ticket | None) -> int | None:
    return called and called.order


# --- Who is next --------------------------------------------------------------------------------


def test_nobody_is_chosen_when_nobody_waits() -> None:
    assert choose((), NOON, rule("promised", PROMISES, HOUR)) is None


def test_of_equal_shares_the_earlier_arrival_is_called() -> None:
    same = hall((10, "land", "priority"), (45, "civil", "normal"))  # 15 of 10, 45 of 30 minutes
    assert order_of(same.call("1", NOON)) == 2


def test_of_equal_shares_and_arrivals_the_one_issued_first_is_called() -> None:
    same = hall((12, "land", "normal"), (12, "civil", "normal"))
    assert order_of(same.call("1", NOON)) == 1


def test_one_millisecond_more_of_a_share_decides() -> None:
    close = hall((45, "civil", "normal"))
    close.come(Ticket(NOON - 10 * MINUTE - 1, 2, "land", "priority"))
    assert order_of(close.call("1", NOON)) == 2


@pytest.mark.parametrize(("later", "called"), [(60 * MINUTE, 2), (60 * MINUTE + 1, 1)])
def test_the_window_ends_with_its_last_millisecond(later: int, called: int) -> None:
    oldest = NOON - 80 * MINUTE
    edge = hall((80, "civil", "normal"))
    edge.come(Ticket(oldest + later, 2, "land", "priority"))
    edge.rule = rule("promised", {**PROMISES, "priority": Promise(MINUTE)}, HOUR)
    assert order_of(edge.call("1", NOON)) == called


def test_the_window_opens_at_the_oldest_whom_this_counter_can_call() -> None:
    skills = {"1": {"land": 1000}}
    apart = hall((200, "civil", "normal"), (60, "land", "normal"), (40, "land", "priority"))
    apart.skills = skills
    assert order_of(apart.call("1", NOON)) == 3


def test_a_counter_calls_before_others_what_it_does_best() -> None:
    at_its_second = hall((25, "land", "normal"), (15, "civil", "normal"))
    assert order_of(at_its_second.call("2", NOON)) == 2  # 500 x 25 < 1000 x 15


def test_first_come_first_served_looks_at_no_skill() -> None:
    at_its_second = hall((25, "land", "normal"), (24, "civil", "normal"), policy="fcfs")
    assert order_of(at_its_second.call("2", NOON)) == 1


def test_who_comes_at_this_very_millisecond_is_ready() -> None:
    assert order_of(hall((-5, "land", "appointment"), (0, "civil", "normal")).call("1", NOON)) == 2


def test_who_is_early_waits_for_everybody_who_is_there() -> None:
    early = hall((-1, "land", "appointment"), (0, "land", "normal"), (-2, "civil", "appointment"))
    assert [order_of(early.call("1", NOON)) for _ in range(4)] == [2, 1, 3, None]


def test_a_choice_of_who_is_early_rests_on_their_own_slot() -> None:
    early = hall((-7, "land", "appointment"), (-3, "civil", "appointment"))
    choice = early.choice("1", NOON)
    assert choice is not None
    assert choice.oldest == NOON + 3 * MINUTE


def test_the_turn_of_the_others_is_due_after_so_many_preferred_calls_and_not_before() -> None:
    turns = hall((9, "land", "normal"), (1, "land", "priority"), policy="absolute")
    turns.rule = rule("absolute", PROMISES, HOUR, turn_after=3)
    calls = [turns.choice("1", NOON, streak) for streak in (0, 2, 3, 4)]
    arrivals = [choice.head[0][1] for choice in calls if choice]
    assert arrivals == [2, 2, 1, 1]


def test_a_turn_of_the_others_rests_on_the_oldest_of_them() -> None:
    turns = hall((9, "land", "normal"), (20, "land", "priority"), policy="absolute")
    turns.rule = rule("absolute", PROMISES, HOUR, turn_after=3)
    choice = turns.choice("1", NOON, streak=3)
    assert choice is not None
    assert choice.head[0][0] == NOON - 9 * MINUTE
    assert choice.oldest == NOON - 20 * MINUTE


def test_a_turn_of_the_others_is_not_kept_for_who_is_not_there() -> None:
    turns = hall((1, "land", "priority"), (-5, "land", "normal"), policy="absolute")
    turns.rule = rule("absolute", PROMISES, HOUR, turn_after=1)
    assert order_of(turns.call("1", NOON, streak=7)) == 1


@pytest.mark.parametrize("policy", ["promised", "fcfs", "head_start"])
def test_only_absolute_priority_owes_turns(policy: str) -> None:
    assert not rule(policy, PROMISES, HOUR, turn_after=1).owes_turn(streak=9)


def test_preferred_is_who_is_promised_less_than_the_longest_wait() -> None:
    promised = rule("promised", PROMISES, HOUR)
    assert [name for name in PROMISES if promised.preferred(name)] == ["priority", "appointment"]


def test_a_policy_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match='no policy "lifo"'):
        rule("lifo", PROMISES, HOUR)


def test_a_share_is_told_in_permille_of_the_promise() -> None:
    head = ((NOON - 12 * MINUTE, 1, "A001"), 1000, 30 * MINUTE, 0)
    second = ((NOON - 7 * MINUTE, 2, "A002"), 500, 10 * MINUTE, 5 * MINUTE)
    assert (share(head, NOON), share(second, NOON)) == (400, 600)


def test_a_choice_can_be_asked_of_lines_that_are_looked_at_once() -> None:
    heads = (((NOON - waited, waited, waited), 1000, MINUTE, 0) for waited in (5, 9, 7))
    choice = choose(heads, NOON, rule("promised", PROMISES, ENDLESS))
    assert choice == Choice(((NOON - 9, 9, 9), 1000, MINUTE, 0), NOON - 9)


# --- Which counter ------------------------------------------------------------------------------

idle_counters = st.lists(
    st.builds(
        Idle,
        number=st.integers(0, 9),
        skill=st.sampled_from((500, 1000)),
        busy=st.integers(0, 4 * BUSY_EQUAL),
        since=st.integers(0, 3),
    ),
    unique_by=lambda counter: counter.number,
)


@pytest.mark.parametrize(
    ("idle", "taker"),
    [
        ([], None),
        ([Idle(1, 500, 0, 0), Idle(2, 1000, 900, 50)], 2),
        ([Idle(1, 1000, 321, 0), Idle(2, 1000, 300, 50)], 2),
        ([Idle(1, 1000, 320, 0), Idle(2, 1000, 300, 50)], 1),
        ([Idle(2, 1000, 300, 50), Idle(1, 1000, 300, 50)], 1),
    ],
    ids=["none", "skill", "busy", "free for longer", "number"],
)
def test_a_visitor_goes_to(idle: list[Idle], taker: int | None) -> None:
    chosen = route(idle)
    assert (chosen.number if chosen else None) == taker


@given(idle_counters)
def test_no_idle_counter_is_more_skilled_or_much_less_busy_or_as_busy_and_free_for_longer(
    idle: list[Idle],
) -> None:
    taker = route(idle)
    assert (taker is None) == (not idle)
    for other in idle:
        assert taker is not None
        assert other.skill <= taker.skill
        if other.skill == taker.skill:
            assert other.busy + BUSY_EQUAL >= taker.busy
            if other.busy <= taker.busy:
                assert (taker.since, taker.number) <= (other.since, other.number)


@given(idle_counters)
def test_who_takes_a_visitor_does_not_hang_on_the_order_of_the_list(idle: list[Idle]) -> None:
    assert route(idle[::-1]) == route(idle)
