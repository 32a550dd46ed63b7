"""Dispensers hand in what they gave while the queue service was away."""

from uuid import UUID

import pytest

from broker.audit import audit
from contract import messages as m
from tests.broker.desk import Desk, at, called, changed, refused
from tests.broker.lending import arrival, given, hand_in, lent, stage

MINUTE = 60_000


@pytest.fixture
def desk() -> Desk:
    return Desk()


# --- Handing in ---------------------------------------------------------------------------------


def test_who_pressed_while_the_service_was_away_stands_where_that_was(desk: Desk) -> None:
    lease = lent(desk)
    desk.sign_in("1", "anh-tuyet")
    desk.clock.set(at("08:20"))
    desk.ticket("dat-dai")
    desk.clock.set(at("08:30"))
    assert hand_in(desk, lease, given(desk, 701, "08:10")) == m.Done()
    assert called(desk.next("1")) == "A701"


def test_a_clock_that_is_off_is_corrected(desk: Desk) -> None:
    lease = lent(desk)
    desk.clock.set(at("08:30"))
    hand_in(desk, lease, given(desk, 701, "10:10"), ahead=120 * MINUTE)
    assert arrival(desk, "A701") == at("08:10")


@pytest.mark.parametrize(("told", "believed"), [("07:00", "08:00"), ("16:00", "08:30")])
def test_no_arrival_is_before_the_lease_or_to_come(desk: Desk, told: str, believed: str) -> None:
    lease = lent(desk)
    desk.clock.set(at("08:30"))
    hand_in(desk, lease, given(desk, 701, told))
    assert arrival(desk, "A701") == at(believed)


def test_numbers_of_one_lease_arrive_in_their_order_whatever_the_clock_said(desk: Desk) -> None:
    lease = lent(desk)
    desk.clock.set(at("08:30"))
    hand_in(desk, lease, given(desk, 703, "08:20"), given(desk, 701, "08:10"))
    hand_in(desk, lease, given(desk, 702, "08:25"), given(desk, 704, "08:05"))
    arrivals = [arrival(desk, f"A{ordinal}") for ordinal in (701, 702, 703, 704)]
    assert arrivals == [at("08:10"), at("08:20"), at("08:20"), at("08:20")]


def test_an_ask_that_was_long_on_its_way_lets_nobody_of_the_next_lease_pass(desk: Desk) -> None:
    first = lent(desk)
    second = lent(desk, epoch=first.epoch)
    third = lent(desk, epoch=second.epoch)
    desk.clock.set(at("08:30"))
    delayed = -5 * MINUTE  # its clock was right when it was sent
    hand_in(desk, first, given(desk, first.first, "08:10"), ahead=delayed)
    hand_in(desk, third, given(desk, third.first, "08:11"))
    hand_in(desk, second, given(desk, second.first, "08:12"))
    arrivals = [arrival(desk, lease.labels[0]) for lease in (first, second, third)]
    assert arrivals == [at("08:15")] * 3


def test_what_is_handed_in_again_changes_nothing(desk: Desk) -> None:
    lease, ticket = lent(desk), given(desk, 701)
    hand_in(desk, lease, ticket, last=701)
    assert hand_in(desk, lease, ticket, last=701) == m.Done()
    assert desk.entries[-1].fact.kind == "unchanged"
    assert list(desk.centre.labels) == ["A701"]


def test_what_was_surely_not_printed_is_void_with_its_reason(desk: Desk) -> None:
    lease = lent(desk)
    hand_in(desk, lease, given(desk, 701, printed=False))
    assert stage(desk, "A701") is m.Stage.VOID
    assert desk.entries[-1].fact.kind == "voided"


def test_the_rest_of_a_lease_is_void(desk: Desk) -> None:
    lease = lent(desk)
    hand_in(desk, lease, given(desk, 702), last=702)
    [series] = audit(entry.fact for entry in desk.entries)
    assert (series.issued, series.lent, series.void) == (1, 1, 3)
    hand_in(desk, lease, given(desk, 701))
    [series] = audit(entry.fact for entry in desk.entries)
    assert (series.issued, series.lent, series.void) == (2, 0, 3)


def test_what_was_handed_in_is_never_given_back(desk: Desk) -> None:
    lease = lent(desk)
    hand_in(desk, lease, given(desk, 702), last=700)
    [series] = audit(entry.fact for entry in desk.entries)
    assert (series.issued, series.lent, series.void) == (1, 1, 3)
    assert series.sound


def test_a_class_that_is_unknown_by_now_keeps_nobody_from_joining(desk: Desk) -> None:
    lease = lent(desk)
    hand_in(desk, lease, given(desk, 701, class_id="vip"), given(desk, 702, class_id="priority"))
    classes = [ticket.class_id for ticket in desk.centre.tickets.values()]
    assert classes == ["normal", "priority"]


def test_a_class_that_the_receptionist_confirms_is_not_a_dispensers_to_give() -> None:
    classes = [c.model_dump() for c in Desk().plan.settings.classes]
    classes[1]["confirmed_by_reception"] = True
    desk = Desk(changed(classes=classes))
    hand_in(desk, lent(desk), given(desk, 701, class_id="priority"))
    [ticket] = desk.centre.tickets.values()
    assert (ticket.class_id, ticket.claims) == ("normal", "priority")


def test_a_visit_goes_on_to_its_further_services_as_far_as_they_are_known(desk: Desk) -> None:
    lease = lent(desk)
    then = ("doanh-nghiep", "gone-at-noon", "ho-tich")
    assert hand_in(desk, lease, given(desk, 701, then=then), given(desk, 702)) == m.Done()
    assert [ticket.then for ticket in desk.centre.tickets.values()] == [
        ("doanh-nghiep", "ho-tich"), (),
    ]  # fmt: skip


def test_a_slip_keeps_its_label_when_the_series_is_renamed_meanwhile(desk: Desk) -> None:
    lease = lent(desk)
    services = [s.model_dump() for s in desk.plan.settings.services]
    services[0].update(prefix="E", digits=2)
    desk.plan = changed(services=services)
    hand_in(desk, lease, given(desk, 701))
    assert list(desk.centre.labels) == ["A701"]


# --- What cannot be -----------------------------------------------------------------------------


def test_a_lease_is_its_devices_own(desk: Desk) -> None:
    lease = lent(desk)
    answer = hand_in(desk, lease, given(desk, 701), device="dispenser-2")
    assert refused(answer) is m.Reason.UNKNOWN_LEASE
    assert not desk.centre.tickets


def test_a_number_on_two_slips_is_refused_in_words_and_the_others_join(desk: Desk) -> None:
    """Two copies of a card gave numbers from the same lease."""
    lease = lent(desk)
    first = given(desk, 702)
    hand_in(desk, lease, first)
    answer = hand_in(desk, lease, given(desk, 701), given(desk, 702), given(desk, 703))
    assert answer == m.Refused(
        reason=m.Reason.NUMBER_TAKEN, detail="A702 is known as another ticket"
    )
    assert set(desk.centre.labels) == {"A701", "A702", "A703"}
    assert desk.centre.labels["A702"] == first.ticket


def test_a_number_told_twice_in_one_breath_is_given_once(desk: Desk) -> None:
    lease, one = lent(desk), given(desk, 701)
    assert refused(hand_in(desk, lease, one, given(desk, 701))) is m.Reason.NUMBER_TAKEN
    assert refused(hand_in(desk, lease, given(desk, 702, ticket=one.ticket))) is (
        m.Reason.NUMBER_TAKEN
    )
    assert len(desk.centre.tickets) == 1


def test_one_ticket_told_with_two_numbers_in_one_breath_has_the_first(desk: Desk) -> None:
    lease, one = lent(desk), given(desk, 701)
    answer = hand_in(desk, lease, one, given(desk, 702, ticket=one.ticket))
    assert refused(answer) is m.Reason.NUMBER_TAKEN
    assert list(desk.centre.labels) == ["A701"]


@pytest.mark.parametrize("ordinal", [700, 706, 1, 0])
def test_what_was_not_lent_is_refused_and_the_others_join(desk: Desk, ordinal: int) -> None:
    answer = hand_in(desk, lent(desk), given(desk, ordinal), given(desk, 702))
    assert answer == m.Refused(
        reason=m.Reason.NOT_LENT, detail=f"A{ordinal:03} was not lent, or given back"
    )
    assert list(desk.centre.labels) == ["A702"]


def test_what_was_given_back_is_refused(desk: Desk) -> None:
    lease = lent(desk)
    hand_in(desk, lease, last=702)
    assert refused(hand_in(desk, lease, given(desk, 703))) is m.Reason.NOT_LENT
    assert hand_in(desk, lease, given(desk, 702)) == m.Done()


def test_numbers_of_no_lease_are_refused(desk: Desk) -> None:
    lease = lent(desk).model_copy(update={"lease": UUID(int=7)})
    assert refused(hand_in(desk, lease, given(desk, 701))) is m.Reason.UNKNOWN_LEASE
