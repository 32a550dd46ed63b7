"""The score of what was told: what each ticket counts for, and who was never called."""

from dataclasses import replace

import pytest

from benchmarks.foretold import Told
from benchmarks.score import score
from broker.parameters import MINUTE
from broker.waiting import UNKNOWN, Estimate

SURE = Estimate(9 * MINUTE, 10 * MINUTE, 11 * MINUTE)
OPEN = Estimate(9 * MINUTE, 10 * MINUTE, None)


def told(
    waited: int | None, says: Estimate = SURE, half_hour: int = 16, stands_for: int = 1
) -> Told:
    """Somebody who waited so many minutes, or was never called."""
    return Told(
        stands_for=stands_for,
        half_hour=half_hour,
        class_id="normal",
        early=0,
        until_closing=60 * MINUTE,
        forecast=says,
        oracle=says,
        last=0,
        ten=0,
        length=0,
        wait=None if waited is None else waited * MINUTE,
    )


def test_a_ticket_counts_for_all_that_it_stands_for() -> None:
    seen = score([told(10, stands_for=3), told(20, stands_for=1)])
    assert seen.mean_wait == pytest.approx(12.5)
    assert seen.error == pytest.approx(10 / 4)
    assert seen.bias == pytest.approx(-10 / 4 / 12.5)
    assert seen.kept == pytest.approx(3 / 4)
    assert seen.tickets == 2


def test_every_half_hour_is_judged_however_few_came() -> None:
    seen = score([*(told(10) for _ in range(50)), told(20, half_hour=33)])
    assert (seen.worst_half_hour, seen.least, seen.half_hours) == (0, 1, 2)


@pytest.mark.parametrize(
    ("says", "kept", "warned"),
    [
        (SURE, 1 / 2, 0),
        (OPEN, 1, 1),
        (Estimate(9 * MINUTE, 10 * MINUTE, 60 * MINUTE), 1, 1),
        (UNKNOWN, 1, 1),
    ],
)
def test_who_was_never_called_was_told_so_or_counts_as_missed(
    says: Estimate, kept: float, warned: int
) -> None:
    seen = score([told(10), told(None, says)])
    assert seen.kept == kept
    assert (seen.tickets, seen.uncalled, seen.warned) == (2, 1, warned)
    assert (seen.mean_wait, seen.error) == (10, 0)


def test_another_s_answer_can_be_scored_for_the_same_tickets() -> None:
    asked = [replace(told(10), service=Estimate(0, 4 * MINUTE, 5 * MINUTE))]
    assert score(asked).error == 0
    assert score(asked, lambda one: one.service).error == 6
    assert score(asked, lambda one: one.service).kept == 0
