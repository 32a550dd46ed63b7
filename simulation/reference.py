"""Holds the rule that calls people against waits that are known exactly.

Every system of a reference file is simulated with `broker.dispatch` until the standard errors are
small enough; then a mean is good that is no more than three standard errors from the exact one.

Chance alone puts one mean in 370 further off than that; of thirty rows, one in every twelfth run.
Hence the seed is fixed: as long as nothing is changed, the figures are the same. A row that is off
with one seed and good with others is chance; one that is off with every seed is a mistake.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain
from random import Random
from typing import Protocol

from simulation.reference_file import Row, bad_cell
from simulation.reference_system import formulas, system
from simulation.stationary import Length, Replication, System, length, waits

FARTHEST = 3.0
"""Standard errors between the simulated and the exact mean."""

PRECISION = 0.02
HIGH_LOAD_PRECISION = 0.05
"""The largest standard error, as a share of the exact mean."""

HIGH_LOAD = 0.92
"""Above it a mean takes so many tickets that the coarser precision must do."""

HIGHEST_LOAD = 0.96
"""Above it a system is left out: at 0.98 a mean as precise takes 100 million tickets."""

AIM = 0.9
"""Of the precision: a standard error is itself an estimate, and may come out too small."""

SAME = 9
"""Digits of a load: 0.92 that was summed up of several classes is still 0.92."""

FIRST = 20
"""Replications before the first look; a standard error from fewer cannot be trusted."""

GROWTH = 4
"""A look multiplies the replications at most by this, for early looks may mistake the need."""

FEWEST = 2
"""Replications without which there is no standard error."""


class Map(Protocol):
    """`map`, in one process or in several."""

    def __call__(
        self, work: Callable[[int], Replication], numbers: Iterable[int], /
    ) -> Iterable[Replication]:
        """What the work makes of each number, in order."""


class Verdict(StrEnum):
    """What became of a row."""

    GOOD = "good"
    OFF = "off"
    IMPRECISE = "imprecise"
    """The tickets were used up before the standard error was small, or could be trusted."""
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A simulated mean wait. Times are in the row's unit."""

    mean: float
    standard_error: float
    p95: float | None
    """The 95th percentile of all simulated waits; none when the file does not ask for it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found for one row."""

    row: Row
    load: float
    """Of its system."""
    exact: float
    """From the file, or by a formula where the file has none."""
    formula: float | None
    """From the closed form, where there is one."""
    tickets: int
    """Simulated for the whole system, with those that were not counted."""
    replications: int
    estimate: Estimate | None
    """None when the row was left out."""

    @property
    def off_by(self) -> float | None:
        """The simulated mean less the exact one, in standard errors."""
        if self.estimate is None or not self.estimate.standard_error:
            return None
        return (self.estimate.mean - self.exact) / self.estimate.standard_error

    @property
    def verdict(self) -> Verdict:
        """Whether the simulated mean agrees with the exact one."""
        if self.estimate is None:
            return Verdict.LEFT_OUT
        if self.off_by is None or self.replications < FIRST:
            return Verdict.IMPRECISE
        if abs(self.off_by) > FARTHEST:
            return Verdict.OFF
        largest = precision(self.load) * self.exact
        return Verdict.GOOD if self.estimate.standard_error <= largest else Verdict.IMPRECISE


def precision(load: float) -> float:
    """The largest standard error at a load, as a share of the exact mean."""
    return PRECISION if load <= HIGH_LOAD else HIGH_LOAD_PRECISION


# --- Simulating until it is precise enough ----------------------------------------------------


def prove(rows: Sequence[Row], seed: int, most_tickets: int, map_: Map) -> list[Result]:
    """Simulate the system of these rows, and hold each against its exact wait.

    Raises:
        BadFileError: a row has no exact wait, neither in the file nor by a formula.
    """
    described = system(rows)
    by_formula: Sequence[float | None] = formulas(rows) or [None] * len(rows)
    exact = [_exact(row, formula) for row, formula in zip(rows, by_formula, strict=True)]
    load = round(described.load, SAME)
    if load > HIGHEST_LOAD:
        return [
            Result(row, load, wait, formula, 0, 0, None)
            for row, wait, formula in zip(rows, exact, by_formula, strict=True)
        ]
    size = length(described)
    work = partial(_replication, described, size, f"{seed} {rows[0].name}")
    unit = AIM * precision(load) * rows[0].unit_ms
    largest = [unit * wait for wait in exact]
    done = _replications(work, largest, max(FEWEST, most_tickets // size.total), map_)
    return [
        Result(
            row,
            load,
            wait,
            formula,
            len(done) * size.total,
            len(done),
            _estimate(row, number, done),
        )
        for number, (row, wait, formula) in enumerate(zip(rows, exact, by_formula, strict=True))
    ]


def _exact(row: Row, formula: float | None) -> float:
    exact = formula if row.mean_wait is None else row.mean_wait
    if exact is None:
        raise bad_cell(row.place, "mean_wait_exact", "", "empty, and no formula knows the wait")
    return exact


def _replication(described: System, size: Length, seed: str, number: int) -> Replication:
    return waits(described, size, Random(f"{seed} {number}"))


def _replications(
    work: Callable[[int], Replication], largest: Sequence[float], most: int, map_: Map
) -> list[Replication]:
    """As many as make every standard error (in milliseconds) small enough, or the most."""
    done = list[Replication]()
    wanted = min(FIRST, most)
    while len(done) < wanted:
        done += map_(work, range(len(done), wanted))
        need = max(
            (_mean(done, line)[1] / error) ** 2 if error else 0.0
            for line, error in enumerate(largest)
        )
        if need > 1:
            wanted = min(most, math.ceil(len(done) * min(need, GROWTH)))
    return done


def _mean(done: Sequence[Replication], line: int) -> tuple[float, float]:
    """The mean wait of a line over all replications, and its standard error; in milliseconds.

    How many tickets of a line come differs between replications, and the more come the longer they
    wait. So it is the ratio of two sums, and its error comes from how far each replication's sum of
    waits is from what the mean makes of its number of tickets. Single waits tell nothing of the
    error, for each resembles the one before.
    """
    counts = [len(waited[line]) for waited in done]
    sums = [sum(waited[line]) for waited in done]
    total = sum(counts)
    if not total:
        return 0.0, math.inf
    mean = sum(sums) / total
    spread = sum((one - mean * count) ** 2 for one, count in zip(sums, counts, strict=True))
    return mean, math.sqrt(spread * len(done) / (len(done) - 1)) / total


def _estimate(row: Row, line: int, done: Sequence[Replication]) -> Estimate:
    mean, error = _mean(done, line)
    p95 = None if row.p95_wait is None else _p95(done, line) / row.unit_ms
    return Estimate(mean / row.unit_ms, error / row.unit_ms, p95)


def _p95(done: Sequence[Replication], line: int) -> int:
    ordered = sorted(chain.from_iterable(waited[line] for waited in done))
    return ordered[math.ceil(0.95 * len(ordered)) - 1]
