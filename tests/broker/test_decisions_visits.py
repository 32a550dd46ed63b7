"""Visits: called, served, finished, not come, rated; and what is refused about them."""

from uuid import UUID

import pytest

from broker import facts
from contract import messages as m
from contract.messages import Reason, Stage
from tests.broker.desk import Desk, at, called, refused

UNKNOWN = UUID(int=7)


@pytest.fixture
def desk() -> Desk:
    """Counter 1 is open for land, and three wait."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    for _ in range(3):
        desk.press("dat-dai")
    return desk


def visitor(desk: Desk, counter: str = "1") -> m.Ticket:
    """Whoever is called next."""
    answer = desk.next(counter)
    assert isinstance(answer, m.Called)
    return answer.ticket


# --- Next ---------------------------------------------------------------------------------------


def test_next_calls_who_waits(desk: Desk) -> None:
    answer = desk.next("1")
    assert isinstance(answer, m.Called)
    assert (answer.counter, answer.ticket.label) == ("1", "A001")


def test_next_finishes_the_visit_and_calls_the_next_in_one_press(desk: Desk) -> None:
    ticket = visitor(desk)
    assert called(desk.next("1")) == "A002"
    assert desk.stage(ticket) is Stage.FINISHED
    finished, call = desk.entries[-2:]
    assert (type(finished.fact), type(call.fact)) == (facts.Finished, facts.Called)
    assert finished.request == call.request


def test_next_finishes_the_last_visit_although_nobody_waits(desk: Desk) -> None:
    for _ in range(3):
        ticket = visitor(desk)
    assert desk.next("1") == m.Done()
    assert desk.stage(ticket) is Stage.FINISHED


def test_next_is_refused_when_nobody_waits(desk: Desk) -> None:
    desk.sign_in("4", "duc-thang")
    assert refused(desk.next("4")) is Reason.NOBODY_WAITING


def test_a_second_press_of_an_impatient_finger_calls_nobody(desk: Desk) -> None:
    first, second = (m.NextAsk(id=desk.new_id(), counter="1", seen=None) for _ in range(2))
    assert called(desk.at_counter(first)) == "A001"
    assert refused(desk.at_counter(second)) is Reason.COUNTER_CHANGED


def test_two_counters_at_the_same_instant_get_different_tickets(desk: Desk) -> None:
    desk.sign_in("2", "thu-huong")
    assert [called(desk.next("1")), called(desk.next("2"))] == ["A001", "A002"]


def test_a_clock_that_was_put_back_changes_nobodys_turn() -> None:
    desk = Desk()
    for class_id in ("normal", "normal", "priority"):
        desk.press("dat-dai", class_id=class_id)
        desk.wait(10 * 60)
    desk.press("dat-dai", class_id="priority")
    desk.clock.set(at("08:10"))
    desk.sign_in("1", "anh-tuyet")
    assert [called(desk.next("1")) for _ in range(4)] == ["A003", "A001", "A002", "A004"]


def test_a_call_keeps_why_it_was_made(desk: Desk) -> None:
    oldest = desk.clock.now()
    desk.clock.advance(60)
    visitor(desk)
    fact = desk.entries[-1].fact
    assert isinstance(fact, facts.Called)
    assert (fact.officer, fact.policy, fact.oldest) == ("anh-tuyet", "promised", oldest)


@pytest.mark.parametrize(
    ("status", "reason"),
    [("close", Reason.COUNTER_CLOSED), ("pause", Reason.COUNTER_PAUSED)],
)
def test_a_counter_that_does_not_call_is_told_so(desk: Desk, status: str, reason: Reason) -> None:
    getattr(desk, status)("1")
    assert refused(desk.next("1")) is reason


# --- The visit at the counter -------------------------------------------------------------------


def test_a_recall_calls_the_same_ticket_once_more(desk: Desk) -> None:
    ticket = visitor(desk)
    assert desk.recall("1") == m.Done()
    assert desk.centre.tickets[ticket.id].calls == 2


def test_serve_says_that_the_citizen_has_come(desk: Desk) -> None:
    ticket = visitor(desk)
    assert desk.serve("1") == m.Done()
    assert desk.stage(ticket) is Stage.SERVING


@pytest.mark.parametrize("press", ["recall", "serve", "no_show"])
def test_who_is_being_served_is_neither_called_nor_missed(desk: Desk, press: str) -> None:
    visitor(desk)
    desk.serve("1")
    desk.clock.advance(60)
    assert refused(getattr(desk, press)("1")) is Reason.WRONG_STAGE


def test_finish_frees_the_counter_and_calls_nobody(desk: Desk) -> None:
    ticket = visitor(desk)
    assert desk.finish("1") == m.Done()
    assert desk.stage(ticket) is Stage.FINISHED
    assert desk.centre.counter("1").ticket is None


@pytest.mark.parametrize("press", ["recall", "serve", "finish", "no_show"])
def test_at_a_free_counter_there_is_no_visit(desk: Desk, press: str) -> None:
    assert refused(getattr(desk, press)("1")) is Reason.COUNTER_CHANGED


@pytest.mark.parametrize("ask", [m.RecallAsk, m.ServeAsk, m.FinishAsk, m.NoShowAsk])
def test_a_press_meant_for_another_ticket_is_refused(
    desk: Desk, ask: type[m.RecallAsk | m.ServeAsk | m.FinishAsk | m.NoShowAsk]
) -> None:
    visitor(desk)
    stale = ask(id=desk.new_id(), counter="1", ticket=UNKNOWN)
    assert refused(desk.ask("counter-1", stale)) is Reason.COUNTER_CHANGED


# --- No-show ------------------------------------------------------------------------------------


def test_no_show_waits_for_the_citizen_to_walk(desk: Desk) -> None:
    visitor(desk)
    desk.clock.advance(44.999)
    assert refused(desk.no_show("1")) is Reason.TOO_SOON


def test_no_show_is_accepted_from_45_seconds(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.clock.advance(45)
    assert desk.no_show("1") == m.Done()
    assert desk.stage(ticket) is Stage.HELD
    assert called(desk.next("1")) == "A002"


def test_a_recall_does_not_give_more_time(desk: Desk) -> None:
    visitor(desk)
    desk.clock.advance(44)
    desk.recall("1")
    desk.clock.advance(1)
    assert desk.no_show("1") == m.Done()
