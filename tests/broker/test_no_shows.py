"""Who does not come when called: apart for a moment, then until they report, then it is over."""

import pytest

from broker import facts
from broker.plan import MINUTE
from contract import messages as m
from contract.messages import QueuedReason, Reason, Stage
from tests.broker.desk import Desk, called, refused


@pytest.fixture
def desk() -> Desk:
    """Counters 1, 2 and 4 are open; A001 was called at 8:20 and did not come."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("4", "duc-thang")
    desk.press("dat-dai")
    desk.wait(20 * 60)
    for _ in range(6):
        desk.press("dat-dai")
        desk.press("cu-tru")
    miss(desk)
    return desk


def miss(desk: Desk, counter: str = "1") -> str:
    """Whoever is next is called, and does not come."""
    label = called(desk.next(counter))
    desk.wait(45)
    assert desk.no_show(counter) == m.Done()
    return label


def first(desk: Desk) -> m.Stage:
    """Where A001 is."""
    return desk.centre.tickets[desk.centre.labels["A001"]].stage


def until_back(desk: Desk) -> None:
    """A001 waits again, and is called in vain once more."""
    desk.wait(180)
    assert miss(desk) == "A001"


# --- The first time -----------------------------------------------------------------------------


def test_who_is_missed_once_is_left_alone(desk: Desk) -> None:
    assert first(desk) is Stage.HELD
    assert called(desk.next("1")) == "A002"


def test_after_three_minutes_it_waits_again_with_its_arrival(desk: Desk) -> None:
    arrival = desk.centre.tickets[desk.centre.labels["A001"]].arrival
    desk.wait(180 - 0.001)
    assert first(desk) is Stage.HELD
    desk.wait(0.001)
    back = desk.happened(facts.Queued)[-1]
    assert (back.reason, back.arrival) == (QueuedReason.HOLD_OVER, arrival)
    assert called(desk.next("2")) == "A001"


def test_after_three_calls_of_its_counters_it_waits_again(desk: Desk) -> None:
    assert [called(desk.next(counter)) for counter in ("1", "2")] == ["A002", "A003"]
    assert first(desk) is Stage.HELD
    assert called(desk.next("1")) == "A004"
    assert first(desk) is Stage.WAITING
    assert called(desk.next("2")) == "A001"


def test_calls_of_counters_that_cannot_call_it_do_not_count(desk: Desk) -> None:
    for _ in range(4):
        desk.next("4")
    assert first(desk) is Stage.HELD


@pytest.mark.parametrize(("step", "reason"), [(-0.001, Reason.TOO_SOON), (-3600, None)])
def test_a_clock_that_steps_back_neither_hurries_nor_forbids_a_no_show(
    desk: Desk, step: float, reason: Reason | None
) -> None:
    desk.next("1")
    desk.clock.set(desk.clock.now() + round(step * 1000))
    answer = desk.no_show("1")
    assert (refused(answer) if reason else answer) == (reason or m.Done())


def test_who_comes_running_reports_and_is_next(desk: Desk) -> None:
    assert desk.report("a001 ", device="dispenser-1") == m.Done()
    assert called(desk.next("1")) == "A001"


def test_a_report_counts_once_and_changes_nothing_for_who_waits(desk: Desk) -> None:
    desk.report("A001")
    before = len(desk.happened(facts.Queued))
    assert [desk.report("A001"), desk.report("A002")] == [m.Done(), m.Done()]
    assert len(desk.happened(facts.Queued)) == before


@pytest.mark.parametrize(
    ("label", "reason"), [("A999", Reason.UNKNOWN_TICKET), ("A002", Reason.WRONG_STAGE)]
)
def test_only_who_is_apart_can_report(desk: Desk, label: str, reason: Reason) -> None:
    desk.next("1")  # A002
    assert refused(desk.report(label)) is reason


# --- The second time ----------------------------------------------------------------------------


def test_who_is_missed_twice_does_not_come_back_without_reporting(desk: Desk) -> None:
    until_back(desk)
    for _ in range(5):
        desk.next("2")
    desk.wait(10 * 60)
    assert first(desk) is Stage.HELD


def test_who_was_missed_twice_and_reports_counts_half_a_promise(desk: Desk) -> None:
    until_back(desk)
    desk.wait(10 * 60)
    desk.report("A001")
    assert desk.happened(facts.Queued)[-1].arrival == desk.clock.now() - 15 * MINUTE


def test_who_was_missed_twice_and_reports_never_gains(desk: Desk) -> None:
    late = called(desk.next("2"))  # A002 came when A001 was called
    desk.wait(45)
    desk.no_show("2")
    desk.wait(180)
    until_back(desk)
    assert miss(desk, "2") == late
    desk.report(late)
    known = desk.centre.tickets[desk.centre.labels[late]]
    assert known.arrival == known.issued_at


def test_who_was_missed_twice_has_an_hour_to_report(desk: Desk) -> None:
    until_back(desk)
    desk.wait(60 * 60 - 1)
    assert first(desk) is Stage.HELD
    desk.wait(1)
    assert first(desk) is Stage.EXPIRED
    assert refused(desk.report("A001")) is Reason.WRONG_STAGE


# --- The third time -----------------------------------------------------------------------------


def test_the_third_time_it_is_over(desk: Desk) -> None:
    until_back(desk)
    desk.report("A001")
    assert called(desk.call("1", "A001")) == "A001"
    desk.wait(45)
    desk.no_show("1")
    assert first(desk) is Stage.NO_SHOW
    assert refused(desk.report("A001")) is Reason.WRONG_STAGE
    outcomes = [fact.outcome for fact in desk.happened(facts.NoShow)]
    assert outcomes == ["held", "away", "ended"]
    told = [event for event in desk.events if isinstance(event, m.VisitEvent)]
    assert [event.stage for event in told if event.ticket.label == "A001"] == [
        *(Stage.HELD, Stage.HELD, Stage.NO_SHOW)
    ]
