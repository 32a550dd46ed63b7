"""`motcua appointments FILE.csv`: tells the queue service today's appointments.

The file has the columns `code`, `service` and `time`, with commas or semicolons between them; a
time is `09:30` or `2026-11-23 09:30`. What the service knows already is not changed by being sent
again, so a file may be sent as often as one likes, and a corrected one after it.
"""

import asyncio
import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from contract import messages as m
from provisioning.console import (
    BAD_INPUT,
    USUAL,
    ConsoleSettings,
    Patience,
    UnreachedError,
    at_console,
    new_id,
)
from runtime.link import Link
from runtime.settings import SettingsError, read

TOLD, SOME_WRONG = 0, 1
COLUMNS = ("code", "service", "time")
SECOND = 1000

T = TypeVar("T")


class BadFileError(Exception):
    """The file cannot be used. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """An appointment, and where it stands in the file."""

    line: int
    booking: m.Booking


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says."""

    rows: tuple[Row, ...]
    wrong: tuple[str, ...]
    """What is wrong with other rows, each with its line."""
    other_days: int
    """Rows that are of another day."""


def run(file: Path, config: Path, day: str | None, patience: Patience = USUAL) -> int:
    """Send the day's appointments of a file, today's if no day is named.

    Returns:
        0 when all were taken, 1 when some were not, 2 when nothing could be sent.
    """
    try:
        settings = read(config, ConsoleSettings)
        zone = ZoneInfo(settings.zone)
        today = day or datetime.now(zone).date().isoformat()
        sheet = _read(file, today, zone)
        rows = sheet.rows
        refused = asyncio.run(_send(settings, rows, today, patience)) if rows else []
    except (SettingsError, BadFileError, UnreachedError) as error:
        sys.stderr.write(f"motcua appointments: {error}\n")
        return BAD_INPUT
    wrong = [*sheet.wrong, *refused]
    for sentence in wrong:
        sys.stderr.write(f"{file}, {sentence}\n")
    others = f", {sheet.other_days} of other days left out" if sheet.other_days else ""
    print(f"{today}: {len(rows) - len(refused)} appointments told, {len(wrong)} wrong{others}")
    return SOME_WRONG if wrong else TOLD


async def _send(
    settings: ConsoleSettings, rows: Sequence[Row], day: str, patience: Patience
) -> list[str]:
    """See `tell`; raises `UnreachedError`."""

    async def telling(link: Link) -> list[str]:
        return await tell(link, rows, day, new_id, patience.answer_s)

    return await at_console(settings, telling, patience, "send the file again")


async def tell(
    link: Link,
    rows: Sequence[Row],
    day: str,
    new_id: Callable[[], UUID],
    patience_s: float = USUAL.answer_s,
) -> list[str]:
    """Send appointments, as many at once as one ask holds; return what was refused, line by line.

    Where one of an ask is refused all are, so they are sent again one by one. Raises `NoAnswer`.
    """
    refused = list[str]()
    for part in _parts(rows, m.MOST_BOOKINGS):
        if await _ask(link, part, day, new_id(), patience_s) is not None:
            reasons = [(row, await _ask(link, [row], day, new_id(), patience_s)) for row in part]
            refused += [f"line {row.line}: {reason}" for row, reason in reasons if reason]
    return refused


async def _ask(
    link: Link, rows: Sequence[Row], day: str, ask: UUID, patience_s: float
) -> str | None:
    """Why these were refused; none when they were taken."""
    bookings = tuple(row.booking for row in rows)
    asked = m.AppointmentsAsk(id=ask, day=day, bookings=bookings)
    answer = await link.ask(asked, patience_s=patience_s)
    if not isinstance(answer, m.Refused):
        return None
    return f"{answer.reason} ({answer.detail})" if answer.detail else str(answer.reason)


def _parts(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


# --- The file -----------------------------------------------------------------------------------


def _read(file: Path, day: str, zone: ZoneInfo) -> Sheet:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadFileError(f"{file}: there is no such file; check its name") from None
    except OSError as error:
        raise BadFileError(f"{file}: cannot be read ({error.strerror}); check its name") from None
    except UnicodeDecodeError:
        raise BadFileError(f"{file}: is not UTF-8; save it as CSV UTF-8") from None
    try:
        return sheet_of(text.splitlines(), day, zone)
    except BadFileError as error:
        raise BadFileError(f"{file}, {error}") from None


def sheet_of(lines: Sequence[str], day: str, zone: ZoneInfo) -> Sheet:
    """The appointments of a day among the lines of a file; raises `BadFileError`."""
    head = lines[0] if lines else ""
    table = csv.DictReader(
        lines, delimiter=";" if ";" in head else ",", skipinitialspace=True, strict=True
    )
    try:
        return _sheet(table, day, zone)
    except csv.Error as error:
        line = table.line_num + 1  # after the last that could be read
        raise BadFileError(
            f"line {line}: is not CSV ({error}); is a quotation mark missing there?"
        ) from None


def _sheet(table: "csv.DictReader[str]", day: str, zone: ZoneInfo) -> Sheet:
    names = [(name or "").strip().lower() for name in table.fieldnames or ()]
    if absent := [name for name in COLUMNS if name not in names]:
        raise BadFileError(
            f"line 1 has no column {' and no '.join(absent)}: it names them, code,service,time"
        )
    table.fieldnames = names
    rows: dict[str, Row] = {}
    wrong, other_days = [], 0
    for cells in table:
        try:
            row = _row(cells, table.line_num, day, zone)
        except ValueError as error:
            wrong.append(f"line {table.line_num}: {error}")
            continue
        if row is None:
            other_days += 1
        elif known := rows.get(row.booking.code):
            wrong.append(f'line {row.line}: "{row.booking.code}" is in line {known.line} already')
        else:
            rows[row.booking.code] = row
    return Sheet(tuple(rows.values()), tuple(wrong), other_days)


def _row(cells: dict[str, str | None], line: int, day: str, zone: ZoneInfo) -> Row | None:
    """The appointment of a line, none when it is of another day; raises `ValueError`."""
    code, service, when = ((cells.get(name) or "").strip() for name in COLUMNS)
    slot = _moment(when, day).replace(tzinfo=zone)
    if slot.date().isoformat() != day:
        return None
    millis = round(slot.astimezone(UTC).timestamp() * SECOND)
    try:
        return Row(line, m.Booking(code=code, service=service, slot=millis))
    except ValidationError as error:
        where = ", ".join(_wrong_fields(error.errors(include_url=False)))
        raise ValueError(f"the {where} is missing or badly written") from None


def _wrong_fields(errors: Iterable[object]) -> Iterator[str]:
    for error in errors:
        if isinstance(error, dict):
            yield str(error["loc"][0])


def _moment(text: str, day: str) -> datetime:
    """`09:30` of the day, or a whole moment, by the clock on the wall."""
    try:
        if len(text) <= len("09:30:00"):
            clock = time.fromisoformat(text.zfill(len("09:30")))
            return datetime.combine(date.fromisoformat(day), clock)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f'"{text}" is no time: write 09:30, or {day} 09:30') from None
