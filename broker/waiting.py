"""How long: what a forecast starts from, what it answers, and what answers when there is none.

Moments are milliseconds since 1970-01-01 UTC, lengths milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Self

from broker.dispatch import Rule

Place = tuple[int, int, int]
"""A ticket in its line: effective arrival, order of issue, its number in the scene."""


class Doing(IntEnum):
    """What a counter is at."""

    FREE = 0
    CALLED = 1
    """Somebody was called to it and is on the way."""
    SERVING = 2
    AWAY = 3
    """Paused, or not opened yet, and will open."""
    STANDBY = 4
    """On call, not summoned."""
    SUMMONED = 5
    CLOSED = 6
    """And nobody is expected."""


WORKING = frozenset({Doing.FREE, Doing.CALLED, Doing.SERVING})
"""Somebody is at the counter."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as it is now."""

    skills: tuple[int, ...]
    """In permille, for each service of the scene; 0: it cannot."""
    doing: Doing
    since: int
    """When that began."""
    service: int = -1
    """Of the ticket at the counter."""
    pausing: bool = False
    """It pauses when the visit ends."""
    pace: float = 0.0
    """How much longer than the mean visits take here today, as a logarithm."""
    away: tuple[tuple[int, int], ...] = ()
    """When the officer will be away, or is: lunch."""
    back: int | None = None
    """When it will open, if it is away and that is known."""
    streak: int = 0
    """Preferred calls in a row."""
    busy: int = 0
    """Share of the officer's time spent with visits, in permille."""


@dataclass(frozen=True, slots=True)
class Later:
    """A ticket that will wait, or wait again."""

    at: int
    """When it joins its line."""
    line: int
    place: Place


@dataclass(frozen=True, slots=True)
class Reserved:
    """A ticket that one counter will call first."""

    desk: int
    line: int
    place: Place


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment whose holder has not come yet."""

    slot: int
    line: int


class Ghost(NamedTuple):
    """Somebody who might come now."""

    line: int
    offset: int
    """Effective arrival from now: a slot that is to come, or that has just passed."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How many come in one stretch of time."""

    until: int
    per_hour: tuple[float, ...]
    """For each line."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a forecast starts from.

    A line is a service and a class: line `service * len(classes) + class`. Tickets are known by
    their numbers, 0, 1, 2 and so on.
    """

    now: int
    rule: Rule
    services: tuple[str, ...]
    classes: tuple[str, ...]
    promises: tuple[int, ...]
    """The waits that people are told, by class."""
    lines: tuple[tuple[Place, ...], ...]
    """Who waits, in order."""
    desks: tuple[Desk, ...]
    tickets: int
    """How many tickets are foretold."""
    closing: int
    """When the counters stop calling."""
    rates: tuple[Rates, ...] = ()
    """Who will come, in order of time; nobody after the last."""
    later: tuple[Later, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    booked: tuple[Booked, ...] = ()
    again: frozenset[int] = frozenset()
    """Tickets that were called once and were not there."""
    late: int = 10 * 60 * 1000
    """Who comes later than this after the slot has lost it."""
    hold: int = 3 * 60 * 1000
    """A ticket that was not there is left alone for so long."""
    crowd_spread: float = 0.15
    """How uncertain it is how many come, as a logarithmic standard deviation ..."""
    pace_spread: float = 0.04
    """... and how fast visits go today."""
    ghosts: tuple[Ghost, ...] = ()
    """Who might come next."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Waits from the moment of the forecast. None: not before closing, as far as is known."""

    p10: int | None
    p50: int | None
    p90: int | None

    def later(self, by: int) -> Self:
        """It, when the call comes so much later; nobody waits less than not at all."""
        return type(self)(_moved(self.p10, by), _moved(self.p50, by), _moved(self.p90, by))


@dataclass(frozen=True, slots=True)
class Table:
    """What a forecast foretells."""

    now: int
    tickets: tuple[Estimate, ...]
    """For each ticket of the scene."""
    next: tuple[tuple[Ghost, Estimate], ...]
    """For whoever might come now, by line and offset."""
    step: tuple[int, ...]
    """By how much each ticket ahead delays the next, for each line."""


UNKNOWN = Estimate(None, None, None)
"""Nobody is there who could call the ticket."""


def for_next(
    table: Table, line: int, now: int, issued_since: int, arrival: int | None = None
) -> Estimate:
    """The wait of a ticket issued now, from a table that is a little older.

    Since the table was made time went by, and `issued_since` more tickets joined before this one:
    the next arrival of the table would be called at its moment, this one so many steps later.
    `arrival` is the ticket's effective arrival, if it is another than its issue.
    """
    offset = 0 if arrival is None else arrival - table.now
    ghosts = [(ghost.offset, told) for ghost, told in table.next if ghost.line == line]
    later = table.step[line] * issued_since - (now - table.now)
    return _between(ghosts, offset).later(later)


def _between(ghosts: Sequence[tuple[int, Estimate]], offset: int) -> Estimate:
    """What ghosts on both sides are told, in proportion; the nearest's, where there is one side."""
    after = next((n for n, (known, _) in enumerate(ghosts) if known >= offset), len(ghosts) - 1)
    right, told = ghosts[after]
    left, before = ghosts[max(0, after - 1)]
    if not left < offset < right:
        return told
    share = (offset - left) / (right - left)
    return Estimate(
        _mixed(before.p10, told.p10, share),
        _mixed(before.p50, told.p50, share),
        _mixed(before.p90, told.p90, share),
    )


def _mixed(one: int | None, other: int | None, share: float) -> int | None:
    return None if one is None or other is None else round(one + (other - one) * share)


def _moved(wait: int | None, later: int) -> int | None:
    return None if wait is None else max(0, wait + later)


def by_length(waiting: int, mean: float, open_counters: int) -> Estimate:
    """The last resort: from the queue's length, a visit's mean length and the open counters."""
    if open_counters == 0:
        return UNKNOWN
    return roughly(int((waiting + 1) * mean / open_counters))


def roughly(wait: int | None) -> Estimate:
    """A wait of which nothing more is known, in an interval that owns up to it."""
    return UNKNOWN if wait is None else Estimate(wait // 2, wait, wait * 2)


def quantiles(waits: Sequence[int], never: int) -> Estimate:
    """The estimate that equally likely waits come to; `never` stands for those without an end."""
    ordered = sorted(waits)
    last = len(ordered) - 1
    low, middle, high = (ordered[round(last * share)] for share in (0.1, 0.5, 0.9))
    return Estimate(
        None if low == never else low,
        None if middle == never else middle,
        None if high == never else high,
    )
