"""A visit that goes on elsewhere: sent on, kept for a counter, back again, set aside."""

import pytest

from broker import facts
from broker.plan import MINUTE
from contract import messages as m
from contract.messages import QueuedReason, Reason, Stage
from tests.broker.desk import Desk, called, refused


@pytest.fixture
def desk() -> Desk:
    """Counters 1, 2, 3A and 4 are open; A001 is at counter 1 since 8:20, A002 came at 8:10."""
    desk = Desk()
    desk.press("dat-dai")
    desk.wait(10 * 60)
    desk.press("dat-dai")
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("3A", "ngoc-anh")
    desk.sign_in("4", "duc-thang")
    desk.wait(10 * 60)
    assert called(desk.next("1")) == "A001"
    return desk


def at_work(desk: Desk, counter: str = "1") -> m.Ticket:
    """The ticket at a counter."""
    known = desk.centre.tickets[desk.seen(counter)]
    return m.Ticket(
        id=known.id, label=known.label, service=known.service, service_name="", intent=known.intent
    )


def arrival(desk: Desk, ticket: m.Ticket) -> int:
    """How long ago it came, as the queue counts, in minutes."""
    return (desk.clock.now() - desk.known(ticket).arrival) // MINUTE


# --- Sent on to another service -----------------------------------------------------------------


def test_who_is_sent_on_keeps_the_place_in_time(desk: Desk) -> None:
    desk.press("ho-tich")
    ticket = at_work(desk)
    assert desk.transfer("1", service="ho-tich") == m.Done()
    assert (desk.stage(ticket), desk.known(ticket).service) == (Stage.WAITING, "ho-tich")
    assert arrival(desk, ticket) == 20
    assert called(desk.next("3A")) == "A001"


def test_who_is_sent_on_does_not_push_in(desk: Desk) -> None:
    desk.press("dat-dai")
    desk.next("2")  # A002
    desk.wait(30 * 60)
    late = desk.ticket("cu-tru")
    desk.sign_in("3", "thu-huong")
    desk.transfer("2", service="dat-dai")
    assert called(desk.next("4")) == late.label
    assert [called(desk.next("3")), called(desk.next("2"))] == ["A002", "A003"]


def test_a_new_step_counts_half_a_promise_of_what_was_waited(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich", new_step=True)
    assert arrival(desk, ticket) == 15


def test_a_new_step_never_makes_the_wait_longer_than_it_was() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.wait(4 * 60)
    desk.next("1")
    desk.transfer("1", service="ho-tich", new_step=True)
    assert arrival(desk, ticket) == 4


def test_a_ticket_may_be_sent_on_again_and_every_leg_is_kept(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich")
    desk.next("3A")
    desk.transfer("3A", service="cu-tru")
    desk.next("4")
    legs = desk.happened(facts.Queued)
    assert [(leg.leaves, leg.service) for leg in legs] == [("1", "ho-tich"), ("3A", "cu-tru")]
    assert {leg.arrival for leg in legs} == {desk.known(ticket).arrival}


def test_a_visit_is_rated_at_each_of_its_counters(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich")
    desk.next("3A")
    desk.finish("3A")
    assert [desk.rate(counter, ticket.id) for counter in ("1", "3A")] == [m.Done(), m.Done()]
    assert refused(desk.rate("4", ticket.id)) is Reason.NOT_SERVED


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"service": "ho-chieu"}, Reason.UNKNOWN_SERVICE),
        ({"to": "99"}, Reason.UNKNOWN_COUNTER),
        ({"to": "4"}, Reason.NOT_SERVED_HERE),
        ({"service": "ho-tich", "to": "2"}, Reason.NOT_SERVED_HERE),
        ({"to": "3"}, Reason.COUNTER_CLOSED),
        ({}, Reason.UNREADABLE),
        ({"new_step": True}, Reason.UNREADABLE),
    ],
)
def test_a_ticket_is_sent_where_somebody_can_take_it(
    desk: Desk, said: dict[str, object], reason: Reason
) -> None:
    assert refused(desk.transfer("1", **said)) is reason
    assert desk.stage(at_work(desk)) is Stage.CALLED


def test_a_ticket_is_not_sent_to_a_counter_that_pauses(desk: Desk) -> None:
    desk.pause("2")
    assert refused(desk.transfer("1", to="2")) is Reason.COUNTER_CLOSED


@pytest.mark.parametrize("kind", [m.TransferAsk, m.FinishAsk, m.ParkAsk])
def test_a_visit_that_was_sent_on_cannot_end_twice(desk: Desk, kind: type[m.Ask]) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich")
    more = {"service": "cu-tru"} if kind is m.TransferAsk else {}
    answer = desk.say("counter-1", kind, counter="1", ticket=ticket.id, **more)
    assert refused(answer) is Reason.COUNTER_CHANGED


# --- Kept for one counter -----------------------------------------------------------------------


def test_who_is_sent_to_a_counter_is_called_at_its_next_press(desk: Desk) -> None:
    desk.transfer("1", to="2")
    assert desk.centre.waiting["dat-dai"] == 2
    assert called(desk.next("1")) == "A002"
    assert called(desk.next("2")) == "A001"
    assert desk.happened(facts.Called)[-1].policy == "reserved"


def test_nobody_else_calls_who_is_kept_for_a_counter(desk: Desk) -> None:
    desk.next("2")  # A002
    desk.transfer("1", to="2")
    assert refused(desk.next("1")) is Reason.NOBODY_WAITING


def test_the_first_who_was_sent_to_a_counter_is_called_first(desk: Desk) -> None:
    desk.transfer("1", to="2")
    desk.next("1")  # A002
    desk.transfer("1", to="2")
    assert [called(desk.next("2")), called(desk.next("2"))] == ["A001", "A002"]


def test_who_is_kept_for_a_counter_is_let_go_after_twenty_minutes(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", to="2")
    desk.wait(20 * 60 - 1)
    assert desk.known(ticket).reserved == "2"
    desk.wait(1)
    assert desk.known(ticket).reserved is None
    assert desk.happened(facts.Queued)[-1].reason is QueuedReason.RELEASED
    assert called(desk.next("1")) == "A001"


@pytest.mark.parametrize("leave", ["pause", "close"])
def test_who_is_kept_for_a_counter_is_let_go_when_its_officer_leaves(
    desk: Desk, leave: str
) -> None:
    desk.transfer("1", to="2")
    getattr(desk, leave)("2")
    assert [ticket.label for ticket in desk.centre.tickets.values() if ticket.reserved] == []
    assert called(desk.next("1")) == "A001"


def test_an_officer_in_a_visit_who_will_pause_leaves_after_it(desk: Desk) -> None:
    desk.next("2")  # A002
    desk.transfer("1", to="2")
    desk.pause("2")
    assert refused(desk.next("1")) is Reason.NOBODY_WAITING
    desk.finish("2")
    assert called(desk.next("1")) == "A001"


# --- And back -----------------------------------------------------------------------------------


def test_who_is_sent_away_for_a_step_comes_back_to_the_same_counter(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich", come_back=True)
    assert desk.known(ticket).then == ("dat-dai",)
    desk.next("3A")
    desk.finish("3A")
    known = desk.known(ticket)
    assert (known.stage, known.service, known.reserved) == (Stage.WAITING, "dat-dai", "1")
    assert desk.happened(facts.Queued)[-1].reason is QueuedReason.COME_BACK
    assert called(desk.next("1")) == "A001"
    desk.finish("1")
    assert desk.stage(ticket) is Stage.FINISHED


def test_who_comes_back_to_a_closed_counter_waits_for_all(desk: Desk) -> None:
    desk.transfer("1", service="ho-tich", come_back=True)
    desk.close("1")
    desk.next("3A")
    desk.finish("3A")
    assert called(desk.next("2")) == "A001"


def test_who_is_sent_on_from_a_step_comes_back_all_the_same(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich", come_back=True)
    desk.next("3A")
    desk.transfer("3A", service="cu-tru")
    desk.next("4")
    desk.finish("4")
    assert desk.known(ticket).reserved == "1"


def test_who_is_sent_away_twice_comes_back_to_both_counters(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", service="ho-tich", come_back=True)
    desk.next("3A")
    desk.transfer("3A", service="cu-tru", come_back=True)
    desk.next("4")
    desk.finish("4")
    assert desk.known(ticket).reserved == "3A"
    desk.next("3A")
    desk.finish("3A")
    assert desk.known(ticket).reserved == "1"


def test_nobody_is_sent_to_and_fro_for_ever(desk: Desk) -> None:
    for _ in range(m.MOST_STEPS + 1):
        assert desk.transfer("1", service="dat-dai", come_back=True) == m.Done()
        desk.next("1")
    assert refused(desk.transfer("1", service="dat-dai", come_back=True)) is Reason.WRONG_STAGE


def test_who_was_called_by_the_same_counter_for_the_step_goes_on_in_turn(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.transfer("1", to="2")
    desk.next("2")
    desk.transfer("2", service="doanh-nghiep", come_back=True)
    assert called(desk.next("2")) == ticket.label
    desk.finish("2")
    assert (desk.known(ticket).service, desk.known(ticket).reserved) == ("dat-dai", None)


def test_the_answer_to_a_call_names_what_it_was_called_for(desk: Desk) -> None:
    device, ask, answer = desk.asked[-1]
    assert isinstance(answer, m.Called)
    desk.transfer("1", service="ho-tich", come_back=True)
    assert desk.ask(device, ask) == answer
    assert answer.ticket.service == "dat-dai"


# --- Set aside ----------------------------------------------------------------------------------


def test_who_is_set_aside_leaves_the_counter_free(desk: Desk) -> None:
    ticket = at_work(desk)
    assert desk.park("1") == m.Done()
    assert desk.stage(ticket) is Stage.PARKED
    assert called(desk.next("1")) == "A002"


def test_who_was_set_aside_is_called_again_by_name(desk: Desk) -> None:
    desk.park("1")
    assert called(desk.call("1", "A001", m.CallReason.PARKED)) == "A001"
    assert desk.centre.parked["1"] == {}


def test_who_was_set_aside_and_reports_is_next_at_that_counter(desk: Desk) -> None:
    ticket = at_work(desk)
    desk.park("1")
    assert desk.report("A001") == m.Done()
    assert desk.known(ticket).reserved == "1"
    assert called(desk.next("1")) == "A001"


def test_who_was_set_aside_at_a_counter_that_closed_waits_for_all(desk: Desk) -> None:
    desk.park("1")
    desk.close("1")
    desk.report("A001")
    assert called(desk.next("2")) == "A001"


def test_a_pause_begins_when_the_visit_is_set_aside_or_sent_on(desk: Desk) -> None:
    desk.next("2")
    for counter in ("1", "2"):
        desk.pause(counter)
    desk.park("1")
    desk.transfer("2", service="ho-tich")
    assert {desk.status("1"), desk.status("2")} == {m.CounterStatus.PAUSED}
