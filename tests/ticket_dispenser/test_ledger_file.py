"""The file of the book of lent numbers: damaged, senseless, or opened twice."""

import logging
import sqlite3
from pathlib import Path
from random import Random

import pytest

from contract import messages as m
from tests.ticket_dispenser.borrowed import FILE, at, leased
from tests.ticket_dispenser.cuts import book
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lending import OfflineNumber

NINE = at("09:00")


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
