"""Who came first is called first, over all the queues that a counter can call from."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from broker.centre import Centre, fold
from broker.dispatch import choose
from broker.facts import Entry, Issued
from contract.messages import Intent
from tests.broker.desk import MONDAY, Desk, called

SERVICES = ("dat-dai", "doanh-nghiep", "ho-tich")


def waiting(*arrivals: tuple[str, int]) -> Centre:
    """A centre where these wait: service and arrival, in the order of their issue."""
    return fold(
        MONDAY,
        (
            Entry(number, MONDAY, UUID(int=number), issued(number, service, arrival))
            for number, (service, arrival) in enumerate(arrivals, start=1)
        ),
    )


def issued(number: int, service: str, arrival: int) -> Issued:
    return Issued(
        at=arrival,
        by="dispenser-1",
        ticket=UUID(int=number),
        service=service,
        intent=Intent.FILE,
        ordinal=number,
        label=f"A{number:03d}",
        ahead=0,
        counters=("1",),
        token="",
    )


def test_nobody_is_chosen_when_nobody_waits() -> None:
    assert choose(waiting(), SERVICES) is None


def test_nobody_is_chosen_who_waits_for_something_else() -> None:
    assert choose(waiting(("ho-tich", 5)), ("dat-dai",)) is None


def test_who_came_first_is_next_whatever_they_came_for() -> None:
    centre = waiting(("ho-tich", 5), ("doanh-nghiep", 6), ("dat-dai", 7))
    choice = choose(centre, ("dat-dai", "doanh-nghiep"))
    assert choice is not None
    assert (choice.ticket.label, choice.oldest, choice.policy) == ("A002", 6, "fcfs")


def test_a_clock_that_was_set_back_puts_nobody_before_those_who_wait() -> None:
    choice = choose(waiting(("doanh-nghiep", 600), ("dat-dai", 5)), SERVICES)
    assert choice is not None
    assert choice.ticket.label == "A001"


def test_of_two_in_the_same_millisecond_the_one_issued_first_is_next() -> None:
    choice = choose(waiting(("doanh-nghiep", 5), ("dat-dai", 5)), SERVICES)
    assert choice is not None
    assert choice.ticket.label == "A001"


@given(st.lists(st.tuples(st.sampled_from(SERVICES), st.integers(0, 3)), min_size=1))
def test_the_choice_is_the_first_of_all_who_can_be_called(gaps: list[tuple[str, int]]) -> None:
    clock, arrivals = 0, []
    for service, gap in gaps:
        clock += gap
        arrivals.append((service, clock))
    choice = choose(waiting(*arrivals), SERVICES)
    assert choice is not None
    assert choice.ticket.label == "A001"


def test_a_morning_at_two_counters() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")  # land
    desk.sign_in("2", "thu-huong")  # land and business
    for service in ("doanh-nghiep", "dat-dai", "dat-dai", "doanh-nghiep"):
        desk.clock.advance(60)
        desk.press(service)
    calls = [called(desk.next(counter)) for counter in ("1", "2", "2", "2")]
    assert calls == ["A001", "C001", "A002", "C002"]
