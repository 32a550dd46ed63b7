"""How long visits take: services, officers and days, each estimated beside the two others."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeVar

from broker.parameters import SECOND, Lognormal, Parameters

_SERVICE = 20
"""Visits of the centre's mean that are added to each service's own ..."""
_OFFICER = 20
"""... and of the mean officer to each officer's: visits vary some five times as much."""
_DAYS = 10
"""Days of the prior's spread that are added to those seen."""
_ROUNDS = 8
"""Estimated in turn, the three no longer move by then."""
_SHORTEST = 5 * SECOND
"""Whoever finishes sooner has pressed twice."""
_FULL_SKILL = 1000


@dataclass(frozen=True, slots=True)
class Visit:
    """One call of a ticket and what came of it."""

    service: str
    counter: str
    officer: str
    arrival: int
    """Effective arrival."""
    called: int
    served: int | None
    """When the citizen was there; none where officers do not report it."""
    ended: int
    came: bool
    attempt: int = 1
    """1 for a ticket's first call, 2 for its second."""
    skill: int = 1000
    """Of the counter for the service, in permille."""
    rested: bool = False
    """The counter was not open all the time since its visit before."""

    @property
    def length(self) -> int:
        """How long it took."""
        return max(_SHORTEST, self.ended - (self.called if self.served is None else self.served))

    @property
    def log_length(self) -> float:
        """The logarithm of how long it would take at a counter of full skill."""
        began = self.called if self.served is None else self.served
        return log(max(_SHORTEST, self.ended - began) * self.skill / _FULL_SKILL)


@dataclass(frozen=True, slots=True)
class Paces:
    """How long visits take."""

    services: dict[str, Lognormal]
    other: Lognormal
    """Of a service that nobody has seen."""
    officers: dict[str, float]
    """How much longer than the mean an officer takes, as a logarithm."""
    day_spread: float
    """How much slower or faster whole days are."""


@dataclass(slots=True)
class _Cell:
    """The visits of one service, officer and day, summed up."""

    day: int
    officer: str
    service: str
    weight: float
    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def variance(self, mean: float) -> float:
        """Weighted sum of squared distances from `mean`."""
        return self.weight * (self.squares - 2 * mean * self.total + self.count * mean * mean)


def learn_paces(
    days: Sequence[Sequence[Visit]], weights: Sequence[float], prior: Parameters
) -> Paces:
    """What these days' visits teach; each day counts by its weight."""
    cells = _cells(days, weights)
    if not cells:
        return Paces({}, prior.other, {}, prior.pace_spread)
    usual = {name: length.log_mean for name, length in prior.services.items()}
    visits = sum(cell.weight * cell.count for cell in cells)
    centre = sum(cell.weight * cell.total for cell in cells) / visits
    services: dict[str, float] = defaultdict(float)
    officers: dict[str, float] = defaultdict(float)
    by_day: dict[int, float] = defaultdict(float)
    a_day = (prior.other.log_sd / prior.pace_spread) ** 2
    for _ in range(_ROUNDS):
        services |= _means(
            [(c.service, c, officers[c.officer] + by_day[c.day]) for c in cells],
            lambda service: (_SERVICE, usual.get(service, centre)),
        )
        officers |= _means(
            [(c.officer, c, services[c.service] + by_day[c.day]) for c in cells],
            lambda _: (_OFFICER, 0.0),
        )
        by_day |= _means(
            [(c.day, c, services[c.service] + officers[c.officer]) for c in cells],
            lambda _: (a_day, 0.0),
        )
    fit = [services[c.service] + officers[c.officer] + by_day[c.day] for c in cells]
    squares = [cell.variance(mean) for cell, mean in zip(cells, fit, strict=True)]
    around = (sum(squares) + _SERVICE * prior.other.log_sd**2) / (visits + _SERVICE)
    return Paces(
        {name: Lognormal(services[name], sd) for name, sd in _spreads(cells, squares, around)},
        Lognormal(centre, sqrt(around)),
        dict(officers),
        _day_spread(list(by_day.values()), prior),
    )


def _cells(days: Sequence[Sequence[Visit]], weights: Sequence[float]) -> list[_Cell]:
    cells: dict[tuple[int, str, str], _Cell] = {}
    for number, (visits, weight) in enumerate(zip(days, weights, strict=True)):
        for visit in visits:
            if visit.came:
                key = number, visit.officer, visit.service
                cell = cells.setdefault(key, _Cell(*key, weight))
                cell.count += 1
                cell.total += visit.log_length
                cell.squares += visit.log_length**2
    return list(cells.values())


_Key = TypeVar("_Key", bound=Hashable)


def _means(
    cells: Iterable[tuple[_Key, _Cell, float]], added: Callable[[_Key], tuple[float, float]]
) -> dict[_Key, float]:
    """For each key the mean beyond what the others explain, with some visits of a usual length."""
    count: dict[_Key, float] = defaultdict(float)
    total: dict[_Key, float] = defaultdict(float)
    for key, cell, explained in cells:
        count[key] += cell.weight * cell.count
        total[key] += cell.weight * (cell.total - cell.count * explained)
    means: dict[_Key, float] = {}
    for key, seen in total.items():
        more, usual = added(key)
        means[key] = (seen + more * usual) / (count[key] + more)
    return means


def _spreads(
    cells: Sequence[_Cell], squares: Sequence[float], around: float
) -> Iterator[tuple[str, float]]:
    """Each service's deviation, drawn towards that of the whole centre."""
    count: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for cell, square in zip(cells, squares, strict=True):
        count[cell.service] += cell.weight * cell.count
        total[cell.service] += square
    for service, seen in total.items():
        yield service, sqrt((seen + _SERVICE * around) / (count[service] + _SERVICE))


def _day_spread(effects: Sequence[float], prior: Parameters) -> float:
    seen = sum(effect**2 for effect in effects)
    return sqrt((seen + _DAYS * prior.pace_spread**2) / (len(effects) + _DAYS))
