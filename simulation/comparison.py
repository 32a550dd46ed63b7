"""Trials side by side on the same days, policies or rosters, with paired differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from simulation.report import Report


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of each trial."""

    what: str
    means: Mapping[str, float]
    """Over all days, by trial."""
    differences: Mapping[str, tuple[float, float]]
    """Mean of the day by day difference to the first trial, and its standard error."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of all trials."""

    trials: tuple[str, ...]
    days: int
    figures: tuple[Compared, ...]


def compare(reports: Mapping[str, Sequence[Report]]) -> Comparison:
    """Compare trials, each with its reports of the same days in the same order: two or more."""
    first, *others = reports
    days = {name: [figures(report) for report in its] for name, its in reports.items()}
    all_days = [day for its in days.values() for day in its]
    compared = []
    for what in (name for name in all_days[0] if all(name in day for day in all_days)):
        values = {name: [day[what] for day in its] for name, its in days.items()}
        compared.append(
            Compared(
                what,
                {name: fmean(its) for name, its in values.items()},
                {name: _paired(values[name], values[first]) for name in others},
            )
        )
    return Comparison(tuple(reports), len(days[first]), tuple(compared))


def figures(report: Report) -> dict[str, float]:
    """The figures of a day that trials are compared by; minutes and per cent."""
    by_class = report.by_class.items()
    return {
        "mean wait": report.waits.mean,
        **{f"mean wait, {name}": waits.mean for name, waits in by_class},
        "95 % wait less than": report.waits.p95,
        **{f"95 %, {name}": waits.p95 for name, waits in by_class},
        "longest wait": report.waits.longest,
        "promise kept, %": 100 * (report.waits.kept or 0.0),
        **{f"kept, {name}, %": 100 * (waits.kept or 0.0) for name, waits in by_class},
        "overtaken, %": 100 * report.skips.overtaken,
        "overtaken by, longest": report.skips.longest,
        "not served": float(report.people.unserved),
        "officers busy, %": 100 * report.work.utilisation,
        "evenness (Jain)": report.work.jain,
    }


def _paired(values: Sequence[float], base: Sequence[float]) -> tuple[float, float]:
    differences = [one - other for one, other in zip(values, base, strict=True)]
    return fmean(differences), stdev(differences) / sqrt(len(differences))
