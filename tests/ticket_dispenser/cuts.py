"""Power cuts: a process that dies before or after any statement reaches the disk."""

import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import aiosqlite

from ticket_dispenser.ledger import Ledger


class PowerCut(Exception):  # noqa: N818 - nothing that the program could mend
    """The process is gone."""


@dataclass
class Fuse:
    """A connection that goes after some more statements, the last of them done or not."""

    db: aiosqlite.Connection
    left: int | None = None
    """Statements until it goes; None: it holds."""
    done: bool = False
    """Whether the last statement still reaches the disk."""

    async def execute_fetchall(self, statement: str, values: Iterable[Any] = ()) -> Any:  # noqa: ANN401
        """See `aiosqlite.Connection`."""
        if self.left is None:
            return await self.db.execute_fetchall(statement, values)
        if self.left == 0:
            if self.done:
                await self.db.execute_fetchall(statement, values)
            raise PowerCut
        self.left -= 1
        return await self.db.execute_fetchall(statement, values)


def fused(ledger: Ledger) -> Fuse:
    """Put a fuse into an open book."""
    fuse = Fuse(ledger._db)  # noqa: SLF001 - the only place where a cut can be
    ledger._db = fuse  # type: ignore[assignment]  # noqa: SLF001
    return fuse


def as_after_a_cut(path: Path) -> Path:
    """A copy of the file and its log as they are now: what a restart would find."""
    number = len(list(path.parent.parent.iterdir()))
    copy = path.parent.parent / f"life-{number}" / path.name
    copy.parent.mkdir()
    for suffix in ("", "-wal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            shutil.copy(beside, copy.with_name(beside.name))
    return copy


def ids(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


@asynccontextmanager
async def book(path: Path, chance: Random | None = None) -> AsyncIterator[Ledger]:
    """A book whose identities repeat from run to run."""
    drawn = chance or Random(3)
    async with Ledger.open(path, lambda: ids(drawn)) as ledger:
        yield ledger
