"""Shares and scores of satisfaction, against figures worked out by hand."""

import pytest

from broker.satisfaction import Opinions
from contract.messages import Level


def opinions(satisfied: int, others: int) -> Opinions:
    made = Opinions()
    made.add(Level.SATISFIED, satisfied)
    made.add(Level.NEUTRAL, others)
    return made


@pytest.mark.parametrize(
    ("satisfied", "others", "score"),
    [(0, 0, 0.0), (0, 7, 0.0), (45, 55, 3.0), (9, 1, 6.0), (10, 0, 6.0), (6, 4, 4.0)],
)
def test_satisfaction_with_reception_is_six_points_from_nine_in_ten(
    satisfied: int, others: int, score: float
) -> None:
    assert opinions(satisfied, others).reception_score == pytest.approx(score)


def test_without_ratings_there_is_no_share() -> None:
    assert Opinions().satisfied_share is None
    assert Opinions().officer_score is None


def test_very_satisfied_is_satisfied_and_neutral_is_not() -> None:
    made = opinions(satisfied=1, others=1)
    made.add(Level.VERY_SATISFIED)
    made.add(Level.DISSATISFIED)
    made.add(Level.VERY_DISSATISFIED)
    assert made.satisfied_share == pytest.approx(2 / 5)


def test_an_officers_score_is_the_sum_of_the_averages_that_there_are() -> None:
    made = Opinions()
    made.add(Level.SATISFIED, 2, {"time": 2, "attitude": 1})
    made.add(Level.SATISFIED, 1, {"attitude": 2})
    made.add(Level.SATISFIED, 5)
    assert made.averages == {"time": 2.0, "attitude": pytest.approx(4 / 3)}
    assert made.officer_score == pytest.approx(2 + 4 / 3)
