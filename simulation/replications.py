"""What independent replications tell of a wait, and how sure it is. Times are milliseconds.

Single waits tell nothing of the error, for each resembles the one before: it comes from how whole
replications differ. How many tickets come differs between them too, and the more come the longer
they wait. So a mean, or a share, is the ratio of two sums, and its error comes from how far each
replication's sum is from what the ratio makes of its number of tickets.
"""

import math
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple


class Found(NamedTuple):
    """An estimate and its standard error."""

    value: float
    error: float


def mean(done: Sequence[Sequence[int]]) -> Found:
    """The mean wait of a line over its replications."""
    return _ratio([sum(waits) for waits in done], [len(waits) for waits in done])


def percentile(done: Sequence[Sequence[int]], share: float) -> Found:
    """The wait that this share (0..1) of all tickets do not exceed.

    Its error is Woodruff's: the share of waits up to that value is a ratio with an error of its
    own, and the waits at that share, less or plus its error, lie two standard errors apart.

    Source: R. S. Woodruff, "Confidence intervals for medians and other position measures", Journal
    of the American Statistical Association 47 (1952).
    """
    ordered = sorted(chain.from_iterable(done))
    if not ordered:
        return Found(0.0, math.inf)
    value = _at(ordered, share)
    within = [sum(wait <= value for wait in waits) for waits in done]
    error = _ratio(within, [len(waits) for waits in done]).error
    return Found(value, (_at(ordered, share + error) - _at(ordered, share - error)) / 2)


def _at(ordered: Sequence[int], share: float) -> int:
    place = math.ceil(share * len(ordered)) - 1
    return ordered[min(max(place, 0), len(ordered) - 1)]


def _ratio(sums: Sequence[int], counts: Sequence[int]) -> Found:
    total = sum(counts)
    if not total:
        return Found(0.0, math.inf)
    ratio = sum(sums) / total
    spread = sum((one - ratio * count) ** 2 for one, count in zip(sums, counts, strict=True))
    return Found(ratio, math.sqrt(spread * len(sums) / (len(sums) - 1)) / total)
