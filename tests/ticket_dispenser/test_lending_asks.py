"""When a dispenser borrows, and what it makes of each answer."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from contract import messages as m
from runtime.clock import SetClock
from runtime.link import NOT_YET_S
from tests.ticket_dispenser.borrowed import UNTIL, at
from tests.ticket_dispenser.machines import (
    PACE,
    SERVICES,
    Ahead,
    Answers,
    Machine,
    Road,
    borrow,
    give,
)
from ticket_dispenser.lending import DAY, Why


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
    assert len(answers.of(m.LeaseAsk)) == 2 * len(SERVICES)
    assert "is it right?" in caplog.text


async def test_an_answer_of_yesterday_is_followed_by_a_loan_of_today(
    machine: Machine, answers: Answers, clock: SetClock
) -> None:
    machine.road.fates.append("unanswered")
    await machine.work(1)
    clock.set(UNTIL)
    await machine.work(9)
    answers.until += DAY
    clock.advance(PACE.between_s)
    await machine.work(9)
    assert machine.lender.lacks("dat-dai") is None
