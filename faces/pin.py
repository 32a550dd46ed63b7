"""The technician's PIN, and how guessing it is slowed down. Pure: the time is an argument."""

from dataclasses import dataclass, replace
from typing import Final

MOST_WRONG: Final = 3
LOCKED_MS: Final = 60_000
"""After so many wrong PINs none is right for so long."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """The wrong PINs so far, whoever typed them: a screen keeps them when its visitor leaves."""

    wrong: int = 0
    locked_until: int = 0
    """In milliseconds of a clock that never jumps."""

    def locked(self, now: int) -> bool:
        """Whether no PIN is right now."""
        return now < self.locked_until

    def note(self, now: int) -> str:
        """The text that stands above the keys, by its name in the catalogues."""
        if self.locked(now):
            return "touch.pin_locked"
        return "touch.pin_wrong" if self.wrong else "touch.pin_note"


def guessed(guesses: Guesses, typed: str, pin: str | None, now: int) -> tuple[bool, Guesses]:
    """Whether what was typed is the PIN, and what is remembered of it; None: there is none."""
    if pin is None or guesses.locked(now):
        return False, guesses
    if typed == pin:
        return True, replace(guesses, wrong=0)
    wrong = guesses.wrong + 1
    return False, Guesses(wrong, now + LOCKED_MS if wrong % MOST_WRONG == 0 else 0)
