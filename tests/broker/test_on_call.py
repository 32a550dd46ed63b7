"""Officers on call: summoned when nobody else can help, open by their press, and go again."""

import pytest

from broker import facts, states
from broker.plan import Plan
from contract import messages as m
from contract.messages import CounterStatus, Reason, SummonsReason
from tests.broker.desk import Desk, called, refused, with_counter


@pytest.fixture
def desk() -> Desk:
    """Counter 6 is on call for electricity, and its officer is signed in elsewhere in the house."""
    desk = Desk()
    desk.sign_in("6", "minh-khoi")
    desk.stand_by("6")
    return desk


def with_two_on_call() -> Plan:
    """Counter 5 is on call for electricity too."""
    return with_counter("5", secondary={"dien-nuoc": 800}, on_call=True)


def with_a_regular_one() -> Plan:
    """Counter 4 does electricity too, and is not on call."""
    return with_counter("4", secondary={"dien-nuoc": 800})


def summonses(desk: Desk) -> list[tuple[int, SummonsReason]]:
    """How often, and why."""
    return [(fact.times, fact.reason) for fact in desk.happened(facts.Summoned)]


def drawn(desk: Desk) -> tuple[m.Summons | None, m.Summons | None]:
    """What the counter and the queue show."""
    return (
        states.counter_state("6", desk.centre, desk.plan).summons,
        states.queue_state("dien-nuoc", desk.centre, desk.plan).summons,
    )


# --- Summoned -----------------------------------------------------------------------------------


@pytest.mark.parametrize("signed_in", [True, False])
def test_who_takes_a_number_summons_the_officer_on_call(*, signed_in: bool) -> None:
    desk = Desk()
    if signed_in:
        desk.sign_in("6", "minh-khoi")
        desk.stand_by("6")
    answer = desk.press("dien-nuoc")
    assert isinstance(answer, m.Issued)
    assert answer.summoned
    [fact] = desk.happened(facts.Summoned)
    assert (fact.service, fact.counters, fact.waiting, fact.by) == (
        "dien-nuoc",
        ("6",),
        1,
        "broker",
    )
    assert drawn(desk)[0] == drawn(desk)[1] is not None


def test_nobody_is_summoned_for_what_has_its_regular_officers(desk: Desk) -> None:
    answer = desk.press("dat-dai")
    assert isinstance(answer, m.Issued)
    assert not answer.summoned
    assert summonses(desk) == []


def test_a_summons_is_said_again_after_three_and_six_minutes(desk: Desk) -> None:
    desk.press("dien-nuoc")
    for _ in range(60):
        desk.wait(10)
    begin = desk.happened(facts.Issued)[0].at
    assert [(fact.at - begin) // 1000 for fact in desk.happened(facts.Summoned)] == [0, 180, 360]
    assert [times for times, _ in summonses(desk)] == [1, 2, 3]


def test_a_second_citizen_does_not_begin_it_anew(desk: Desk) -> None:
    desk.press("dien-nuoc")
    desk.wait(60)
    desk.press("dien-nuoc")
    assert [times for times, _ in summonses(desk)] == [1]


def test_who_comes_early_for_an_appointment_summons_at_the_slot(desk: Desk) -> None:
    desk.appointments(("LH-1", "dien-nuoc", "08:30"))
    desk.check_in("LH-1")
    desk.wait(30 * 60 - 1)
    assert summonses(desk) == []
    desk.wait(1)
    assert summonses(desk) == [(1, SummonsReason.NO_COUNTER)]


def test_nobody_is_summoned_while_somebody_else_is_there() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.press("dien-nuoc")
    assert summonses(desk) == []


def test_the_last_regular_officer_who_leaves_has_the_one_on_call_summoned() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.press("dien-nuoc")
    answer = desk.pause("4")
    assert answer == m.Done(unserved=(m.Unserved(service="dien-nuoc", waiting=1),))
    assert summonses(desk) == [(1, SummonsReason.NO_COUNTER)]


def test_a_regular_officer_who_comes_silences_the_summons() -> None:
    desk = Desk(with_a_regular_one())
    desk.press("dien-nuoc")
    desk.sign_in("4", "duc-thang")
    desk.wait(10 * 60)
    assert len(summonses(desk)) == 1
    assert drawn(desk) == (None, None)
    desk.close("4")
    assert summonses(desk) == [(1, SummonsReason.NO_COUNTER), (1, SummonsReason.NO_COUNTER)]


# --- Summoned because the promise would be broken -----------------------------------------------


def test_a_wait_longer_than_promised_summons_help() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.outlook.medians["dien-nuoc"] = 30
    desk.press("dien-nuoc")
    assert summonses(desk) == []
    desk.outlook.medians["dien-nuoc"] = 31
    desk.press("dien-nuoc")
    assert summonses(desk) == [(1, SummonsReason.PROMISE)]


def test_who_has_waited_longer_than_promised_summons_help() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.outlook.medians["dien-nuoc"] = 9
    desk.press("dien-nuoc")
    desk.wait(30 * 60)
    assert summonses(desk) == []
    desk.wait(60)
    assert summonses(desk) == [(1, SummonsReason.PROMISE)]


def test_only_the_promises_of_those_who_wait_count() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.outlook.medians["dien-nuoc"] = 11
    desk.press("dien-nuoc")
    assert summonses(desk) == []
    desk.press("dien-nuoc", "reception", class_id="priority")
    assert summonses(desk) == [(1, SummonsReason.PROMISE)]


def test_help_that_came_is_not_summoned_again() -> None:
    desk = Desk(with_a_regular_one())
    desk.sign_in("4", "duc-thang")
    desk.outlook.medians["dien-nuoc"] = 40
    desk.press("dien-nuoc")
    desk.sign_in("6", "minh-khoi")
    desk.wait(10 * 60)
    assert len(summonses(desk)) == 1
    assert drawn(desk) == (None, None)


# --- Coming -------------------------------------------------------------------------------------


def test_the_officer_opens_by_calling(desk: Desk) -> None:
    desk.press("dien-nuoc")
    assert called(desk.next("6")) == "U001"
    assert desk.status("6") is CounterStatus.OPEN
    opened, call = desk.entries[-2:]
    assert opened.request == call.request
    assert drawn(desk) == (None, None)


def test_the_officer_opens_by_calling_by_name(desk: Desk) -> None:
    desk.press("dien-nuoc")
    assert called(desk.call("6", "U001")) == "U001"
    assert desk.status("6") is CounterStatus.OPEN


def test_a_press_with_nobody_waiting_opens_nothing(desk: Desk) -> None:
    assert refused(desk.next("6")) is Reason.NOBODY_WAITING
    assert desk.status("6") is CounterStatus.ON_CALL


def test_the_one_who_has_not_come_is_reminded_only_while_nobody_has() -> None:
    desk = Desk(with_two_on_call())
    desk.press("dien-nuoc")
    assert desk.happened(facts.Summoned)[-1].counters == ("5", "6")
    desk.sign_in("5", "my-duyen")
    desk.wait(10 * 60)
    assert len(summonses(desk)) == 1


def test_who_leaves_while_somebody_waits_is_summoned_anew(desk: Desk) -> None:
    desk.press("dien-nuoc")
    desk.open("6")
    desk.wait(60)
    desk.stand_by("6")
    assert [times for times, _ in summonses(desk)] == [1, 1]
    desk.wait(180)
    assert [times for times, _ in summonses(desk)] == [1, 1, 2]


def test_to_stand_by_twice_does_not_summon_twice(desk: Desk) -> None:
    desk.press("dien-nuoc")
    desk.stand_by("6")
    desk.close("6")
    assert [times for times, _ in summonses(desk)] == [1]


def test_a_ticket_that_is_let_go_leaves_no_empty_queue_behind() -> None:
    desk = Desk(with_two_on_call())
    desk.sign_in("5", "my-duyen")
    desk.press("dien-nuoc")
    desk.next("5")
    emptied = desk.clock.now()
    desk.wait(60)
    desk.transfer("5", to="5")
    desk.close("5")
    assert desk.centre.waiting["dien-nuoc"] == 1
    assert desk.centre.emptied["dien-nuoc"] == emptied


# --- Standing by --------------------------------------------------------------------------------


def test_after_ten_quiet_minutes_the_counter_stands_by_again(desk: Desk) -> None:
    desk.press("dien-nuoc")
    desk.next("6")
    desk.wait(60 * 60)
    assert desk.status("6") is CounterStatus.OPEN
    desk.finish("6")
    desk.wait(10 * 60 - 1)
    assert desk.status("6") is CounterStatus.OPEN
    desk.wait(1)
    assert desk.status("6") is CounterStatus.ON_CALL
    assert desk.centre.counter("6").officer == "minh-khoi"


def test_ten_minutes_are_counted_from_when_nobody_waited(desk: Desk) -> None:
    desk.open("6")
    desk.wait(9 * 60)
    ticket = desk.ticket("dien-nuoc")
    desk.void(ticket.id)
    desk.wait(10 * 60 - 1)
    assert desk.status("6") is CounterStatus.OPEN
    desk.wait(1)
    assert desk.status("6") is CounterStatus.ON_CALL


def test_a_counter_with_people_waiting_stays(desk: Desk) -> None:
    desk.open("6")
    desk.press("dien-nuoc")
    desk.wait(60 * 60)
    assert desk.status("6") is CounterStatus.OPEN


def test_who_was_missed_is_not_left_alone_by_a_counter_that_stands_by(desk: Desk) -> None:
    """The hold ends in the minute in which the counter would stand by."""
    desk.press("dien-nuoc")
    desk.next("6")
    desk.wait(45)
    desk.no_show("6")
    desk.wait(60 * 60)
    assert desk.status("6") is CounterStatus.OPEN
    assert called(desk.next("6")) == "U001"


def test_a_regular_counter_never_stands_by(desk: Desk) -> None:
    desk.sign_in("1", "anh-tuyet")
    desk.wait(60 * 60)
    assert desk.status("1") is CounterStatus.OPEN
    assert refused(desk.stand_by("1")) is Reason.NOT_ON_CALL


def test_a_counter_in_a_visit_does_not_stand_by(desk: Desk) -> None:
    desk.press("dien-nuoc")
    desk.next("6")
    assert refused(desk.stand_by("6")) is Reason.WRONG_STAGE


def test_nobody_stands_by_at_a_counter_where_nobody_is_signed_in() -> None:
    assert refused(Desk().stand_by("6")) is Reason.NO_OFFICER


def test_who_stands_by_has_no_pause_to_make(desk: Desk) -> None:
    assert refused(desk.pause("6")) is Reason.COUNTER_PAUSED
