"""Classes and limits: who is promised what, who confirms it, how many a day, and which words."""

import pytest

from broker import facts
from contract import messages as m
from contract.messages import Intent, Reason, Stage
from tests.broker.desk import Desk, called, changed, example, refused


def to_confirm() -> Desk:
    """A centre whose receptionist confirms the priority class; counter 1 is open."""
    classes = example().model_dump()["classes"]
    classes = [one | {"confirmed_by_reception": one["id"] == "priority"} for one in classes]
    desk = Desk(changed(classes=classes))
    desk.sign_in("1", "anh-tuyet")
    return desk


def with_services(**changes: object) -> Desk:
    """A centre with other settings of land, at which counter 1 is open."""
    services = example().model_dump()["services"]
    land, *others = services
    desk = Desk(changed(services=[land | changes, *others]))
    desk.sign_in("1", "anh-tuyet")
    return desk


# --- Classes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "given"), [(None, "normal"), ("priority", "priority")])
def test_who_asks_for_no_class_is_of_the_first(asked: str | None, given: str) -> None:
    assert Desk().ticket("dat-dai", class_id=asked).class_id == given


def test_there_is_no_ticket_of_a_class_that_is_not_declared() -> None:
    assert refused(Desk().press("dat-dai", class_id="vip")) is Reason.UNKNOWN_CLASS


def test_the_number_does_not_tell_the_class() -> None:
    desk = Desk()
    labels = [
        desk.ticket("dat-dai", class_id=one).label for one in ("normal", "priority", "normal")
    ]
    assert labels == ["A001", "A002", "A003"]


def test_who_is_promised_less_is_called_sooner_but_not_always_first() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.wait(20 * 60)
    desk.press("dat-dai", class_id="priority")
    assert called(desk.next("1")) == "A001"  # 20 of 30 minutes, and 5 of 10
    desk.press("dat-dai")
    assert called(desk.next("1")) == "A002"


@pytest.mark.parametrize(
    ("device", "class_id"), [("dispenser-1", "normal"), ("reception", "priority")]
)
def test_a_class_that_is_confirmed_is_given_by_the_receptionist(device: str, class_id: str) -> None:
    assert to_confirm().ticket("dat-dai", device, class_id="priority").class_id == class_id


def test_the_receptionist_confirms_a_class_and_the_ticket_keeps_its_place_in_time() -> None:
    desk = to_confirm()
    desk.press("dat-dai")
    ticket = desk.ticket("dat-dai", class_id="priority")
    arrival = desk.known(ticket).arrival
    assert desk.classify(ticket, "priority") == m.Done()
    assert (desk.known(ticket).class_id, desk.known(ticket).arrival) == ("priority", arrival)
    assert called(desk.next("1")) == ticket.label
    assert isinstance(desk.events[-2], m.ClassifiedEvent)


def test_a_ticket_that_is_kept_for_a_counter_keeps_its_place_there() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    tickets = [desk.ticket("dat-dai") for _ in range(2)]
    for _ in tickets:
        desk.next("1")
        desk.transfer("1", to="2")
    desk.classify(tickets[0], "priority")
    assert [called(desk.next("2")), called(desk.next("2"))] == ["A001", "A002"]


def test_a_class_that_a_ticket_has_is_not_given_again() -> None:
    desk = Desk()
    assert desk.classify(desk.ticket("dat-dai"), "normal") == m.Done()
    assert desk.happened(facts.Classified) == []


def test_only_who_waits_gets_another_class() -> None:
    desk = to_confirm()
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    assert refused(desk.classify(ticket, "priority")) is Reason.WRONG_STAGE


def test_nobody_gets_a_class_that_is_not_declared() -> None:
    desk = Desk()
    assert refused(desk.classify(desk.ticket("dat-dai"), "vip")) is Reason.UNKNOWN_CLASS
    unknown = {"ticket": desk.new_id(), "class_id": "normal"}
    assert refused(desk.say("reception", m.ClassifyAsk, **unknown)) is Reason.UNKNOWN_TICKET


@pytest.mark.parametrize("device", ["dispenser-1", "counter-1", "pad-1"])
def test_nobody_but_the_receptionist_confirms_a_class(device: str) -> None:
    desk = Desk()
    ticket = desk.ticket("dat-dai")
    said = {"ticket": ticket.id, "class_id": "priority"}
    assert refused(desk.say(device, m.ClassifyAsk, **said)) is Reason.NOT_ALLOWED


# --- Policies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "order"),
    [
        ("promised", ["A003", "A001", "A004", "A002"]),
        ("fcfs", ["A001", "A002", "A003", "A004"]),
        ("head_start", ["A001", "A003", "A002", "A004"]),
        ("absolute", ["A003", "A004", "A001", "A002"]),
    ],
)
def test_a_centre_chooses_its_policy(policy: str, order: list[str]) -> None:
    desk = Desk(changed(dispatch={"policy": policy}))
    desk.sign_in("1", "anh-tuyet")
    for minutes, class_id in [(20, "normal"), (2, "normal"), (4, "priority"), (0, "priority")]:
        desk.press("dat-dai", class_id=class_id)
        desk.wait(minutes * 60)
    # They waited 26, 6, 4 and 0 minutes; a head start is 5.
    assert [called(desk.next("1")) for _ in range(4)] == order


@pytest.mark.parametrize("policy", ["promised", "fcfs", "head_start", "absolute"])
def test_a_call_says_how_much_of_the_promise_was_used_up_whatever_the_policy(policy: str) -> None:
    desk = Desk(changed(dispatch={"policy": policy}))
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.wait(15 * 60)
    desk.next("1")
    [call] = desk.happened(facts.Called)
    assert (call.policy, call.share) == (policy, 500)


# --- What somebody came to do -------------------------------------------------------------------


@pytest.mark.parametrize("intent", Intent)
def test_an_intent_goes_with_the_ticket_and_decides_nothing(intent: Intent) -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai", intent=Intent.FILE)
    assert desk.ticket("dat-dai", intent=intent).intent is intent
    assert called(desk.next("1")) == "A001"


# --- How many, and how they look ----------------------------------------------------------------


def test_no_more_numbers_are_given_than_a_day_has() -> None:
    desk = with_services(cap=2)
    for _ in range(2):
        desk.ticket("dat-dai")
    answer = desk.press("dat-dai")
    assert isinstance(answer, m.Refused)
    assert (answer.reason, answer.detail) == (Reason.DAILY_CAP, "2 a day")
    assert isinstance(desk.press("ho-tich"), m.Issued)


def test_a_service_that_is_full_calls_on() -> None:
    desk = with_services(cap=1)
    desk.press("dat-dai")
    assert called(desk.next("1")) == "A001"


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"digits": 2}, "A01"),
        ({"prefix": "J"}, "J001"),
        ({"digits": 4, "prefix": ""}, "0001"),
        ({"prefix": ""}, "001"),
        ({"prefix": "1"}, "1001"),
        ({"first": 500}, "A500"),
    ],
)
def test_a_number_looks_as_the_settings_say(changes: dict[str, object], label: str) -> None:
    assert with_services(**changes).ticket("dat-dai").label == label


def test_two_digits_grow_to_three() -> None:
    desk = with_services(digits=2, first=99)
    assert [desk.ticket("dat-dai").label for _ in range(2)] == ["A99", "A100"]


def test_a_number_may_be_given_by_the_receptionist_for_two_services() -> None:
    desk = Desk()
    ticket = desk.ticket("dat-dai", "reception", then=("ho-tich",))
    assert (ticket.then, desk.stage(ticket)) == (("ho-tich",), Stage.WAITING)
