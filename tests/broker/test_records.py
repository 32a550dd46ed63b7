"""A journal is read while its service writes, and says plainly when it cannot be."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from broker import records
from broker.facts import FACT, Entry, NumbersSetApart
from broker.journal import open_journal
from tests.broker.desk import MONDAY

TUESDAY = "2026-11-24"


def entry(seq: int, day: str = MONDAY) -> Entry:
    fact = NumbersSetApart(at=seq, by="broker", prefix="A", first=seq, last=seq)
    return Entry(seq, day, uuid4(), fact)


ENTRIES = [entry(1), entry(2), entry(3, TUESDAY), entry(4)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"

    async def write() -> None:
        async with open_journal(path) as journal:
            await journal.append(ENTRIES)

    asyncio.run(write())
    return path


def test_days_come_in_order_each_with_its_own_entries(path: Path) -> None:
    monday = [ENTRIES[0], ENTRIES[1], ENTRIES[3]]
    assert list(records.days(path)) == [(MONDAY, monday), (TUESDAY, [ENTRIES[2]])]


def test_without_a_name_it_is_the_latest_day(path: Path) -> None:
    assert records.chosen(path, None) == (TUESDAY, [ENTRIES[2]])
    assert records.chosen(path, MONDAY)[0] == MONDAY


async def test_what_the_service_has_just_written_is_read_and_it_writes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    async with open_journal(path) as journal:
        await journal.append(ENTRIES)
        reading = records.days(path)
        assert next(reading)[0] == MONDAY
        await journal.append([entry(5, TUESDAY)])
        assert [one.seq for one in next(reading)[1]] == [3, 5]


def test_reading_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    list(records.days(path))
    assert path.read_bytes() == before


# --- What cannot be read ------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(records.RecordsError, match="there is no such file"):
        records.names(tmp_path / "journal.db")


def test_a_file_that_is_no_database_is_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear technician, " * 100, encoding="utf-8")
    with pytest.raises(records.RecordsError, match="is no journal"):
        records.names(path)


def test_another_database_is_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE letters (text)")
    with pytest.raises(records.RecordsError, match="is no journal"):
        records.chosen(path, None)


def test_a_day_that_the_journal_does_not_have_is_named_with_those_it_has(path: Path) -> None:
    with pytest.raises(records.RecordsError, match=f"no day 2026-11-20: it has {MONDAY} to"):
        records.chosen(path, "2026-11-20")


async def test_an_empty_journal_is_said_to_be_so(tmp_path: Path) -> None:
    async with open_journal(tmp_path / "journal.db"):
        with pytest.raises(records.RecordsError, match="is empty"):
            records.chosen(tmp_path / "journal.db", None)


@pytest.mark.parametrize(
    ("request_", "fact"),
    [
        (str(UUID(int=1)), '{"kind": "numbers_set_apart", "at": "noon"}'),
        (str(UUID(int=2)), "{}"),
        ("a request", FACT.dump_json(ENTRIES[1].fact).decode()),
    ],
)
def test_a_damaged_entry_is_named(path: Path, request_: str, fact: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE journal SET request = ?, fact = ? WHERE seq = 2", (request_, fact))
        database.commit()
    with pytest.raises(records.RecordsError, match="entry 2 of 2026-11-23 is damaged; keep a copy"):
        records.day(path, MONDAY)


def test_a_fact_of_tomorrows_version_asks_for_an_update(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("""UPDATE journal SET fact = '{"kind": "teleported"}' WHERE seq = 2""")
        database.commit()
    with pytest.raises(records.RecordsError, match="entry 2 of 2026-11-23 is of a kind"):
        records.day(path, MONDAY)
