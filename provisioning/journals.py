"""A simulated day is put into a journal file."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from broker import records
from broker.facts import Entry
from broker.journal import JournalInUse, open_journal


class JournalError(Exception):
    """A journal cannot be used. The text is one line that says what to do."""


def add(path: Path, entries: Sequence[Entry]) -> None:
    """Put a day at the end of a journal, new if there is none; raises `JournalError`."""

    async def append() -> None:
        async with open_journal(path) as journal:
            seq, latest = await journal.last()
            if entries and entries[0].day <= latest:
                raise _too_late(path, latest)
            await journal.append([replace(entry, seq=entry.seq + seq) for entry in entries])

    try:
        asyncio.run(append())
    except (OSError, sqlite3.Error, JournalInUse) as error:
        raise JournalError(f"{path} cannot be written ({error}): name another file") from None


def check(path: Path, day: str) -> None:
    """See whether a day can be put at the end of a journal, and touch nothing.

    Raises:
        JournalError: the file is something else, or has this day or a later one.
    """
    if path.is_dir():
        raise JournalError(f"{path} is a folder: name a file in it")
    if not path.parent.is_dir():
        raise JournalError(f"{path.parent} is no folder: name one that is there")
    if not path.exists() or not path.stat().st_size:
        return
    try:
        known = records.names(path)
    except records.RecordsError as error:
        raise JournalError(f"{error}, or a new file") from None
    if known and day <= known[-1]:
        raise _too_late(path, known[-1])


def _too_late(path: Path, latest: str) -> JournalError:
    return JournalError(f"{path} has {latest} already: take a later day, or a new file")
