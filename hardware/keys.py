"""The keys capability: named keys, one event per press, a lamp in some of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from math import inf
from typing import Final, Protocol

QUIET_S: Final = 0.030
"""Contacts that closed or opened chatter for less than this; no finger is as quick."""

STUCK_AFTER_S: Final = 10.0
"""A key that is down for longer is jammed, or something lies on it."""


class KeysError(Exception):
    """The keys could not be opened. The message tells the technician what to do."""


@dataclass(frozen=True, slots=True)
class Press:
    """A key went down; `at` is seconds on the clock that the edges were timed with."""

    key: str
    at: float


class Debounce:
    """Turns the edges of chattering contacts into presses. Pure: the time is an argument.

    A press counts at its first edge, without delay; edges of the same key that follow one another
    within `quiet` seconds belong together. `at` never goes backwards.
    """

    def __init__(self, quiet: float = QUIET_S, stuck_after: float = STUCK_AFTER_S) -> None:
        self._quiet = quiet
        self._stuck_after = stuck_after
        self._last_edge: dict[str, float] = {}
        self._down_since: dict[str, float] = {}

    def edge(self, key: str, at: float, *, down: bool) -> Press | None:
        """Take one edge of a contact, closing (`down`) or opening; return the press it begins."""
        chatter = at - self._last_edge.get(key, -inf) < self._quiet
        self._last_edge[key] = at
        if not down:
            self._down_since.pop(key, None)
            return None
        held = key in self._down_since
        self._down_since.setdefault(key, at)
        return None if chatter or held else Press(key, at)

    def stuck(self, at: float) -> frozenset[str]:
        """Return the keys that have been down for too long at this time."""
        return frozenset(
            key for key, since in self._down_since.items() if at - since > self._stuck_after
        )


class Keys(Protocol):
    """A keypad, or single buttons."""

    def presses(self) -> AsyncIterator[str]:
        """Return the keys as they are pressed from now on; it ends when the keys are closed.

        There is one listener: a new call takes over. What is pressed while nobody listens is lost,
        since nobody should be served what was pressed minutes ago.
        """

    def lamp(self, key: str, on: bool) -> None:  # noqa: FBT001 - a level, not a mode
        """Light the lamp in a key, or put it out; a key without a lamp ignores it."""

    def fault(self) -> str:
        """What is wrong with the keys, and what to do; empty when nothing is known to be."""

    def close(self) -> None:
        """Let go of the pins, and end `presses`."""
