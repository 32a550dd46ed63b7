"""When a dispenser hands in what it gave by itself, and what it makes of each answer."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from contract import messages as m
from runtime.clock import SetClock
from tests.ticket_dispenser.borrowed import UNTIL, at
from tests.ticket_dispenser.machines import (
    PACE,
    Ahead,
    Answers,
    Machine,
    Road,
    borrow,
    give,
)
from ticket_dispenser.lending import Why


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


@pytest.mark.parametrize("reason", [m.Reason.NUMBER_TAKEN, m.Reason.NOT_LENT])
async def test_a_number_that_is_refused_for_good_is_not_told_for_ever(
    machine: Machine,
    answers: Answers,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
    reason: m.Reason,
) -> None:
    await borrow(machine, clock)
    await give(machine)
    answers.refuse = {m.OfflineTicketsAsk: reason}
    assert await machine.work(9)
    assert len(answers.handed_in()) == 1
    assert all(number.told for number in machine.ledger.numbers)
    assert "goes to the receptionist. If there is a second card" in caplog.text
    assert reason.value in caplog.text


async def test_a_number_that_is_refused_for_good_leaves_its_lease_in_use(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    await borrow(machine, clock)
    await give(machine)
    answers.refuse = {m.OfflineTicketsAsk: m.Reason.NOT_LENT}
    await machine.work(9)
    assert (await give(machine)).label == "A801"


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
