"""The journal: one append-only table in SQLite, durable at every commit; beside it the ballot box.

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
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from uuid import UUID

from broker.ballots import Ballot, Box
from broker.facts import FACT, Entry

_BOX = "SELECT content FROM ballots WHERE officer = ? AND period = ?"
_KEEP = (
    "INSERT INTO ballots (officer, period, content) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET content = excluded.content"
)
_HEARD_ON = "SELECT day FROM journal WHERE kind = 'feedback' AND request = ?"
_APPEND = "INSERT INTO journal (seq, day, request, kind, fact) VALUES (?, ?, ?, ?, ?)"


class JournalInUse(Exception):  # noqa: N818 - a state of affairs that a technician can end
    """Another queue service has this journal open."""


@dataclass(slots=True)
class Journal:
    """An open journal. One writer at a time, in this process and among all."""

    database: sqlite3.Connection
    _tidy: bool = field(default=False, init=False)

    async def append(self, entries: Sequence[Entry], ballots: Sequence[Ballot] = ()) -> None:
        """Make a group of entries durable, all or none, and the ballots that belong to it."""
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
            self._cast(ballots)

    def _cast(self, ballots: Sequence[Ballot]) -> None:
        """Into the boxes of their officers, each of which is written anew."""
        boxes: dict[tuple[str, str], list[Ballot]] = {}
        for ballot in ballots:
            boxes.setdefault((ballot.officer, ballot.period), []).append(ballot)
        for key, cast in boxes.items():
            known = self.database.execute(_BOX, key).fetchone()
            box = Box.read(*known) if known else Box()
            box.cast(cast)
            self.database.execute(_KEEP, (*key, box.text()))
            self._tidy = False

    def tidy(self) -> None:
        """Empty the write-ahead log: it tells how a box was before and after each ballot.

        Nothing happens while somebody reads; then it is for the next time.
        """
        if self._tidy:
            return
        [(patience,)] = self.database.execute("PRAGMA busy_timeout")
        self.database.execute("PRAGMA busy_timeout = 0")
        [(busy, *_)] = self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.execute(f"PRAGMA busy_timeout = {patience:d}")
        self._tidy = not busy

    async def day(self, day: str) -> list[Entry]:
        """All entries of one business day, in order."""
        rows = self.database.execute(
            "SELECT seq, request, fact FROM journal WHERE day = ? ORDER BY seq", (day,)
        )
        return [
            Entry(seq, day, UUID(request), FACT.validate_json(fact)) for seq, request, fact in rows
        ]

    async def heard_on(self, feedback: UUID) -> str | None:
        """The day on which this ask was taken in as a complaint or suggestion, if it was."""
        found = self.database.execute(_HEARD_ON, (str(feedback),)).fetchone()
        return None if found is None else found[0]

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
        database.execute("PRAGMA secure_delete = ON")  # nothing is left of how a box was
        database.executescript(files("broker").joinpath("schema.sql").read_text(encoding="utf-8"))
        journal = Journal(database)
        journal.tidy()
        yield journal


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
