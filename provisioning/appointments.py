"""`motcua appointments FILE.csv`: tells the queue service today's appointments.

The file has the columns `code`, `service` and `time`, with commas or semicolons between them; a
time is `09:30` or `2026-11-23 09:30`. What the service knows already is not changed by being sent
again, so a file may be sent as often as one likes, and a corrected one after it.
"""

import asyncio
import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import SystemRandom
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from contract import messages as m
from contract.channels import Topics
from runtime.link import Link, NoAnswer
from runtime.mqtt_wire import connect
from runtime.server import server_of
from runtime.settings import DeviceSettings, SettingsError, Zone, read
from runtime.wire import Wire

TOLD, SOME_WRONG, BAD_INPUT = 0, 1, 2
COLUMNS = ("code", "service", "time")
SECOND = 1000

T = TypeVar("T")


class BadFileError(Exception):
    """The file cannot be used. The text is one line that says what to do."""


class UnreachedError(Exception):
    """The queue service cannot be told. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    connect_s: float
    """For the MQTT server."""
    answer_s: float
    """For each answer of the queue service."""


USUAL = Patience(10.0, 30.0)


class ConsoleSettings(DeviceSettings):
    """Who speaks: a console of its own, declared in the centre's settings."""

    zone: Zone = "Asia/Ho_Chi_Minh"
    """Of the times in the file."""


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
    topics, chance = Topics(settings.centre), SystemRandom()
    connected, refused = False, None
    async with connect(server_of(settings, topics)) as wire:
        link = Link(wire, topics, settings.device)
        # An exception that left this block would come out of it in a group.
        with suppress(TimeoutError, NoAnswer):
            async with asyncio.timeout(patience.connect_s):
                await _connected(wire)
            connected = True
            refused = await tell(
                link, rows, day,
                lambda: UUID(int=chance.getrandbits(128), version=4), patience.answer_s,
            )  # fmt: skip
    if refused is not None:
        return refused
    where = f"{settings.server.host}:{settings.server.port}"
    raise UnreachedError(
        f'the queue service of centre "{settings.centre}" did not answer: check that it runs, then'
        " send the file again"
        if connected
        else f"no connection to the MQTT server {where}: check [server] in the settings, and that"
        " it runs, then send the file again"
    )


async def _connected(wire: Wire) -> None:
    """Wait until there is a connection."""
    came = asyncio.Event()
    wire.on_connection(lambda connected: came.set() if connected else None)
    if not wire.connected:
        await came.wait()


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
