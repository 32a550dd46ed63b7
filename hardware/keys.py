"""The keys capability: named keys, one event per press, a lamp in some of them."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final, Protocol

from hardware.lamp import Lamp

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


@dataclass(slots=True)
class _Contact:
    """One contact, as its edges tell."""

    closed: bool = False
    pushed_at: float = 0.0
    opened_at: float = -inf


class Debounce:
    """Turns the edges of chattering contacts into presses. Pure: the time is an argument.

    A press counts at its first edge, without delay, and is one press however long it lasts. A
    contact that closes within `quiet` seconds of opening was never let go. `at` never goes
    backwards; edges of two keys may have the same time.
    """

    def __init__(self, quiet: float = QUIET_S, stuck_after: float = STUCK_AFTER_S) -> None:
        self._quiet = quiet
        self._stuck_after = stuck_after
        self._contacts: dict[str, _Contact] = {}

    def edge(self, key: str, at: float, *, down: bool) -> Press | None:
        """Take one edge of a contact, closing (`down`) or opening; return the press it begins."""
        contact = self._contacts.setdefault(key, _Contact())
        was_closed, contact.closed = contact.closed, down
        if not down:
            contact.opened_at = at if was_closed else contact.opened_at
            return None
        if was_closed or at - contact.opened_at < self._quiet:
            return None
        contact.pushed_at = at
        return Press(key, at)

    def down(self, at: float) -> dict[str, float]:
        """Return the keys that are down at this time, and for how many seconds they have been."""
        return {
            key: at - contact.pushed_at for key, contact in self._contacts.items() if contact.closed
        }

    def stuck(self, at: float) -> frozenset[str]:
        """Return the keys that have been down for too long at this time."""
        return frozenset(key for key, s in self.down(at).items() if s > self._stuck_after)


def together(down: Mapping[str, float], chord: Iterable[str]) -> float:
    """Return for how many seconds all keys of a chord have been down at once; 0 if one is not.

    Two keys held for some seconds are a sign that no citizen gives by chance. To wait for it, look
    at each press whether the chord is down now, and if so again when it has lasted.
    """
    return min((down.get(key, 0.0) for key in chord), default=0.0)


class Keys(Protocol):
    """A keypad, or single buttons. All methods are called on the event loop."""

    def presses(self) -> AsyncIterator[str]:
        """Return the keys as they are pressed from now on; it ends when the keys are closed.

        There is one listener: a new call takes over. What is pressed while nobody listens is lost,
        since nobody should be served what was pressed minutes ago.
        """

    def lamp(self, key: str, lamp: Lamp) -> None:
        """Let the lamp in a key tell this until it is told something else.

        A lamp may have a name that is no key's; without a lamp of this name nothing happens.
        """

    def down(self) -> Mapping[str, float]:
        """Return the keys that are down now, and for how many seconds; see `together`.

        Nothing is known of keys that nobody listens to, or that only send what was pressed.
        """

    def stuck(self) -> frozenset[str]:
        """Return the keys that are down for too long; one works again as soon as it is free."""

    def fault(self) -> str:
        """What is wrong with the keys, and what to do; empty when nothing is known to be."""

    def close(self) -> None:
        """Put the lamps out, let go of the pins, and end `presses`."""
