"""Tickets: pressed in opening hours, printed, voided; and what is refused about them."""

from uuid import UUID

import pytest

from broker import facts
from contract import messages as m
from contract.messages import Reason, Stage
from tests.broker.desk import MONDAY, Desk, at, refused

NOBODY = UUID(int=0)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_press_gives_a_number(desk: Desk) -> None:
    desk.press("dat-dai")
    answer = desk.press("dat-dai")
    assert isinstance(answer, m.Issued)
    assert (answer.ticket.label, answer.ticket.service_name) == ("A002", "Đất đai, môi trường")
    assert (answer.ahead, answer.counters) == (1, ("1", "2", "3"))
    assert (answer.issued_at, answer.day) == (at("08:00"), MONDAY)


def test_nobody_can_guess_a_ticket_by_its_number(desk: Desk) -> None:
    answers = [desk.press("dat-dai") for _ in range(100)]
    tokens = {answer.token for answer in answers if isinstance(answer, m.Issued)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {20}


def test_there_is_no_number_for_an_unknown_service(desk: Desk) -> None:
    assert refused(desk.press("ho-chieu")) is Reason.UNKNOWN_SERVICE


@pytest.mark.parametrize("clock", ["07:00", "11:29:59", "13:00", "16:59:59"])
def test_numbers_are_given_in_opening_hours(desk: Desk, clock: str) -> None:
    desk.clock.set(at(clock))
    assert isinstance(desk.press("dat-dai"), m.Issued)


@pytest.mark.parametrize("clock", ["06:59:59", "11:30", "12:59:59", "17:00", "00:00"])
def test_no_numbers_are_given_outside(desk: Desk, clock: str) -> None:
    desk.clock.set(at(clock))
    answer = desk.press("dat-dai")
    assert isinstance(answer, m.Refused)
    assert answer.reason is Reason.OUTSIDE_HOURS
    assert answer.detail == "07:00-11:30, 13:00-17:00"


def test_a_slip_that_was_printed_is_known_to_be(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    assert desk.printed(ticket.id) == m.Done()
    assert desk.centre.tickets[ticket.id].printed


def test_a_slip_is_printed_once_however_often_it_is_reported(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    assert [desk.printed(ticket.id) for _ in range(2)] == [m.Done(), m.Done()]
    assert [type(entry.fact) for entry in desk.entries] == [
        *(facts.Issued, facts.Printed, facts.Unchanged)
    ]


def test_a_slip_can_be_reported_after_its_ticket_was_called(desk: Desk) -> None:
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    assert desk.printed(ticket.id) == m.Done()
    assert desk.stage(ticket) is Stage.CALLED


def test_a_voided_slip_cannot_have_been_printed(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    desk.void(ticket.id)
    assert refused(desk.printed(ticket.id)) is Reason.WRONG_STAGE


def test_a_voided_ticket_waits_no_longer(desk: Desk) -> None:
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    assert desk.void(ticket.id) == m.Done()
    assert desk.stage(ticket) is Stage.VOID
    assert refused(desk.next("1")) is Reason.NOBODY_WAITING


def test_a_ticket_is_voided_once(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    desk.void(ticket.id)
    assert refused(desk.void(ticket.id)) is Reason.WRONG_STAGE


def test_a_called_ticket_cannot_be_voided(desk: Desk) -> None:
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    assert refused(desk.void(ticket.id)) is Reason.WRONG_STAGE


def test_nothing_is_known_of_a_ticket_that_was_not_issued_today(desk: Desk) -> None:
    assert refused(desk.printed(NOBODY)) is Reason.UNKNOWN_TICKET
    assert refused(desk.void(NOBODY)) is Reason.UNKNOWN_TICKET


def test_reception_may_give_a_number_too(desk: Desk) -> None:
    assert isinstance(desk.press("dat-dai", device="reception"), m.Issued)


@pytest.mark.parametrize("device", ["counter-1", "pad-1"])
def test_a_device_that_is_no_dispenser_may_not(desk: Desk, device: str) -> None:
    assert refused(desk.press("dat-dai", device)) is Reason.NOT_ALLOWED


def test_a_refusal_is_kept_with_its_reason(desk: Desk) -> None:
    desk.press("ho-chieu")
    [entry] = desk.entries
    assert entry.fact == facts.Refused(
        at=at("08:00"),
        by="dispenser-1",
        ask="ticket",
        reason=Reason.UNKNOWN_SERVICE,
        detail="ho-chieu",
    )


def test_what_was_done_already_is_kept_too_and_said_again() -> None:
    desk = Desk()
    ticket = desk.ticket("dat-dai")
    for _ in range(2):
        desk.printed(ticket.id)
    device, ask, answer = desk.asked[-1]
    assert answer == m.Done()
    assert [type(fact) for fact in desk.centre.requests[ask.id]] == [facts.Unchanged]
    desk.void(ticket.id)
    assert desk.ask(device, ask) == answer
