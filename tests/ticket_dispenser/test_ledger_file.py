"""The file of the book of lent numbers: damaged, senseless, or opened twice."""

import logging
import sqlite3
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from contract import messages as m
from tests.ticket_dispenser.borrowed import FILE, at, leased
from tests.ticket_dispenser.cuts import book
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lending import OfflineNumber

NINE = at("09:00")

OF_2026 = """
CREATE TABLE card (
    only INTEGER PRIMARY KEY CHECK (only = 1), epoch INTEGER NOT NULL, asked TEXT
) STRICT;
CREATE TABLE lease (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, leased TEXT NOT NULL,
    closing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE number (
    seq INTEGER PRIMARY KEY, ticket TEXT NOT NULL UNIQUE,
    lease TEXT NOT NULL REFERENCES lease (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, at INTEGER NOT NULL, intent TEXT NOT NULL, class_id TEXT,
    printed INTEGER, told INTEGER NOT NULL DEFAULT 0, UNIQUE (lease, ordinal)
) STRICT;
INSERT INTO card VALUES (1, 7, NULL);
"""
"""The tables of the first books, in which numbers had no further services."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "life-0" / "lent.db"


async def borrow(ledger: Ledger, lent: m.Leased | None = None) -> None:
    """Ask for a lease and get it."""
    lent = lent or leased()
    await ledger.ask(lent.service)
    await ledger.lent(lent)


async def press(ledger: Ledger, now: int = NINE) -> OfflineNumber:
    given = await ledger.give("dat-dai", FILE, None, now, synchronised=True)
    assert isinstance(given, OfflineNumber), given
    return given


async def test_a_damaged_book_is_set_aside_and_says_what_to_do(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 100)
    async with book(path) as ledger:
        assert (ledger.epoch, ledger.leases) == (0, [])
        await borrow(ledger)
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert "lent.db.damaged-1" in record.getMessage()
    assert "new card is confirmed at the console" in record.getMessage()


async def test_a_book_with_senseless_content_is_set_aside(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE lease SET leased = '{}'")
    db.close()
    async with book(path) as after:
        assert after.leases == []
    assert path.with_name("lent.db.damaged-1").exists()


async def test_two_dispensers_on_one_book_do_not_give_the_same_number(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        async with book(path, Random(8)) as other:
            await press(other)
            with pytest.raises(sqlite3.IntegrityError):
                await press(ledger)


async def test_a_book_of_before_numbers_had_further_services_goes_on(path: Path) -> None:
    path.parent.mkdir()
    lent = leased()
    with sqlite3.connect(path) as db:
        db.executescript(OF_2026)
        db.execute(
            "INSERT INTO lease (id, leased) VALUES (?, ?)",
            (str(lent.lease), lent.model_dump_json()),
        )
        db.execute(
            "INSERT INTO number (ticket, lease, ordinal, at, intent, printed)"
            " VALUES (?, ?, 800, ?, 'file', 1)",
            (str(UUID(int=5)), str(lent.lease), NINE),
        )
    db.close()
    async with book(path) as ledger:
        assert (ledger.epoch, [one.id for one in ledger.leases]) == (7, [lent.lease])
        assert (await press(ledger)).label == "A801"
    async with book(path) as again:
        assert [(one.ticket.int == 5, one.ordinal, one.then) for one in again.numbers] == [
            (True, 800, ()), (False, 801, ()),
        ]  # fmt: skip
    assert [one.name for one in path.parent.glob("lent.db*damaged*")] == []


@pytest.mark.parametrize("steps", ["no list", '{"a": 1}', "[1]"])
async def test_a_book_with_senseless_further_services_is_set_aside(path: Path, steps: str) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE number SET steps = ?", (steps,))
    db.close()
    async with book(path) as after:
        assert after.numbers == []
    assert path.with_name("lent.db.damaged-1").exists()
