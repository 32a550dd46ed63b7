"""The reference day and its bad days: the same for whoever is called first, and by whichever rule.

The figures are those of a synthetic day at a busy one-stop centre. They are assumptions to compare
policies and estimates on, not measurements of one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from broker.plan import Plan
from broker.settings import CentreSettings, Policy
from broker.timetable import span
from simulation.chance import Streams
from simulation.day import Away, Day, Habits, Hours, hours_of
from simulation.demand import (
    MANY_PRIORITY,
    PRIORITY,
    Classes,
    Crowd,
    Demand,
    reference_demand,
)
from simulation.officers import Staff
from simulation.reference_centre import centre

VISITS, COUNTERS = 1000, 20
"""The reference: a load of about 0.80."""

GROUP, GROUP_COMES = 30, time(9, 0)
LONE_CLOSES = time(10, 0)
ALL_CLOSED, OPEN_AGAIN = time(10, 0), time(10, 20)


class Stress(StrEnum):
    """What makes a bad day."""

    MISHAPS = "mishaps"
    """Officers must leave, and on one day in three the system fails for a while."""
    PRIORITY = "priority"
    """Nearly half of all have priority."""
    GROUP = "group"
    """Thirty people come at once."""
    LONE = "lone"
    """The rarest service has one counter, and that closes at ten."""
    CLOSED = "closed"
    """Nobody is called for twenty minutes from ten."""
    HALF = "half"
    """Half the counters are open."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one centre, by number; officers keep their pace from day to day."""

    centre: CentreSettings
    demand: Demand
    streams: Streams
    stress: frozenset[Stress] = frozenset()
    habits: Habits = field(default_factory=Habits)
    paces: Mapping[str, float] = field(default_factory=dict)
    """Of officers who are known, by counter."""
    shut: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """When counters are closed beyond their settings, as in `07:30-09:00`."""

    def day(self, index: int) -> Day:
        """One day; the same whenever it is asked for."""
        settings = self.centre
        hours = hours_of(index, settings.hours, settings.zone)
        mishaps = Stress.MISHAPS in self.stress
        staff = Staff(hours, self.habits, self.streams, mishaps, self.paces)
        appointment = classes_of(settings).appointment
        crowd = Crowd(self.demand, hours, self.habits, self.streams, appointment)
        citizens = list(crowd.come())
        if Stress.GROUP in self.stress:
            citizens += crowd.group(GROUP, hours.at(GROUP_COMES), settings.classes[0].id)
        return Day(
            hours,
            tuple(sorted(citizens, key=lambda citizen: citizen.at)),
            tuple(
                staff.desk(counter, tuple(self._closed(hours, counter.name)))
                for counter in settings.counters
            ),
            tuple(staff.outages()),
            self.habits,
        )

    def _closed(self, hours: Hours, counter: str) -> Iterator[Away]:
        for start, end in (span(part, hours.midnight) for part in self.shut.get(counter, ())):
            yield Away(start, end - start, "closed")
        if Stress.CLOSED in self.stress:
            start, end = hours.at(ALL_CLOSED), hours.at(OPEN_AGAIN)
            yield Away(start, end - start, "closed")
        if Stress.LONE in self.stress and counter == _lone_counter(self.centre):
            start = hours.at(LONE_CLOSES)
            yield Away(start, hours.closes - start, "closed")


def reference_days(
    seed: int,
    visits: float = VISITS,
    counters: int = COUNTERS,
    policy: Policy = Policy.PROMISED,
    stress: frozenset[Stress] = frozenset(),
) -> Days:
    """The reference centre's days, with so many visits expected on a usual one."""
    settings = centre(counters // 2 if Stress.HALF in stress else counters, policy)
    return days_of(settings, seed, visits, stress)


def days_of(
    settings: CentreSettings, seed: int, visits: float, stress: frozenset[Stress] = frozenset()
) -> Days:
    """Days of any centre with the reference day's demand; see `reference_demand`."""
    if Stress.LONE in stress:
        settings = _with_lone_counter(settings)
    demand = reference_demand(
        [service.id for service in settings.services],
        hours_of(0, settings.hours, settings.zone),
        visits,
        classes_of(settings, MANY_PRIORITY if Stress.PRIORITY in stress else PRIORITY),
    )
    return Days(settings, demand, Streams(seed), stress)


def classes_of(settings: CentreSettings, priority: float = PRIORITY) -> Classes:
    """Who is normal, who has priority and who an appointment, by a centre's classes."""
    normal, *others = (known.id for known in settings.classes)
    appointment = Plan(settings).appointment_class
    preferred = [class_id for class_id in others if class_id != appointment]
    return Classes(
        normal,
        preferred[0] if preferred else None,
        appointment if appointment in others else None,
        priority,
    )


def _lone_counter(settings: CentreSettings) -> str:
    """The first counter whose own service is the last of the settings."""
    rare = settings.services[-1].id
    return next(counter.name for counter in settings.counters if rare in counter.skills)


def _with_lone_counter(settings: CentreSettings) -> CentreSettings:
    """The centre in which only one counter can call the last service."""
    rare, lone = settings.services[-1].id, _lone_counter(settings)
    counters = tuple(
        counter
        if counter.name == lone
        else counter.model_copy(
            update={
                "services": tuple(s for s in counter.services if s != rare),
                "secondary": {s: skill for s, skill in counter.secondary.items() if s != rare},
            }
        )
        for counter in settings.counters
    )
    return settings.model_copy(update={"counters": counters})
