"""The book of lent numbers: what is handed in is told once, wherever the power was cut."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

from contract import messages as m
from tests.ticket_dispenser.borrowed import leased
from tests.ticket_dispenser.cuts import PowerCut, as_after_a_cut, book, fused
from tests.ticket_dispenser.steps import borrow, hand_in, next_part, press, seen
from ticket_dispenser.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "life-0" / "lent.db"


# --- Handing in ---------------------------------------------------------------------------------


async def test_what_was_taken_in_is_not_told_again(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        for _ in range(2):
            await ledger.printed((await press(ledger)).ticket, printed=True)
        await hand_in(ledger)
        assert next_part(ledger) is None
    async with book(path) as after:
        assert next_part(after) is None
        assert (await press(after)).label == "A802"


async def test_a_slip_that_ends_while_its_neighbours_are_told_is_told_later(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        tickets = [(await press(ledger)).ticket for _ in range(3)]
        for ticket in (tickets[0], tickets[2]):
            await ledger.printed(ticket, printed=True)
        told = next_part(ledger)
        assert told is not None
        await ledger.printed(tickets[1], printed=False)
        await ledger.told(told)
        async with book(as_after_a_cut(path)) as after:
            for one in (ledger, after):
                later = next_part(one)
                assert later is not None
                assert [ticket.ticket for ticket in later.tickets] == [tickets[1]]


async def test_a_lease_that_has_ended_is_forgotten(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await ledger.printed((await press(ledger)).ticket, printed=True)
        await ledger.close(ledger.leases[0].id)
        assert (await hand_in(ledger)).last == 800
        assert (ledger.leases, ledger.numbers, ledger.epoch) == ([], [], 1)
    async with book(path) as after:
        assert (after.leases, after.numbers, after.epoch) == ([], [], 1)


async def test_a_lease_that_is_closed_stays_so(path: Path) -> None:
    async with book(path) as ledger:
        await borrow(ledger)
        await ledger.close(leased().lease)
        async with book(as_after_a_cut(path)) as after:
            assert after.leases[0].closing


# --- Cuts anywhere ------------------------------------------------------------------------------

Step = Callable[[Ledger], Awaitable[object]]
STEPS: dict[str, Step] = {
    "ask": lambda ledger: ledger.ask("dat-dai"),
    "lent": lambda ledger: ledger.lent(leased(2)),
    "refused": lambda ledger: ledger.refused(),
    "stale": lambda ledger: ledger.stale(),
    "close": lambda ledger: ledger.close(leased().lease),
    "told": hand_in,
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("left", [0, 1])
@pytest.mark.parametrize("done", [False, True])
async def test_a_step_that_was_cut_off_is_done_again_with_the_same_result(
    path: Path, name: str, left: int, *, done: bool
) -> None:
    step = STEPS[name]
    async with book(path) as ledger:
        await borrow(ledger)
        await ledger.printed((await press(ledger)).ticket, printed=True)
        if name != "ask":
            await ledger.ask("dat-dai")
        copy = as_after_a_cut(path)
        fuse = fused(ledger)
        fuse.left, fuse.done = left, done
        try:
            await step(ledger)
        except PowerCut:
            cut = as_after_a_cut(path)
        else:
            assert (name, left) not in {("lent", 1), ("stale", 1)}
            return
    async with book(cut, Random(7)) as after, book(copy, Random(7)) as whole:
        if name == "ask":
            after_ask, whole_ask = await step(after), await step(whole)
            assert isinstance(after_ask, m.LeaseAsk)
            assert isinstance(whole_ask, m.LeaseAsk)
            assert (after_ask.epoch, after_ask.service) == (whole_ask.epoch, whole_ask.service)
            return
        if name != "told" or next_part(after) is not None:
            await step(after)
        await step(whole)
        assert seen(after) == seen(whole)
