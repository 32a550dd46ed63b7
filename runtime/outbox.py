"""A durable spool for what must not be lost while the broker is out of reach.

What was put is on the disk when `put` returns, and stays there until it is said to be done.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import aiosqlite

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT
"""

_PENDING = "SELECT key, kind, body FROM item ORDER BY seq"

_PRIMARY_CODE = 0xFF
_NOT_THE_FILE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
)
"""Errors that a new file would not mend. All others are damage: our SQL is right, and tested."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits to be sent."""

    key: UUID
    kind: str
    """What the owner needs to know to read `body`, for example the name of an ask."""
    body: bytes


class Outbox:
    """A spool in one SQLite file, in the order in which things were put.

    Raises `sqlite3.Error` when the disk is full or gone: there is no safe way to go on then.
    """

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path) -> AsyncIterator[Self]:
        """Open the spool, or begin it. A damaged file is set aside and a new one begun."""
        await asyncio.to_thread(_prepare, path)
        async with aiosqlite.connect(path, isolation_level=None) as db:
            # WAL's default may lose the last commits in a power cut.
            await db.execute_fetchall("PRAGMA synchronous = FULL")
            yield cls(db)

    async def put(self, key: UUID, kind: str, body: bytes) -> None:
        """Keep an item, durably. A key that is already kept changes nothing."""
        await self._db.execute_fetchall(
            "INSERT INTO item (key, kind, body) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (str(key), kind, body),
        )

    async def pending(self) -> list[Item]:
        """Read what waits, oldest first."""
        return [_item(row) for row in await self._db.execute_fetchall(_PENDING)]

    async def done(self, key: UUID) -> None:
        """Forget an item, durably. A key that is not kept changes nothing."""
        await self._db.execute_fetchall("DELETE FROM item WHERE key = ?", (str(key),))


def _prepare(path: Path) -> None:
    """Leave a sound spool at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    damage = _damage(path)
    if damage:
        aside = _set_aside(path)
        log.error(
            "the spool %s is damaged (%s); it is kept as %s and a new one begun. What it held was"
            " not sent: keep that file for support, and check the disk",
            path, damage, aside,
        )  # fmt: skip
        _read_through(path)


def _damage(path: Path) -> str | None:
    """What is wrong with the spool; None if it is sound, or was absent and is begun."""
    try:
        _read_through(path)
    except ValueError as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE in _NOT_THE_FILE:
            raise
        return str(error)
    return None


def _read_through(path: Path) -> None:
    """Begin the spool if it is absent, and read all of it; `ValueError` if it makes no sense."""
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes.decode  # the default hides what is not UTF-8 in a vague error
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(_SCHEMA)
        (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise ValueError(verdict)
        for row in db.execute(_PENDING):
            _item(row)


def _item(row: Iterable[Any]) -> Item:
    key, kind, body = row
    return Item(UUID(key), kind, body)


def _set_aside(path: Path) -> Path:
    """Give the file a free name. Its log is gone: closing the check played it in or dropped it."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    return path.rename(aside)
