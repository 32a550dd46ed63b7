"""Numbers are counted up through the day, and none is given twice."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from broker.audit import audit
from broker.declared import Service
from broker.facts import NumbersSetApart
from broker.numbering import label
from broker.rules.leases import EPOCHS_A_DAY
from contract import messages as m
from tests.broker.desk import MONDAY, Desk, changed, example, refused

EPOCH = date.fromisoformat(MONDAY).toordinal() * EPOCHS_A_DAY + 7
"""Of a lease that was granted today."""


def service(prefix: str = "A", first: int = 1, digits: int = 3) -> Service:
    return Service(
        id="dat-dai", name="Đất đai", agency="tu-phap", prefix=prefix, first=first, digits=digits
    )


def test_a_number_is_its_prefix_and_its_ordinal() -> None:
    assert label(service(), 12) == "A012"


def test_999_is_followed_by_1000() -> None:
    assert [label(service(), ordinal) for ordinal in (999, 1000)] == ["A999", "A1000"]


def test_a_service_without_a_letter_has_plain_numbers() -> None:
    assert label(service(prefix="", digits=4), 12) == "0012"


@given(st.integers(2, 4), st.lists(st.integers(1, 20_000), min_size=2, unique=True))
def test_no_two_ordinals_look_the_same(digits: int, ordinals: list[int]) -> None:
    labels = {label(service(digits=digits), ordinal) for ordinal in ordinals}
    assert len(labels) == len(ordinals)


def test_each_service_counts_for_itself() -> None:
    desk = Desk()
    services = ("dat-dai", "doanh-nghiep", "dat-dai", "dat-dai")
    assert [desk.ticket(service).label for service in services] == ["A001", "C001", "A002", "A003"]


def test_a_voided_number_is_not_given_again() -> None:
    desk = Desk()
    desk.void(desk.ticket("dat-dai").id)
    assert desk.ticket("dat-dai").label == "A002"


def test_a_series_can_begin_higher_and_says_what_it_left_out() -> None:
    desk = Desk(changed(services=[{**one, "first": 501} for one in dumped()]))
    assert [desk.ticket("dat-dai").label for _ in range(2)] == ["A501", "A502"]
    apart = [(fact.first, fact.last) for fact in desk.happened(NumbersSetApart)]
    assert apart == [(1, 500)]


def test_a_number_that_looks_like_one_of_another_series_is_left_out() -> None:
    """The settings changed at noon: what was series 1 of this morning is without a letter now."""
    first, *others = dumped()
    desk = Desk(changed(services=[{**first, "prefix": "1"}, *others]))
    labels = [desk.ticket("dat-dai").label for _ in range(3)]
    desk.plan = changed(
        services=[{**first, "prefix": "", "first": 1001}, *others],
        leases={"first": 9001, "last": 9500},
        sign_width=5,
    )
    labels.append(desk.ticket("dat-dai").label)
    assert labels == ["1001", "1002", "1003", "1004"]
    assert all(series.sound for series in audit(entry.fact for entry in desk.entries))


def test_a_voided_number_counts_among_those_of_the_day() -> None:
    desk = Desk(changed(services=[{**one, "cap": 2} for one in dumped()]))
    desk.void(desk.ticket("dat-dai").id)
    desk.ticket("dat-dai")
    assert refused(desk.press("dat-dai")) is m.Reason.DAILY_CAP


def test_a_service_that_is_renamed_at_noon_goes_on_counting() -> None:
    desk = Desk()
    desk.ticket("dat-dai")
    services = [{**one, "id": one["id"].replace("dat-dai", "nha-dat")} for one in dumped()]
    counters = [
        {
            **one,
            "services": [name.replace("dat-dai", "nha-dat") for name in one["services"]],
            "secondary": {},
        }
        for one in example().model_dump()["counters"]
    ]
    desk.plan = changed(services=services, counters=counters)
    assert desk.ticket("nha-dat").label == "A002"


# --- After a restore ----------------------------------------------------------------------------


def restored(desk: Desk) -> None:
    """Start after a restore."""
    desk.days.restored = True
    assert desk.days.leave_numbers_out()
    assert not desk.days.leave_numbers_out()
    desk.let_due_happen()


def test_after_a_restore_numbers_that_may_be_on_paper_are_left_out() -> None:
    desk = Desk(changed(leases={"after_restore": 20}))
    desk.ticket("dat-dai")
    restored(desk)
    assert desk.ticket("dat-dai").label == "A022"
    assert desk.ticket("doanh-nghiep").label == "C021"
    ask = m.LeaseAsk(id=desk.new_id(), service="dat-dai", epoch=EPOCH)
    lease = desk.ask("dispenser-1", ask)
    assert isinstance(lease, m.Leased)
    assert lease.first == 721
    assert lease.epoch > ask.epoch


def test_what_is_left_out_does_not_touch_what_is_there_to_lend() -> None:
    desk = Desk(changed(leases={"first": 4, "last": 6, "least": 3, "after_restore": 4}))
    desk.ticket("dat-dai")
    restored(desk)
    assert desk.ticket("dat-dai").label == "A009"
    first, *_ = audit(entry.fact for entry in desk.entries)
    assert (first.issued, first.void, first.apart, first.numbers) == (2, 7, 0, 9)
    assert first.sound


def test_after_a_restore_a_card_is_believed_once() -> None:
    desk = Desk()
    restored(desk)
    asks = [m.LeaseAsk(id=desk.new_id(), service="dat-dai", epoch=EPOCH) for _ in range(2)]
    first, second = (desk.ask("dispenser-1", ask) for ask in asks)
    assert isinstance(first, m.Leased)
    assert refused(second) is m.Reason.STALE_EPOCH


def test_no_card_makes_those_of_tomorrow_look_old() -> None:
    desk = Desk()
    restored(desk)
    ask = m.LeaseAsk(id=desk.new_id(), service="dat-dai", epoch=(1 << 53) - 1)
    assert refused(desk.ask("dispenser-1", ask)) is m.Reason.STALE_EPOCH


@given(st.integers(2, 30), st.integers(0, 30), st.integers(1, 12), st.integers(1, 40), st.data())
@settings(max_examples=60, deadline=None)
def test_no_restore_gives_a_number_again(
    first: int, width: int, least: int, after: int, data: st.DataObject
) -> None:
    """The journal is put back to any moment, if no more was given since than is left out."""
    least = min(least, width + 1)
    leases = {"first": first, "last": first + width, "least": least, "after_restore": after}
    plan, saved = changed(leases=leases), data.draw(st.integers(0, 40))
    lost, desk = Desk(plan), Desk(plan)
    paper = [lost.ticket("dat-dai").label for _ in range(saved + data.draw(st.integers(0, after)))]
    assert [desk.ticket("dat-dai").label for _ in range(saved)] == paper[:saved]
    restored(desk)
    paper += [desk.ticket("dat-dai").label for _ in range(5)]
    assert len(set(paper)) == len(paper)
    assert all(series.sound for series in audit(entry.fact for entry in desk.entries))


def dumped() -> list[dict[str, str]]:
    services: list[dict[str, str]] = example().model_dump()["services"]
    return services
