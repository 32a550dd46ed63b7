"""Journals as files for the technician: one is read while its service runs, or written anew."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pydantic import ValidationError

from broker.facts import FACT, Entry, Fact
from broker.journal import JournalInUse, open_journal


class JournalError(Exception):
    """A journal cannot be used. The text is one line that says what to do."""


def add(path: Path, entries: Sequence[Entry]) -> None:
    """Put a day at the end of a journal, new if there is none; raises `JournalError`."""

    async def append() -> None:
        async with open_journal(path) as journal:
            seq, latest = await journal.last()
            if entries and entries[0].day <= latest:
                raise JournalError(f"{path} has {latest} already: take a later day, or a new file")
            await journal.append([replace(entry, seq=entry.seq + seq) for entry in entries])

    try:
        asyncio.run(append())
    except (OSError, sqlite3.Error, JournalInUse) as error:
        raise JournalError(f"{path} cannot be written ({error}): name another file") from None


def days(path: Path) -> dict[str, list[Fact]]:
    """The facts of each business day, in order; raises `JournalError`."""
    if not path.is_file():
        raise JournalError(
            f"there is no journal {path}: name the file that the queue service writes"
        )
    rows = "SELECT day, fact FROM journal ORDER BY day, seq"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute(rows).fetchall()
        return {
            day: [FACT.validate_json(fact) for _, fact in its]
            for day, its in groupby(found, key=itemgetter(0))
        }
    except sqlite3.Error as error:
        raise JournalError(
            f"{path} is no journal ({error}): name the queue service's file"
        ) from None
    except ValidationError:
        raise JournalError(
            f"{path} holds facts that this version does not know: update this machine first"
        ) from None
