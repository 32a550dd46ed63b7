"""How good what was told turned out to be.

Where one of many tickets of a half hour was foretold, it counts for all of them.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.foretold import Told
from broker.calibration import Calibration, calibrate, calibrated
from broker.parameters import MINUTE
from broker.waiting import Estimate
from broker.world import HORIZON


@dataclass(frozen=True, slots=True)
class Score:
    """Lengths in minutes. Errors, bias and mean wait are those of who was called."""

    tickets: int
    uncalled: int
    """Of them were not called before the day's end ..."""
    warned: int
    """... and so many of these were told that it might be so."""
    mean_wait: float
    error: float
    """Mean absolute error of the median."""
    oracle: float
    last: float
    ten: float
    length: float
    bias: float
    """Told minus waited, over the mean wait."""
    kept: float
    """Share of waits within the interval; whoever is not called is, if that was left open."""
    worst_class: float
    """The smallest such share of a class ..."""
    worst_half_hour: float
    """... and of a half hour."""
    least: int
    """Tickets in the half hour that has the fewest."""
    widened: Calibration
    """What became of the interval's halves."""


def score(
    told: Sequence[Told], said: Callable[[Told], Estimate] = lambda one: one.forecast
) -> Score:
    """The score; intervals are calibrated by those before, as in the queue service.

    `said` is whose estimate is scored: the forecast of the moment, unless it is another.
    """
    intervals, widened = _calibrated(told, said)
    pairs = list(zip(told, intervals, strict=True))
    kept = [_kept(one, interval) for one, interval in pairs]
    medians = [(one, _median(interval)) for one, interval in pairs if one.wait is not None]
    called = [(one, one.wait) for one in told if one.wait is not None]
    uncalled = [(one, interval) for one, interval in pairs if one.wait is None]
    mean = _mean((wait - one.early, one.stands_for) for one, wait in called if wait >= one.early)
    halves = [one.half_hour for one in told]
    return Score(
        tickets=len(told),
        uncalled=len(uncalled),
        warned=sum(_left_open(interval, one) for one, interval in uncalled),
        mean_wait=mean / MINUTE,
        error=_error(called, [median for _, median in medians]),
        oracle=_error(called, [_median(one.oracle) for one, _ in called]),
        last=_error(called, [one.last for one, _ in called]),
        ten=_error(called, [one.ten for one, _ in called]),
        length=_error(called, [one.length for one, _ in called]),
        bias=_mean((median - (one.wait or 0), one.stands_for) for one, median in medians) / mean,
        kept=_share(told, kept),
        worst_class=min(_shares(told, kept, [one.class_id for one in told])),
        worst_half_hour=min(_shares(told, kept, halves)),
        least=min(Counter(halves).values()),
        widened=widened,
    )


def _calibrated(
    told: Sequence[Told], said: Callable[[Told], Estimate]
) -> tuple[list[Estimate], Calibration]:
    """What each was told, with what was known from those before; and what came of it."""
    intervals, known = list[Estimate](), Calibration()
    for one in told:
        interval = calibrated(said(one), known)
        intervals.append(interval)
        if one.wait is not None:
            known = calibrate([(interval, one.wait)], known)
    return intervals, known


def _kept(one: Told, interval: Estimate) -> bool:
    """Whether the wait was within its interval."""
    if one.wait is None:
        return _left_open(interval, one)
    low, high = interval.p10, interval.p90
    return low is not None and low <= one.wait and (high is None or one.wait <= high)


def _left_open(interval: Estimate, one: Told) -> bool:
    """Whether the interval reaches the day's end."""
    return interval.p90 is None or interval.p90 >= one.until_closing


def _shares(
    told: Sequence[Told], kept: Sequence[bool], groups: Sequence[Hashable]
) -> Iterator[float]:
    """The share kept in each group."""
    for group in set(groups):
        members = [number for number, other in enumerate(groups) if other == group]
        yield _share([told[number] for number in members], [kept[number] for number in members])


def _share(told: Sequence[Told], kept: Sequence[bool]) -> float:
    return _mean((of_one, one.stands_for) for one, of_one in zip(told, kept, strict=True))


def _median(estimate: Estimate) -> int:
    """Nobody waits longer than a forecast looks ahead."""
    return HORIZON if estimate.p50 is None else estimate.p50


def _error(called: Sequence[tuple[Told, int]], said: Sequence[float]) -> float:
    """The mean absolute error, in minutes."""
    pairs = zip(called, said, strict=True)
    return _mean((abs(this - wait), one.stands_for) for (one, wait), this in pairs) / MINUTE


def _mean(weighted: Iterable[tuple[float, int]]) -> float:
    """The mean of values, each of which stands for a number of tickets."""
    total = weight = 0.0
    for value, stands_for in weighted:
        total += value * stands_for
        weight += stands_for
    return total / weight
