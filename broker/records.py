"""Journal files for those who only read: while the queue service writes, or long afterwards.

A day is read at a time, and between two days nothing is held open: a reader that takes its time
keeps the service's file from growing no smaller, but never the service from writing.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from broker.facts import FACT, Entry, Feedback
from broker.satisfaction import Opinions
from contract.messages import Level

_UNKNOWN_KIND = "union_tag_invalid"
"""What pydantic calls a fact of a kind that there is not."""

_KEEP = "keep a copy of the journal and report it"


class RecordsError(Exception):
    """A journal cannot be read. The text is one line that says what to do."""


def days(path: Path) -> Iterator[tuple[str, list[Entry]]]:
    """All business days of a journal with their entries, the earliest first.

    Raises `RecordsError`.
    """
    for known in names(path):
        yield known, day(path, known)


def names(path: Path) -> list[str]:
    """The business days of a journal, `YYYY-MM-DD`, the earliest first; raises `RecordsError`."""
    with _opened(path) as database:
        return [name for (name,) in database.execute("SELECT DISTINCT day FROM journal ORDER BY 1")]


def day(path: Path, name: str) -> list[Entry]:
    """The entries of one business day in order, none for an unknown day; raises `RecordsError`."""
    rows = "SELECT seq, request, fact FROM journal WHERE day = ? ORDER BY seq"
    with _opened(path) as database:
        found = database.execute(rows, (name,)).fetchall()
    return [_entry(path, name, *row) for row in found]


def chosen(path: Path, name: str | None) -> tuple[str, list[Entry]]:
    """The day that is named, or the latest one, with its entries.

    Raises `RecordsError`, also when the journal has no such day.
    """
    known = names(path)
    if not known:
        raise RecordsError(f"{path} is empty: no number was ever given")
    if name is not None and name not in known:
        raise RecordsError(f"{path} has no day {name}: it has {known[0]} to {known[-1]}")
    name = name or known[-1]
    return name, day(path, name)


def feedback(path: Path) -> list[tuple[str, Feedback]]:
    """All complaints and suggestions with their days, the earliest first; raises `RecordsError`."""
    rows = "SELECT day, seq, request, fact FROM journal WHERE kind = 'feedback' ORDER BY seq"
    with _opened(path) as database:
        found = database.execute(rows).fetchall()
    entries = (_entry(path, *row) for row in found)
    return [(entry.day, entry.fact) for entry in entries if isinstance(entry.fact, Feedback)]


def periods(path: Path) -> list[str]:
    """The periods that opinions are of, the earliest first; raises `RecordsError`.

    They are months, or days where the settings say so or the journal is of old times.
    """
    with _opened(path) as database:
        found = set(database.execute(_OLD_PERIODS))
        if _has_box(database):
            found.update(database.execute("SELECT period FROM ballots"))
    return sorted(period for (period,) in found)


def opinions(path: Path, period: str) -> dict[str, Opinions]:
    """By officer the opinions of a month, `YYYY-MM`, or of a day; raises `RecordsError`."""
    found: dict[str, Opinions] = {}
    with _opened(path) as database, sound(path):
        for officer, level, times in database.execute(_OLD_OPINIONS, {"of": period}):
            found.setdefault(officer, Opinions()).add(Level(level), times)
        if _has_box(database):
            for officer, said, times in database.execute(_OPINIONS, {"of": period}):
                opinion, known = json.loads(said), found.setdefault(officer, Opinions())
                known.add(Level(opinion["level"]), times, opinion.get("indices"))
                known.reasons.update(dict.fromkeys(opinion.get("reasons", ()), times))
                known.remarks += [opinion["remark"]] * times if "remark" in opinion else []
            for officer, mark, times in database.execute(_MARKS, {"of": period}):
                found[officer].marks[mark] += times
    return found


# Ratings of old times are facts with a level.
_OLD_PERIODS = """
    SELECT DISTINCT day FROM journal
    WHERE kind = 'rated' AND json_extract(fact, '$.level') IS NOT NULL
"""
_OLD_OPINIONS = """
    SELECT json_extract(fact, '$.officer'), json_extract(fact, '$.level') AS level, count(*)
    FROM journal
    WHERE kind = 'rated' AND level IS NOT NULL AND (day = :of OR day LIKE :of || '-%')
    GROUP BY 1, 2
"""
_OPINIONS = """
    SELECT officer, json_extract(one.value, '$[1]'), json_extract(one.value, '$[0]')
    FROM ballots, json_each(content, '$.opinions') AS one
    WHERE period = :of OR period LIKE :of || '-%'
"""
_MARKS = """
    SELECT officer, one.key, one.value FROM ballots, json_each(content, '$.marks') AS one
    WHERE period = :of OR period LIKE :of || '-%'
"""


def _has_box(database: sqlite3.Connection) -> bool:
    """Whether the journal is of a time when there was a ballot box."""
    table = "SELECT 1 FROM sqlite_master WHERE name = 'ballots'"
    return database.execute(table).fetchone() is not None


def _entry(path: Path, name: str, seq: int, request: str, fact: str) -> Entry:
    try:
        return Entry(seq, name, UUID(request), FACT.validate_json(fact))
    except ValidationError as error:
        if error.errors()[0]["type"] == _UNKNOWN_KIND:
            remedy = "is of a kind that this version does not know; update this program first"
        else:
            remedy = f"is damaged; {_KEEP}"
    except ValueError:
        remedy = f"is damaged; {_KEEP}"
    raise RecordsError(f"{path}: entry {seq} of {name} {remedy}")


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """What is read within is to make sense together; raises `RecordsError` when it does not.

    Without the entry that gave a ticket its number, for example, nothing can be said of its call.
    """
    try:
        yield
    except (LookupError, ValueError, ArithmeticError):
        raise RecordsError(
            f"{path} is damaged: entries are missing or wrong; run `motcua audit --journal {path}`"
        ) from None


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise RecordsError(f"{path}: there is no such file; name the journal of the queue service")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield database
    except sqlite3.DatabaseError as error:
        raise RecordsError(f"{path}: {_remedy(error)}") from None


def _remedy(error: sqlite3.DatabaseError) -> str:
    if isinstance(error, sqlite3.OperationalError) and "no such table" not in str(error):
        return f"cannot be read ({error}); run this as the user of the queue service"
    return f"is no journal ({error}); name that of the queue service"
