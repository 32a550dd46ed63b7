"""`motcua simulate reference`: holds the rule that calls people against exact waiting times."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from provisioning.processes import pool
from simulation.reference import (
    FARTHEST,
    HIGH_LOAD,
    HIGH_LOAD_PRECISION,
    HIGHEST_LOAD,
    PRECISION,
    Map,
    Result,
    Verdict,
    prove,
)
from simulation.reference_file import BadFileError, Row, read
from simulation.replications import Found
from simulation.stationary import Replication

SHARE = 4
"""Replications that a process is handed at a time: what is handed back is large."""

_COLUMNS = "       exact   simulated   std error   off by"
HEAD = f"       {'mean':<44}95th percentile\n  class{_COLUMNS}{_COLUMNS}  verdict"

FAILED = {Verdict.OFF, Verdict.IMPRECISE}


def reference(file: Path, *, tickets: int, names: Sequence[str], seed: int, as_json: bool) -> int:
    """Prove the systems of a file, all or those that are named.

    Returns:
        0 when every row is good or left out, 1 when one is not, 2 when the file cannot be used.
    """
    try:
        systems = _chosen(read(file), names)
        results = list[Result]()
        with _processes() as map_:
            for rows in systems:
                found = prove(rows, seed, tickets, map_)
                results += found
                if not as_json:
                    print(_block(found), flush=True)
    except BadFileError as failure:
        sys.stderr.write(f"{file}: {failure}\n")
        return 2
    print(_for_programs(results, seed) if as_json else _summary(results, seed))
    return 1 if any(result.verdict in FAILED for result in results) else 0


def _chosen(systems: list[list[Row]], names: Sequence[str]) -> list[list[Row]]:
    known = [rows[0].name for rows in systems]
    for name in names:
        if name not in known:
            raise BadFileError(f'there is no row with the id "{name}", only {", ".join(known)}')
    return [rows for rows in systems if not names or rows[0].name in names]


@contextmanager
def _processes() -> Iterator[Map]:
    """`map` over as many processes as there are processors for this one."""
    with pool() as processes:

        def spread(
            work: Callable[[int], Replication], numbers: Iterable[int], /
        ) -> Iterable[Replication]:
            return processes.map(work, numbers, chunksize=SHARE)

        yield spread


def _for_programs(results: Sequence[Result], seed: int) -> str:
    rows = [_for_a_program(result) for result in results]
    return json.dumps({"seed": seed, "rows": rows}, indent=2, ensure_ascii=False)


def _for_a_program(result: Result) -> dict[str, object]:
    found = result.estimate
    mean, p95 = (found.mean, found.p95) if found else (None, None)
    return {
        "id": result.row.name,
        "model": result.row.model,
        "class": result.row.ticket_class,
        "unit": result.row.unit,
        "load": round(result.load, 6),
        "exact": result.exact,
        "formula": result.formula,
        "simulated": _value(mean),
        "standard_error": _error(mean),
        "off_by": result.off_by,
        "p95_exact": result.row.p95_wait,
        "p95_simulated": _value(p95),
        "p95_standard_error": _error(p95),
        "p95_off_by": result.p95_off_by,
        "tickets": result.tickets,
        "replications": result.replications,
        "verdict": result.verdict,
    }


def _value(found: Found | None) -> float | None:
    return None if found is None else found.value


def _error(found: Found | None) -> float | None:
    return None if found is None else found.error


def _block(results: Sequence[Result]) -> str:
    """A system for people: what it is, and a line for each class."""
    first = results[0]
    title = f"{first.row.name}  {first.row.model}".rstrip()
    if first.estimate is None:
        return f"{title}\n  left out: load {first.load:.3f} is above {HIGHEST_LOAD}\n"
    how = (
        f"  load {first.load:.3f}, {first.tickets:,} tickets in {first.replications} replications,"
        f" times in {first.row.unit}"
    )
    return "\n".join((title, how, HEAD, *(_line(result) for result in results), ""))


def _line(result: Result) -> str:
    found = result.estimate
    if found is None:
        return f"{result.row.ticket_class:>7}"
    p95 = _figures(result.row.p95_wait, found.p95, result.p95_off_by)
    return (
        f"{result.row.ticket_class:>7}{_figures(result.exact, found.mean, result.off_by)}{p95}"
        f"  {result.verdict}"
    )


def _figures(exact: float | None, found: Found | None, off_by: float | None) -> str:
    """Exact, simulated, standard error, off by; blank where nothing is known."""
    numbers = "".join(
        f"{'' if number is None else f'{number:.5g}':>12}"
        for number in (exact, _value(found), _error(found))
    )
    return numbers + f"{'' if off_by is None else f'{off_by:+.2f}':>9}"


def _summary(results: Sequence[Result], seed: int) -> str:
    counts = Counter(result.verdict for result in results)
    said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return (
        f"{len(results)} rows: {said}. Good is at most {FARTHEST:g} standard errors off, mean and"
        f" percentile, and these\nerrors at most {PRECISION:.0%} of the exact wait,"
        f" {HIGH_LOAD_PRECISION:.0%} at loads above {HIGH_LOAD}. Seed {seed}: the same seed gives"
        " the same figures."
    )
