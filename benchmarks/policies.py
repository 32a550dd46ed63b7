"""Ours against first come first served and absolute priority, on the same days.

They are the days on which `accuracy` holds our forecast against a rolling mean.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import fmean

from benchmarks.accuracy import PROCESSES, SEED, VISITS
from benchmarks.foretold import TEST
from benchmarks.table import Figure
from broker.settings import Policy
from simulation.reference_day import Days, reference_days
from simulation.report import Report
from simulation.trial import report_of, under

POLICIES = (Policy.PROMISED, Policy.FCFS, Policy.ABSOLUTE)
EVEN = 0.95
"""Jain's index of the officers' busy shares on busy days."""


async def measure(_: Path) -> list[Figure]:
    """Each policy lives through the same days, with the same citizens and officers."""
    days = reference_days(SEED, VISITS)
    with ProcessPoolExecutor(PROCESSES) as pool:
        return [
            figure
            for policy in POLICIES
            for figure in _figures(policy, _reports(under(days, policy), pool))
        ]


def _reports(days: Days, pool: ProcessPoolExecutor) -> list[Report]:
    return list(pool.map(partial(report_of, days), TEST))


def _figures(policy: Policy, reports: Sequence[Report]) -> Iterator[Figure]:
    for class_id in reports[0].by_class:
        waits = [report.by_class[class_id] for report in reports]
        kept = fmean(wait.kept or 0.0 for wait in waits)
        longest = max(wait.longest for wait in waits)
        yield Figure(
            f"{policy}: mean wait, {class_id}", fmean(wait.mean for wait in waits), None, "min",
            beside=f"95 % within {fmean(wait.p95 for wait in waits):.3g} min, longest"
            f" {longest:.3g}, promise kept to {kept:.0%}",
        )  # fmt: skip
    even = fmean(report.work.jain for report in reports)
    overtaken = max(report.skips.longest for report in reports)
    bound = EVEN if policy is Policy.PROMISED else None
    yield Figure(
        f"{policy}: Jain's index of busy shares", even, bound, "", least=True,
        beside=f"nobody was overtaken by who came more than {overtaken:.3g} min later",
    )  # fmt: skip
