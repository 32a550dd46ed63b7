"""The book of lent numbers: what was written down outlives a power cut, and is not repeated."""

import asyncio
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.ticket_dispenser.borrowed import FILE, leased
from tests.ticket_dispenser.cuts import PowerCut, as_after_a_cut, book, fused
from tests.ticket_dispenser.steps import NINE, borrow, next_part, press, seen
from ticket_dispenser.lending import OfflineNumber, Why


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "life-0" / "lent.db"


# --- Giving -------------------------------------------------------------------------------------


async def test_numbers_are_given_in_order_and_then_no_more(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        labels = [(await press(ledger)).label for _ in range(5)]
        assert labels == ["A800", "A801", "A802", "A803", "A804"]
        assert await ledger.give("dat-dai", FILE, None, NINE, synchronised=True) is Why.NO_NUMBERS


async def test_who_press_at_once_get_different_numbers(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        given = await asyncio.gather(*(press(ledger) for _ in range(5)))
    assert len({one.label for one in given}) == len({one.ticket for one in given}) == 5


async def test_a_number_is_on_the_disk_when_it_is_given(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        given = await press(ledger)
        copy = as_after_a_cut(path)
        async with book(copy) as after:
            [number] = after.numbers
            assert (number.ticket, number.ordinal, number.at) == (given.ticket, 800, NINE)
            assert (await press(after)).label == "A801"


async def test_every_commit_is_forced_to_the_disk(path: Path) -> None:
    async with book(path) as ledger:
        ((level,),) = await ledger._db.execute_fetchall("PRAGMA synchronous")  # noqa: SLF001 - no kill shows it
        ((mode,),) = await ledger._db.execute_fetchall("PRAGMA journal_mode")  # noqa: SLF001
    assert (level, mode) == (2, "wal")


@pytest.mark.parametrize("done", [False, True])
async def test_a_number_that_was_cut_off_is_not_given_twice(path: Path, *, done: bool) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        fuse = fused(ledger)
        fuse.left, fuse.done = 0, done
        with pytest.raises(PowerCut):
            await press(ledger)
        async with book(as_after_a_cut(path)) as after:
            assert len(after.numbers) == done
            assert (await press(after)).label == ("A801" if done else "A800")


async def test_the_further_services_of_a_visit_are_written_down_with_its_number(path: Path) -> None:
    then = ("ho-tich", "doanh-nghiep")
    async with book(path) as ledger:
        await borrow(ledger)
        given = await ledger.give("dat-dai", FILE, None, NINE, synchronised=True, then=then)
        assert isinstance(given, OfflineNumber)
        assert given.then == then
        await press(ledger)
        async with book(as_after_a_cut(path)) as after:
            assert [number.then for number in after.numbers] == [then, ()]
            told = next_part(after)
            assert told is not None
            assert [ticket.then for ticket in told.tickets] == [then, ()]


# --- What became of the slip --------------------------------------------------------------------


async def test_a_slip_that_was_being_printed_at_a_cut_may_be_in_a_hand(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
        assert next_part(ledger) is None
        async with book(as_after_a_cut(path)) as after:
            told = next_part(after)
            assert told is not None
            assert told.tickets[0].printed


@pytest.mark.parametrize("first", [True, False])
async def test_what_was_said_first_of_a_slip_counts(path: Path, *, first: bool) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        ticket = (await press(ledger)).ticket
        ledger.changed.clear()
        await asyncio.gather(
            ledger.printed(ticket, printed=first), ledger.printed(ticket, printed=not first)
        )
        assert ledger.changed.is_set()
        assert ledger.numbers[0].printed is first
    async with book(path) as after:
        assert after.numbers[0].printed is first


async def test_a_slip_of_a_ticket_that_nobody_knows_changes_nothing(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
        before = seen(ledger)
        await ledger.printed(UUID(int=9), printed=True)
        assert seen(ledger) == before


# --- Borrowing ----------------------------------------------------------------------------------


async def test_an_ask_is_the_same_until_it_is_answered(path: Path) -> None:
    async with book(path) as ledger:
        ask = await ledger.ask("dat-dai")
        assert await ledger.ask("ho-tich") == ask
    async with book(path, Random(4)) as after:
        assert await after.ask("ho-tich") == ask
        await after.lent(leased())
        assert after.asked is None
        following = await after.ask("ho-tich")
        assert (following.service, following.epoch) == ("ho-tich", 1)
        assert following.id != ask.id


async def test_a_lease_that_reached_the_disk_just_before_a_cut_is_not_asked_for_again(
    path: Path,
) -> None:
    """All of it might be given, told and forgotten by the time that the same answer comes again."""
    async with book(path) as ledger:
        await ledger.ask("dat-dai")
        fuse = fused(ledger)
        fuse.left = 1
        with pytest.raises(PowerCut):
            await ledger.lent(leased())
        async with book(as_after_a_cut(path)) as after:
            assert (after.asked, after.epoch) == (None, 1)
            assert (await press(after)).label == "A800"


async def test_a_lease_that_is_heard_of_again_goes_on_where_it_was(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
        await ledger.lent(leased())
        assert (await press(ledger)).label == "A801"


async def test_an_ask_that_was_refused_is_not_repeated(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        ask = await ledger.ask("dat-dai")
        await ledger.refused()
        assert (ledger.epoch, ledger.asked) == (1, None)
        assert (await ledger.ask("dat-dai")).id != ask.id


async def test_a_card_that_is_taken_for_a_copy_gives_nothing_more_and_begins_anew(
    path: Path,
) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await press(ledger)
        await ledger.ask("dat-dai")
        await ledger.stale()
    async with book(path) as after:
        assert (after.epoch, after.asked) == (0, None)
        assert await after.give("dat-dai", FILE, None, NINE, synchronised=True) is Why.NO_NUMBERS
        told = next_part(after)
        assert told is not None
        assert told.last == 800


async def test_an_ask_of_a_card_that_was_taken_for_a_copy_is_still_sent_after_a_cut(
    path: Path,
) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await ledger.stale()
        asked = await ledger.ask("dat-dai")
        async with book(as_after_a_cut(path)) as after:
            assert (after.asked, after.epoch) == (asked, 0)
