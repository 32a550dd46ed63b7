"""The rule that calls people: beside waits that are known exactly, and how long a decision takes.

The bounds are promises of our own: a million tickets of a stationary system in a minute, a decision
in 100 µs however many wait.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.table import Figure, percentile
from broker.centre import Centre, Reach
from broker.dispatch import Promise, choose, rule
from simulation.reference_file import read
from simulation.reference_system import system
from simulation.stationary import Length, length, waits

EXAMPLE = Path(__file__).parents[1] / "examples" / "reference_waits.csv"
OTHER = os.environ.get("REFERENCE_WAITS")
"""More systems than the example's, where somebody has them: a file of the same format."""

MILLION = 1_000_000
ROW = "E07"
"""Twenty counters and three classes that overtake each other: what a large centre comes to."""

SERVICES = 40
PROMISES = {
    "normal": Promise(1_800_000),
    "priority": Promise(600_000, head_start=300_000),
    "appointment": Promise(600_000),
    "business": Promise(1_200_000),
}
WINDOW = 3_600_000
DECISIONS = 1000
"""How many are measured of each kind."""

QUEUES = (50, 500, 5_000, 50_000)
"""How many wait."""

USUAL_QUEUE = 5_000
"""For this the bound is given; the largest may take half as long again."""


async def measure(_folder: Path) -> list[Figure]:
    """The proof, its speed, and the decision."""
    files = [EXAMPLE, Path(OTHER)] if OTHER else [EXAMPLE]
    return [*(_proof(file) for file in files), _million(), *_decisions()]


def _proof(file: Path) -> Figure:
    began = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "provisioning.command",
        "simulate",
        "reference",
        str(file),
        "--json",
    ]
    told = subprocess.run(command, capture_output=True, check=False, text=True)
    if not told.stdout:
        raise SystemExit(f"the reference waits cannot be proved: {told.stderr}")
    rows = json.loads(told.stdout)["rows"]
    took = time.perf_counter() - began
    tickets = sum({row["id"]: row["tickets"] for row in rows}.values())
    wrong = [row["id"] for row in rows if row["verdict"] != "good"]
    means, percentiles = (
        [abs(row[key]) for row in rows if row[key] is not None] for key in ("off_by", "p95_off_by")
    )
    beside = (
        f"of {len(rows)}: {' '.join(wrong) or 'none'}; loads up to"
        f" {max(row['load'] for row in rows):.2g}; {len(means)} means at most {max(means):.2g}"
        f" standard errors off, {len(percentiles)} 95th percentiles"
        f" {max(percentiles, default=0.0):.2g}; {tickets / 1e6:.3g} million tickets in {took:.0f} s"
    )
    what = f"{file.name}{'' if file == EXAMPLE else ' of REFERENCE_WAITS'}"
    return Figure(
        f"classes of {what} whose waits are not the exact ones", len(wrong), 0, "", beside=beside
    )


def _million() -> Figure:
    described = next(system(rows) for rows in read(EXAMPLE) if rows[0].name == ROW)
    size = Length(length(described).warm_up, MILLION)
    began, worked = time.perf_counter(), time.process_time()
    waits(described, size, Random(1))
    took, worked = time.perf_counter() - began, time.process_time() - worked
    beside = f"{worked:.3g} s of one processor; {worked / size.total * 1e6:.3g} µs a ticket"
    return Figure(f"a million tickets of {ROW}", took, 60, "s", beside=beside)


def _decisions() -> list[Figure]:
    """A counter with a skill of its own for each service: no two lines are alike to it."""
    took = _medians([(queue, SERVICES) for queue in QUEUES] + [(USUAL_QUEUE, SERVICES // 4)])
    usual, largest = took[USUAL_QUEUE, SERVICES], took[QUEUES[-1], SERVICES]
    fewer = took[USUAL_QUEUE, SERVICES // 4]
    lines = SERVICES * len(PROMISES)
    beside = f"a bare loop over {lines} lines: {_bare_loop(lines):.3g} µs"
    by_queue = ", ".join(f"{queue:,}: {took[queue, SERVICES]:.3g} µs" for queue in QUEUES)
    return [
        Figure(
            f"next ticket of {USUAL_QUEUE:,}, {SERVICES} services x {len(PROMISES)} classes",
            usual, 100, "µs", beside=f"{beside}; a quarter of the services: {fewer:.3g} µs",
        ),
        Figure(
            f"next ticket of {QUEUES[-1]:,} beside {USUAL_QUEUE:,}",
            largest / usual, 1.5, "times", beside=by_queue,
        ),
    ]  # fmt: skip


def _medians(kinds: Sequence[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Microseconds to find the next, by how many wait and for how many services; taken in turn."""
    promised = rule("promised", PROMISES, WINDOW)
    chance = Random(1)
    halls = [(kind, _centre(*kind, chance), _reach(kind[1])) for kind in kinds]
    times: dict[tuple[int, int], list[float]] = {kind: [] for kind in kinds}
    for _ in range(DECISIONS):
        for kind, centre, reach in halls:
            now = kind[0] * 1000 + chance.randrange(1000)
            began = time.perf_counter()
            choose(centre.heads(reach), now, promised)
            times[kind].append(time.perf_counter() - began)
    return {kind: percentile(found, 0.5) * 1e6 for kind, found in times.items()}


def _bare_loop(lines: int) -> float:
    """The median time to look at so many lines and find the first, in microseconds: the limit."""
    firsts = [(number * 7919 % lines, number) for number in range(lines)]
    times = []
    for _ in range(DECISIONS):
        best = None
        began = time.perf_counter()
        for first in firsts:
            if best is None or first < best:
                best = first
        times.append(time.perf_counter() - began)
    return percentile(times, 0.5) * 1e6


def _centre(queue: int, services: int, chance: Random) -> Centre:
    """A centre where one came each second, for a service and in a class by chance."""
    centre = Centre("2026-11-23")
    classes = sorted(PROMISES)
    for order in range(queue):
        line = f"service-{chance.randrange(services)}", chance.choice(classes)
        centre.lines.setdefault(line, []).append((order * 1000, order, UUID(int=order)))
    return centre


def _reach(services: int) -> Reach:
    return tuple(
        (1000 - number, promise.wait, promise.head_start, ((f"service-{number}", name),))
        for number in range(services)
        for name, promise in PROMISES.items()
    )
