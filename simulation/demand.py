"""Who comes: how many in each half hour for which service and class, and how long each takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from simulation.chance import Streams, factor, lognormal
from simulation.day import HALF_HOUR, MINUTE, Citizen, Habits, Hours
from simulation.reference_centre import OFFERS

SLOT = 10 * MINUTE
"""Appointments begin every ten minutes."""

PRIORITY, MANY_PRIORITY, APPOINTMENTS = 0.12, 0.45, 0.10
"""Shares of visits; the second on a day of many who have priority."""

PROFILE_FROM = 15
"""The profile begins with the half hour from 07:30."""

PROFILE = (1.25, 1.75, 1.85, 1.70, 1.45, 1.10, 0.95, 0.80, 0.45, 0.40, 0.60, 1.25, 1.45, 1.30, 1.05,
           0.85, 0.70, 0.50, 0.20)  # fmt: skip
"""How busy each half hour is beside the others."""

Kind = tuple[str, str]
"""Service and class."""


@dataclass(frozen=True, slots=True)
class Work:
    """How long visits for a service take: lognormal."""

    mean: float
    """Milliseconds on average."""
    cv: float
    """Coefficient of variation."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a usual day brings."""

    rates: Mapping[int, Mapping[Kind, float]]
    """Visits expected in each half hour, numbered from midnight."""
    work: Mapping[str, Work]
    """For each service."""

    @property
    def busiest(self) -> str:
        """The service that most people come for."""
        total = dict.fromkeys(self.work, 0.0)
        for rates in self.rates.values():
            for (service, _), rate in rates.items():
                total[service] += rate
        return max(total, key=lambda service: total[service])


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that citizens are of, by id; a centre may lack the last two."""

    normal: str
    priority: str | None
    appointment: str | None
    priority_share: float = PRIORITY

    @property
    def shares(self) -> dict[str, float]:
        """Share of each class; the normal one takes what is left."""
        shares = {}
        if self.priority:
            shares[self.priority] = self.priority_share
        if self.appointment:
            shares[self.appointment] = APPOINTMENTS
        return {self.normal: 1 - sum(shares.values()), **shares}


def reference_demand(
    services: Sequence[str], hours: Hours, visits: float, classes: Classes
) -> Demand:
    """The reference day's demand for these services.

    They take the reference services' shares and lengths in turn, so that a centre with other
    services has a day of the same kind.
    """
    offers = {service: OFFERS[i % len(OFFERS)] for i, service in enumerate(services)}
    weights = _profile(hours)
    total = sum(weights.values()) * sum(offer.share for offer in offers.values())
    shares = classes.shares
    return Demand(
        {
            half_hour: {
                (service, class_id): visits * weight * offer.share * share / total
                for service, offer in offers.items()
                for class_id, share in shares.items()
            }
            for half_hour, weight in weights.items()
        },
        {service: Work(offer.mean_min * MINUTE, offer.cv) for service, offer in offers.items()},
    )


def _profile(hours: Hours) -> dict[int, float]:
    """The weight of each half hour in which tickets are given."""
    return {
        half_hour: PROFILE[min(max(half_hour - PROFILE_FROM, 0), len(PROFILE) - 1)]
        for half_hour in range(48)
        if _open_part(hours, half_hour)
    }


def _open_part(hours: Hours, half_hour: int) -> tuple[int, int] | None:
    """The part of a half hour in which tickets are given; none when closed throughout."""
    start = hours.midnight + half_hour * HALF_HOUR
    for opens, ends in hours.open:
        part = max(start, opens), min(start + HALF_HOUR, ends)
        if part[0] < part[1]:
            return part
    return None


# --- One day of it --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crowd:
    """Those who come on one day."""

    demand: Demand
    hours: Hours
    habits: Habits
    streams: Streams
    appointment: str | None
    """The class of those who have one."""

    def come(self) -> Iterator[Citizen]:
        """Everybody, half hour by half hour: a Poisson number at even times within it."""
        index, habits = self.hours.index, self.habits
        busy = factor(self.streams.of("day", index), habits.day_sd)
        for half_hour, rates in self.demand.rates.items():
            if part := _open_part(self.hours, half_hour):
                chance = self.streams.of("half hour", index, half_hour)
                rate = sum(rates.values()) * busy * factor(chance, habits.half_hour_sd)
                for number, at in enumerate(_poisson(chance, rate, part)):
                    yield self._citizen(
                        at, rates, self.streams.of("citizen", index, half_hour, number)
                    )

    def group(self, people: int, at: int, class_id: str) -> Iterator[Citizen]:
        """A group that comes at once for the busiest service."""
        for number in range(people):
            chance = self.streams.of("group", self.hours.index, number)
            service = self.demand.busiest
            yield Citizen(at, service, class_id, None, *self._needs(service, chance))

    def _citizen(self, at: int, rates: Mapping[Kind, float], chance: Random) -> Citizen:
        service, class_id = _drawn(rates, chance)
        work, patience = self._needs(service, chance)
        slot = None
        if class_id == self.appointment:
            grid = (at - self.hours.midnight + SLOT // 2) // SLOT
            slot = self.hours.midnight + grid * SLOT
            at = slot + round(chance.gauss(-self.habits.early, self.habits.check_in_sd) * MINUTE)
            at = self.hours.within(at)
        return Citizen(at, service, class_id, slot, work, patience)

    def _needs(self, service: str, chance: Random) -> tuple[int, float]:
        """Work and patience."""
        work = self.demand.work[service]
        return round(lognormal(chance, work.mean, work.cv)), chance.random()


def _poisson(chance: Random, expected: float, part: tuple[int, int]) -> Iterator[int]:
    """The moments of a Poisson stream with so many expected between two moments."""
    if expected <= 0:
        return
    start, end = part
    mean_gap = (end - start) / expected
    at = start + chance.expovariate(1 / mean_gap)
    while at < end:
        yield int(at)
        at += chance.expovariate(1 / mean_gap)


def _drawn(rates: Mapping[Kind, float], chance: Random) -> Kind:
    """A service, then a class of those who come for it: shares of classes leave services alone."""
    services: dict[str, float] = {}
    for (service, _), rate in rates.items():
        services[service] = services.get(service, 0.0) + rate
    service = _one_of(services, chance.random())
    classes = {class_id: rate for (of, class_id), rate in rates.items() if of == service}
    return service, _one_of(classes, chance.random())


def _one_of(weights: Mapping[str, float], even: float) -> str:
    left = even * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return max(weights)  # rounding left a crumb
