"""The journal keeps what was appended, all or none of it, and refuses what must never be."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import get_args
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broker import facts
from broker.centre import fold
from broker.facts import FACT, Entry, Fact
from broker.journal import Journal, JournalInUse, open_journal
from contract.messages import CounterStatus, FeedbackKind, Intent, Stage
from tests.broker.desk import MONDAY

TUESDAY = "2026-11-24"
KINDS = get_args(get_args(Fact)[0])
OLD = Path(__file__).with_name("journal_of_2026.tsv")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
async def journal(path: Path) -> AsyncIterator[Journal]:
    async with open_journal(path) as journal:
        yield journal


def issued(seq: int, day: str = MONDAY, **changes: object) -> Entry:
    """A ticket that differs from all others, but for what is said."""
    fact = facts.Issued(
        at=seq,
        by="dispenser-1",
        ticket=uuid4(),
        service="dat-dai",
        intent=Intent.FILE,
        ordinal=seq,
        label=f"A{seq:03d}",
        ahead=0,
        counters=("1", "2"),
        token="",
    )
    return Entry(seq, day, uuid4(), replace(fact, **changes))  # type: ignore[arg-type]


def leased(seq: int, day: str = MONDAY, first: int = 701) -> Entry:
    fact = facts.Leased(
        at=seq, by="dispenser-1", lease=uuid4(), service="dat-dai", prefix="A", epoch=seq,
        first=first, last=first + 4,
    )  # fmt: skip
    return Entry(seq, day, uuid4(), fact)


def rated(seq: int, ticket: UUID) -> Entry:
    fact = facts.Rated(
        at=seq,
        by="pad-1",
        ticket=ticket,
        counter="1",
    )
    return Entry(seq, MONDAY, uuid4(), fact)


def complaint(seq: int, code: str, day: str = MONDAY) -> Entry:
    fact = facts.Feedback(
        at=seq, by="pad-1", code=code, about=FeedbackKind.COMPLAINT, text="Chờ quá lâu"
    )
    return Entry(seq, day, uuid4(), fact)


# --- What was appended is there -----------------------------------------------------------------


@given(st.tuples(*(st.from_type(kind) for kind in KINDS)))
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_every_kind_of_fact_is_read_back_as_it_was(
    tmp_path: Path, appended: Sequence[Fact]
) -> None:
    path = tmp_path / str(uuid4()) / "journal.db"
    entries = [Entry(seq, MONDAY, uuid4(), fact) for seq, fact in enumerate(appended, start=1)]
    async with open_journal(path) as journal:
        await journal.append(entries)
    async with open_journal(path) as journal:
        assert await journal.day(MONDAY) == entries


async def test_a_day_has_its_own_entries_in_their_order(journal: Journal) -> None:
    monday, tuesday = [issued(1), issued(3)], [issued(2, TUESDAY), issued(4, TUESDAY)]
    await journal.append([monday[0], tuesday[0]])
    await journal.append([monday[1], tuesday[1]])
    assert await journal.day(MONDAY) == monday
    assert await journal.day(TUESDAY) == tuesday


async def test_a_new_journal_knows_no_day(journal: Journal) -> None:
    assert await journal.last() == (0, "")
    assert await journal.day(MONDAY) == []


async def test_it_knows_its_last_number_and_day(journal: Journal) -> None:
    await journal.append([issued(1), issued(2, TUESDAY)])
    assert await journal.last() == (2, TUESDAY)


async def test_a_late_entry_for_yesterday_does_not_bring_yesterday_back(journal: Journal) -> None:
    await journal.append([issued(1), issued(2, TUESDAY), issued(3, MONDAY)])
    assert await journal.last() == (3, TUESDAY)


# --- What must never be -------------------------------------------------------------------------


async def test_a_label_is_given_once_a_day(journal: Journal) -> None:
    await journal.append([issued(1, label="A001")])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([issued(2, label="A001")])
    await journal.append([issued(3, TUESDAY, label="A001")])


async def test_a_request_gets_one_ticket(journal: Journal) -> None:
    first = issued(1)
    await journal.append([first])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([replace(issued(2), request=first.request)])


async def test_one_ask_hands_in_several_tickets_of_a_lease(journal: Journal) -> None:
    lease = uuid4()
    entries = [issued(seq, lease=lease) for seq in (1, 2)]
    await journal.append([replace(entry, request=entries[0].request) for entry in entries])
    assert len(await journal.day(MONDAY)) == 2


async def test_a_label_of_a_lease_is_given_once_a_day_too(journal: Journal) -> None:
    await journal.append([issued(1, label="A701", lease=uuid4())])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([issued(2, label="A701")])


async def test_a_journal_with_the_index_of_old_times_gets_the_new_one(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        schema = files("broker").joinpath("schema.sql").read_text(encoding="utf-8")
        database.executescript(schema)
        database.execute("DROP INDEX one_online_ticket_a_request")
        database.execute(
            "CREATE UNIQUE INDEX one_ticket_a_request ON journal (day, request)"
            " WHERE kind = 'issued'"
        )
    entries = [issued(seq, lease=uuid4()) for seq in (1, 2)]
    async with open_journal(path) as journal:
        await journal.append([replace(entry, request=entries[0].request) for entry in entries])


async def test_numbers_are_lent_once_a_day(journal: Journal) -> None:
    await journal.append([leased(1), leased(2, TUESDAY), leased(3, first=706)])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([leased(4)])


async def test_a_visit_is_rated_once(journal: Journal) -> None:
    ticket = uuid4()
    await journal.append([rated(1, ticket), rated(2, uuid4())])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([rated(3, ticket)])


async def test_a_receipt_is_given_once_a_year(journal: Journal) -> None:
    await journal.append([complaint(1, "PA-7K3M-29"), complaint(2, "PA-7K3M-29", "2027-01-02")])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([complaint(3, "PA-7K3M-29", TUESDAY)])


async def test_a_number_of_the_journal_is_given_once(journal: Journal) -> None:
    await journal.append([issued(1)])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([replace(issued(2), seq=1)])


async def test_a_group_is_kept_whole_or_not_at_all(journal: Journal) -> None:
    await journal.append([issued(1)])
    with pytest.raises(sqlite3.IntegrityError):
        await journal.append([issued(2), issued(3), issued(4, label="A001")])
    assert await journal.last() == (1, MONDAY)


# --- How it is kept -----------------------------------------------------------------------------


async def test_a_commit_is_on_the_disk_when_it_returns(journal: Journal) -> None:
    [(mode,)] = journal.database.execute("PRAGMA journal_mode")
    [(synchronous,)] = journal.database.execute("PRAGMA synchronous")
    assert (mode, synchronous) == ("wal", 2)  # 2 is FULL


async def test_others_may_read_what_was_committed(journal: Journal, path: Path) -> None:
    await journal.append([issued(1)])
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        assert reader.execute("SELECT kind FROM journal").fetchall() == [("issued",)]


async def test_a_second_queue_service_is_turned_away(journal: Journal, path: Path) -> None:
    del journal
    with pytest.raises(JournalInUse, match="stop that one"):
        async with open_journal(path):
            pass


async def test_a_journal_can_be_opened_when_the_first_service_has_ended(path: Path) -> None:
    async with open_journal(path) as journal:
        await journal.append([issued(1)])
    async with open_journal(path) as journal:
        assert await journal.last() == (1, MONDAY)


# --- What was written long ago ------------------------------------------------------------------


async def test_a_journal_of_the_first_version_is_read_for_ever(path: Path) -> None:
    rows = [line.split("\t") for line in OLD.read_text(encoding="utf-8").splitlines()]
    async with open_journal(path) as journal:
        with journal.database:
            journal.database.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", rows)
        centre = fold(MONDAY, await journal.day(MONDAY))
    assert [(ticket.label, ticket.stage) for ticket in centre.tickets.values()] == [
        ("A001", Stage.FINISHED),
        ("A002", Stage.NO_SHOW),
        ("A003", Stage.CALLED),
        ("A004", Stage.VOID),
        ("C001", Stage.FINISHED),
    ]
    assert {name: counter.status for name, counter in centre.counters.items()} == {
        "1": CounterStatus.OPEN,
        "2": CounterStatus.CLOSED,
    }
    assert [ticket.label for ticket in centre.tickets.values() if ticket.rated] == ["A001"]
    assert centre.seq == len(rows)


def test_the_old_journal_has_every_kind_of_fact_of_its_time() -> None:
    kinds = {line.split("\t")[3] for line in OLD.read_text(encoding="utf-8").splitlines()}
    assert kinds == {
        *("issued", "printed", "voided", "called", "recalled", "served", "finished", "no_show"),
        *("counter_set", "rated", "refused"),
    }


@given(st.one_of(*(st.from_type(kind) for kind in KINDS)))
def test_a_fact_is_the_same_after_its_journey_through_json(fact: Fact) -> None:
    assert FACT.validate_json(FACT.dump_json(fact)) == fact
