"""A SQLite file for what must not be lost: durable at every commit, set aside when damaged."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import aiosqlite

from runtime.keep import sync_folder

log = logging.getLogger(__name__)

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
class Kind:
    """What a file is for."""

    name: str
    """As the log calls it, for example `spool`."""
    read: Callable[[sqlite3.Connection], object]
    """Begins the tables where there are none and reads all of them; `ValueError` if they make no
    sense."""
    loss: str
    """What is lost with a damaged file, and what to do: a sentence for the technician."""


@asynccontextmanager
async def open_database(path: Path, kind: Kind) -> AsyncIterator[aiosqlite.Connection]:
    """Open the file, or begin it; each statement is a transaction. A damaged one is set aside.

    Raises `sqlite3.Error` when the disk is full or gone: there is no safe way to go on then.
    """
    await asyncio.to_thread(_prepare, path, kind)
    async with aiosqlite.connect(path, isolation_level=None) as db:
        # WAL's default may lose the last commits in a power cut.
        await db.execute_fetchall("PRAGMA synchronous = FULL")
        await db.execute_fetchall("PRAGMA foreign_keys = ON")
        yield db


def _prepare(path: Path, kind: Kind) -> None:
    """Leave a sound file at `path`, and its name on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    damage = _damage(path, kind)
    if damage:
        aside = _set_aside(path)
        log.error(
            "the %s %s is damaged (%s); it is kept as %s and a new one begun. %s",
            kind.name, path, damage, aside, kind.loss,
        )  # fmt: skip
        _read_through(path, kind)
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def _damage(path: Path, kind: Kind) -> str | None:
    """What is wrong with the file; None if it is sound, or was absent and is begun."""
    try:
        _read_through(path, kind)
    except ValueError as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE in _NOT_THE_FILE:
            raise
        return str(error)
    return None


def _read_through(path: Path, kind: Kind) -> None:
    """Begin the file if it is absent, and read all of it; `ValueError` if it makes no sense."""
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes.decode  # the default hides what is not UTF-8 in a vague error
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise ValueError(verdict)
        kind.read(db)


def _set_aside(path: Path) -> Path:
    """Give the file a free name. Its log is gone: closing the check played it in or dropped it."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    return path.rename(aside)
