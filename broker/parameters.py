"""What is known about a centre's days: how long visits take, who comes when, how officers pause.

Learned by `learning.learn` from the journal; what nothing was learned about is as `PRIOR` has it.
All times are milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log
from statistics import NormalDist

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
SLOT = 30 * MINUTE
"""Arrivals are counted by the half hour."""


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A length that is never negative and sometimes very long; its logarithm is normal."""

    log_mean: float
    log_sd: float

    @property
    def mean(self) -> float:
        """The expected length."""
        return exp(self.log_mean + self.log_sd**2 / 2)

    def quantile(self, share: float) -> float:
        """The length that this share (between 0 and 1) does not exceed."""
        return exp(self.log_mean + self.log_sd * _NORMAL.inv_cdf(share))


_NORMAL = NormalDist()


def lognormal(mean: float, log_sd: float) -> Lognormal:
    """The one with this mean."""
    return Lognormal(log(mean) - log_sd**2 / 2, log_sd)


@dataclass(frozen=True, slots=True)
class NoShows:
    """How many do not come when called: some at once, more the longer they waited."""

    share: float
    per_ms: float
    """Added to the share for each millisecond of waiting."""
    cost: int
    """From the call until the counter calls the next."""
    back: float
    """Share of those called a second time who come."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What forecasts reckon with."""

    services: Mapping[str, Lognormal]
    """How long a visit takes from when the citizen is there, by service ..."""
    other: Lognormal
    """... and where nothing is known about the service."""
    walk: int
    """From the call until the citizen is there; 0 where officers do not report it."""
    gap: int
    """From the end of a visit until the next call, while somebody waits."""
    no_shows: NoShows
    pause_every: int
    """Mean time that a counter is open between two pauses; 0: it never pauses."""
    pauses: tuple[int, ...]
    """Lengths of pauses, sorted: a sample, since short breaks and absences fit no one formula."""
    on_call: Lognormal
    """From the summons until the officer opens."""
    officers: Mapping[str, float] = field(default_factory=dict)
    """How much longer than the mean an officer takes, as a logarithm."""
    profile: Mapping[tuple[str, str], tuple[float, ...]] = field(default_factory=dict)
    """Expected arrivals by service and class in each half hour since midnight, local time."""
    offsets: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Mean and standard deviation of effective arrival minus coming, by class: appointments."""
    opens: Mapping[str, int] = field(default_factory=dict)
    """When a counter usually opens, by its name, since midnight, local time."""
    day_spread: float = 0.15
    """Relative standard deviation of a day's number of visits, beside pure chance."""
    pace_spread: float = 0.07
    """Relative standard deviation of a day's pace: some days all goes more slowly."""

    def service(self, name: str) -> Lognormal:
        """How long a visit for this service takes."""
        return self.services.get(name, self.other)


_PRIOR_PAUSE = Lognormal(log(6 * MINUTE), 0.6)
_SAMPLE = 50

PRIOR = Parameters(
    services={},
    other=lognormal(8 * MINUTE, 0.65),
    walk=0,
    gap=20 * SECOND,
    no_shows=NoShows(share=0.03, per_ms=0.0005 / MINUTE, cost=MINUTE, back=0.3),
    pause_every=150 * MINUTE,
    pauses=tuple(int(_PRIOR_PAUSE.quantile((n + 0.5) / _SAMPLE)) for n in range(_SAMPLE)),
    on_call=Lognormal(log(4 * MINUTE), 0.5),
)
"""What a centre begins with, before its journal tells more."""
