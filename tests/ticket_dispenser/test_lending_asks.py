"""When a dispenser borrows and hands in, and what it makes of each answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from broker.facts import LeaseClosed
from contract import messages as m
from runtime.clock import SetClock
from runtime.link import NOT_YET_S, Link
from runtime.reach import Reach
from tests.broker.desk import changed
from tests.broker.house import TOPICS, House
from tests.ticket_dispenser.borrowed import FILE, MONDAY, UNTIL, at, leased
from tests.ticket_dispenser.cuts import as_after_a_cut, book
from tests.ticket_dispenser.machines import SERVICES, Ahead, Machine, Road, with_end
from tests.waiting import until
from ticket_dispenser.lender import STALE_CARD, Lender, Pace
from ticket_dispenser.lending import DAY, OfflineNumber, Why

PACE = Pace()


@dataclass
class Answers:
    """A queue service that lends, takes everything in, and says what it is told to."""

    asked: list[m.Ask] = field(default_factory=list)
    refuse: dict[type[m.Ask], m.Reason] = field(default_factory=dict)
    until: int = UNTIL

    async def deliver(self, ask: m.Ask) -> m.Answer:
        self.asked.append(ask)
        if type(ask) in self.refuse:
            return m.Refused(reason=self.refuse[type(ask)])
        if isinstance(ask, m.LeaseAsk):
            number = len({one.id for one in self.of(m.LeaseAsk)})
            return leased(number, ask.service, until=self.until)
        return m.Done()

    def of(self, kind: type[m.Ask]) -> list[m.Ask]:
        return [ask for ask in self.asked if isinstance(ask, kind)]

    def handed_in(self) -> list[m.OfflineTicketsAsk]:
        return [ask for ask in self.asked if isinstance(ask, m.OfflineTicketsAsk)]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:30"))


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
async def machine(answers: Answers, clock: SetClock, tmp_path: Path) -> AsyncIterator[Machine]:
    """A dispenser that is switched on."""
    one = Machine(Road(answers.deliver), Ahead(clock), Random(1), tmp_path)
    await one.start()
    yield one
    await one.stop()


async def borrow(machine: Machine, clock: SetClock) -> None:
    """Let it borrow for all services."""
    for _ in SERVICES:
        await machine.work(9)
        clock.advance(PACE.between_s)


async def give(machine: Machine, service: str = "dat-dai") -> OfflineNumber:
    number = await machine.press(service, "printed")
    assert isinstance(number, OfflineNumber), number
    return number


# --- Borrowing ----------------------------------------------------------------------------------


async def test_a_block_is_borrowed_for_each_service_one_after_another(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await machine.work(9)
    assert [ask.service for ask in answers.asked if isinstance(ask, m.LeaseAsk)] == ["dat-dai"]
    clock.advance(PACE.between_s)
    await machine.work(9)
    clock.advance(PACE.between_s)
    assert await machine.work(9)
    assert [lease.leased.service for lease in machine.ledger.leases] == list(SERVICES)
    assert [machine.lender.lacks(service) for service in SERVICES] == [None, None]


async def test_what_the_queue_service_gave_here_counts_for_the_next_block(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    clock.advance(600)
    for _ in range(6):
        machine.lender.gave("dat-dai")
    await machine.work(9)
    assert len(answers.asked) == 3
    clock.advance(1801)
    assert await machine.work(9)
    assert len(answers.asked) == 3


async def test_nothing_is_borrowed_as_long_as_the_clock_is_not_set(
    machine: Machine, answers: Answers
) -> None:
    machine.clock.believed = False
    assert await machine.work(9)
    assert answers.asked == []
    assert machine.lender.lacks("dat-dai") is Why.NO_NUMBERS


async def test_after_a_lost_answer_the_same_ask_is_sent_and_no_other(
    machine: Machine, answers: Answers
) -> None:
    machine.road.fates.extend(["unanswered", "lost"])
    await machine.work(2)
    await machine.cut()
    await machine.work(1)
    assert len(answers.asked) == 2
    assert answers.asked[0] == answers.asked[1]
    assert len(machine.ledger.leases) == 1


async def test_a_service_that_cannot_decide_yet_is_asked_the_same_again(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    answers.refuse = {m.LeaseAsk: m.Reason.CLOCK_NOT_SET}
    assert await machine.work(9)
    answers.refuse = {}
    assert await machine.work(9)
    clock.advance(NOT_YET_S)
    await machine.work(1)
    assert len(answers.asked) == 2
    assert answers.asked[0] == answers.asked[1]


async def test_a_service_that_has_given_all_is_asked_anew_later(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    answers.refuse = {m.LeaseAsk: m.Reason.DAILY_CAP}
    await borrow(machine, clock)
    assert await machine.work(9)
    assert len(answers.asked) == 2
    assert machine.lender.lacks("dat-dai") is Why.DAILY_CAP
    assert await machine.press("dat-dai", "printed") is Why.DAILY_CAP
    answers.refuse = {}
    clock.advance(PACE.retry_s)
    await machine.work(1)
    assert len({ask.id for ask in answers.asked}) == 3
    assert machine.lender.lacks("dat-dai") is None


async def test_the_next_day_gives_back_and_borrows_anew(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    await give(machine)
    clock.set(UNTIL)
    answers.until += DAY
    await machine.work(9)
    assert [(ask.last, len(ask.tickets)) for ask in answers.handed_in()] == [(800, 1), (899, 0)]
    assert len(answers.of(m.LeaseAsk)) == 3
    assert machine.lender.lacks("doanh-nghiep") is Why.NO_NUMBERS


async def test_numbers_that_are_over_by_our_clock_are_not_borrowed_again_and_again(
    machine: Machine, answers: Answers, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.set(UNTIL)
    for _ in range(5):
        await borrow(machine, clock)
    assert len(answers.of(m.LeaseAsk)) == len(SERVICES)
    assert "is it right?" in caplog.text


# --- Handing in ---------------------------------------------------------------------------------


async def test_what_was_given_is_handed_in_before_anything_is_borrowed(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    for _ in range(3):
        await give(machine)
    await machine.work(9)
    assert [type(ask) for ask in answers.asked[2:]] == [m.OfflineTicketsAsk, m.LeaseAsk]


async def test_a_flap_of_the_network_gives_no_number_back(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    await give(machine)
    await machine.work(9)
    assert answers.handed_in()[0].last is None
    assert (await give(machine)).label == "A801"


async def test_each_try_says_the_time_when_it_is_made_and_is_the_same_ask(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    await give(machine)
    machine.road.fates.extend(["unanswered", "ok"])
    await machine.work(1)
    clock.advance(300)
    await machine.work(1)
    first, again = answers.handed_in()
    assert first.id == again.id
    assert again.clock_now - first.clock_now == 300_000


async def test_a_clock_that_is_not_set_is_waited_for_but_not_for_ever(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    await give(machine)
    await machine.cut()
    machine.clock.believed = False
    machine.lender._reached_at = clock.monotonic()  # noqa: SLF001 - `run` would say so
    assert await machine.work(9)
    assert answers.handed_in() == []
    clock.advance(PACE.clock_within_s)
    await machine.work(9)
    assert len(answers.handed_in()) == 1


async def test_a_number_that_is_known_as_another_ticket_is_not_told_for_ever(
    machine: Machine, answers: Answers, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    await borrow(machine, clock)
    await give(machine)
    answers.refuse = {m.OfflineTicketsAsk: m.Reason.NUMBER_TAKEN}
    assert await machine.work(9)
    assert len(answers.handed_in()) == 1
    assert "number_taken" in caplog.text


async def test_a_lease_that_is_unknown_gives_nothing_more_and_is_told_until_the_day_is_over(
    machine: Machine, answers: Answers, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    await borrow(machine, clock)
    await give(machine)
    answers.refuse = {
        m.OfflineTicketsAsk: m.Reason.UNKNOWN_LEASE,
        m.LeaseAsk: m.Reason.NO_LEASE,
    }
    await machine.work(9)
    assert await machine.press("dat-dai", "printed") is Why.NO_NUMBERS
    clock.advance(PACE.retry_s)
    await machine.work(9)
    asks = answers.handed_in()
    assert len({ask.id for ask in asks}) == 2
    assert len(machine.ledger.numbers) == 1
    clock.set(UNTIL)
    clock.advance(PACE.retry_s)
    await machine.work(9)
    assert machine.ledger.numbers == []
    [last] = [one for one in caplog.records if "does not know that it lent" in one.message]
    assert "A800" in last.message


@pytest.mark.parametrize("reason", [m.Reason.NOT_ALLOWED, m.Reason.UNREADABLE])
async def test_numbers_that_are_refused_for_no_fault_of_theirs_are_kept(
    machine: Machine, answers: Answers, clock: SetClock, reason: m.Reason
) -> None:
    await borrow(machine, clock)
    await give(machine)
    answers.refuse = {m.OfflineTicketsAsk: reason}
    assert await machine.work(9)
    answers.refuse = {}
    clock.advance(PACE.retry_s)
    await machine.work(9)
    first, again = answers.handed_in()
    assert first.id != again.id
    assert first.tickets == again.tickets
    assert await machine.work(9)


# --- The card, at the real queue service ----------------------------------------------------------


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
