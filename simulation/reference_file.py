"""Systems whose waits are known exactly, as a table in a CSV file.

One row is one class; the rows of one id are one system. Columns: `id`, `c` (counters),
`discipline`, `cls` (the lowest is the most urgent), `lam` (arrivals a unit of time),
`mean_service`, `service_dist` and `mean_wait_exact`; where they apply `dist_par` (the squared
coefficient of variation of a lognormal time), `accum_rate`, `head_start`, `elig` (which counter can
serve which class), `unit`, `p95_wait_exact` and `model`. Other columns are passed over.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from simulation.stationary import Shape

NEEDED = ("id", "c", "discipline", "cls", "lam", "mean_service", "service_dist", "mean_wait_exact")

UNITS = {"s": 1000, "min": 60_000, "h": 3_600_000}
"""In milliseconds."""

LEAST, MOST = 1e-6, 1e6
"""Of every rate, length and ratio: beyond, a simulation in whole milliseconds means nothing."""

MOST_VARIATION = 100.0
"""The squared coefficient of variation of a lognormal time; more takes tickets without end."""

MOST_COUNTERS = 1000
MOST_CLASSES = 12
"""The load of a system looks at every set of its classes."""

Word = TypeVar("Word", bound=StrEnum)


class BadFileError(Exception):
    """The file cannot be understood; the text says where and why."""


class Discipline(StrEnum):
    """How the next one is chosen."""

    FIRST_COME = "FCFS"
    ABSOLUTE = "NPQ"
    ACCUMULATING = "APQ"
    HEAD_START = "HEAD"


@dataclass(frozen=True, slots=True)
class Row:
    """One class of a system, and what is known of its wait. Times are in the row's unit."""

    place: int
    """The line of the file."""
    name: str
    model: str
    counters: int
    discipline: Discipline
    ticket_class: int
    rate: float
    mean_service: float
    shape: Shape
    lognormal_cv2: float
    accumulates: float
    """How fast priority grows with the wait, beside the other classes."""
    head_start: float
    eligible: str
    """As it is written; empty when every counter can serve every class."""
    unit: str
    mean_wait: float | None
    p95_wait: float | None

    @property
    def unit_ms(self) -> int:
        """Milliseconds in the unit."""
        return UNITS[self.unit]


def read(path: Path) -> list[list[Row]]:
    """The systems of a file in its order, each by its rows in the order of their classes.

    Raises:
        BadFileError: it cannot be read or understood.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = _rows(csv.DictReader(file, restval="", strict=True))
    except OSError as failure:
        raise BadFileError(f"cannot be read ({failure.strerror}): check its name") from failure
    except (UnicodeDecodeError, csv.Error) as failure:
        raise BadFileError(f"this is no CSV file in UTF-8: {failure}") from failure
    systems: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.ticket_class):
        systems.setdefault(row.name, []).append(row)
    for system in systems.values():
        _check(system)
    in_order = dict.fromkeys(row.name for row in rows)
    return [systems[name] for name in in_order]


def _rows(reader: "csv.DictReader[str]") -> list[Row]:
    for column in NEEDED:
        if column not in (reader.fieldnames or ()):
            raise BadFileError(f'line 1: there is no column "{column}"')
    rows = list[Row]()
    for cells in reader:
        if len(cells) > len(reader.fieldnames or ()):
            raise BadFileError(f"line {reader.line_num}: more cells than line 1 has columns")
        rows.append(_row(_Cells(reader.line_num, cells)))
    if not rows:
        raise BadFileError("line 2: there are no rows")
    return rows


def _row(cells: "_Cells") -> Row:
    shape = cells.word("service_dist", Shape)
    return Row(
        place=cells.place,
        name=cells.text("id"),
        model=cells.text("model"),
        counters=cells.whole("c", 1, MOST_COUNTERS),
        discipline=cells.word("discipline", Discipline),
        ticket_class=cells.whole("cls", 0, MOST_CLASSES),
        rate=cells.above_zero("lam"),
        mean_service=cells.above_zero("mean_service"),
        shape=shape,
        lognormal_cv2=cells.above_zero("dist_par", most=MOST_VARIATION)
        if shape is Shape.LOGNORMAL
        else 0.0,
        accumulates=cells.above_zero("accum_rate", if_empty=1.0),
        head_start=cells.number("head_start") or 0.0,
        eligible=cells.text("elig"),
        unit=cells.unit(),
        mean_wait=cells.number("mean_wait_exact"),
        p95_wait=cells.number("p95_wait_exact"),
    )


def eligible(row: Row, classes: int) -> list[list[bool]]:
    """Which counter can serve which class of a system: counters x classes.

    Raises:
        BadFileError: it is no such table.
    """
    if not row.eligible:
        return [[True] * classes for _ in range(row.counters)]
    wish = f"not a table of 0 and 1, {row.counters} counters x {classes} classes"
    bad = bad_cell(row.place, "elig", row.eligible, wish)
    try:
        table = json.loads(row.eligible)
    except ValueError:
        raise bad from None
    if not isinstance(table, list) or len(table) != row.counters:
        raise bad
    for counter in table:
        if (
            not isinstance(counter, list)
            or len(counter) != classes
            or any(can not in (0, 1) for can in counter)
        ):
            raise bad
    return [[bool(can) for can in counter] for counter in table]


def _check(system: Sequence[Row]) -> None:
    """What must be the same in all rows of a system, and what must not."""
    first = system[0]
    for before, row in pairwise(system):
        if row.ticket_class == before.ticket_class:
            raise bad_cell(row.place, "cls", str(row.ticket_class), f"in line {before.place} too")
    for row in system:
        for column, ours, other in (
            ("c", row.counters, first.counters),
            ("discipline", row.discipline, first.discipline),
            ("elig", row.eligible, first.eligible),
            ("unit", row.unit, first.unit),
        ):
            if ours != other:
                raise bad_cell(
                    row.place, column, str(ours), f'not "{other}" as in line {first.place}'
                )
    table = eligible(first, len(system))
    for number, row in enumerate(system):
        if not any(counter[number] for counter in table):
            raise bad_cell(
                row.place, "elig", row.eligible, f"without a counter for class {row.ticket_class}"
            )


def bad_cell(place: int, column: str, text: str, why: str) -> BadFileError:
    """What is to be said of a cell that cannot be understood."""
    return BadFileError(f'line {place}, column {column}: "{text}" is {why}')


@dataclass(frozen=True, slots=True)
class _Cells:
    """One line of the file. What cannot be understood is named with its line and column."""

    place: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def number(self, column: str) -> float | None:
        """From 0 to `MOST`; none when the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise bad_cell(self.place, column, text, "not a number") from None
        if not 0 <= number <= MOST:  # this refuses what is not finite, too
            raise bad_cell(self.place, column, text, f"not a number from 0 to {MOST:,.0f}")
        return number

    def above_zero(self, column: str, if_empty: float = 0.0, most: float = MOST) -> float:
        number = self.number(column)
        found = if_empty if number is None else number
        if not LEAST <= found <= most:
            wish = f"not a number from {LEAST:f} to {most:,.0f}"
            raise bad_cell(self.place, column, self.text(column), wish)
        return found

    def whole(self, column: str, least: int, most: int) -> int:
        text = self.text(column)
        wish = f"not a whole number from {least} to {most}"
        try:
            number = int(text)
        except ValueError:
            raise bad_cell(self.place, column, text, wish) from None
        if not least <= number <= most:
            raise bad_cell(self.place, column, text, wish)
        return number

    def word(self, column: str, words: type[Word]) -> Word:
        text = self.text(column)
        try:
            return words(text)
        except ValueError:
            raise bad_cell(self.place, column, text, f"none of {', '.join(words)}") from None

    def unit(self) -> str:
        """What the times are in; minutes when nothing is said."""
        text = self.text("unit") or "min"
        if text not in UNITS:
            raise bad_cell(self.place, "unit", text, f"none of {', '.join(UNITS)}")
        return text
