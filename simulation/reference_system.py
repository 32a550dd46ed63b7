"""From the rows of a reference file to a system, and to the waits that formulas give it."""

from collections.abc import Sequence

from broker.dispatch import ENDLESS, Promise, Rule, rule
from simulation import closed_forms
from simulation.reference_file import Discipline, Row, eligible
from simulation.stationary import Line, ServiceTime, Shape, System

_FINENESS = 10**6
"""The shortest promise of an accumulating priority: its rates are kept to so many parts."""


def system(rows: Sequence[Row]) -> System:
    """The system that the rows describe, most urgent class first."""
    table = eligible(rows[0], len(rows))
    lines = tuple(
        Line(
            str(number),
            row.rate / row.unit_ms,
            ServiceTime(row.shape, row.mean_service * row.unit_ms, row.lognormal_cv2),
            frozenset(counter for counter, can in enumerate(table) if can[number]),
        )
        for number, row in enumerate(rows)
    )
    return System(lines, rows[0].counters, _rule(rows))


def _rule(rows: Sequence[Row]) -> Rule:
    """The discipline as a policy of the dispatch function."""
    names = [str(number) for number in range(len(rows))]
    match rows[0].discipline:
        case Discipline.FIRST_COME:
            return rule("fcfs", dict.fromkeys(names, Promise(1)), ENDLESS)
        case Discipline.ABSOLUTE:
            ranks = {name: Promise(rank) for rank, name in enumerate(names, start=1)}
            return rule("absolute", ranks, ENDLESS)
        case Discipline.ACCUMULATING:
            fastest = max(row.accumulates for row in rows)
            promises = {
                name: Promise(round(_FINENESS * fastest / row.accumulates))
                for name, row in zip(names, rows, strict=True)
            }
            return rule("promised", promises, ENDLESS)
        case Discipline.HEAD_START:
            starts = {
                name: Promise(1, head_start=round(row.head_start * row.unit_ms))
                for name, row in zip(names, rows, strict=True)
            }
            return rule("head_start", starts, ENDLESS)


def formulas(rows: Sequence[Row]) -> list[float] | None:
    """The exact mean waits by the closed forms, in the rows' unit; none where there is no form.

    There is none for counters that differ, for head starts that differ, for more work than can be
    done, and for several counters unless all services are exponential with one mean.
    """
    loads = [row.rate * row.mean_service / row.counters for row in rows]
    if sum(loads) >= 1 or not all(all(counter) for counter in eligible(rows[0], len(rows))):
        return None
    delay = _delay(rows)
    if delay is None:
        return None
    match rows[0].discipline:
        case Discipline.ABSOLUTE:
            return closed_forms.absolute_priority(delay, loads)
        case Discipline.ACCUMULATING:
            return _accumulating(rows, delay, loads)
        case Discipline.HEAD_START if len({row.head_start for row in rows}) > 1:
            return None
        case _:
            return [closed_forms.first_come_first_served(delay, sum(loads))] * len(rows)


def _delay(rows: Sequence[Row]) -> float | None:
    if rows[0].counters == 1:
        moments = [
            ServiceTime(row.shape, row.mean_service, row.lognormal_cv2).second_moment
            for row in rows
        ]
        return closed_forms.delay_general([row.rate for row in rows], moments)
    if {(row.shape, row.mean_service) for row in rows} != {
        (Shape.EXPONENTIAL, rows[0].mean_service)
    }:
        return None
    rate = sum(row.rate for row in rows)
    return closed_forms.delay_exponential(rows[0].counters, rate, rows[0].mean_service)


def _accumulating(rows: Sequence[Row], delay: float, loads: Sequence[float]) -> list[float]:
    """The formula wants the fastest first; the waits come back in the rows' order."""
    order = sorted(range(len(rows)), key=lambda number: -rows[number].accumulates)
    waits = closed_forms.accumulating_priority(
        delay, [loads[number] for number in order], [rows[number].accumulates for number in order]
    )
    by_row = dict(zip(order, waits, strict=True))
    return [by_row[number] for number in range(len(rows))]
