"""Why was this number called when it was, and where does that one stand?"""

from random import Random

import pytest

from contract import messages as m
from contract.messages import CallReason, Reason, Stage
from tests.broker.crowd import crowd
from tests.broker.desk import Desk, at, called, changed, refused, with_counter


@pytest.fixture
def desk() -> Desk:
    """Counters 1, 2 and 3A are open; A001 to A003 wait since 8:00, A004 of priority since 8:15."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("3A", "ngoc-anh")
    for _ in range(3):
        desk.press("dat-dai")
    desk.wait(15 * 60)
    desk.press("dat-dai", class_id="priority")
    desk.wait(60)
    return desk


def told(desk: Desk, label: str) -> m.Explained:
    answer = desk.explain(label)
    assert isinstance(answer, m.Explained), answer
    return answer


# --- Who waits ----------------------------------------------------------------------------------


def test_who_waits_is_told_who_is_before(desk: Desk) -> None:
    why = told(desk, "A003")
    assert (why.stage, why.promise_s, why.class_id) == (Stage.WAITING, 30 * 60, "normal")
    assert (why.ahead, why.ahead_in_all) == (("A004", "A001", "A002"), 3)
    assert why.stages == ((at("08:00"), "issued"),)


def test_the_next_has_nobody_before(desk: Desk) -> None:
    assert told(desk, "A004").ahead == ()
    assert called(desk.next("1")) == "A004"


def test_the_first_eight_before_are_named_and_the_rest_counted(desk: Desk) -> None:
    for _ in range(20):
        desk.press("dat-dai")
    why = told(desk, "A024")
    assert (len(why.ahead), why.ahead_in_all) == (8, 23)


def test_nobody_who_came_an_hour_later_is_before(desk: Desk) -> None:
    desk.wait(50 * 60)
    desk.press("dat-dai", class_id="priority")
    desk.wait(20 * 60)
    assert "A005" not in told(desk, "A003").ahead
    assert "A003" in told(desk, "A005").ahead


def test_who_is_early_for_an_appointment_has_all_before(desk: Desk) -> None:
    desk.appointments(("LH-1", "dat-dai", "09:00"))
    desk.check_in("LH-1")
    assert told(desk, "A005").ahead_in_all == 4
    assert "A005" not in told(desk, "A003").ahead


def test_who_is_kept_for_a_counter_has_those_before_who_are_kept_there(desk: Desk) -> None:
    for _ in range(2):
        desk.next("1")
        desk.transfer("1", to="2")
    assert (told(desk, "A004").ahead, told(desk, "A001").ahead) == ((), ("A004",))
    assert told(desk, "A002").ahead == ()


def test_to_explain_changes_nothing(desk: Desk) -> None:
    happened = len(desk.entries)
    told(desk, "A001")
    assert len(desk.entries) == happened
    assert told(desk, "A001") == told(desk, " a001 ")


@pytest.mark.parametrize("device", ["dispenser-1", "counter-1", "pad-1", "reception"])
def test_everybody_may_ask(desk: Desk, device: str) -> None:
    assert isinstance(desk.explain("A001", device), m.Explained)


def test_nothing_is_known_of_a_number_that_was_not_given(desk: Desk) -> None:
    assert refused(desk.explain("A999")) is Reason.UNKNOWN_TICKET


@pytest.mark.parametrize("policy", ["promised", "fcfs", "head_start", "absolute"])
@pytest.mark.parametrize("seed", range(3))
def test_those_before_are_those_whom_next_calls(policy: str, seed: int) -> None:
    desk = Desk(changed(dispatch={"policy": policy, "window_min": 20}))
    chance = Random(seed)
    desk.appointments(*((f"LH-{n}", "dat-dai", f"08:{n * 10}") for n in range(1, 6)))
    for code in range(1, 6):
        desk.check_in(f"LH-{code}")
    for _ in range(25):
        desk.wait(chance.randrange(150))
        desk.press("dat-dai", class_id=chance.choice(("normal", "priority")))
    told_before = {
        ticket.label: told(desk, ticket.label).ahead_in_all
        for ticket in desk.centre.tickets.values()
    }
    desk.sign_in("1", "anh-tuyet")
    calls = [called(desk.next("1")) for _ in told_before]
    assert {label: place for place, label in enumerate(calls)} == told_before


# --- Who was called -----------------------------------------------------------------------------


def test_a_call_tells_what_it_rested_on(desk: Desk) -> None:
    desk.next("1")
    why = told(desk, "A004")
    assert (why.stage, why.ahead) == (Stage.CALLED, ())
    assert why.calls == (
        m.CallRecord(
            at=at("08:16"),
            counter="1",
            policy="promised",
            waited_s=60,
            share=600,  # 1 and 5 of 10 minutes
            oldest_waited_s=16 * 60,
            runner_up="A001",
            runner_up_share=533,
        ),
    )


def test_a_call_names_those_who_were_called_before(desk: Desk) -> None:
    desk.next("1")
    desk.press("ho-tich")
    desk.next("3A")  # of no concern to land
    desk.next("2")
    [call] = told(desk, "A001").calls
    assert (call.before, call.before_in_all) == (("A004",), 1)


def test_nobody_was_before_it_who_was_called_while_it_was_served(desk: Desk) -> None:
    desk.next("1")  # A004
    desk.transfer("1", service="ho-tich")
    desk.next("3A")  # A004
    for _ in range(3):
        desk.next("1")
    desk.wait(1)
    desk.transfer("3A", service="dat-dai")
    desk.next("1")
    *_, again = told(desk, "A004").calls
    assert (again.before, again.before_in_all) == ((), 0)


def test_what_settings_say_later_does_not_change_who_was_before(desk: Desk) -> None:
    desk.next("1")  # A004
    desk.next("2")  # A001
    before = told(desk, "A001").calls
    desk.plan = with_counter("1", services=("doanh-nghiep",))
    assert told(desk, "A001").calls == before


def test_a_call_out_of_turn_tells_its_reason(desk: Desk) -> None:
    desk.call("1", "A003", CallReason.NEEDS_HELP)
    [call] = told(desk, "A003").calls
    assert (call.policy, call.reason) == ("given", CallReason.NEEDS_HELP)
    assert call.runner_up is None


def test_who_was_kept_for_a_counter_is_told_so(desk: Desk) -> None:
    desk.next("1")
    desk.transfer("1", to="2")
    desk.next("2")
    calls = told(desk, "A004").calls
    assert [(call.counter, call.policy) for call in calls] == [("1", "promised"), ("2", "reserved")]
    assert calls[1].before == ()


def test_each_leg_is_explained_by_what_it_was_called_for(desk: Desk) -> None:
    desk.next("1")  # A004
    desk.next("2")  # A001
    desk.transfer("2", service="ho-tich")
    desk.next("3A")
    why = told(desk, "A001")
    assert why.service_name == "Hộ tịch, lý lịch tư pháp"
    assert [(call.counter, call.before) for call in why.calls] == [("2", ("A004",)), ("3A", ())]
    assert [kind for _, kind in why.stages] == ["issued", "called", "queued", "called"]


def test_nobody_learns_that_a_visit_was_rated(desk: Desk) -> None:
    desk.next("1")
    desk.rate("1", desk.seen("1"))
    assert [kind for _, kind in told(desk, "A004").stages] == ["issued", "called"]


def test_whatever_happens_every_ticket_can_be_explained() -> None:
    desk = Desk(changed(hours=["00:00-24:00"]))
    for _ in crowd(desk, 200):
        pass
    for ticket in desk.centre.tickets.values():
        why = told(desk, ticket.label)
        assert why.ahead_in_all == 0 or why.stage is Stage.WAITING
        assert why.label not in why.ahead
