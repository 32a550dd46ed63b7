"""The service answers once it is durable, the same whenever it is asked, and survives its end."""

import asyncio
from pathlib import Path

import pytest

from contract import messages as m
from tests.broker.desk import at, changed, example
from tests.broker.house import House, without
from tests.waiting import until


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def press(house: House) -> m.TicketAsk:
    return m.TicketAsk(id=house.new_id(), service="dat-dai")


# --- A press ------------------------------------------------------------------------------------


async def test_a_press_is_answered_told_and_drawn(house: House) -> None:
    async with house.open():
        issued = await house.press()
        assert issued.ticket.label == "A001"
        assert house.told(m.IssuedEvent) == 1
        assert house.queue("dat-dai").waiting == 1


async def test_all_states_are_drawn_at_the_start(house: House) -> None:
    async with house.open():
        assert {name: house.counter(name).status for name in house.plan.counters} == dict.fromkeys(
            house.plan.counters, m.CounterStatus.CLOSED
        )
        assert [house.queue(service).waiting for service in house.plan.services] == [0] * 6


async def test_a_call_is_drawn_for_the_sign_and_told_to_the_voice(house: House) -> None:
    async with house.open():
        issued = await house.visit()
        visit = house.counter("1").visit
        assert visit is not None
        assert visit.ticket == issued.ticket
        assert house.told(m.CalledEvent) == 1
        assert house.queue("dat-dai").waiting == 0


# --- The same ask again -------------------------------------------------------------------------


async def test_a_press_that_is_sent_twice_is_one_press(house: House) -> None:
    async with house.open():
        ask = press(house)
        house.send("dispenser-1", ask)
        house.send("dispenser-1", ask)
        first, second = await house.answered("dispenser-1", ask.id, times=2)
        assert first == second
    assert (house.told(m.IssuedEvent), house.queue("dat-dai").waiting) == (1, 1)


async def test_a_press_that_is_sent_again_while_it_is_committed_is_one_press(house: House) -> None:
    async with house.open() as running:
        running.gate.opened.clear()
        ask = press(house)
        house.send("dispenser-1", ask)
        await running.gate.committing.wait()
        house.send("dispenser-1", ask)
        running.gate.opened.set()
        first, second = await house.answered("dispenser-1", ask.id, times=2)
        assert first == second
    assert house.told(m.IssuedEvent) == 1


async def test_a_press_that_is_sent_again_after_a_restart_is_one_press(house: House) -> None:
    ask = press(house)
    async with house.open():
        first = await house.ask("dispenser-1", ask)
    async with house.open():
        assert await house.ask("dispenser-1", ask) == first
        assert (house.told(m.IssuedEvent), house.queue("dat-dai").waiting) == (1, 1)


async def test_a_refusal_is_repeated_although_it_would_be_granted_now(house: House) -> None:
    house.clock.set(at("06:00"))
    ask = press(house)
    async with house.open():
        first = await house.ask("dispenser-1", ask)
        assert isinstance(first, m.Refused)
        house.clock.set(at("08:00"))
        assert await house.ask("dispenser-1", ask) == first


async def test_a_repeated_call_draws_the_counter_again_and_speaks_once(house: House) -> None:
    async with house.open():
        await house.press()
        await house.sign_in("1", "anh-tuyet")
        ask = m.NextAsk(id=house.new_id(), counter="1")
        first = await house.ask("counter-1", ask)
        drawn = house.counter("1")
        house.server.retained.clear()
        assert await house.ask("counter-1", ask) == first
        assert house.counter("1") == drawn
        assert house.told(m.CalledEvent) == 1


# --- Committing ---------------------------------------------------------------------------------


async def test_nothing_is_said_before_it_is_durable(house: House) -> None:
    async with house.open() as running:
        said = len(house.server.published)
        running.gate.opened.clear()
        house.send("dispenser-1", press(house))
        await running.gate.committing.wait()
        assert len(house.server.published) == said + 1  # the ask itself
        running.gate.opened.set()
        await until(lambda: house.told(m.IssuedEvent) == 1)


async def test_those_who_wait_for_a_commit_share_the_next_one(house: House) -> None:
    async with house.open() as running:
        running.gate.opened.clear()
        asks = [press(house) for _ in range(41)]
        house.send("dispenser-1", asks[0])
        await running.gate.committing.wait()
        for ask in asks[1:]:
            house.send("dispenser-1", ask)
        running.gate.opened.set()
        answers = [(await house.answered("dispenser-1", ask.id))[0] for ask in asks]
        assert [len(entries) for entries in running.gate.commits] == [1, 40]
        labels = [answer.ticket.label for answer in answers if isinstance(answer, m.Issued)]
        assert labels == [f"A{ordinal:03d}" for ordinal in range(1, 42)]


async def test_a_commit_that_fails_ends_the_service_and_answers_nothing(house: House) -> None:
    ask = press(house)
    async with house.open() as running:
        running.gate.failure = OSError("no space left on device")
        house.send("dispenser-1", ask)
        with pytest.raises(OSError, match="no space left"):
            await running.task
        assert house.answers("dispenser-1", ask.id) == []
        assert house.told(m.IssuedEvent) == 0


async def test_what_was_not_committed_never_was(house: House) -> None:
    async with house.open() as running:
        running.gate.failure = OSError("no space left on device")
        house.send("dispenser-1", press(house))
        with pytest.raises(OSError, match="no space left"):
            await running.task
    async with house.open():
        assert (await house.press()).ticket.label == "A001"


async def test_who_is_stopped_in_the_middle_of_a_commit_still_answers(house: House) -> None:
    async with house.open() as running:
        running.gate.opened.clear()
        ask = press(house)
        house.send("dispenser-1", ask)
        await running.gate.committing.wait()
        running.task.cancel()
        await asyncio.sleep(0)
        running.gate.opened.set()
        with pytest.raises(asyncio.CancelledError):
            await running.task
        [answer] = house.answers("dispenser-1", ask.id)
        assert isinstance(answer, m.Issued)


# --- Restart ------------------------------------------------------------------------------------


async def test_a_restart_changes_nothing_that_is_drawn(house: House) -> None:
    async with house.open():
        await house.visit()
        await house.press()
    drawn = house.drawn()
    house.server.retained.clear()
    async with house.open():
        assert house.drawn() == drawn


async def test_settings_may_lose_a_service_overnight(house: House) -> None:
    async with house.open():
        await house.press("dien-nuoc")
    house.clock.advance(24 * 3600)
    house.plan = without("6", "dien-nuoc")
    async with house.open():
        assert (await house.press()).ticket.label == "A001"


async def test_settings_may_lose_a_counter_at_noon(house: House) -> None:
    async with house.open():
        issued = await house.press("bao-hiem")
        close = m.CounterAsk(id=house.new_id(), counter="3", action=m.CounterAction.CLOSE)
        closed = await house.ask("counter-3", close)
    settings = example().model_dump()
    counters = [counter for counter in settings["counters"] if counter["name"] != "3"]
    house.plan = changed(
        counters=counters,
        devices=[
            {**device, "counter": None, "role": "console"} if device["counter"] == "3" else device
            for device in settings["devices"]
        ],
    )
    async with house.open():
        reason = m.VoidReason.MISTAKE
        void = m.VoidAsk(id=house.new_id(), ticket=issued.ticket.id, reason=reason)
        assert await house.ask("reception", void) == m.Done()
        assert await house.ask("counter-3", close) == closed
