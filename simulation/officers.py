"""What officers do on one day: their pace, their pauses, when they are away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from random import Random

from broker.declared import Counter
from broker.timetable import span
from simulation.chance import Streams, factor
from simulation.day import MINUTE, Away, Desk, Habits, Hours

SUMMONS = 16
"""A counter on call is hardly summoned more often in a day; then the times come again."""

ABSENT, ABSENT_AT_LEAST, ABSENT_BEYOND = 0.12, 30.0, 40.0
"""Share of counters whose officer must leave on a day of mishaps, for so many minutes or more."""

OUTAGE, OUTAGE_AT_LEAST, OUTAGE_BEYOND = 0.35, 8.0, 12.0
"""Share of days of mishaps on which the system fails, for so many minutes or more."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The officers of one day."""

    hours: Hours
    habits: Habits
    streams: Streams
    mishaps: bool = False
    """Whether things go wrong: absences, outages."""
    paces: Mapping[str, float] = field(default_factory=dict)
    """Of officers who are known, by counter; the others' are drawn."""

    def desk(self, counter: Counter, also: tuple[Away, ...] = ()) -> Desk:
        """A counter's day; `also` is when it is closed beyond its settings."""
        index, habits, of = self.hours.index, self.habits, self.streams.of
        name = counter.name
        own = self.paces.get(name) or factor(of("officer", name), habits.speed_sd)
        pace = (
            own
            * factor(of("officer today", name, index), habits.speed_daily_sd)
            * factor(of("slowness", index), habits.slowness_sd)
        )
        summons = of("summons", name, index)
        answers = (_median(summons, habits.on_call, habits.on_call_sd) for _ in range(SUMMONS))
        away = [*also, *self._planned(counter), *self._pauses(of("pauses", name, index))]
        if self.mishaps:
            away += self._absences(of("absence", name, index))
        away = [one.since(self.hours.opens) for one in away if one.end > self.hours.opens]
        return Desk(name, pace, tuple(_apart(away)), tuple(answers))

    def outages(self) -> Iterator[tuple[int, int]]:
        """When the system fails."""
        chance = self.streams.of("outage", self.hours.index)
        if self.mishaps and chance.random() < OUTAGE:
            yield self._somewhere(chance, OUTAGE_AT_LEAST, OUTAGE_BEYOND)

    def _planned(self, counter: Counter) -> Iterator[Away]:
        """Lunch, and the time between two halves of the day."""
        for start, end in (span(away, self.hours.midnight) for away in counter.away):
            yield Away(start, end - start, "lunch")
        for (_, ends), (begins, _) in pairwise(self.hours.open):
            yield Away(ends, begins - ends, "closed")

    def _pauses(self, chance: Random) -> Iterator[Away]:
        at = self.hours.opens
        while True:
            at += round(chance.expovariate(1 / self.habits.pause_every) * MINUTE)
            if at >= self.hours.closes:
                return
            pause = Away(at, self._pause(chance), "pause")
            yield pause
            at = pause.end

    def _pause(self, chance: Random) -> int:
        if self.habits.pauses:
            return round(chance.choice(self.habits.pauses) * MINUTE)
        return _median(chance, self.habits.pause, self.habits.pause_sd)

    def _absences(self, chance: Random) -> Iterator[Away]:
        if chance.random() < ABSENT:
            start, end = self._somewhere(chance, ABSENT_AT_LEAST, ABSENT_BEYOND)
            yield Away(start, end - start, "absence")

    def _somewhere(self, chance: Random, least: float, beyond: float) -> tuple[int, int]:
        """A stretch of the day that begins at any time of it."""
        start = round(chance.uniform(self.hours.opens, self.hours.closes))
        return start, start + round((least + chance.expovariate(1 / beyond)) * MINUTE)


def _apart(away: list[Away]) -> Iterator[Away]:
    """One after the other: of those that begin within another the rest; pauses then fall out."""
    end = 0
    for one in sorted(away):
        rest = one.since(end)
        if rest.length > 0 and (one.kind != "pause" or one.start >= end):
            yield rest
            end = rest.end


def _median(chance: Random, minutes: float, sigma: float) -> int:
    """A lognormal time in milliseconds, by its median."""
    return round(chance.lognormvariate(log(minutes), sigma) * MINUTE)
