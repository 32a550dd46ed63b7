"""A dispenser and the whole queue service: copied cards, and a cable that is pulled."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from broker.facts import LeaseClosed
from contract import messages as m
from runtime.link import Link
from runtime.reach import Reach
from tests.broker.desk import changed
from tests.broker.house import TOPICS, House
from tests.ticket_dispenser.borrowed import FILE, MONDAY
from tests.ticket_dispenser.cuts import as_after_a_cut, book
from tests.ticket_dispenser.machines import PACE, SERVICES, Ahead, Machine, Road, give, with_end
from tests.waiting import until
from ticket_dispenser.lender import STALE_CARD, Lender, Pace
from ticket_dispenser.lending import OfflineNumber, Why

# --- The card -----------------------------------------------------------------------------------


async def test_a_copied_card_gives_nothing_until_it_is_confirmed_as_new(tmp_path: Path) -> None:
    house = House(tmp_path, changed(hours=("00:00-24:00",)))
    road = Road(at_house(house))
    machine = Machine(road, Ahead(house.clock), Random(5), tmp_path / "card")
    async with house.open():
        await machine.start()
        await machine.work(1)
        await give(machine)
        async with book(as_after_a_cut(tmp_path / "card" / "life-0" / "lent.db")) as copy:
            ask = await copy.ask("dat-dai")
            assert isinstance(await house.ask("dispenser-1", ask), m.Leased)
        house.clock.advance(1)
        await machine.work(9)
        assert machine.said[-1] == STALE_CARD
        assert await machine.press("dat-dai", "printed") is Why.NO_NUMBERS
        assert sum(isinstance(entry.fact, LeaseClosed) for entry in house.committed) == 1
        confirmed = m.NewCardAsk(id=house.new_id(), device="dispenser-1")
        assert await house.ask("reception", confirmed) == m.Done()
        house.clock.advance(PACE.retry_s)
        await machine.work(1)
        assert machine.said[-1] == ""
        assert (await give(machine)).label == "A711"
        await machine.stop()


def at_house(house: House) -> Callable[[m.Ask], Awaitable[m.Answer]]:
    """The way to a whole queue service."""

    async def deliver(ask: m.Ask) -> m.Answer:
        return with_end(await house.ask("dispenser-1", ask))

    return deliver


# --- Over the wire ------------------------------------------------------------------------------


@dataclass
class Ended:
    """A link whose leases say when their day ends."""

    link: Link

    async def ask(self, ask: m.Ask, *, patience_s: float | None) -> m.Answer:
        return with_end(await self.link.ask(ask, patience_s=patience_s))


async def test_numbers_given_while_the_cable_was_out_wait_in_the_queue_afterwards(
    tmp_path: Path,
) -> None:
    house = House(tmp_path, changed(hours=("00:00-24:00",)))
    wire = house.server.client()
    link = Link(wire, TOPICS, "dispenser-1")
    Link(house.server.client(), TOPICS, "broker").state(
        "broker", m.DeviceState(device="broker", status="online")
    )
    reached = asyncio.Event()
    Reach(link, lambda there: reached.set() if there else reached.clear())
    async with house.open(), book(tmp_path / "life-0" / "lent.db") as ledger:
        pace = Pace(patience_s=0.05, between_s=0, look_s=0.01)
        lender = Lender(
            Ended(link), ledger, house.clock, lambda: SERVICES, reached, said_nothing, pace
        )
        work = asyncio.create_task(lender.run())
        await until(lambda: not any(lender.lacks(service) for service in SERVICES))
        wire.cut()
        numbers = [await lender.give("dat-dai", FILE, "priority") for _ in range(2)]
        labels = [one.label for one in numbers if isinstance(one, OfflineNumber)]
        assert labels == ["A701", "A702"]
        await lender.printed(ticket_of(numbers[0]), printed=True)
        wire.mend()
        await until(lambda: house.queue("dat-dai").waiting == 1)
        await lender.printed(ticket_of(numbers[1]), printed=True)
        await until(lambda: house.queue("dat-dai").waiting == 2)
        await until(lambda: all(number.told for number in ledger.numbers))
        work.cancel()
        await asyncio.wait({work})
    assert work.cancelled()
    assert {entry.day for entry in house.committed} == {MONDAY}


def ticket_of(number: OfflineNumber | Why) -> UUID:
    assert isinstance(number, OfflineNumber)
    return number.ticket


def said_nothing(trouble: str) -> None:
    assert trouble == ""
