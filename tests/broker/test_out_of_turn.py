"""A given ticket is called out of its turn: with a reason, kept and told, and to one counter."""

import pytest

from broker import facts
from contract import messages as m
from contract.messages import CallReason, Reason, Stage
from tests.broker.desk import Desk, called, changed, refused


@pytest.fixture
def desk() -> Desk:
    """Counters 1, 2 and 4 are open; A001 to A003 wait."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("4", "duc-thang")
    for _ in range(3):
        desk.press("dat-dai")
    return desk


@pytest.mark.parametrize("reason", CallReason)
def test_a_call_out_of_turn_keeps_its_reason(desk: Desk, reason: CallReason) -> None:
    assert called(desk.call("1", "A003", reason)) == "A003"
    [call] = desk.happened(facts.Called)
    assert (call.policy, call.reason, call.officer) == ("given", reason, "anh-tuyet")


def test_a_call_in_turn_has_none(desk: Desk) -> None:
    desk.next("1")
    assert [call.reason for call in desk.happened(facts.Called)] == [None]


def test_a_call_out_of_turn_ends_the_visit_as_next_does(desk: Desk) -> None:
    desk.next("1")
    assert called(desk.call("1", "A003")) == "A003"
    finished, call = desk.entries[-2:]
    assert (type(finished.fact), type(call.fact)) == (facts.Finished, facts.Called)
    assert finished.request == call.request


def test_the_others_keep_their_turn(desk: Desk) -> None:
    desk.call("1", "A003")
    assert [called(desk.next("2")), called(desk.next("1"))] == ["A001", "A002"]


@pytest.mark.parametrize(
    ("counter", "label", "reason"),
    [
        ("1", "A009", Reason.UNKNOWN_TICKET),
        ("4", "A001", Reason.NOT_SERVED_HERE),
        ("3", "A001", Reason.COUNTER_CLOSED),
        ("1", "A002", Reason.WRONG_STAGE),
        ("2", "A002", Reason.WRONG_STAGE),
    ],
)
def test_not_everybody_can_be_called_everywhere(
    desk: Desk, counter: str, label: str, reason: Reason
) -> None:
    desk.call("1", "A002")
    assert refused(desk.call(counter, label)) is reason


def test_who_was_called_goes_back_by_a_fact_only(desk: Desk) -> None:
    desk.next("1")
    desk.next("1")
    first, second = (desk.centre.tickets[desk.centre.labels[label]] for label in ("A001", "A002"))
    assert (first.stage, second.stage) == (Stage.FINISHED, Stage.CALLED)


def test_a_counter_that_will_pause_calls_nobody_by_name(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    assert refused(desk.call("1", "A002")) is Reason.COUNTER_PAUSED


def test_an_officer_who_looks_at_an_old_screen_calls_nobody_by_name(desk: Desk) -> None:
    desk.next("1")
    reason = CallReason.SHORT
    answer = desk.say("counter-1", m.CallAsk, counter="1", label="A002", reason=reason)
    assert refused(answer) is Reason.COUNTER_CHANGED


def test_who_is_called_twice_at_once_goes_to_one_counter(desk: Desk) -> None:
    assert called(desk.call("1", "A003")) == "A003"
    assert refused(desk.call("2", "A003")) is Reason.WRONG_STAGE


def test_who_is_kept_for_one_counter_may_be_called_by_name_at_another(desk: Desk) -> None:
    desk.next("1")
    desk.transfer("1", to="2")
    assert called(desk.call("1", "A001")) == "A001"
    assert called(desk.next("2")) == "A002"


def test_a_call_by_name_counts_as_a_call_of_its_class() -> None:
    desk = Desk(changed(dispatch={"policy": "absolute", "turn_after": 2}))
    desk.sign_in("1", "anh-tuyet")
    for class_id in ("normal", "priority", "priority", "priority"):
        desk.press("dat-dai", "reception", class_id=class_id)
    desk.call("1", "A003")
    assert [called(desk.next("1")) for _ in range(3)] == ["A002", "A001", "A004"]
