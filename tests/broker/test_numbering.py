"""Numbers are counted up through the day, and none is given twice."""

from hypothesis import given
from hypothesis import strategies as st

from broker.numbering import label
from broker.settings import Service
from tests.broker.desk import Desk, changed, example


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


def test_a_series_can_begin_higher() -> None:
    desk = Desk(changed(services=[{**one, "first": 501} for one in dumped()]))
    assert [desk.ticket("dat-dai").label for _ in range(2)] == ["A501", "A502"]


def test_a_service_that_is_renamed_at_noon_goes_on_counting() -> None:
    desk = Desk()
    desk.ticket("dat-dai")
    services = [{**one, "id": one["id"].replace("dat-dai", "nha-dat")} for one in dumped()]
    counters = [
        {**one, "services": [name.replace("dat-dai", "nha-dat") for name in one["services"]]}
        for one in example().model_dump()["counters"]
    ]
    desk.plan = changed(services=services, counters=counters)
    assert desk.ticket("nha-dat").label == "A002"


def dumped() -> list[dict[str, str]]:
    services: list[dict[str, str]] = example().model_dump()["services"]
    return services
