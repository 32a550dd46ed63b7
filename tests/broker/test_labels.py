"""Which series could give the same label: the arithmetic is held against lists of all labels."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from broker import numbering
from broker.declared import Service
from broker.labels import ENDLESS, Series, common, series_of

PREFIXES = st.text("A12", max_size=2)
STRETCHES = st.tuples(st.integers(1, 120), st.integers(0, 60)).map(lambda s: (s[0], s[0] + s[1]))
SERIES = st.builds(
    Series, PREFIXES, st.integers(2, 4), st.lists(STRETCHES, min_size=1, max_size=3).map(tuple)
)


def labels(series: Series) -> set[str]:
    return {
        numbering.label_of(series.prefix, ordinal, series.digits)
        for first, last in series.ordinals
        for ordinal in range(first, last + 1)
    }


def service(prefix: str = "A", **more: object) -> Service:
    known = {"id": "x", "name": "x", "agency": "x", "prefix": prefix}
    return Service.model_validate(known | more)


@given(SERIES, SERIES)
@example(Series("1", 3, ((1, 99),)), Series("10", 2, ((1, 99),)))
@example(Series("A", 2, ((100, 120),)), Series("A1", 2, ((1, 20),)))
def test_two_series_have_a_label_in_common_exactly_when_a_list_of_all_shows_one(
    one: Series, other: Series
) -> None:
    both, label = labels(one) & labels(other), common(one, other)
    assert (label in both) if both else (label is None)
    assert (common(other, one) is None) == (label is None)


@given(st.text("A12", max_size=1), st.integers(1, 99_999), st.data())
def test_what_two_series_without_an_end_would_both_give_is_never_overlooked(
    prefix: str, ordinal: int, data: st.DataObject
) -> None:
    """Any label of one is cut after the first digit: is it one of the other series, too?"""
    digits, others = (data.draw(st.integers(2, 4)) for _ in range(2))
    label = numbering.label_of(prefix, ordinal, digits)
    longer, rest = label[: len(prefix) + 1], label[len(prefix) + 1 :]
    assume(rest and int(rest) and numbering.label_of(longer, int(rest), others) == label)
    all_ = ((1, ENDLESS),)
    assert common(Series(prefix, digits, all_), Series(longer, others, all_))


@given(
    first=st.integers(1, 60), cap=st.integers(1, 90), begins=st.integers(2, 60),
    size=st.integers(0, 30), spare=st.integers(0, 20),
)  # fmt: skip
def test_a_cap_leads_as_far_as_counting_does(
    first: int, cap: int, begins: int, size: int, spare: int
) -> None:
    lent = begins, begins + size
    counted, ordinal = list[int](), first
    while len(counted) < cap + spare:
        if not lent[0] <= ordinal <= lent[1]:
            counted.append(ordinal)
        ordinal += 1
    assume(not lent[0] <= first <= lent[1])  # refused elsewhere
    online, _ = series_of(service(first=first, cap=cap), lent, spare).ordinals
    assert online == (first, counted[-1])


def test_a_series_without_a_cap_has_no_end() -> None:
    assert series_of(service(), (701, 999), 200).ordinals == ((1, ENDLESS), (701, 999))
