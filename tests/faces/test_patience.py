"""How long a screen waits."""

from faces.patience import AT_LEAST_MS, asks, held, soonest


def test_it_asks_when_little_time_is_left_and_counts_whole_seconds_down() -> None:
    left = (8001, 8000, 7999, 1, 0, -5)
    assert [asks(one, 8.0) for one in left] == [None, 8, 8, 1, 0, 0]


def test_a_finger_in_the_corner_must_stay() -> None:
    assert not held(None, 9000, 5.0)
    assert not held(1, 5000, 5.0)
    assert held(1, 5001, 5.0)


def test_the_next_moment_is_yet_to_come() -> None:
    assert soonest([5, 30, 10], 5) == 10
    assert soonest([5], 5) == 5 + AT_LEAST_MS
