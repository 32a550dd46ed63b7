"""Appointments: made known, changed, checked in, and called by the slot."""

import pytest

from broker import facts
from contract import messages as m
from contract.messages import Reason
from tests.broker.desk import Desk, at, called, changed, refused


@pytest.fixture
def desk() -> Desk:
    """Counter 1 is open; LH-1 is at nine."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    assert desk.appointments(("LH-1", "dat-dai", "09:00")) == m.Done()
    return desk


def check_in(desk: Desk, clock: str, code: str = "LH-1") -> facts.Issued:
    """Somebody checks in at a time."""
    desk.clock.set(at(clock))
    answer = desk.check_in(code)
    assert isinstance(answer, m.Issued), answer
    return desk.happened(facts.Issued)[-1]


# --- The list -----------------------------------------------------------------------------------


def test_the_list_may_come_again_and_changes_nothing(desk: Desk) -> None:
    assert desk.appointments(("LH-1", "dat-dai", "09:00")) == m.Done()
    assert len(desk.happened(facts.Booked)) == 1


def test_an_appointment_may_be_changed_before_its_check_in(desk: Desk) -> None:
    desk.appointments(("LH-1", "ho-tich", "10:00"))
    assert check_in(desk, "09:50").label == "H001"


def test_an_appointment_is_not_changed_after_its_check_in(desk: Desk) -> None:
    check_in(desk, "08:50")
    assert desk.appointments(("LH-1", "ho-tich", "10:00")) == m.Done()
    assert desk.centre.bookings["LH-1"].service == "dat-dai"


@pytest.mark.parametrize(
    ("booking", "day", "reason"),
    [
        (("LH-2", "ho-chieu", "09:00"), "2026-11-23", Reason.UNKNOWN_SERVICE),
        (("LH-2", "dat-dai", "09:00"), "2026-11-24", Reason.WRONG_DAY),
        (("LH-2", "dat-dai", "02:00"), "2026-11-23", Reason.WRONG_DAY),
    ],
)
def test_a_list_with_a_mistake_is_refused_as_a_whole(
    desk: Desk, booking: tuple[str, str, str], day: str, reason: Reason
) -> None:
    assert refused(desk.appointments(("LH-3", "dat-dai", "09:30"), booking, day=day)) is reason
    assert refused(desk.check_in("LH-3")) is Reason.UNKNOWN_APPOINTMENT


# --- Checking in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "counts_from"),
    [
        ("08:40", "09:00"),
        ("09:00", "09:00"),
        ("09:10", "09:00"),
        ("09:10:01", "09:10:01"),
        ("10:00", "10:00"),
    ],
)
def test_who_checks_in_waits_from_the_slot_unless_late(
    desk: Desk, clock: str, counts_from: str
) -> None:
    issued = check_in(desk, clock)
    assert desk.centre.tickets[issued.ticket].arrival == at(counts_from)
    assert (issued.label, issued.class_id, issued.code) == ("A001", "appointment", "LH-1")


def test_the_code_may_be_typed_with_spaces_around_it(desk: Desk) -> None:
    assert check_in(desk, "08:50", " LH-1 ").code == "LH-1"


def test_an_appointment_is_checked_in_once(desk: Desk) -> None:
    check_in(desk, "08:50")
    answer = desk.check_in("LH-1")
    assert isinstance(answer, m.Refused)
    assert (answer.reason, answer.detail) == (Reason.CHECKED_IN, "A001")


def test_the_answer_tells_the_slot_and_tells_it_again_when_the_appointment_moved(
    desk: Desk,
) -> None:
    ask = m.CheckInAsk(id=desk.new_id(), code="LH-1")
    answer = desk.ask("dispenser-1", ask)
    assert isinstance(answer, m.Issued)
    assert answer.slot == at("09:00")
    desk.void(answer.ticket.id)
    desk.appointments(("LH-1", "dat-dai", "11:00"))
    assert desk.ask("dispenser-1", ask) == answer


def test_who_is_late_is_told_the_slot_that_was_lost(desk: Desk) -> None:
    desk.clock.set(at("10:00"))
    answer = desk.check_in("LH-1")
    assert isinstance(answer, m.Issued)
    assert answer.slot == at("09:00")


def test_who_has_no_appointment_is_told_no_slot(desk: Desk) -> None:
    answer = desk.press("dat-dai")
    assert isinstance(answer, m.Issued)
    assert answer.slot is None


def test_two_appointments_with_one_code_are_refused(desk: Desk) -> None:
    answer = desk.appointments(("LH-2", "dat-dai", "09:00"), (" LH-2", "ho-tich", "10:00"))
    assert refused(answer) is Reason.UNREADABLE
    assert "LH-2" not in desk.centre.bookings


def test_who_got_no_slip_may_check_in_again(desk: Desk) -> None:
    desk.void(check_in(desk, "09:05").ticket)
    again = check_in(desk, "09:06")
    assert (again.label, again.arrival) == ("A002", at("09:00"))


def test_nobody_checks_in_with_a_code_that_is_not_known(desk: Desk) -> None:
    assert refused(desk.check_in("LH-9")) is Reason.UNKNOWN_APPOINTMENT


def test_what_is_no_code_of_ours_is_not_written_down(desk: Desk) -> None:
    assert refused(desk.check_in("001099012345")) is Reason.UNKNOWN_APPOINTMENT
    assert "001099012345" not in str(desk.entries)


def test_where_appointments_have_no_class_they_are_everybodys() -> None:
    desk = Desk(changed(classes=[{"id": "all", "promise_min": 20}]))
    desk.appointments(("LH-1", "dat-dai", "09:00"))
    assert check_in(desk, "08:50").class_id == "all"


# --- Being called -------------------------------------------------------------------------------


def test_who_is_early_is_called_only_when_nobody_else_waits(desk: Desk) -> None:
    check_in(desk, "08:50")
    desk.press("dat-dai")
    assert called(desk.next("1")) == "A002"
    assert called(desk.next("1")) == "A001"


def test_two_who_are_early_are_called_by_their_slots(desk: Desk) -> None:
    desk.appointments(("LH-2", "dat-dai", "08:55"))
    check_in(desk, "08:40")
    check_in(desk, "08:45", "LH-2")
    assert [called(desk.next("1")), called(desk.next("1"))] == ["A002", "A001"]


def test_after_the_slot_ten_minutes_are_promised(desk: Desk) -> None:
    check_in(desk, "08:40")
    desk.clock.set(at("08:46"))
    desk.press("dat-dai")
    desk.clock.set(at("09:09"))
    assert called(desk.next("1")) == "A001"  # 9 of 10 minutes, and 23 of 30
    call = desk.happened(facts.Called)[-1]
    assert (call.share, call.runner_up_share) == (900, 766)


def test_who_is_early_is_called_with_nothing_of_the_promise_used_up(desk: Desk) -> None:
    check_in(desk, "08:40")
    desk.next("1")
    assert desk.happened(facts.Called)[-1].share == 0
