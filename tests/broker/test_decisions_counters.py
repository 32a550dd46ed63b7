"""Counters: who sits there, whether they call, and who may press for them."""

import pytest

from contract import messages as m
from contract.messages import CounterStatus, Reason
from tests.broker.desk import Desk, called, changed, example, refused


@pytest.fixture
def desk() -> Desk:
    """Counter 1 is open, and two wait for it."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    for _ in range(2):
        desk.press("dat-dai")
    return desk


# --- Sign in, open, close -----------------------------------------------------------------------


def test_who_signs_in_opens_the_counter(desk: Desk) -> None:
    assert desk.sign_in("3", "thu-huong") == m.Done()
    counter = desk.centre.counter("3")
    assert (counter.status, counter.officer) == (CounterStatus.OPEN, "thu-huong")


def test_nobody_opens_a_counter_where_nobody_is_signed_in(desk: Desk) -> None:
    assert refused(desk.open("3")) is Reason.NO_OFFICER


def test_an_officer_sits_at_one_counter_at_a_time(desk: Desk) -> None:
    answer = desk.sign_in("2", "anh-tuyet")
    assert isinstance(answer, m.Refused)
    assert (answer.reason, answer.detail) == (Reason.OFFICER_ELSEWHERE, "1")


def test_an_officer_may_sign_in_again_where_they_sit(desk: Desk) -> None:
    desk.pause("1")
    assert desk.sign_in("1", "anh-tuyet") == m.Done()
    assert desk.status("1") is CounterStatus.OPEN


def test_an_officer_who_left_one_counter_may_sit_at_another(desk: Desk) -> None:
    desk.close("1")
    assert desk.sign_in("2", "anh-tuyet") == m.Done()


def test_an_officer_is_not_held_by_a_counter_that_is_no_more(desk: Desk) -> None:
    desk.sign_in("3", "thu-huong")
    settings = example().model_dump()
    desk.plan = changed(
        counters=[counter for counter in settings["counters"] if counter["name"] != "3"],
        devices=[device for device in settings["devices"] if device["counter"] != "3"],
    )
    assert desk.sign_in("2", "thu-huong") == m.Done()


def test_an_officer_may_relieve_another(desk: Desk) -> None:
    assert desk.sign_in("1", "quoc-viet") == m.Done()
    assert desk.centre.counter("1").officer == "quoc-viet"


def test_nobody_relieves_an_officer_in_a_visit(desk: Desk) -> None:
    desk.next("1")
    assert refused(desk.sign_in("1", "quoc-viet")) is Reason.WRONG_STAGE


@pytest.mark.parametrize("officer", ["nobody", None])
def test_a_stranger_does_not_sign_in(desk: Desk, officer: str | None) -> None:
    ask = m.CounterAsk(
        id=desk.new_id(), counter="3", action=m.CounterAction.SIGN_IN, officer=officer
    )
    assert refused(desk.ask("counter-3", ask)) is Reason.UNKNOWN_OFFICER


def test_who_closes_a_counter_leaves_it(desk: Desk) -> None:
    assert isinstance(desk.close("1"), m.Done)
    counter = desk.centre.counter("1")
    assert (counter.status, counter.officer) == (CounterStatus.CLOSED, None)


def test_a_counter_is_not_closed_in_a_visit(desk: Desk) -> None:
    desk.next("1")
    assert refused(desk.close("1")) is Reason.WRONG_STAGE


# --- Pause --------------------------------------------------------------------------------------


def test_a_free_counter_pauses_at_once(desk: Desk) -> None:
    assert isinstance(desk.pause("1"), m.Done)
    assert desk.status("1") is CounterStatus.PAUSED


def test_a_paused_counter_opens_again(desk: Desk) -> None:
    desk.pause("1")
    assert desk.open("1") == m.Done()
    assert called(desk.next("1")) == "A001"


def test_a_pause_in_a_visit_begins_when_the_citizen_has_gone(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    assert desk.status("1") is CounterStatus.PAUSING
    desk.finish("1")
    assert desk.status("1") is CounterStatus.PAUSED


def test_who_pauses_after_sending_somebody_into_the_own_queue_is_warned(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    answer = desk.transfer("1", service="dat-dai")
    assert answer == m.Done(unserved=(m.Unserved(service="dat-dai", waiting=2),))


def test_next_at_a_pausing_counter_finishes_and_calls_nobody(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    waiting = m.Unserved(service="dat-dai", waiting=1)
    assert desk.next("1") == m.Done(unserved=(waiting,))
    assert desk.status("1") is CounterStatus.PAUSED
    assert desk.centre.waiting["dat-dai"] == 1


def test_a_pause_begins_also_when_the_called_citizen_does_not_come(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    desk.clock.advance(45)
    desk.no_show("1")
    assert desk.status("1") is CounterStatus.PAUSED


def test_a_pause_can_be_taken_back_during_the_visit(desk: Desk) -> None:
    desk.next("1")
    desk.pause("1")
    desk.open("1")
    assert called(desk.next("1")) == "A002"


@pytest.mark.parametrize(
    ("press", "reason"),
    [("close", Reason.COUNTER_CLOSED), ("pause", Reason.COUNTER_PAUSED)],
)
def test_a_counter_that_does_not_call_cannot_pause(desk: Desk, press: str, reason: Reason) -> None:
    getattr(desk, press)("1")
    assert refused(desk.pause("1")) is reason


# --- Who may press ------------------------------------------------------------------------------


def test_a_keypad_acts_for_its_own_counter_only(desk: Desk) -> None:
    ask = m.NextAsk(id=desk.new_id(), counter="1")
    assert refused(desk.ask("counter-2", ask)) is Reason.NOT_ALLOWED


def test_a_console_acts_for_any_counter(desk: Desk) -> None:
    ask = m.NextAsk(id=desk.new_id(), counter="1")
    assert called(desk.ask("reception", ask)) == "A001"


def test_a_pad_acts_for_its_own_counter_only(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    ask = m.RatingAsk(
        id=desk.new_id(),
        counter="1",
        ticket=ticket.id,
        day=desk.centre.day,
        level=m.Level.NEUTRAL,
    )
    assert refused(desk.ask("pad-2", ask)) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("device", ["dispenser-1", "pad-1"])
def test_a_device_that_is_no_counter_does_not_call(desk: Desk, device: str) -> None:
    ask = m.NextAsk(id=desk.new_id(), counter="1")
    assert refused(desk.ask(device, ask)) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("device", ["dispenser-1", "counter-1", "reception"])
def test_nobody_but_a_pad_rates(desk: Desk, device: str) -> None:
    ticket = desk.ticket("dat-dai")
    ask = m.RatingAsk(
        id=desk.new_id(),
        counter="1",
        ticket=ticket.id,
        day=desk.centre.day,
        level=m.Level.NEUTRAL,
    )
    assert refused(desk.ask(device, ask)) is Reason.NOT_ALLOWED


def test_there_is_no_counter_that_is_not_in_the_settings(desk: Desk) -> None:
    ask = m.NextAsk(id=desk.new_id(), counter="99")
    assert refused(desk.ask("reception", ask)) is Reason.UNKNOWN_COUNTER


# --- Whom that leaves without a counter ---------------------------------------------------------


@pytest.mark.parametrize("leave", ["pause", "close"])
def test_who_leaves_people_without_a_counter_is_told_how_many(desk: Desk, leave: str) -> None:
    waiting = m.Unserved(service="dat-dai", waiting=2)
    assert getattr(desk, leave)("1") == m.Done(unserved=(waiting,))


def test_who_will_pause_is_told_at_the_press_and_at_the_end_of_the_visit(desk: Desk) -> None:
    desk.next("1")
    waiting = m.Unserved(service="dat-dai", waiting=1)
    assert desk.pause("1") == m.Done(unserved=(waiting,))
    assert desk.finish("1") == m.Done(unserved=(waiting,))


def test_nobody_is_left_where_another_officer_is(desk: Desk) -> None:
    desk.sign_in("2", "quoc-viet")
    assert desk.pause("1") == m.Done()


def test_each_service_is_named_that_has_nobody_now(desk: Desk) -> None:
    desk.sign_in("3A", "ngoc-anh")
    desk.press("ho-tich")
    for _ in range(3):
        desk.press("cu-tru")
    assert desk.pause("3A") == m.Done(
        unserved=(
            m.Unserved(service="ho-tich", waiting=1),
            m.Unserved(service="cu-tru", waiting=3),
        )
    )
