"""Guesses are slowed down and then locked, for a dossier and at a device; time mends it."""

import pytest

from bridge.guard import MINUTE, SECOND, Guard
from bridge.settings import Patience

CODE, OTHER = "000.00.16.G04-220324-0020", "000.00.16.G04-220324-0021"
NOON = 12 * 60 * MINUTE


@pytest.fixture
def guard() -> Guard:
    """A dossier bears two guesses, a third after 2 s, a fourth after 4 s; a device bears ten."""
    return Guard(
        per_code=Patience(slow_after=2, pause_s=2, lock_after=4, lock_min=15),
        per_device=Patience(slow_after=10, pause_s=2, lock_after=10, lock_min=15),
    )


def locked(guard: Guard) -> int:
    """Guess until the dossier is locked; tell when that was."""
    now = NOON
    for pause_s in (0, 0, 2, 4):
        now += pause_s * SECOND
        assert guard.try_("kiosk-1", CODE, now)
    return now


def test_the_first_guesses_are_free(guard: Guard) -> None:
    assert [guard.try_("kiosk-1", CODE, NOON) for _ in range(3)] == [True, True, False]


def test_each_further_guess_waits_twice_as_long(guard: Guard) -> None:
    for _ in range(2):
        guard.try_("kiosk-1", CODE, NOON)
    assert not guard.try_("kiosk-1", CODE, NOON + 2 * SECOND - 1)
    assert guard.try_("kiosk-1", CODE, NOON + 2 * SECOND)
    assert not guard.try_("kiosk-1", CODE, NOON + 6 * SECOND - 1)
    assert guard.try_("kiosk-1", CODE, NOON + 6 * SECOND)


def test_then_it_is_locked_for_a_while_at_every_device(guard: Guard) -> None:
    last = locked(guard)
    assert not guard.try_("kiosk-2", CODE, last + 15 * MINUTE - 1)
    assert guard.try_("kiosk-2", CODE, last + 15 * MINUTE)


def test_a_try_while_it_is_locked_does_not_lock_it_longer(guard: Guard) -> None:
    last = locked(guard)
    for minute in range(15):
        assert not guard.try_("kiosk-1", CODE, last + minute * MINUTE)
    assert guard.try_("kiosk-1", CODE, last + 15 * MINUTE)


def test_another_dossier_is_not_locked_with_it(guard: Guard) -> None:
    assert guard.try_("kiosk-1", OTHER, locked(guard))


def test_a_device_that_guesses_many_dossiers_is_locked(guard: Guard) -> None:
    tries = [guard.try_("kiosk-1", f"code {number}", NOON) for number in range(11)]
    assert tries == [True] * 10 + [False]
    assert guard.try_("kiosk-2", "code 11", NOON)


def test_who_knows_the_secret_begins_anew_with_this_dossier(guard: Guard) -> None:
    for at in (NOON, NOON + 1):
        guard.try_("kiosk-1", CODE, at)
    guard.take_back("kiosk-1", CODE, NOON + 1, right=True)
    assert [guard.try_("kiosk-1", CODE, NOON + 1) for _ in range(3)] == [True, True, False]


def test_who_knows_one_secret_is_not_trusted_with_other_dossiers(guard: Guard) -> None:
    for number in range(9):
        guard.try_("kiosk-1", f"code {number}", NOON + number)
        guard.try_("kiosk-1", CODE, NOON + 20 + number)
        guard.take_back("kiosk-1", CODE, NOON + 20 + number, right=True)
    assert guard.try_("kiosk-1", "code 9", NOON + 50)
    assert not guard.try_("kiosk-1", "code 10", NOON + 51)


def test_right_ones_all_day_long_lock_nobody(guard: Guard) -> None:
    for minute in range(500):
        now = NOON + minute * MINUTE
        assert guard.try_("kiosk-1", CODE, now)
        guard.take_back("kiosk-1", CODE, now, right=True)


def test_now_and_then_a_wrong_one_locks_no_device(guard: Guard) -> None:
    assert all(guard.try_("kiosk-1", f"code {n}", NOON + n * 2 * MINUTE) for n in range(100))


def test_a_clock_that_was_ahead_locks_nobody_until_then(guard: Guard) -> None:
    last = locked(guard)
    assert guard.try_("kiosk-1", CODE, last - 60 * MINUTE)
