"""Settings change at noon while dispensers hold numbers that they may give by themselves."""

import pytest

from broker.audit import audit
from broker.automatic import StrandedError
from broker.plan import Plan
from contract import messages as m
from tests.broker.desk import Desk, at, called, changed, example, refused
from tests.broker.house import without
from tests.broker.lending import arrival, borrow, given, hand_in, lent, stage


@pytest.fixture
def desk() -> Desk:
    return Desk()


def renamed(old: str, new: str) -> Plan:
    """The example with a service of another id, and the same numbers."""
    known = example().model_dump()
    for service in known["services"]:
        service["id"] = service["id"].replace(old, new)
    for counter in known["counters"]:
        counter["services"] = [name.replace(old, new) for name in counter["services"]]
        counter["secondary"] = {}
    return changed(services=known["services"], counters=known["counters"])


def noon(desk: Desk, plan: Plan) -> None:
    """After the break: stop the queue service, change the settings, start it again."""
    desk.clock.set(at("13:00"))
    desk.plan = plan
    desk.days.begin()
    desk.let_due_happen()


@pytest.mark.parametrize(
    "plan", [without("6", "dien-nuoc"), renamed("dien-nuoc", "dien")], ids=["dropped", "renamed"]
)
def test_a_service_leaves_once_its_last_lease_is_settled_and_nobody_waits(
    desk: Desk, plan: Plan
) -> None:
    lease = borrow(desk, service="dien-nuoc")
    assert isinstance(lease, m.Leased)
    before = desk.plan
    with pytest.raises(StrandedError, match="numbers lent to dispensers"):
        noon(desk, plan)
    desk.plan = before
    hand_in(desk, lease, given(desk, lease.first), last=lease.first)
    with pytest.raises(StrandedError, match=lease.labels[0]):
        noon(desk, plan)
    desk.plan = before
    desk.void(desk.centre.labels[lease.labels[0]])
    noon(desk, plan)
    assert all(series.sound for series in audit(entry.fact for entry in desk.entries))


def test_a_visit_of_several_services_joins_although_one_of_them_left_meanwhile(desk: Desk) -> None:
    lease = lent(desk)
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("3A", "ngoc-anh")
    noon(desk, without("6", "dien-nuoc"))
    ticket = given(desk, 701, then=("dien-nuoc", "ho-tich"))
    assert hand_in(desk, lease, ticket) == m.Done()
    assert called(desk.next("1")) == "A701"
    desk.finish("1")
    assert called(desk.next("3A")) == "A701"


def test_own_numbers_of_a_class_with_another_name_by_now_join_the_first_class(desk: Desk) -> None:
    lease = lent(desk)
    classes = [one.model_dump() for one in example().classes]
    classes[1]["id"] = "first-of-all"
    noon(desk, changed(classes=classes))
    hand_in(desk, lease, given(desk, 701, class_id="priority"))
    [ticket] = desk.centre.tickets.values()
    assert (ticket.class_id, ticket.claims, ticket.arrival) == ("normal", None, at("08:10"))


@pytest.mark.parametrize("turn", ["01:00", "05:00"])
def test_own_numbers_join_their_day_whenever_it_turns_by_now(desk: Desk, turn: str) -> None:
    lease = lent(desk)
    noon(desk, changed(day_turns=turn))
    assert hand_in(desk, lease, given(desk, 701, "08:10")) == m.Done()
    assert (stage(desk, "A701"), arrival(desk, "A701")) == (m.Stage.WAITING, at("08:10"))
    again = lent(desk, lease.epoch)
    assert again.until == at(turn, "2026-11-24")
    assert (again.day, again.first) == (lease.day, lease.last + 1)


def test_a_prefix_of_two_signs_from_noon_on_leaves_what_was_lent_as_it_was(desk: Desk) -> None:
    lease = lent(desk)
    services = [one.model_dump() for one in example().services]
    services[0]["prefix"] = "AB"
    noon(desk, changed(services=services, sign_width=5))
    assert desk.ticket("dat-dai").label == "AB001"
    assert hand_in(desk, lease, given(desk, 701)) == m.Done()
    assert refused(hand_in(desk, lease, given(desk, 7))) is m.Reason.NOT_LENT
    assert set(desk.centre.labels) == {"AB001", "A701"}
