"""How good what was told turned out to be.

Where one of many tickets of a half hour was foretold, it counts for all of them.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.foretold import Told
from broker.calibration import FRESH, UNTAUGHT, Calibrations, Outcome, calibrate, calibrated
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
    """The oracle's, where it was asked ..."""
    beside_oracle: float
    """... and that of the forecast for the same tickets."""
    last: float
    ten: float
    length: float
    bias: float
    """Told minus waited, over the mean wait."""
    kept: float
    """Share of waits within the interval; whoever is not called is, if that was left open."""
    kept_closed: float
    """The same of intervals that end before the day does: an open one can only be too late."""
    worst_class: float
    """The smallest such share of a class ..."""
    worst_half_hour: float
    """... and of a half hour."""
    least: int
    """Tickets in the half hour that has the fewest ..."""
    half_hours: int
    """... of so many."""
    widened: Calibrations
    """What became of the interval's halves in each class."""


def score(
    told: Sequence[Told],
    said: Callable[[Told], Estimate] = lambda one: one.forecast,
    taught: Calibrations = UNTAUGHT,
) -> Score:
    """The score; intervals are calibrated by those before, as in the queue service.

    `said` is whose estimate is scored: the forecast of the moment, unless it is another. `taught`
    is what earlier days taught about intervals.
    """
    intervals, widened = _calibrated(told, said, taught)
    pairs = list(zip(told, intervals, strict=True))
    kept = [_kept(one, interval) for one, interval in pairs]
    called = [(one, interval, one.wait) for one, interval in pairs if one.wait is not None]
    asked = [(*known, known[0].oracle) for known in called if known[0].oracle is not None]
    uncalled = [(one, interval) for one, interval in pairs if one.wait is None]
    mean = _mean((wait - one.early, one.stands_for) for one, _, wait in called if wait >= one.early)
    late = _mean((_median(interval) - wait, one.stands_for) for one, interval, wait in called)
    halves = [one.half_hour for one in told]
    return Score(
        tickets=len(told),
        uncalled=len(uncalled),
        warned=sum(_left_open(interval, one) for one, interval in uncalled),
        mean_wait=mean / MINUTE,
        error=_error((one, _median(interval), wait) for one, interval, wait in called),
        oracle=_error((one, _median(oracle), wait) for one, _, wait, oracle in asked if oracle),
        beside_oracle=_error((one, _median(interval), wait) for one, interval, wait, _ in asked),
        last=_error((one, one.last, wait) for one, _, wait in called),
        ten=_error((one, one.ten, wait) for one, _, wait in called),
        length=_error((one, one.length, wait) for one, _, wait in called),
        bias=late / mean,
        kept=_share(told, kept),
        kept_closed=_mean(
            (of_one, one.stands_for)
            for (one, interval), of_one in zip(pairs, kept, strict=True)
            if not _left_open(interval, one)
        ),
        worst_class=min(_shares(told, kept, [one.class_id for one in told])),
        worst_half_hour=min(_shares(told, kept, halves)),
        least=min(Counter(halves).values()),
        half_hours=len(set(halves)),
        widened=widened,
    )


def _calibrated(
    told: Sequence[Told], said: Callable[[Told], Estimate], known: Calibrations
) -> tuple[list[Estimate], Calibrations]:
    """What each was told, with what was known from those before; and what came of it.

    The queue service learns from everybody who is called: a ticket teaches as often as it counts.
    """
    intervals = list[Estimate]()
    for one in told:
        interval = calibrated(said(one), known.get(one.class_id, FRESH))
        if one.wait is None:  # an interval that reaches the day's end is told as it is
            intervals.append(said(one))
        else:
            intervals.append(interval)
            known = calibrate([Outcome(one.class_id, interval, one.wait)] * one.stands_for, known)
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


def _error(told: Iterable[tuple[Told, float, int]]) -> float:
    """The mean of said against waited, in minutes."""
    return _mean((abs(said - wait), one.stands_for) for one, said, wait in told) / MINUTE


def _mean(weighted: Iterable[tuple[float, int]]) -> float:
    """The mean of values, each of which stands for a number of tickets."""
    total = weight = 0.0
    for value, stands_for in weighted:
        total += value * stands_for
        weight += stands_for
    return total / weight if weight else 0.0
