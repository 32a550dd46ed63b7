"""Whether waits were as foretold: the interval widens and narrows until it keeps its word.

Before that all of it is stretched or shrunk until waits are on average what was told: half of the
futures are a little short of the mean, since waits spread further up than down, and a real hall has
its own ways.

Of ten people one should wait less than the interval says, and one longer. Each half learns on its
own from everybody who was called: it widens by a little whenever somebody fell out of it, and
narrows by much less whenever nobody did, so that it comes to rest where one in ten does. Waits of
which people were told no more than that they are short teach nothing: in a quiet hour all intervals
hold, and would be narrowed at the cost of the busy ones. Each class of tickets learns apart: the
short waits of those who are promised them are as hard to foretell as the long ones of the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from types import MappingProxyType

from broker.parameters import MINUTE
from broker.waiting import Estimate

MISSED = 0.1
"""Share of people beyond each end of the interval."""
_RATE = 0.003
SHORT = 5 * MINUTE
"""People are told no more of a wait than that it is shorter than this."""
_NARROWEST, _WIDEST = 0.5, 4.0
_STEP = 0.0005
"""For a wait that is `SHORT` longer than what was told, all are told so much more from then on."""
_SHORTEST, _LONGEST = 0.8, 1.25


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much wider than the futures' each half of the interval is."""

    lower: float = 1.0
    upper: float = 1.0
    middle: float = 1.0
    """How much longer waits are than the futures'."""


Calibrations = Mapping[str, Calibration]
"""By class; a class that taught nothing yet has none."""

UNTAUGHT: Calibrations = MappingProxyType({})
FRESH = Calibration()
"""Where nothing was learned."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What somebody of a class was told, and how long the wait was; milliseconds."""

    class_id: str
    told: Estimate
    waited: int


def calibrate(outcomes: Iterable[Outcome], known: Calibrations = UNTAUGHT) -> Calibrations:
    """What forecasts, as they were told, and the waits that followed teach."""
    learned = dict(known)
    for outcome in outcomes:
        before = learned.get(outcome.class_id, FRESH)
        learned[outcome.class_id] = _learn(before, outcome.told, outcome.waited)
    return learned


def _learn(known: Calibration, told: Estimate, waited: int) -> Calibration:
    if told.p90 is not None and told.p90 < SHORT:
        return known
    lower, upper = known.lower, known.upper
    if told.p10 is not None:
        lower = _moved(lower, missed=waited < told.p10)
    if told.p90 is not None:
        upper = _moved(upper, missed=waited > told.p90)
    middle = known.middle if told.p50 is None else _nearer(known.middle, waited - told.p50)
    return Calibration(lower, upper, middle)


def _moved(factor: float, *, missed: bool) -> float:
    return min(_WIDEST, max(_NARROWEST, factor * exp(_RATE * (missed - MISSED))))


def _nearer(factor: float, late: int) -> float:
    return min(_LONGEST, max(_SHORTEST, factor * exp(_STEP * late / SHORT)))


def calibrated(estimate: Estimate, known: Calibration) -> Estimate:
    """The estimate stretched, and its halves widened or narrowed around its median."""
    low, middle, high = estimate.p10, estimate.p50, estimate.p90
    if middle is None:
        return estimate
    told = int(middle * known.middle)
    if low is not None:
        low = max(0, told - int((middle - low) * known.middle * known.lower))
    if high is not None:
        high = told + int((high - middle) * known.middle * known.upper)
    return Estimate(low, told, high)
