"""A centre that sends free counters the next ticket: who gets whom, and never two the same."""

import pytest

from broker import facts
from broker.plan import Plan
from contract import messages as m
from contract.messages import CounterStatus
from tests.broker.desk import Desk, changed, example


def sending(**secondary: dict[str, int]) -> Plan:
    """A centre that sends; some counters help with more services."""
    counters = [
        one | {"secondary": secondary.get(f"counter_{one['name']}", one["secondary"])}
        for one in example().model_dump()["counters"]
    ]
    return changed(counters=counters, dispatch={"auto_call": True})


@pytest.fixture
def desk() -> Desk:
    """Counters 1, 2 and 3 are free; 1 and 2 are of the field, 3 helps with 700."""
    desk = Desk(sending())
    for counter, officer in [("1", "anh-tuyet"), ("2", "quoc-viet"), ("3", "thu-huong")]:
        desk.sign_in(counter, officer)
        desk.wait(60)
    return desk


def where(desk: Desk) -> dict[str, str]:
    """Each number that is at a counter."""
    return {
        desk.centre.tickets[counter.ticket].label: name
        for name, counter in desk.centre.counters.items()
        if counter.ticket
    }


def test_who_comes_is_called_at_once(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    assert desk.stage(ticket) is m.Stage.CALLED
    assert desk.happened(facts.Called)[-1].by == "broker"


def test_those_of_the_field_go_before_those_who_help(desk: Desk) -> None:
    for _ in range(3):
        desk.press("dat-dai")
    assert where(desk) == {"A001": "1", "A002": "2", "A003": "3"}


def test_of_two_the_one_who_was_less_busy_is_sent_the_next(desk: Desk) -> None:
    desk.press("dat-dai")  # to counter 1, which was free longest
    desk.wait(30 * 60)
    desk.finish("1")
    desk.wait(60)
    desk.press("dat-dai")
    assert where(desk) == {"A002": "2"}


def test_of_two_who_were_equally_busy_the_one_who_was_free_longer_is_sent_the_next(
    desk: Desk,
) -> None:
    desk.wait(60 * 60)
    desk.press("dat-dai")
    desk.wait(10)
    desk.finish("1")
    desk.press("dat-dai")
    assert where(desk) == {"A002": "2"}


def test_whoever_finishes_gets_who_is_next() -> None:
    desk = Desk(sending())
    desk.sign_in("1", "anh-tuyet")
    for _ in range(3):
        desk.press("dat-dai")
    desk.finish("1")
    assert where(desk) == {"A002": "1"}


def test_a_ticket_that_is_kept_for_a_counter_is_sent_there(desk: Desk) -> None:
    for _ in range(2):
        desk.press("dat-dai")
    desk.transfer("1", to="2")
    assert where(desk) == {"A002": "2"}
    desk.finish("2")
    assert where(desk) == {"A001": "2"}


def test_nobody_is_sent_to_a_counter_that_pauses_or_stands_by() -> None:
    desk = Desk(sending())
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("6", "minh-khoi")
    desk.pause("1")
    desk.stand_by("6")
    desk.press("dat-dai")
    desk.press("dien-nuoc")
    assert where(desk) == {}
    assert desk.status("6") is CounterStatus.ON_CALL


def test_who_opens_again_is_sent_the_next() -> None:
    desk = Desk(sending())
    desk.sign_in("1", "anh-tuyet")
    desk.pause("1")
    desk.press("dat-dai")
    desk.open("1")
    assert where(desk) == {"A001": "1"}


def test_a_crowd_is_sent_to_all_counters_at_once_and_nobody_twice() -> None:
    desk = Desk(sending(counter_4={"dat-dai": 600}, counter_5={"dat-dai": 500}))
    for _ in range(6):
        desk.press("dat-dai")
    officers = ["anh-tuyet", "quoc-viet", "thu-huong", "duc-thang", "my-duyen"]
    for counter, officer in zip("12345", officers, strict=True):
        desk.sign_in(counter, officer)
    assert where(desk) == {f"A00{number}": str(number) for number in range(1, 6)}
    assert desk.centre.waiting["dat-dai"] == 1


def test_the_one_who_came_first_goes_first_when_two_counters_become_free(desk: Desk) -> None:
    for _ in range(3):
        desk.press("dat-dai")
    first, second = desk.ticket("doanh-nghiep"), desk.ticket("dat-dai")
    desk.finish("2")  # counter 2 does both
    assert where(desk) == {"A001": "1", first.label: "2", "A003": "3"}
    desk.finish("1")
    assert where(desk)[second.label] == "1"


def test_without_it_nobody_is_called_unasked() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.wait(60 * 60)
    assert where(desk) == {}
