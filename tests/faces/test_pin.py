"""The technician's PIN, and whoever guesses it."""

from faces.pin import LOCKED_MS, MOST_WRONG, Guesses, guessed


def wrong(guesses: Guesses, now: int, times: int = MOST_WRONG) -> Guesses:
    for _ in range(times):
        right, guesses = guessed(guesses, "1111", "2468", now)
        assert not right
    return guesses


def test_the_right_pin_opens_and_forgets_the_wrong_ones() -> None:
    tried = wrong(Guesses(), 0, times=2)
    assert tried.wrong == 2
    assert guessed(tried, "2468", "2468", 0) == (True, Guesses())


def test_after_some_wrong_ones_none_is_right_for_a_minute() -> None:
    locked = wrong(Guesses(), 5)
    assert guessed(locked, "2468", "2468", 4 + LOCKED_MS) == (False, locked)
    right, after = guessed(locked, "2468", "2468", 5 + LOCKED_MS)
    assert right
    assert after.wrong == 0


def test_who_goes_on_guessing_waits_again_and_again() -> None:
    later = 5 + LOCKED_MS
    assert wrong(wrong(Guesses(), 5), later).locked(later)


def test_where_there_is_no_pin_nothing_is_right() -> None:
    assert guessed(Guesses(), "", None, 0) == (False, Guesses())


def test_what_stands_above_the_keys_says_how_it_went() -> None:
    first, again = Guesses().note(0), wrong(Guesses(), 0, times=1).note(0)
    assert (first, again) == ("touch.pin_note", "touch.pin_wrong")
    assert wrong(Guesses(), 0).note(1) == "touch.pin_locked"
