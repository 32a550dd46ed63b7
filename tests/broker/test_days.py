"""What comes with the end of a day, a restart and other settings: nobody is left in no line."""

import pytest

from broker import facts
from broker.automatic import StrandedError
from broker.centre import fold
from contract import messages as m
from contract.messages import Reason, Stage
from tests.broker.desk import MONDAY, Desk, at, called, changed, example, refused, with_counter
from tests.broker.house import without

TUESDAY = "2026-11-24"


def busy() -> Desk:
    """A day with somebody at each stage of a visit: A001 to A008."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    for _ in range(8):
        desk.press("dat-dai")
    desk.next("1")
    desk.park("1")  # A001
    desk.next("2")
    desk.serve("2")  # A002
    desk.next("1")
    desk.transfer("1", to="2")  # A003
    desk.next("1")
    desk.next("1")  # A004 is finished
    desk.wait(45)
    desk.no_show("1")  # A005
    desk.next("1")  # A006
    desk.void(desk.centre.labels["A007"])
    return desk


def stages(desk: Desk) -> list[Stage]:
    return [ticket.stage for ticket in desk.centre.tickets.values()]


# --- The end of the day -------------------------------------------------------------------------


def test_every_visit_that_is_open_expires_with_its_day() -> None:
    desk = busy()
    assert stages(desk) == [
        *(Stage.PARKED, Stage.SERVING, Stage.WAITING, Stage.FINISHED),
        *(Stage.HELD, Stage.CALLED, Stage.VOID, Stage.WAITING),
    ]
    monday = desk.centre
    desk.clock.set(at("08:00", TUESDAY))
    desk.let_due_happen()
    assert [ticket.stage for ticket in monday.tickets.values()] == [
        *(Stage.EXPIRED, Stage.EXPIRED, Stage.EXPIRED, Stage.FINISHED),
        *(Stage.EXPIRED, Stage.EXPIRED, Stage.VOID, Stage.EXPIRED),
    ]
    assert not any(monday.waiting.values())


def test_they_expire_in_their_day_and_before_the_new_one() -> None:
    desk = busy()
    desk.clock.set(at("08:00", TUESDAY))
    desk.let_due_happen()
    desk.press("dat-dai")
    expired = [entry for entry in desk.entries if isinstance(entry.fact, facts.Expired)]
    assert {entry.day for entry in expired} == {MONDAY}
    assert [entry.day for entry in desk.entries] == sorted(entry.day for entry in desk.entries)
    assert desk.centre.day == TUESDAY
    assert desk.centre.labels.keys() == {"A001"}


def test_an_expired_visit_is_told() -> None:
    desk = busy()
    desk.clock.set(at("08:00", TUESDAY))
    desk.let_due_happen()
    told = [event for event in desk.events if isinstance(event, m.VisitEvent)]
    assert sum(event.stage is Stage.EXPIRED for event in told) == 6


def test_what_is_due_waits_for_a_clock_that_can_be_believed() -> None:
    desk = busy()
    desk.clock.set(at("08:00", "2031-01-01"), synchronised=False)
    desk.let_due_happen()
    assert stages(desk)[4] is Stage.HELD
    desk.clock.set(at("08:10"))
    desk.let_due_happen()
    assert stages(desk)[4] is Stage.WAITING


def test_the_journal_of_a_day_makes_that_day() -> None:
    desk = busy()
    assert fold(MONDAY, desk.entries) == desk.centre


# --- Other settings -----------------------------------------------------------------------------


@pytest.fixture
def moved() -> Desk:
    """A busy day with priority people everywhere, in which that class is taken away."""
    desk = busy()
    for ticket in list(desk.centre.tickets.values()):
        if ticket.stage is Stage.WAITING:
            desk.say("reception", m.ClassifyAsk, ticket=ticket.id, class_id="priority")
    desk.press("dat-dai", "reception", class_id="priority")
    desk.next("2")  # A003, kept for it
    desk.wait(45)
    desk.no_show("2")
    classes = [one for one in example().model_dump()["classes"] if one["id"] != "priority"]
    desk.plan = changed(classes=classes)
    desk.days.begin()
    desk.let_due_happen()
    return desk


def test_nobody_is_left_in_a_class_that_is_no_more(moved: Desk) -> None:
    changes = moved.happened(facts.Classified)[-3:]
    labels = [moved.centre.tickets[change.ticket].label for change in changes]
    assert labels == ["A003", "A008", "A009"]
    assert {ticket.class_id for ticket in moved.centre.tickets.values()} == {"normal"}


def test_who_was_apart_in_a_class_that_is_no_more_is_called(moved: Desk) -> None:
    moved.report("A003")
    assert called(moved.next("2")) == "A003"


def test_a_second_start_finds_nothing_to_do(moved: Desk) -> None:
    happened = len(moved.entries)
    moved.days.begin()
    moved.let_due_happen()
    assert len(moved.entries) == happened


def test_who_is_at_a_counter_that_is_no_more_waits_again() -> None:
    desk = busy()
    desk.plan = without("2")
    desk.days.begin()
    desk.let_due_happen()
    assert [called(desk.next("1")) for _ in range(2)] == ["A002", "A003"]


@pytest.mark.parametrize("lent", [True, False])
def test_a_service_whose_numbers_people_hold_does_not_leave_during_the_day(*, lent: bool) -> None:
    desk = Desk()
    if lent:
        desk.say("dispenser-1", m.LeaseAsk, service="dien-nuoc", epoch=0)
    else:
        desk.press("dien-nuoc")
    desk.plan = without("6", "dien-nuoc")
    with pytest.raises(StrandedError, match=r'"dien-nuoc" left .* put it back until'):
        desk.days.begin()
    desk.clock.set(desk.clock.now(), synchronised=False)
    desk.days.begin()


def test_who_is_kept_for_a_counter_that_does_it_no_more_waits_for_all() -> None:
    desk = busy()
    desk.plan = with_counter("2", services=("doanh-nghiep",))
    desk.let_due_happen()
    assert called(desk.next("1")) == "A003"


def test_a_service_that_is_no_more_is_passed_over_on_the_way() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("3A", "ngoc-anh")
    ticket = desk.ticket("dat-dai", then=("dien-nuoc", "ho-tich"))
    desk.next("1")
    desk.plan = without("6", "dien-nuoc")
    desk.finish("1")
    assert called(desk.next("3A")) == ticket.label
    assert refused(desk.press("dien-nuoc")) is Reason.UNKNOWN_SERVICE


def test_who_would_come_back_to_a_counter_that_does_it_no_more_waits_for_all() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.sign_in("3A", "ngoc-anh")
    ticket = desk.ticket("dat-dai")
    desk.next("2")
    desk.transfer("2", service="ho-tich", come_back=True)
    desk.next("3A")
    desk.plan = with_counter("2", services=("doanh-nghiep",))
    desk.finish("3A")
    assert desk.known(ticket).reserved is None
    assert called(desk.next("1")) == ticket.label
