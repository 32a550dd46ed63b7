"""The audit explains every number, and finds what is missing or double."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from broker.audit import Series, audit, unknown
from broker.facts import FACT, Fact, Issued, Leased, NumbersVoided, Voided
from contract import messages as m
from tests.broker.desk import MONDAY, Desk, changed

MANUAL = Path(__file__).parents[2] / "docs" / "OPERATIONS.md"


def audited(facts: list[Fact]) -> Series:
    [series] = audit(facts)
    return series


def morning() -> list[Fact]:
    """Six presses, one of them void, and a lease of which two numbers were given."""
    desk = Desk(changed(leases={"first": 4, "last": 9, "least": 4, "most": 4}))
    tickets = [desk.ticket("dat-dai") for _ in range(6)]
    desk.void(tickets[1].id)
    lease = desk.say("dispenser-1", m.LeaseAsk, service="dat-dai", epoch=0)
    assert isinstance(lease, m.Leased)
    now = desk.clock.now()
    given = [
        m.OfflineTicket(ticket=desk.new_id(), ordinal=n, at=now, printed=n == 4) for n in (4, 5)
    ]
    desk.say(
        "dispenser-1", m.OfflineTicketsAsk, lease=lease.lease, day=lease.day, clock_now=now,
        tickets=tuple(given),
    )  # fmt: skip
    return [entry.fact for entry in desk.entries]


def test_every_number_is_issued_void_lent_or_set_apart() -> None:
    series = audited(morning())
    assert (series.prefix, series.last, series.numbers) == ("A", 12, 12)
    assert (series.issued, series.void, series.lent, series.apart) == (6, 2, 2, 2)
    assert series.sound


def test_a_day_without_numbers_has_no_series() -> None:
    assert audit([]) == ()


def test_series_come_in_the_order_of_their_prefixes() -> None:
    desk = Desk()
    for service in ("doanh-nghiep", "dat-dai"):
        desk.ticket(service)
    assert [series.prefix for series in audit(e.fact for e in desk.entries)] == ["A", "C"]


@pytest.mark.parametrize("ordinal", [1, 3, 11])
def test_a_number_that_nothing_explains_is_found(ordinal: int) -> None:
    facts = [f for f in morning() if not (isinstance(f, Issued) and f.ordinal == ordinal)]
    series = audited(facts)
    assert series.missing == (ordinal,)
    assert not series.sound


def test_a_lease_that_is_missing_is_found_by_what_was_given_from_it() -> None:
    series = audited([fact for fact in morning() if not isinstance(fact, Leased)])
    assert series.double == (4, 5)


def test_a_number_that_two_tickets_bear_is_found() -> None:
    facts = morning()
    [first, *_] = (fact for fact in facts if isinstance(fact, Issued))
    assert audited([*facts, first]).double == (first.ordinal,)


def test_a_voided_number_that_is_given_again_is_found() -> None:
    facts = morning()
    [void, *_] = (fact.ticket for fact in facts if isinstance(fact, Voided))
    again = next(f for f in facts if isinstance(f, Issued) and f.ticket == void)
    assert audited([*facts, replace(again, ordinal=2)]).double == (2,)


def test_a_lent_number_that_is_given_online_is_found() -> None:
    facts = morning()
    last = [fact for fact in facts if isinstance(fact, Issued) and fact.lease is None][-1]
    assert audited([*facts, replace(last, ordinal=7)]).double == (7,)


def test_a_number_that_is_lent_twice_is_found() -> None:
    facts = morning()
    [lease] = (fact for fact in facts if isinstance(fact, Leased))
    again = replace(lease, first=7, last=8, lease=Desk().new_id())
    assert audited([*facts, again]).double == (7,)


def test_a_number_that_was_given_and_is_said_to_be_nobodys_is_found() -> None:
    facts = morning()
    reason = m.VoidReason.RESTORED
    void = NumbersVoided(at=0, by="broker", prefix="A", first=12, last=13, reason=reason)
    assert audited([*facts, void]).double == (12,)


def test_tickets_whose_numbers_are_lost_are_found() -> None:
    facts = morning()
    void = next(fact.ticket for fact in facts if isinstance(fact, Voided))
    rest = [f for f in facts if not (isinstance(f, Issued) and f.ticket == void)]
    assert audited(rest).missing == (2,)
    assert (unknown(facts), unknown(rest)) == (0, 1)


# --- The queries of the manual ------------------------------------------------------------------


def asked_by_sql(facts: list[Fact], query: int) -> list[tuple[object, ...]]:
    """What a query of the manual answers on a day with these facts."""
    queries = re.findall(r"```sql\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(files("broker").joinpath("schema.sql").read_text(encoding="utf-8"))
        rows = [
            (seq, MONDAY, str(seq), fact.kind, FACT.dump_json(fact).decode())
            for seq, fact in enumerate(facts)
        ]
        database.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", rows)
        return database.execute(queries[query], {"day": MONDAY}).fetchall()


def test_by_sql_nothing_is_missing_on_a_sound_day() -> None:
    assert asked_by_sql(morning(), 0) == []


@pytest.mark.parametrize("ordinal", [1, 3, 11])
def test_by_sql_a_number_that_nothing_explains_is_found(ordinal: int) -> None:
    facts = [f for f in morning() if not (isinstance(f, Issued) and f.ordinal == ordinal)]
    assert asked_by_sql(facts, 0) == [("A", ordinal)]


def test_by_sql_every_gap_has_its_reason() -> None:
    assert asked_by_sql(morning(), 1) == [
        ("A002", "printer_failed"),
        ("A005", "not_printed"),
        ("A4 to 9", "set_apart"),
    ]
