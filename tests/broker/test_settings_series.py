"""Series of numbers that cannot be told apart, or shown on the signs, are refused."""

import re
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from pydantic import ValidationError

from tests.broker.desk import changed, example


@pytest.mark.parametrize(
    ("prefixes", "sound"),
    [
        (("", "A"), True),
        (("1", "2"), True),
        (("1", "A"), True),
        (("A", "A"), False),
        (("", ""), False),
        (("", "1"), False),  # 1 and 001 next to 1001
        (("1", ""), False),
        (("AB", "AC"), True),
        (("AB", "A"), True),
        (("AB", "B"), True),
        (("AB", "AB"), False),
        (("A1", "1A"), True),
        (("A", "A1"), False),  # 1012 and 012
        (("12", "1"), False),  # 001 and 2001
        (("1", "10"), True),  # 0012 has a digit too many
    ],
)
def test_a_number_tells_its_service(prefixes: tuple[str, str], *, sound: bool) -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"], services[1]["prefix"] = prefixes
    services[2]["prefix"] = "E"
    with nullcontext() if sound else pytest.raises(ValidationError, match="another `prefix`"):
        changed(services=services, sign_width=5)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ({"prefix": "1"}, {"prefix": "12"}, 'such as "12001": give one of'),
        (
            {"prefix": "1", "digits": 3},
            {"prefix": "10", "digits": 2},
            'such as "1001": give one of',
        ),
        ({"prefix": "1"}, {"prefix": "12"}, 'or "dat-dai" a smaller `cap`'),
        ({"prefix": "1", "cap": 700}, {"prefix": "12", "cap": 700}, None),
        ({"prefix": "1", "cap": 2500}, {"prefix": "12"}, 'such as "12001"'),
        ({"prefix": "1", "cap": 1502}, {"prefix": "12"}, 'such as "12001"'),  # after a restore
        ({"prefix": "1", "cap": 1501}, {"prefix": "12"}, None),
        ({"prefix": "1", "cap": 100}, {"prefix": "17", "digits": 2}, 'such as "1701"'),  # lent
        ({"prefix": "A", "cap": 100}, {"prefix": "A1"}, None),
        ({"prefix": "A", "cap": 600}, {"prefix": "A6", "digits": 2}, 'such as "A601"'),
    ],
)
def test_numbers_coincide_only_as_far_as_they_go(
    first: dict[str, object], second: dict[str, object], says: str | None
) -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0] |= first
    services[1] |= second
    with nullcontext() if says is None else pytest.raises(ValidationError, match=re.escape(says)):
        changed(services=services, sign_width=6)


@pytest.mark.parametrize(
    ("prefixes", "alike"),
    [
        (("S", "5"), True),
        (("B", "8"), True),
        (("B", "6"), True),
        (("AS", "A5"), True),
        (("O", ""), False),
        (("I", ""), False),
        (("IO", "10"), True),
        (("S", "6"), False),
    ],
)
def test_prefixes_that_look_the_same_on_seven_segments_are_refused_there(
    prefixes: tuple[str, str], *, alike: bool
) -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"], services[1]["prefix"] = prefixes
    assert changed(services=services, sign_width=5, signs="matrix")
    with pytest.raises(ValidationError, match="looks like") if alike else nullcontext():
        changed(services=services, sign_width=5)


def test_a_sign_that_shows_every_letter_leaves_the_choice_of_the_prefix() -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"] = "W"
    assert changed(services=services, signs="matrix").services["dat-dai"].prefix == "W"


def test_numbers_that_could_be_the_same_are_refused(complaint: Callable[[str, str], str]) -> None:
    assert complaint('prefix = "C"', 'prefix = "A"') == (
        'services[2, id "doanh-nghiep"].prefix: the numbers of "dat-dai" and "doanh-nghiep" could'
        " be the same: give one of them another `prefix`"
    )


def test_a_letter_that_seven_segments_cannot_show_is_refused(
    complaint: Callable[[str, str], str],
) -> None:
    assert complaint('prefix = "C"', 'prefix = "K"') == (
        'services[2, id "doanh-nghiep"].prefix: "K" cannot be read on seven segments: choose'
        ' another letter, or signs = "matrix" if they show every letter'
    )


# --- As many characters as the signs show -------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (
            "digits = 4",
            (
                'digits: the signs have room for 3 after "U", not for 4: choose 3, or a larger'
                " `sign_width` than 4 if they show more"
            ),
        ),
        (
            "cap = 701",
            (
                "cap: beside those to lend, 701 to 999, 3 digits have room for 700, not 701:"
                " lower it, lend fewer, or choose a larger `sign_width` if the signs show more"
            ),
        ),
        (
            "first = 2000",
            (
                "first: 2000 is not before the numbers to lend, 701 to 999: lower it, or raise"
                " `first` and `last` under [leases]"
            ),
        ),
        (
            "first = 9999\ncap = 5",
            (
                "first: 9999 is not before the numbers to lend, 701 to 999: lower it, or raise"
                " `first` and `last` under [leases]"
            ),
        ),
    ],
)
def test_a_series_that_runs_out_of_its_room_is_refused(
    complaint: Callable[[str, str], str], more: str, says: str
) -> None:
    assert complaint('prefix = "U"', f'prefix = "U"\n{more}') == (
        f'services[6, id "dien-nuoc"].{says}'
    )


@pytest.mark.parametrize(
    ("leases", "says"),
    [
        (
            "last = 1000",
            (
                'last: the signs have no room for "A1000" of "dat-dai": choose 999 at most, or a'
                " larger `sign_width` than 4 if they show more"
            ),
        ),
        (
            "first = 2",
            (
                "first: beside those to lend, 2 to 999, 3 digits have room for 1 of"
                ' "dat-dai", fewer than the 60 of one block: raise it, lower `last`, or lower the'
                " service's `first`"
            ),
        ),
    ],
)
def test_numbers_to_lend_leave_room_for_the_others(
    complaint: Callable[[str, str], str], leases: str, says: str
) -> None:
    assert complaint("[visit]", f"[leases]\n{leases}\n\n[visit]") == f"leases.{says}"


@pytest.mark.parametrize(
    ("service", "more"),
    [
        ({"prefix": "", "digits": 4}, {}),
        ({"digits": 4}, {"sign_width": 5}),
        ({"digits": 2}, {"sign_width": 4}),
        ({"prefix": "AB", "digits": 2}, {"leases": {"first": 71, "last": 99, "most": 20}}),
        ({"prefix": "AB"}, {"sign_width": 5}),
        ({"cap": 700}, {}),
        ({"cap": 701}, {"sign_width": 5}),
        ({"cap": 9700}, {"sign_width": 8}),
        ({"first": 641}, {"leases": {"last": 999}}),
        ({"first": 700, "cap": 1}, {}),
        ({"first": 2000}, {"sign_width": 5, "leases": {"first": 9001, "last": 9999}}),
    ],
)
def test_a_series_that_fits_to_the_last_number_is_accepted(
    service: dict[str, object], more: dict[str, object]
) -> None:
    first, *others = (one.model_dump() for one in example().services)
    assert changed(services=[first | service, *others], **more).services["dat-dai"]


@pytest.mark.parametrize(
    ("service", "more"),
    [
        ({"prefix": "", "digits": 4}, {"sign_width": 3}),
        ({"cap": 9701}, {"sign_width": 8}),
        ({"prefix": "AB"}, {}),
        ({"prefix": "AB", "digits": 2}, {}),
        ({"first": 642}, {}),
        ({"first": 700, "cap": 2}, {}),
        ({"first": 701, "cap": 1}, {}),
    ],
)
def test_a_series_that_is_one_number_too_long_is_refused(
    service: dict[str, object], more: dict[str, object]
) -> None:
    first, *others = (one.model_dump() for one in example().services)
    with pytest.raises(ValidationError):
        changed(services=[first | service, *others], **more)
