"""A day of a centre as plain data: who comes when, how long each takes, and what officers do.

Nothing here decides who is called: the same day meets every policy. Times are milliseconds, moments
since 1970-01-01 UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from broker.timetable import AFTER_HOURS, span

MINUTE = 60_000
HALF_HOUR = 30 * MINUTE
DAY = 24 * 60 * MINUTE

FIRST_DAY = date(2026, 11, 23)
"""Day 0 of every seed, a Monday; weekends are left out."""

_WORKING_DAYS, _WEEK = 5, 7


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual among citizens and officers; minutes where nothing else is said."""

    day_sd: float = 0.12
    """How much days differ in visits (standard deviation of the logarithm) ..."""
    half_hour_sd: float = 0.12
    """... and half hours beyond that."""
    early: float = 4.0
    """Who has an appointment checks in so much before the slot, ..."""
    check_in_sd: float = 7.0
    """... more or less."""
    no_show: float = 0.02
    """Share of those called who have left, ..."""
    no_show_a_minute: float = 0.0008
    """... and how much it grows with each minute they waited."""
    no_show_cost: float = 0.9
    """An officer waits so long for them."""
    between: float = 0.35
    """From the call to the beginning of the service."""
    speed_sd: float = 0.15
    """How much officers differ in pace, ..."""
    speed_daily_sd: float = 0.05
    """... each from day to day, ..."""
    slowness_sd: float = 0.07
    """... and days for all of them."""
    pause_every: float = 130.0
    """Time between two pauses on average, exponential."""
    pause: float = 6.0
    """A pause, the median ..."""
    pause_sd: float = 0.6
    """... and the standard deviation of its logarithm."""
    pauses: tuple[float, ...] = ()
    """Pauses that were seen: then each is one of these."""
    on_call: float = 4.0
    """From the summons to the open counter, the median ..."""
    on_call_sd: float = 0.5
    """... and the standard deviation of its logarithm."""

    def has_left(self, patience: float, waited: int) -> bool:
        """Whether someone of this patience has left after so many milliseconds."""
        return patience < self.no_show + self.no_show_a_minute * waited / MINUTE


@dataclass(frozen=True, slots=True)
class Citizen:
    """Someone who comes for one service."""

    at: int
    """When the ticket is taken; who has an appointment checks in."""
    service: str
    class_id: str
    slot: int | None
    """The time of the appointment."""
    work: int
    """How long the service takes at a counter of pace 1."""
    patience: float
    """Even between 0 and 1; see `Habits.has_left`."""


AwayKind = Literal["lunch", "pause", "absence", "closed"]


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """An officer leaves the counter, as soon as the visit at hand is over."""

    start: int
    length: int
    kind: AwayKind

    @property
    def end(self) -> int:
        """When the officer is to be back."""
        return self.start + self.length

    def since(self, moment: int) -> "Away":
        """The part of it from a moment on; of no or negative length when it is over by then."""
        start = max(self.start, moment)
        return Away(start, self.end - start, self.kind)

    def until(self, began: int) -> int:
        """When the officer is back who left at `began`: a pause takes its time all the same."""
        return began + self.length if self.kind == "pause" else self.end


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter on this day, and the officer at it."""

    counter: str
    pace: float
    """Times a citizen's work is how long the service takes here today."""
    away: tuple[Away, ...]
    """In order, one after the other."""
    answers: tuple[int, ...]
    """How long the officer takes to come, for each time a counter on call is summoned."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a centre is open on one day."""

    index: int
    """Number of the day."""
    date: date
    midnight: int
    open: tuple[tuple[int, int], ...]
    """From when until when tickets are given."""

    @property
    def opens(self) -> int:
        """The first ticket can be taken."""
        return self.open[0][0]

    @property
    def closes(self) -> int:
        """Nobody is called any more."""
        return self.open[-1][1] + AFTER_HOURS

    def within(self, moment: int) -> int:
        """A moment at which tickets are given: this one, or when they are given next."""
        for opens, ends in self.open:
            if moment < ends:
                return max(moment, opens)
        return self.open[-1][1] - 1

    def at(self, clock: time) -> int:
        """The moment of a time by the clock."""
        return self.midnight + (clock.hour * 60 + clock.minute) * MINUTE


@dataclass(frozen=True, slots=True)
class Day:
    """A day before anybody decided anything."""

    hours: Hours
    citizens: tuple[Citizen, ...]
    """In the order in which they come."""
    desks: tuple[Desk, ...]
    outages: tuple[tuple[int, int], ...]
    """From when until when nobody can be called; numbers are given."""
    habits: Habits

    @property
    def load(self) -> float:
        """Work of all who stay to be served, over what the desks can do in their time."""
        length = self.hours.closes - self.hours.opens
        capacity = sum(
            (length - sum(away.length for away in desk.away)) / desk.pace for desk in self.desks
        )
        walking = self.habits.between * MINUTE
        served = (
            citizen for citizen in self.citizens if not self.habits.has_left(citizen.patience, 0)
        )
        return sum(citizen.work + walking for citizen in served) / capacity


def hours_of(index: int, hours: tuple[str, ...], zone: str) -> Hours:
    """The opening hours of a numbered day; `hours` as the settings have them, `07:30-16:45`."""
    weeks, weekday = divmod(index, _WORKING_DAYS)
    day = FIRST_DAY + timedelta(days=_WEEK * weeks + weekday)
    midnight = round(datetime.combine(day, time(), ZoneInfo(zone)).timestamp() * 1000)
    return Hours(index, day, midnight, tuple(span(part, midnight) for part in hours))
