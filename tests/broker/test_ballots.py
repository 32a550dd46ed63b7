"""Who said what cannot be found out from anything that is stored.

The proof is by exchange: the same visitors of the same day, at the same moments, with the same
asks, give the same opinions, but others give which. What is stored is the same, so nothing in it
depends on who said what.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from broker.ballots import BLOCK, Ballot, Box, Runs
from broker.facts import Entry, Rated
from broker.journal import open_journal
from contract import messages as m
from contract.messages import Level, RatingMark
from tests.broker.desk import MONDAY
from tests.broker.house import House

REMARK = "Cán bộ giải thích rất rõ"
OPINIONS: list[dict[str, Any]] = [
    {"level": Level.VERY_SATISFIED, "remark": REMARK},
    {"level": Level.SATISFIED},
    {"level": Level.SATISFIED, "indices": m.Indices(time=2, attitude=1)},
    {"level": Level.DISSATISFIED, "reasons": ("rude", "slow"), "remark": "Phải đi lại ba lần"},
    {"level": Level.NEUTRAL},
]
VISITS = len(OPINIONS)


async def told_day(folder: Path, opinions: Sequence[dict[str, Any]]) -> Path:
    """A day in which each visitor of counter 1 gives one of these opinions."""
    folder.mkdir()
    house = House(folder)
    async with house.open():
        tickets = [(await house.press()).ticket for _ in opinions]
        await house.sign_in("1", "anh-tuyet")
        seen: UUID | None = None
        for ticket, opinion in zip(tickets, opinions, strict=True):
            await house.next("1", seen)
            seen = ticket.id
            house.clock.advance(30)
            rating = m.RatingAsk(
                id=house.new_id(), counter="1", ticket=ticket.id, day=MONDAY, **opinion
            )
            assert await house.ask("pad-1", rating) == m.Done()
    return house.path


def dump(path: Path) -> str:
    """All that is in a journal file."""
    with closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump())


def orders() -> list[list[dict[str, Any]]]:
    chance = Random(7)
    return [chance.sample(OPINIONS, VISITS) for _ in range(3)]


# --- What is stored -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(3))
async def test_what_is_stored_is_the_same_whoever_said_what(tmp_path: Path, number: int) -> None:
    one = await told_day(tmp_path / "one", OPINIONS)
    other = await told_day(tmp_path / "other", orders()[number])
    assert REMARK in dump(one)
    assert dump(one) == dump(other)


async def test_the_very_bytes_of_the_file_are_the_same_whoever_said_what(tmp_path: Path) -> None:
    """Where a row lies in the file could tell when it came."""
    files = set[bytes]()
    for number, order in enumerate([OPINIONS, *orders()]):
        path = tmp_path / str(number) / "journal.db"
        async with open_journal(path) as journal:
            for seq, opinion in enumerate([*order, *reversed(order)], start=1):
                officer = "anh-tuyet" if seq <= VISITS else "quoc-viet"
                fact = Rated(at=seq, by="pad-1", ticket=UUID(int=seq), counter="1")
                said = {**opinion, "reasons": frozenset(opinion.get("reasons", ()))}
                ballot = Ballot(officer, "2026-11", **said)
                await journal.append([Entry(seq, MONDAY, UUID(int=seq), fact)], [ballot])
                journal.tidy()
        files.add(path.read_bytes())
    assert len(files) == 1


async def test_no_fact_and_no_ask_of_a_rating_tells_the_opinion(tmp_path: Path) -> None:
    path = await told_day(tmp_path / "day", OPINIONS)
    with closing(sqlite3.connect(path)) as database:
        journal = str(database.execute("SELECT * FROM journal").fetchall())
    assert "rated" in journal
    assert not any(level in journal for level in (*Level, REMARK, "slow"))
    assert "anh-tuyet" in journal


async def test_a_box_knows_no_time_no_order_no_visit_and_no_ask(tmp_path: Path) -> None:
    path = await told_day(tmp_path / "day", OPINIONS)
    with closing(sqlite3.connect(path)) as database:
        columns = [column for _, column, *_ in database.execute("PRAGMA table_info(ballots)")]
        [(content,)] = database.execute("SELECT content FROM ballots")
        tickets = database.execute("SELECT json_extract(fact, '$.ticket') FROM journal").fetchall()
    assert columns == ["officer", "period", "content"]
    assert not any(str(ticket) in content for (ticket,) in tickets)
    assert Box.read(content).opinions.total() == VISITS


async def test_no_file_keeps_a_box_as_it_was_before_the_last_ballot(tmp_path: Path) -> None:
    """Neither the write-ahead log nor a page that is no longer used."""
    path = tmp_path / "journal.db"
    async with open_journal(path) as journal:
        for seq in range(1, 6):
            fact = Rated(at=seq, by="pad-1", ticket=UUID(int=seq), counter="1")
            long = "x" * BLOCK * seq  # so that it moves to other pages each time
            ballots = [Ballot("anh-tuyet", "2026-11", Level.NEUTRAL, remark=f"{REMARK}{long}")]
            await journal.append([Entry(seq, MONDAY, UUID(int=seq), fact)], ballots)
            journal.tidy()
            log = path.with_name("journal.db-wal").read_bytes()
            assert log == b""
            assert path.read_bytes().count(REMARK.encode()) == seq


async def test_while_somebody_reads_the_log_is_emptied_later(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    log = path.with_name("journal.db-wal")
    fact = Rated(at=1, by="pad-1", ticket=UUID(int=1), counter="1")
    async with open_journal(path) as journal:
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM journal").fetchall()
            ballot = Ballot("anh-tuyet", "2026-11", Level.NEUTRAL)
            await journal.append([Entry(1, MONDAY, UUID(int=1), fact)], [ballot])
            journal.tidy()
            assert log.stat().st_size > 0
        journal.tidy()
        assert log.stat().st_size == 0


async def test_a_rating_and_its_ballot_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    fact = Rated(at=1, by="pad-1", ticket=UUID(int=1), counter="1")
    ballot = Ballot("anh-tuyet", "2026-11", Level.NEUTRAL)
    async with open_journal(path) as journal:
        await journal.append([Entry(1, MONDAY, UUID(int=1), fact)], [ballot])
        with pytest.raises(sqlite3.IntegrityError):
            await journal.append([Entry(2, MONDAY, UUID(int=2), fact)], [ballot])
        [(content,)] = journal.database.execute("SELECT content FROM ballots")
    assert Box.read(content).opinions.total() == 1


# --- Boxes --------------------------------------------------------------------------------------


def test_a_box_is_read_as_it_was_written_and_fills_whole_blocks() -> None:
    box = Box()
    box.cast(
        [
            Ballot("a", "2026-11", Level.NEUTRAL, marks=frozenset({RatingMark.QUICK})),
            Ballot("a", "2026-11", Level.NEUTRAL),
            Ballot("a", "2026-11", Level.SATISFIED, remark="Tốt", reasons=frozenset({"z", "b"})),
        ]
    )
    assert Box.read(box.text()) == box
    assert len(box.text().encode()) == BLOCK
    assert sorted(box.opinions.values()) == [1, 2]
    assert box.marks == {"quick": 1}


def test_reasons_are_kept_in_no_order_of_touches() -> None:
    one = Ballot("a", "2026-11", Level.DISSATISFIED, reasons=frozenset(("slow", "rude")))
    assert '"reasons":["rude","slow"]' in one.opinion()


def test_a_mark_is_on_no_opinion() -> None:
    marked = Ballot("a", "2026-11", Level.NEUTRAL, marks=frozenset({RatingMark.OUTSIDE}))
    assert marked.opinion() == Ballot("a", "2026-11", Level.NEUTRAL).opinion()


def test_a_row_of_alike_is_counted_at_each_counter_and_ends_with_another_level() -> None:
    runs = Runs()
    assert [runs.add("1", Level.NEUTRAL) for _ in range(3)] == [1, 2, 3]
    assert runs.add("2", Level.NEUTRAL) == 1
    assert runs.add("1", Level.SATISFIED) == 1
    assert runs.add("1", Level.NEUTRAL) == 1
