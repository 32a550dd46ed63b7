"""The book of lent numbers on the dispenser's disk: each step is there before the next is taken.

Each step is one statement, and each statement one synced transaction, so that the power may go
between any two: what was begun is taken up again with the same result.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import aiosqlite

from contract import messages as m
from runtime.database import Kind, open_database
from ticket_dispenser import lending
from ticket_dispenser.lending import Lease, Number, OfflineNumber, Why

_SCHEMA = """
CREATE TABLE IF NOT EXISTS card (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    epoch INTEGER NOT NULL,
    asked TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS lease (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    leased TEXT NOT NULL,
    closing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS number (
    seq INTEGER PRIMARY KEY,
    ticket TEXT NOT NULL UNIQUE,
    lease TEXT NOT NULL REFERENCES lease (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    intent TEXT NOT NULL,
    class_id TEXT,
    printed INTEGER,
    told INTEGER NOT NULL DEFAULT 0,
    steps TEXT NOT NULL DEFAULT '[]',
    UNIQUE (lease, ordinal)
) STRICT;
INSERT OR IGNORE INTO card (only, epoch) VALUES (1, 0);
"""

_STEPS = "ALTER TABLE number ADD COLUMN steps TEXT NOT NULL DEFAULT '[]'"
"""Books that were begun before numbers had further services have no place for them."""
_CARD = "SELECT epoch, asked FROM card"
_LEASES = "SELECT leased, closing FROM lease ORDER BY seq"
_NUMBERS = """
SELECT ticket, lease, ordinal, at, intent, class_id, steps, printed, told FROM number ORDER BY seq
"""
_GIVE = """
INSERT INTO number (ticket, lease, ordinal, at, intent, class_id, steps)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""


class Ledger:
    """What this dispenser borrowed and gave, in one SQLite file. What is read is in memory.

    Raises `sqlite3.Error` when the disk is full or gone: there is no safe way to go on then.
    """

    def __init__(self, db: aiosqlite.Connection, new_id: Callable[[], UUID]) -> None:
        self._db = db
        self._new_id = new_id
        self.epoch = 0
        """That of the last lease on this card; 0 for a card that must be confirmed as new."""
        self.asked: m.LeaseAsk | None = None
        """The ask for a lease that has no answer yet: it is sent until it has one."""
        self._leases = dict[UUID, Lease]()
        self._numbers = dict[UUID, Number]()
        self.changed = asyncio.Event()
        """Set when there may be something new to tell the queue service."""

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, new_id: Callable[[], UUID]) -> AsyncIterator[Self]:
        """Open the book, or begin it; `new_id` makes the tickets' identities.

        A damaged file is set aside and a new one begun, as on a new card. What was being printed in
        an earlier life is taken as printed: it may be in somebody's hand.
        """
        async with open_database(path, _BOOK) as db:
            await db.execute_fetchall("UPDATE number SET printed = 1 WHERE printed IS NULL")
            ledger = cls(db, new_id)
            await ledger._load()
            yield ledger

    @property
    def leases(self) -> list[Lease]:
        """What is borrowed and not settled, oldest first."""
        return list(self._leases.values())

    @property
    def numbers(self) -> list[Number]:
        """The numbers given from these leases, in the order in which they were given."""
        return list(self._numbers.values())

    # --- Giving ----------------------------------------------------------------------------

    async def give(  # noqa: PLR0913 - what a number may come with
        self,
        service: str,
        intent: m.Intent,
        class_id: str | None,
        now: int,
        *,
        synchronised: bool,
        then: tuple[str, ...] = (),
    ) -> OfflineNumber | Why:
        """Write the next number of a service down. It is on the disk when this returns.

        From then on it is never given again. Its slip may be printed now, and not before; what
        became of it is said by `printed`. Do not cancel this: it would leave a number that counts
        as printed after the next start.
        """
        lease = lending.lease_for(service, self._leases.values(), now, synchronised=synchronised)
        if isinstance(lease, Why):
            return lease
        number = Number(self._new_id(), lease.id, lease.used + 1, now, intent, class_id, then)
        # Before anything is awaited: somebody else may press meanwhile.
        self._leases[lease.id] = replace(lease, used=number.ordinal)
        self._numbers[number.ticket] = number
        await self._do(
            _GIVE, str(number.ticket), str(lease.id), number.ordinal, now, intent.value, class_id,
            json.dumps(then),
        )  # fmt: skip
        return lending.offline_number(lease, number)

    async def printed(self, ticket: UUID, *, printed: bool) -> None:
        """Write down that a slip came out or may have, or that it surely did not.

        What is told first counts, and a ticket that is not known changes nothing.
        """
        await self._do(
            "UPDATE number SET printed = ? WHERE ticket = ? AND printed IS NULL",
            int(printed), str(ticket),
        )  # fmt: skip
        number = self._numbers.get(ticket)
        if number is not None and number.printed is None:
            self._numbers[ticket] = replace(number, printed=printed)
            self.changed.set()

    # --- Borrowing -------------------------------------------------------------------------

    async def ask(self, service: str) -> m.LeaseAsk:
        """The ask for a lease that is to be sent now: the one without an answer, if there is one.

        Leases of all services share the card's epoch, so there is never more than one ask.
        """
        if self.asked is None:
            ask = m.LeaseAsk(id=self._new_id(), service=service, epoch=self.epoch)
            await self._do("UPDATE card SET asked = ?", ask.model_dump_json())
            self.asked = ask
        return self.asked

    async def lent(self, leased: m.Leased) -> None:
        """Keep what was lent for the ask."""
        # In this order: without the second step the next start finds that the ask was answered.
        await self._do(
            "INSERT INTO lease (id, leased) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            str(leased.lease), leased.model_dump_json(),
        )  # fmt: skip
        self._leases.setdefault(leased.lease, Lease(leased, leased.first - 1))
        await self._answered(leased.epoch)

    async def refused(self) -> None:
        """Nothing was lent for the ask: the next one is a new one."""
        await self._answered(self.epoch)

    async def stale(self) -> None:
        """The card is taken for a copy: give nothing more that a copy may give too.

        It borrows again as a new card does, once somebody has confirmed it.
        """
        await self._do("UPDATE lease SET closing = 1")
        self._leases = {id_: replace(one, closing=True) for id_, one in self._leases.items()}
        await self._answered(0)

    async def _answered(self, epoch: int) -> None:
        await self._do("UPDATE card SET epoch = ?, asked = NULL", epoch)
        self.epoch, self.asked = epoch, None

    # --- Handing in ------------------------------------------------------------------------

    async def close(self, lease: UUID) -> None:
        """Give nothing more from a lease: to be written down before the queue service is told."""
        await self._do("UPDATE lease SET closing = 1 WHERE id = ?", str(lease))
        self._leases[lease] = replace(self._leases[lease], closing=True)

    async def told(self, part: m.OfflineTicketsAsk) -> None:
        """The queue service has taken a part in: a lease that ended with it is forgotten."""
        if part.last is not None:
            await self._do("DELETE FROM lease WHERE id = ?", str(part.lease))
            self._leases.pop(part.lease, None)
            self._numbers = {
                ticket: one for ticket, one in self._numbers.items() if one.lease != part.lease
            }
            return
        tickets = [told.ticket for told in part.tickets]
        await self._do(
            "UPDATE number SET told = 1 WHERE ticket IN (SELECT value FROM json_each(?))",
            json.dumps([str(ticket) for ticket in tickets]),
        )
        for ticket in tickets:
            self._numbers[ticket] = replace(self._numbers[ticket], told=True)

    # --- The file --------------------------------------------------------------------------

    async def _do(self, statement: str, *values: object) -> None:
        await self._db.execute_fetchall(statement, values)

    async def _load(self) -> None:
        [card] = await self._db.execute_fetchall(_CARD)
        self.epoch, self.asked = _card(card)
        numbers = [_number(row) for row in await self._db.execute_fetchall(_NUMBERS)]
        self._numbers = {number.ticket: number for number in numbers}
        used: dict[UUID, int] = {}
        for number in numbers:
            used[number.lease] = max(number.ordinal, used.get(number.lease, 0))
        leases = [_lease(row, used) for row in await self._db.execute_fetchall(_LEASES)]
        self._leases = {lease.id: lease for lease in leases}
        await self._answered_before()

    async def _answered_before(self) -> None:
        """Strike out an ask whose lease is in the book already.

        Sent again it would bring the same lease again, perhaps after all of it was given, told and
        forgotten; each of its numbers would then be given twice.
        """
        asked = self.asked
        if asked is None:
            return
        open_ = [lease.leased.epoch for lease in self._leases.values() if not lease.closing]
        if (epoch := max(open_, default=0)) > asked.epoch:
            await self._answered(epoch)


def _read(db: sqlite3.Connection) -> None:
    db.executescript(_SCHEMA)
    if "steps" not in {name for _, name, *_ in db.execute("PRAGMA table_info(number)")}:
        db.execute(_STEPS)
    for row in db.execute(_CARD):
        _card(row)
    for row in db.execute(_LEASES):
        _lease(row, {})
    for row in db.execute(_NUMBERS):
        _number(row)


def _card(row: Iterable[Any]) -> tuple[int, m.LeaseAsk | None]:
    epoch, asked = row
    return epoch, None if asked is None else m.LeaseAsk.model_validate_json(asked, extra="ignore")


def _lease(row: Iterable[Any], used: dict[UUID, int]) -> Lease:
    body, closing = row
    leased = m.Leased.model_validate_json(body, extra="ignore")
    return Lease(leased, used.get(leased.lease, leased.first - 1), bool(closing))


def _number(row: Iterable[Any]) -> Number:
    ticket, lease, ordinal, at, intent, class_id, steps, printed, told = row
    return Number(
        UUID(ticket), UUID(lease), ordinal, at, m.Intent(intent), class_id, _steps(steps),
        None if printed is None else bool(printed), bool(told),
    )  # fmt: skip


def _steps(text: str) -> tuple[str, ...]:
    steps = json.loads(text)
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        raise ValueError(f"further services are a list of names, not {text[:40]!r}")
    return tuple(steps)


_BOOK = Kind(
    "book of lent numbers",
    _read,
    loss="People may hold numbers in it that the queue service was not told: keep that file for"
    " support, let the receptionist help whoever shows such a number, and check the disk. The queue"
    " service takes this machine for a copied one until its new card is confirmed at the console",
)
