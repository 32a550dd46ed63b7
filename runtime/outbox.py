"""A durable spool for what must not be lost while the broker is out of reach.

What was put is on the disk when `put` returns, and stays there until it is said to be done.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import aiosqlite

from runtime.database import Kind, open_database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT
"""

_PENDING = "SELECT key, kind, body FROM item ORDER BY seq"


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
    async def open(
        cls, path: Path, read: Callable[[Item], object] = lambda _: None
    ) -> AsyncIterator[Self]:
        """Open the spool, or begin it. A damaged file is set aside and a new one begun.

        `read` reads an item as its owner will; `ValueError` where it makes no sense, and then the
        file is damaged: an owner that cannot begin would never mend itself.
        """
        async with open_database(path, Kind("spool", partial(_read, read), _LOSS)) as db:
            # What was delivered is overwritten, so that nobody reads it from a card that was lost.
            await db.execute_fetchall("PRAGMA secure_delete = ON")
            yield cls(db)

    async def put(self, key: UUID, kind: str, body: bytes) -> None:
        """Keep an item, durably. A key that is already kept changes nothing."""
        await self._db.execute_fetchall(
            "INSERT INTO item (key, kind, body) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (str(key), kind, body),
        )

    async def turn(self, key: UUID, into: UUID, kind: str) -> None:
        """Keep an item without a body in place of one that is kept, in one durable step."""
        await self._db.execute_fetchall(
            "UPDATE OR REPLACE item SET key = ?, kind = ?, body = x'' WHERE key = ?",
            (str(into), kind, str(key)),
        )

    async def pending(self) -> list[Item]:
        """Read what waits, oldest first."""
        return [_item(row) for row in await self._db.execute_fetchall(_PENDING)]

    async def done(self, key: UUID) -> None:
        """Forget an item, durably. A key that is not kept changes nothing."""
        await self._db.execute_fetchall("DELETE FROM item WHERE key = ?", (str(key),))

    async def tidy(self) -> None:
        """Empty the write-ahead log, which still has what was forgotten: for somebody's words."""
        await self._db.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


def _read(read: Callable[[Item], object], db: sqlite3.Connection) -> None:
    db.execute(_SCHEMA)
    for row in db.execute(_PENDING):
        read(_item(row))


def _item(row: Iterable[Any]) -> Item:
    key, kind, body = row
    return Item(UUID(key), kind, body)


_LOSS = "What it held was not sent: keep that file for support, and check the disk"
