"""Visits to several services: from one to the next, in turn at each."""

from broker import facts
from contract.messages import QueuedReason, Reason, Stage
from tests.broker.desk import Desk, called, refused


def test_a_visit_goes_through_its_services_in_order() -> None:
    desk = Desk()
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("3A", "ngoc-anh")
    desk.sign_in("4", "duc-thang")
    ticket = desk.ticket("cu-tru", then=("dat-dai", "ho-tich"))
    assert called(desk.next("4")) == ticket.label
    desk.finish("4")
    assert called(desk.next("2")) == ticket.label
    desk.finish("2")
    assert called(desk.next("3A")) == ticket.label
    desk.finish("3A")
    assert desk.stage(ticket) is Stage.FINISHED
    reasons = [leg.reason for leg in desk.happened(facts.Queued)]
    assert reasons == [QueuedReason.ITINERARY, QueuedReason.ITINERARY]


def test_who_goes_on_at_the_same_counter_may_be_called_by_the_same_press() -> None:
    desk = Desk()
    desk.sign_in("3A", "ngoc-anh")
    first = desk.ticket("ho-tich", then=("cu-tru",))
    desk.next("3A")
    desk.wait(10 * 60)
    desk.press("cu-tru")
    assert called(desk.next("3A")) == first.label
    call = desk.happened(facts.Called)[-1]
    assert (call.service, call.then, call.runner_up is None) == ("cu-tru", (), False)


def test_who_goes_on_at_the_same_counter_is_called_in_turn() -> None:
    desk = Desk()
    desk.sign_in("3A", "ngoc-anh")
    desk.press("ho-tich", then=("cu-tru",))
    desk.next("3A")
    desk.press("cu-tru", "reception", class_id="priority")
    assert called(desk.next("3A")) == "L001"
    call = desk.happened(facts.Called)[-1]
    assert desk.centre.tickets[call.runner_up or desk.new_id()].label == "H001"


def test_there_is_no_way_to_a_service_that_is_not_declared() -> None:
    assert refused(Desk().press("cu-tru", then=("ho-chieu",))) is Reason.UNKNOWN_SERVICE
