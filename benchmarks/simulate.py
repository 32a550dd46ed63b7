"""A day of the reference centre on virtual time: how long it takes, and that it is repeatable."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.table import Figure
from broker.facts import FACT, Entry
from simulation.reference_day import VISITS, Days, reference_days
from simulation.report import report
from simulation.trial import live_through, promises_of

Result = TypeVar("Result")

SEED = 1
"""A rather full day; figures are for `VISITS` of its visits."""


async def measure(folder: Path) -> list[Figure]:  # noqa: ARG001 - nothing is written
    """Live through one day twice, and report on it."""
    days = reference_days(SEED)
    began = time.perf_counter()
    took, entries = _timed(lambda: live_through(days, 0))
    passed = time.perf_counter() - began
    _, again = _timed(lambda: live_through(days, 0))
    reporting, told = _timed(lambda: report((e.fact for e in entries), promises_of(days.centre)))
    visits = told.people.issued
    per_day = took * VISITS / visits
    return [
        Figure(
            f"a simulated day of {VISITS} visits, without forecasts", per_day, 2, "s of one core",
            beside=f"{visits} visits, {len(entries)} facts; {passed:.2f} s by the clock",
        ),
        Figure("its report", reporting, 0.5, "s of one core"),
        Figure("facts that differ when the day is lived again", _differing(entries, again), 0, ""),
        Figure("drawing such a day's citizens and officers", _drawing(days), 0.5, "s of one core"),
    ]  # fmt: skip


def _timed(job: Callable[[], Result]) -> tuple[float, Result]:
    """What it gives, and how much of a core's time it took: others may be at work here."""
    began = time.process_time()
    result = job()
    return time.process_time() - began, result


def _drawing(days: Days) -> float:
    took, _ = _timed(lambda: days.day(1))
    return took


def _differing(entries: list[Entry], again: list[Entry]) -> int:
    """How many facts are not the same, byte for byte."""
    pairs = zip(entries, again, strict=True)
    return sum(FACT.dump_json(one.fact) != FACT.dump_json(other.fact) for one, other in pairs)
