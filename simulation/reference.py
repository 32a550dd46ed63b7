"""Holds the rule that calls people against waits that are known exactly.

Every system of a reference file is simulated with `broker.dispatch` until the standard errors are
small enough; then a mean, and a 95th percentile where the file knows it, is good that is no more
than three standard errors from the exact one.

Chance alone puts one figure in 370 further off than that, and one in 150 when its error is told
from only twenty replications; about every seventh run of a file with 45 figures has one. Hence the
seed is fixed: as long as nothing is changed, the figures are the same. A row that is off with one
seed and good with others is chance; one that is off with every seed is a mistake.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from random import Random
from typing import NamedTuple, Protocol

from simulation.reference_file import BadFileError, Row, bad_cell
from simulation.reference_system import formulas, system
from simulation.replications import Found, mean, percentile
from simulation.stationary import Length, Replication, System, length, waits

FARTHEST = 3.0
"""Standard errors between a simulated figure and the exact one."""

PRECISION = 0.02
HIGH_LOAD_PRECISION = 0.05
"""The largest standard error, as a share of the exact figure."""

HIGH_LOAD = 0.92
"""Above it a figure takes so many tickets that the coarser precision must do."""

HIGHEST_LOAD = 0.96
"""Above it a system is left out: at 0.98 a mean as precise takes 100 million tickets."""

AIM = 0.9
"""Of the precision: a standard error is itself an estimate, and may come out too small."""

P95 = 0.95

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
    """Simulated waits. Times are in the row's unit."""

    mean: Found
    p95: Found | None
    """The 95th percentile; none when the file does not ask for it."""


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
        return None if self.estimate is None else _off_by(self.estimate.mean, self.exact)

    @property
    def p95_off_by(self) -> float | None:
        """The simulated 95th percentile less the exact one, in standard errors."""
        if self.estimate is None or self.estimate.p95 is None or self.row.p95_wait is None:
            return None
        return _off_by(self.estimate.p95, self.row.p95_wait)

    @property
    def verdict(self) -> Verdict:
        """Whether the simulated mean, and percentile, agree with the exact ones."""
        if self.estimate is None:
            return Verdict.LEFT_OUT
        judged = [(self.estimate.mean, self.exact)]
        if self.estimate.p95 is not None and self.row.p95_wait is not None:
            judged.append((self.estimate.p95, self.row.p95_wait))
        off_by = [_off_by(found, exact) for found, exact in judged]
        if None in off_by or self.replications < FIRST:
            return Verdict.IMPRECISE
        if any(abs(one or 0.0) > FARTHEST for one in off_by):
            return Verdict.OFF
        largest = precision(self.load)
        precise = all(found.error <= largest * exact for found, exact in judged)
        return Verdict.GOOD if precise else Verdict.IMPRECISE


def _off_by(found: Found, exact: float) -> float | None:
    if found.error:
        return (found.value - exact) / found.error
    return 0.0 if found.value == exact else None


def precision(load: float) -> float:
    """The largest standard error at a load, as a share of the exact figure."""
    return PRECISION if load <= HIGH_LOAD else HIGH_LOAD_PRECISION


# --- Simulating until it is precise enough ----------------------------------------------------


def prove(rows: Sequence[Row], seed: int, most_tickets: int, map_: Map) -> list[Result]:
    """Simulate the system of these rows, and hold each against its exact wait.

    Raises:
        BadFileError: a row has no exact wait, neither in the file nor by a formula; or nobody can
            know it, because more comes than can be done.
    """
    described = system(rows)
    load = round(described.load, SAME)
    if load >= 1:
        raise _too_much(rows[0], load)
    by_formula: Sequence[float | None] = formulas(rows) or [None] * len(rows)
    exact = [_exact(row, formula) for row, formula in zip(rows, by_formula, strict=True)]
    if load > HIGHEST_LOAD:
        return [
            Result(row, load, wait, formula, 0, 0, None)
            for row, wait, formula in zip(rows, exact, by_formula, strict=True)
        ]
    size = length(described)
    work = partial(_replication, described, size, f"{seed} {rows[0].name}")
    unit = AIM * precision(load) * rows[0].unit_ms
    largest = [
        _Largest(unit * wait, None if row.p95_wait is None else unit * row.p95_wait)
        for row, wait in zip(rows, exact, strict=True)
    ]
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


def _too_much(row: Row, load: float) -> BadFileError:
    why = (
        f"too much: the load is {load:.3g}, and from 1 on waits grow without end; lower lam or"
        " mean_service in the rows of this id, or raise c"
    )
    return bad_cell(row.place, "lam", f"{row.rate:g}", why)


def _exact(row: Row, formula: float | None) -> float:
    exact = formula if row.mean_wait is None else row.mean_wait
    if exact is None:
        raise bad_cell(row.place, "mean_wait_exact", "", "empty, and no formula knows the wait")
    return exact


def _replication(described: System, size: Length, seed: str, number: int) -> Replication:
    return waits(described, size, Random(f"{seed} {number}"))


class _Largest(NamedTuple):
    """Standard errors of a line that are small enough, in milliseconds."""

    mean: float
    p95: float | None


def _replications(
    work: Callable[[int], Replication], largest: Sequence[_Largest], most: int, map_: Map
) -> list[Replication]:
    """As many as make every standard error small enough, or the most."""
    done = list[Replication]()
    wanted = min(FIRST, most)
    while len(done) < wanted:
        done += map_(work, range(len(done), wanted))
        need = max(_need(_waits(done, line), errors) for line, errors in enumerate(largest))
        if need > 1:
            wanted = min(most, math.ceil(len(done) * min(need, GROWTH)))
    return done


def _need(waits: Sequence[Sequence[int]], largest: _Largest) -> float:
    """How many times as many replications it takes."""
    needs = [(mean(waits).error, largest.mean)]
    if largest.p95 is not None:
        needs.append((percentile(waits, P95).error, largest.p95))
    return max((found / error) ** 2 if error else 0.0 for found, error in needs)


def _waits(done: Sequence[Replication], line: int) -> list[Sequence[int]]:
    return [waited[line] for waited in done]


def _estimate(row: Row, line: int, done: Sequence[Replication]) -> Estimate:
    waits = _waits(done, line)
    p95 = None if row.p95_wait is None else _in_unit(percentile(waits, P95), row)
    return Estimate(_in_unit(mean(waits), row), p95)


def _in_unit(found: Found, row: Row) -> Found:
    return Found(found.value / row.unit_ms, found.error / row.unit_ms)
