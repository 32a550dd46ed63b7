"""The journal: one append-only table in SQLite, durable at every commit.

`synchronous=FULL`, because with `NORMAL` a power cut may take the last commits back
(https://www.sqlite.org/pragma.html#pragma_synchronous). A whole group of facts is one transaction.

It is written in the event loop's own thread: until a commit is durable the service has nothing else
to decide or to say, and what arrives meanwhile waits in the socket and makes up the next group. See
docs/decisions/0006-the-commit-holds-the-loop.md.
"""

import contextlib
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from uuid import UUID

from broker.facts import FACT, Entry

_APPEND = "INSERT INTO journal (seq, day, request, kind, fact) VALUES (?, ?, ?, ?, ?)"


class JournalInUse(Exception):  # noqa: N818 - a state of affairs that a technician can end
    """Another queue service has this journal open."""


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal. One writer at a time, in this process and among all."""

    database: sqlite3.Connection

    async def append(self, entries: Sequence[Entry]) -> None:
        """Make a group of entries durable, all or none."""
        rows = [
            (
                entry.seq,
                entry.day,
                str(entry.request),
                entry.fact.kind,
                FACT.dump_json(entry.fact).decode(),
            )
            for entry in entries
        ]
        with self.database:
            self.database.executemany(_APPEND, rows)

    async def day(self, day: str) -> list[Entry]:
        """All entries of one business day, in order."""
        rows = self.database.execute(
            "SELECT seq, request, fact FROM journal WHERE day = ? ORDER BY seq", (day,)
        )
        return [
            Entry(seq, day, UUID(request), FACT.validate_json(fact)) for seq, request, fact in rows
        ]

    async def last(self) -> tuple[int, str]:
        """The last entry's number and the latest day; `(0, "")` for a new journal.

        They are not of one entry when a visit of an earlier day was rated last.
        """
        [(seq, day)] = self.database.execute(
            "SELECT (SELECT max(seq) FROM journal), (SELECT max(day) FROM journal)"
        )
        return seq or 0, day or ""


@contextlib.asynccontextmanager
async def open_journal(path: Path) -> AsyncIterator[Journal]:
    """Open a journal, new if there is none, for the length of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_writer(path), contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(files("broker").joinpath("schema.sql").read_text(encoding="utf-8"))
        yield Journal(database)


@contextlib.contextmanager
def _only_writer(path: Path) -> Iterator[None]:
    with path.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JournalInUse(
                f"{path} is in use by another queue service: stop that one"
            ) from None
        yield
