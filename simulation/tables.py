"""Reports as tables on a terminal, for the technician; and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from simulation.comparison import Comparison
from simulation.report import Estimates, Report, Waits

_HEAD = ("", "n", "mean", "median", "90 %", "95 %", "longest", "promise kept")

Row = Sequence[str]


def table(rows: Sequence[Row]) -> str:
    """Rows in columns: names to the left, figures to the right; the first row is the head."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(_cells(row, widths)).rstrip() for row in rows]
    return "\n".join((lines[0], "-" * max(map(len, lines)), *lines[1:]))


def _cells(row: Row, widths: Sequence[int]) -> Iterator[str]:
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if number else cell.ljust(width)


def day_text(title: str, report: Report, promises: Mapping[str, int], futures: int) -> str:
    """A day's report; waits were told by so many futures, or by none."""
    return "\n\n".join((title, *_parts(report, promises, futures)))


def day_json(report: Report) -> str:
    """A day's report for programs: minutes, shares from 0 to 1."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _parts(report: Report, promises: Mapping[str, int], futures: int) -> Iterator[str]:
    yield "Minutes until called\n" + table(_wait_rows(report, promises))
    yield _fairness(report)
    yield _people(report)
    yield _work(report)
    if report.estimates:
        yield _estimates(report.estimates, futures)


def _wait_rows(report: Report, promises: Mapping[str, int]) -> list[Row]:
    rows: list[Row] = [_HEAD, _row("everybody", report.waits)]
    for class_id, waits in report.by_class.items():
        promise = f" ({promises[class_id]} min)" if class_id in promises else ""
        rows.append(_row(f"class {class_id}{promise}", waits))
    rows += [_row(f"service {name}", waits) for name, waits in report.by_service.items()]
    return rows


def _row(name: str, waits: Waits) -> Row:
    figures = (waits.mean, waits.p50, waits.p90, waits.p95, waits.longest)
    kept = "" if waits.kept is None else _share(waits.kept)
    return (name, str(waits.n), *(f"{figure:.1f}" for figure in figures), kept)


def _fairness(report: Report) -> str:
    skips = report.skips
    return (
        f"Overtaken: {_share(skips.overtaken)} of those called saw somebody called who came later,"
        f" {skips.mean_times:.1f} times on average, at most {skips.most_times} times;"
        f"\nwho overtook came at most {skips.longest:.0f} minutes later."
    )


def _people(report: Report) -> str:
    people = report.people
    text = (
        f"Tickets: {people.issued} issued, {people.served} served, {people.no_show} did not come,"
        f" {people.unserved} not served by the end of the day"
    )
    return f"{text}, {people.void} void." if people.void else f"{text}."


def _work(report: Report) -> str:
    work = report.work
    head = ("officer", "on duty", "with visitors", "busy", "calls")
    rows: list[Row] = [head]
    for one in work.officers:
        times = (f"{one.duty:.0f} min", f"{one.busy:.0f} min")
        rows.append((one.officer, *times, _share(one.share), str(one.calls)))
    summary = (
        f"Officers: busy {_share(work.utilisation)} of their time on duty, evenness of their shares"
        f" {work.jain:.3f} (Jain; 1 is even);\n{work.idle_calls} calls in vain,"
        f" {work.out_of_turn} out of turn, officers on call summoned {work.summonses} times."
    )
    return f"{summary}\n\n{table(rows)}" if work.officers else summary


def _estimates(estimates: Estimates, futures: int) -> str:
    share = estimates.relative
    part = "" if share is None else f" ({_share(share)} of the mean wait)"
    by = f"by {futures} futures" if futures else "by the queue's length, --futures 50 tells better"
    return (
        f"Told waits ({by}): off by {estimates.error:.1f} minutes on average{part},"
        f" {estimates.bias:+.1f} in one direction;"
        f"\n{_share(estimates.coverage)} of {estimates.n} waits lay within the interval told"
        " (80 % is meant)."
    )


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


# --- Trials side by side --------------------------------------------------------------------------


def comparison_text(title: str, comparison: Comparison) -> str:
    """Each figure of each trial; differences to the first one with their standard errors."""
    first, *others = comparison.trials
    head = ("", first, *(cell for name in others for cell in (name, f"- {first}")))
    rows: list[Row] = [head]
    for figure in comparison.figures:
        cells = [f"{figure.means[first]:.2f}"]
        for name in others:
            difference, error = figure.differences[name]
            cells += [f"{figure.means[name]:.2f}", f"{difference:+.2f} ± {error:.2f}"]
        rows.append((figure.what, *cells))
    return "\n\n".join((title, table(rows), *([_NOTE] if others else [])))


_NOTE = (
    "All met the same days. ± is one standard error of the difference; a difference of"
    "\nless than two of them may be chance."
)


def comparison_json(comparison: Comparison) -> str:
    """A comparison for programs."""
    return json.dumps(asdict(comparison), ensure_ascii=False, indent=2)
