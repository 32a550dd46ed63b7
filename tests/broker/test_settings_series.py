"""Series of numbers that cannot be told apart, or shown on the signs, are refused."""

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
    ],
)
def test_a_number_tells_its_service(prefixes: tuple[str, str], *, sound: bool) -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"], services[1]["prefix"] = prefixes
    with nullcontext() if sound else pytest.raises(ValidationError, match="another `prefix`"):
        changed(services=services)


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
