"""Dispensers borrow numbers: each has its own, and a copied card gets none."""

import pytest

from broker.audit import audit
from contract import messages as m
from tests.broker.desk import MONDAY, Desk, at, changed, example, refused
from tests.broker.lending import borrow, given, hand_in, lent, stage


@pytest.fixture
def desk() -> Desk:
    return Desk()


# --- Lending ------------------------------------------------------------------------------------


def test_a_block_has_its_own_stretch_and_says_what_to_print(desk: Desk) -> None:
    desk.ticket("dat-dai")
    lease = lent(desk)
    assert (lease.first, lease.last) == (701, 705)
    assert lease.labels == ("A701", "A702", "A703", "A704", "A705")
    assert (lease.day, lease.granted_at, lease.counters) == (MONDAY, at("08:00"), ("1", "2", "3"))
    assert lease.until == at("03:00", "2026-11-24")


def test_a_block_is_one_and_a_half_times_what_half_an_hour_brought(desk: Desk) -> None:
    for _ in range(12):
        desk.ticket("dat-dai")
    desk.ticket("ho-tich")
    assert len(lent(desk).labels) == 18


def test_who_came_longer_ago_makes_no_block_larger(desk: Desk) -> None:
    for _ in range(12):
        desk.ticket("dat-dai")
    desk.clock.set(at("08:30"))
    assert len(lent(desk).labels) == 5


def test_a_block_is_for_the_busiest_half_hour_to_come(desk: Desk) -> None:
    desk.outlook.expected["dat-dai"] = 15.2
    assert len(lent(desk).labels) == 23
    assert len(lent(desk, device="dispenser-2").labels) == 23


def test_a_day_that_is_busier_than_usual_has_larger_blocks(desk: Desk) -> None:
    desk.outlook.expected["dat-dai"] = 4
    for _ in range(12):
        desk.ticket("dat-dai")
    assert len(lent(desk).labels) == 18


def test_whoever_borrows_leaves_the_other_dispenser_its_share_of_what_is_left() -> None:
    desk = Desk(changed(leases={"first": 101, "last": 180, "most": 60}))
    desk.outlook.expected["dat-dai"] = 100
    first = lent(desk)
    blocks = [first, lent(desk, device="dispenser-2"), lent(desk, first.epoch)]
    assert [(one.first, one.last) for one in blocks] == [(101, 140), (141, 160), (161, 170)]


def test_two_dispensers_have_different_numbers(desk: Desk) -> None:
    one, other = lent(desk), lent(desk, device="dispenser-2")
    assert one.last < other.first


def test_what_was_given_back_is_not_lent_again(desk: Desk) -> None:
    first = lent(desk)
    hand_in(desk, first, last=700)
    assert lent(desk, first.epoch).first == first.last + 1


def test_online_numbers_jump_over_those_to_lend() -> None:
    desk = Desk(changed(leases={"first": 3, "last": 5, "least": 3}))
    assert [desk.ticket("dat-dai").label for _ in range(4)] == ["A001", "A002", "A006", "A007"]


def test_numbers_lent_this_morning_are_not_given_again_under_another_prefix() -> None:
    """`17` lent `01` and more; since noon those would be 701 and more of `1`."""
    first, *others = (one.model_dump() for one in example().services)
    morning = [{**first, "prefix": "17", "digits": 2}, *others]
    desk = Desk(changed(services=morning, leases={"first": 41, "last": 60, "least": 5, "most": 5}))
    lease = lent(desk)
    assert lease.labels == ("1741", "1742", "1743", "1744", "1745")
    desk.plan = changed(
        services=[{**first, "prefix": "1", "first": 740}, *others],
        leases={"first": 744, "last": 790, "least": 5, "most": 5},
        sign_width=5,
    )
    online = [desk.ticket("dat-dai").label for _ in range(3)]
    assert online == ["1740", "1791", "1792"]
    again = lent(desk, lease.epoch)
    assert again.labels == ("1746", "1747", "1748", "1749", "1750")
    hand_in(desk, lease, given(desk, 41), given(desk, 45))
    hand_in(desk, again, given(desk, 746))
    assert set(desk.centre.labels) == {*online, "1741", "1745", "1746"}
    assert all(series.sound for series in audit(entry.fact for entry in desk.entries))


def test_a_stretch_that_moves_at_noon_gives_no_number_twice() -> None:
    desk = Desk(changed(leases={"first": 3, "last": 5, "least": 2}))
    labels = [desk.ticket("dat-dai").label, *lent(desk).labels]
    desk.plan = changed(leases={"first": 1 + 1, "last": 9, "least": 8})
    labels += [*lent(desk, device="dispenser-2").labels, desk.ticket("dat-dai").label]
    assert labels == ["A001", "A003", "A004", "A002", "A010"]
    assert lent(desk, device="dispenser-2", epoch=desk.centre.ledger.cards["dispenser-2"].epoch)
    assert all(series.sound for series in audit(entry.fact for entry in desk.entries))


def test_numbers_lent_of_the_morning_are_jumped_over_wherever_the_stretch_is_by_then() -> None:
    desk = Desk(changed(leases={"first": 3, "last": 5, "most": 2, "least": 2}))
    assert lent(desk).labels == ("A003", "A004")
    desk.plan = changed()
    assert [desk.ticket("dat-dai").label for _ in range(4)] == ["A001", "A002", "A005", "A006"]


def test_numbers_given_online_are_not_lent_wherever_the_stretch_is_by_then() -> None:
    desk = Desk()
    for _ in range(3):
        desk.ticket("dat-dai")
    desk.plan = changed(leases={"first": 2, "last": 9})
    assert lent(desk).labels == ("A004", "A005", "A006", "A007", "A008")


def test_a_stretch_that_is_used_up_is_used_up() -> None:
    desk = Desk(changed(leases={"first": 3, "last": 8}))
    first = lent(desk)
    assert lent(desk, first.epoch).labels == ("A008",)
    assert refused(borrow(desk, first.epoch + 1)) is m.Reason.NO_LEASE


def test_no_more_is_lent_than_a_service_gives_in_a_day() -> None:
    services = [{**s.model_dump(), "cap": 4} for s in Desk().plan.settings.services]
    desk = Desk(changed(services=services))
    desk.ticket("dat-dai")
    first = lent(desk)
    assert len(first.labels) == 3
    assert refused(borrow(desk, first.epoch)) is m.Reason.DAILY_CAP
    hand_in(desk, first, last=700)
    assert len(lent(desk, first.epoch).labels) == 3


# --- Cards --------------------------------------------------------------------------------------


def test_a_copied_card_borrows_nothing_once_the_other_has(desk: Desk) -> None:
    first = lent(desk)
    lent(desk, first.epoch)
    assert refused(borrow(desk, first.epoch)) is m.Reason.STALE_EPOCH


def test_an_empty_card_borrows_only_when_it_was_put_in_by_a_person(desk: Desk) -> None:
    first = lent(desk)
    assert refused(borrow(desk, 0)) is m.Reason.STALE_EPOCH
    desk.ask("reception", m.NewCardAsk(id=desk.new_id(), device="dispenser-1"))
    assert lent(desk, 0).first == first.last + 1
    assert refused(borrow(desk, first.epoch)) is m.Reason.STALE_EPOCH


def test_the_old_card_still_hands_in_what_it_gave(desk: Desk) -> None:
    first = lent(desk)
    desk.ask("reception", m.NewCardAsk(id=desk.new_id(), device="dispenser-1"))
    lent(desk, 0)
    assert hand_in(desk, first, given(desk, 701)) == m.Done()
    assert stage(desk, "A701") is m.Stage.WAITING


def test_a_card_of_yesterday_is_as_good_as_an_empty_one_and_then_the_only_one() -> None:
    yesterday = lent(Desk())
    desk = Desk()
    desk.centre.day = "2026-11-24"
    today = lent(desk, yesterday.epoch)
    assert today.epoch > yesterday.epoch
    assert refused(borrow(desk, yesterday.epoch)) is m.Reason.STALE_EPOCH


def test_only_a_device_of_the_settings_gets_a_new_card(desk: Desk) -> None:
    ask = m.NewCardAsk(id=desk.new_id(), device="dispenser-9")
    assert refused(desk.ask("reception", ask)) is m.Reason.UNKNOWN_DEVICE
