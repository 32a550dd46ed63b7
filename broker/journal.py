"""The journal: one append-only table in SQLite, durable at every commit.

`synchronous=FULL`, because with `NORMAL` a power cut may take the last commits back
(https://www.sqlite.org/pragma.html#pragma_synchronous). A whole group of facts is one statement
and so one transaction and one trip to the database's thread.
"""

import contextlib
import fcntl
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import aiosqlite

from broker.facts import FACT, Entry

_APPEND = """
INSERT INTO journal (seq, day, request, kind, fact)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
       json_extract(value, '$[3]'), json_extract(value, '$[4]')
FROM json_each(?)
"""


class JournalInUse(Exception):  # noqa: N818 - a state of affairs that a technician can end
    """Another queue service has this journal open."""


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal. One writer at a time, in this process and among all."""

    database: aiosqlite.Connection

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
        await self.database.execute(_APPEND, (json.dumps(rows),))

    async def day(self, day: str) -> list[Entry]:
        """All entries of one business day, in order."""
        rows = await self.database.execute_fetchall(
            "SELECT seq, request, fact FROM journal WHERE day = ? ORDER BY seq", (day,)
        )
        return [
            Entry(seq, day, UUID(request), FACT.validate_json(fact)) for seq, request, fact in rows
        ]

    async def last(self) -> tuple[int, str]:
        """The last entry's number and the latest day; `(0, "")` for a new journal.

        They are not of one entry when a visit of an earlier day was rated last.
        """
        [(seq, day)] = await self.database.execute_fetchall(
            "SELECT (SELECT max(seq) FROM journal), (SELECT max(day) FROM journal)"
        )
        return seq or 0, day or ""


@contextlib.asynccontextmanager
async def open_journal(path: Path) -> AsyncIterator[Journal]:
    """Open a journal, new if there is none, for the length of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_writer(path):
        async with aiosqlite.connect(path, isolation_level=None) as database:
            await database.execute("PRAGMA journal_mode = WAL")
            await database.execute("PRAGMA synchronous = FULL")
            await database.executescript(files("broker").joinpath("schema.sql").read_text())
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
