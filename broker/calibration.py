"""Whether waits were as foretold: the interval widens and narrows until it keeps its word.

Of ten people one should wait less than the interval says, and one longer. Each half learns on its
own from everybody who was called: it widens by a little whenever somebody fell out of it, and
narrows by much less whenever nobody did, so that it comes to rest where one in ten does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import exp

from broker.waiting import Estimate

MISSED = 0.1
"""Share of people beyond each end of the interval."""
_RATE = 0.003
_NARROWEST, _WIDEST = 0.5, 4.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much wider than the futures' each half of the interval is."""

    lower: float = 1.0
    upper: float = 1.0


def calibrate(
    outcomes: Iterable[tuple[Estimate, int]], known: Calibration = Calibration()
) -> Calibration:
    """What forecasts, as they were told, and the waits that followed teach."""
    return reduce(_learn, outcomes, known)


def _learn(known: Calibration, outcome: tuple[Estimate, int]) -> Calibration:
    told, waited = outcome
    lower, upper = known.lower, known.upper
    if told.p10 is not None:
        lower = _moved(lower, missed=waited < told.p10)
    if told.p90 is not None:
        upper = _moved(upper, missed=waited > told.p90)
    return Calibration(lower, upper)


def _moved(factor: float, *, missed: bool) -> float:
    return min(_WIDEST, max(_NARROWEST, factor * exp(_RATE * (missed - MISSED))))


def calibrated(estimate: Estimate, known: Calibration) -> Estimate:
    """The estimate with its halves widened or narrowed around the median."""
    low, middle, high = estimate.p10, estimate.p50, estimate.p90
    if middle is None:
        return estimate
    if low is not None:
        low = max(0, middle - int((middle - low) * known.lower))
    if high is not None:
        high = middle + int((high - middle) * known.upper)
    return Estimate(low, middle, high)
