"""Files of procedures: CSV or JSON in, records of cells out, each with its place in the file."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from provisioning.reading.cells import is_read_twice
from provisioning.reading.columns import NEEDED, column, unknown

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SEPARATORS = ",;\t|"


class BadSheetError(Exception):
    """A file cannot be read. The text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One procedure as a file has it."""

    where: str
    """`line 12`, `item 3`."""
    cells: Mapping[str, str]
    """What was said, by our names of the columns."""
    parts: Mapping[str, object] | None = None
    """The whole of it, if it is in parts already, as `motcua catalogue show --json` tells it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in a file."""

    records: tuple[Record, ...]
    wrong: tuple[str, ...] = ()
    """What could not be read of it, each with its place."""
    remarks: tuple[str, ...] = ()
    """What a person may want to know."""


def read(path: Path) -> Sheet:
    """Read a file, JSON if its first letter is a bracket; raises `BadSheetError`."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadSheetError(f"cannot be read ({error.strerror}); check its name") from None
    return sheet(decoded(raw))


def sheet(text: str) -> Sheet:
    """The records of a text; raises `BadSheetError`."""
    if not text.strip():
        raise BadSheetError("is empty")
    return _items(text) if text.lstrip()[0] in "[{" else _table(text)


def decoded(raw: bytes) -> str:
    """The text of a file; raises `BadSheetError` for an encoding that cannot be told for sure."""
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadSheetError(
            f"line {line} is not UTF-8; save the file as `CSV UTF-8`, or as JSON in UTF-8"
        ) from None
    if is_read_twice(text):
        raise BadSheetError(
            "its letters were read with a wrong encoding and saved so (`dÃ¢n` for `dân`):"
            " take the file from where it came from once more"
        )
    return text


# --- CSV ------------------------------------------------------------------------------------------


def _table(text: str) -> Sheet:
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    rows = _rows(text, separator)
    header, wrong = next(rows, None), list[str]()
    if header is None or isinstance(header, str):
        raise BadSheetError(header or "is empty")
    names = _named(header.cells)
    records = list[Record]()
    for row in rows:
        if isinstance(row, str):
            wrong.append(row)
        elif len(row.cells) > len(names):
            wrong.append(
                f"line {row.line} has {len(row.cells)} cells, and the first line {len(names)}:"
                " is a quotation mark missing?"
            )
        elif any(cell.strip() for cell in row.cells):
            cells = dict(zip(names, row.cells, strict=False))
            records.append(Record(f"line {row.line}", {n: c for n, c in cells.items() if n}))
    return Sheet(tuple(records), tuple(wrong), tuple(unknown(header.cells)))


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]


def _rows(text: str, separator: str) -> Iterator[_Row | str]:
    """The rows of a table with the line where each begins; what is wrong ends them."""
    table = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in table:
            yield _Row(begins, cells)
            begins = table.line_num + 1
    except csv.Error as error:
        yield f"line {begins} and what follows is not CSV ({error}): is a quotation mark missing?"


def _named(header: Iterable[str]) -> list[str | None]:
    names = [column(name) for name in header]
    if absent := [name for name in NEEDED if name not in names]:
        raise BadSheetError(
            f"its first line has no column for the {' and the '.join(absent)}:"
            " it names the columns, `code` or `ma_thu_tuc`, `name` or `ten_thu_tuc`, ..."
        )
    for name in names:
        if name is not None and names.count(name) > 1:
            raise BadSheetError(f"two of its columns are for the {name}: remove one")
    return names


# --- JSON -----------------------------------------------------------------------------------------


def _items(text: str) -> Sheet:
    found = _parsed(text)
    records, wrong, headers = list[Record](), list[str](), dict[str, None]()
    for number, item in enumerate(found, start=1):
        if isinstance(item, dict):
            records.append(_record(f"item {number}", item))
            headers.update(dict.fromkeys(item) if records[-1].parts is None else {})
        else:
            wrong.append(f"item {number} is no procedure: it is not in curly brackets")
    return Sheet(tuple(records), tuple(wrong), tuple(unknown(headers)))


def _parsed(text: str) -> list[object]:
    """The list in a text, or an object on each line."""
    try:
        return _listed(json.loads(text))
    except RecursionError:
        raise BadSheetError("is nested too deeply to be a list of procedures") from None
    except json.JSONDecodeError as error:
        if (found := _by_line(text)) is None:
            raise BadSheetError(f"line {error.lineno} is not JSON ({error.msg})") from None
        return found


def _listed(said: object) -> list[object]:
    """The list in a text: it may be within an object, or be one by code."""
    if isinstance(said, list):
        return said
    if isinstance(said, dict):
        lists = [value for value in said.values() if isinstance(value, list)]
        if any(column(str(key)) == "code" for key in said):
            return [said]
        if len(lists) == 1:
            return list(lists[0])
        return list(said.values())
    return []


def _by_line(text: str) -> list[object] | None:
    """An object on each line; none when that is not so either."""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return None


def _record(where: str, item: dict[str, object]) -> Record:
    if any(_is_in_parts(value) for value in item.values()):
        return Record(where, {}, item)
    cells = {}
    for header, value in item.items():
        name = column(header)
        if name is not None and value is not None:
            cells[name] = _cell(value)
    return Record(where, cells)


def _is_in_parts(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )


def _cell(value: object) -> str:
    """A value as it would stand in a table."""
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if isinstance(value, bool):
        return "x" if value else ""
    return str(value)
