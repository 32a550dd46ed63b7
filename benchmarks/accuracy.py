"""Expected waits against those that followed, on days that were not learned from."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from benchmarks.foretold import TEST, foretold, learned
from benchmarks.score import Score, score
from benchmarks.table import Figure
from broker.parameters import Parameters
from simulation.reference_day import Days, Stress, reference_days

SEED = 3
"""The forecast was made on days of seeds 1 and 2: these are new to it."""
PROCESSES = 2
USUAL, BUSY = 900, 1000
"""Visits of a day whose mean wait is between eight and twenty minutes, and of one above that."""
BAD_DAYS = 4
"""Of each kind."""
SERVICE_DAYS = 3
"""On which the queue service itself is asked too."""

LONG_WAIT_MIN = 20
"""From this mean wait on the error may be less of it."""


async def measure(_: Path) -> list[Figure]:
    """Usual days, busy days, bad days."""
    figures: list[Figure] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        for visits in (USUAL, BUSY):
            days = reference_days(SEED, visits)
            known = learned(days, pool)
            figures += _usual(f"{visits} visits", score(foretold(days, known, pool, TEST)))
            if visits == BUSY:
                figures.append(_service(days, known, pool))
                figures += [one for stress in Stress for one in _bad(stress, known, pool)]
    return figures


def _usual(what: str, seen: Score) -> Iterator[Figure]:
    mean = f"of a mean wait of {seen.mean_wait:.1f} min, {seen.tickets} tickets"
    most = 0.15 if seen.mean_wait >= LONG_WAIT_MIN else 0.22
    yield Figure(
        f"{what}: error of the wait told", seen.error / seen.mean_wait, most, "", beside=mean
    )
    oracle = f"1.15 x the oracle's {seen.oracle:.2f}"
    yield Figure(f"{what}: error", seen.error, 1.15 * seen.oracle, "min", beside=oracle)
    others = (
        f"half of the last one's {seen.last:.2f}; last ten {seen.ten:.2f},"
        f" queue length {seen.length:.2f}"
    )
    yield Figure(f"{what}: error", seen.error, 0.5 * seen.last, "min", beside=others)
    yield Figure(f"{what}: bias, either way", abs(seen.bias), 0.05, "", beside=f"{seen.bias:+.3f}")
    yield from _kept(what, seen)


def _kept(what: str, seen: Score) -> Iterator[Figure]:
    by = seen.widened
    widened = f"all x {by.middle:.2f}, halves x {by.lower:.2f} and {by.upper:.2f}"
    share = "waits within the interval"
    yield Figure(f"{what}: {share}", seen.kept, 0.75, "", least=True, beside=widened)
    yield Figure(f"{what}: {share}", seen.kept, 0.88, "")
    yield Figure(f"{what}: {share}, worst class", seen.worst_class, 0.7, "", least=True)
    yield Figure(
        f"{what}: {share}, worst half hour", seen.worst_half_hour, 0.7, "", least=True,
        beside=f"the one with the fewest had {seen.least} tickets",
    )  # fmt: skip


def _service(days: Days, known: Parameters, pool: Executor) -> Figure:
    """What it costs that the queue service answers from a table as old as one may be."""
    told = foretold(days, known, pool, SERVICE_DAYS, service=True)
    fresh, said = score(told), score(told, lambda one: one.service or one.forecast)
    return Figure(
        "told by the queue service, from an old table: error", said.error, 1.15 * fresh.oracle,
        "min", beside=f"1.15 x the oracle's {fresh.oracle:.2f}; at the press"
        f" {fresh.error:.2f}, within the interval {said.kept:.2f}",
    )  # fmt: skip


def _bad(stress: Stress, known: Parameters, pool: Executor) -> Iterator[Figure]:
    """Learned on usual days: nobody foresees a bad one, so only what is known soon can be held."""
    days = reference_days(SEED, BUSY, stress=frozenset({stress}))
    seen = score(foretold(days, known, pool, BAD_DAYS))
    what = f"bad day, {stress}"
    yield Figure(
        f"{what}: error", seen.error, 0.5 * seen.last, "min",
        beside=f"half of the last one's {seen.last:.2f}; oracle {seen.oracle:.2f}, mean wait"
        f" {seen.mean_wait:.1f}, bias {seen.bias:+.2f}",
    )  # fmt: skip
    yield Figure(
        f"{what}: waits within the interval", seen.kept, None, "",
        beside=f"worst class {seen.worst_class:.2f}, worst half hour {seen.worst_half_hour:.2f};"
        f" {seen.uncalled} of {seen.tickets} not called, {seen.warned} of them told so",
    )  # fmt: skip
