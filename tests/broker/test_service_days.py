"""Business days: they turn, they never turn by a wrong clock, and yesterday can still be rated."""

from pathlib import Path

import pytest

from contract import messages as m
from tests.broker.desk import MONDAY, at
from tests.broker.house import TOPICS, House

TUESDAY = "2026-11-24"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def rating(house: House, ticket: m.Ticket, day: str = MONDAY) -> m.RatingAsk:
    return m.RatingAsk(
        id=house.new_id(), counter="1", ticket=ticket.id, day=day, level=m.Level.SATISFIED
    )


# --- The day turns ------------------------------------------------------------------------------


async def test_a_new_day_begins_with_empty_queues_and_closed_counters(house: House) -> None:
    async with house.open():
        await house.visit()
        await house.press()
        house.clock.set(at("08:00", TUESDAY))
        assert (await house.press()).ticket.label == "A001"
        assert house.counter("1").status is m.CounterStatus.CLOSED
        assert house.counter("1").day == TUESDAY
        assert house.queue("dat-dai").waiting == 1
        assert house.queue("ho-tich").day == TUESDAY


async def test_what_is_drawn_on_a_new_day_is_newer_than_all_of_yesterday(house: House) -> None:
    async with house.open():
        await house.visit()
        yesterday = house.counter("1").seq
        house.clock.set(at("08:00", TUESDAY))
        await house.press("ho-tich")
        assert house.counter("1").seq >= yesterday


async def test_a_day_that_turned_while_nobody_was_there_has_turned(house: House) -> None:
    async with house.open():
        await house.visit()
    house.clock.set(at("08:00", TUESDAY))
    async with house.open():
        assert house.counter("1").status is m.CounterStatus.CLOSED
        assert (await house.press()).ticket.label == "A001"


async def test_a_clock_that_is_set_back_does_not_bring_yesterday_back(house: House) -> None:
    house.clock.set(at("08:00", TUESDAY))
    async with house.open():
        await house.press()
        house.clock.set(at("08:00", MONDAY))
        answer = await house.press()
        assert (answer.ticket.label, answer.day) == ("A002", TUESDAY)


async def test_a_clock_that_was_ahead_and_is_mended_rules_again(house: House) -> None:
    async with house.open():
        house.clock.set(at("16:59"))
        await house.visit()
        house.clock.set(at("08:00"))
        late = await house.press()
        assert late.issued_at == at("08:00")
        gone = m.NoShowAsk(id=house.new_id(), counter="1", ticket=house.at_counter("1"))
        assert await house.ask("reception", gone) == m.Done()


async def test_a_press_of_yesterday_that_is_sent_again_gets_its_old_answer(house: House) -> None:
    ask = m.TicketAsk(id=house.new_id(), service="dat-dai")
    async with house.open():
        first = await house.ask("dispenser-1", ask)
        house.clock.set(at("08:00", TUESDAY))
        await house.press()
        assert await house.ask("dispenser-1", ask) == first


async def test_a_press_of_long_ago_does_not_stop_the_service(house: House) -> None:
    ask = m.TicketAsk(id=house.new_id(), service="dat-dai")
    async with house.open():
        await house.ask("dispenser-1", ask)
    house.clock.set(at("08:00", TUESDAY))
    async with house.open():
        await house.press()
    async with house.open():
        answer = await house.ask("dispenser-1", ask)
        assert isinstance(answer, m.Issued)
        assert (answer.ticket.label, answer.day) == ("A002", TUESDAY)


# --- A clock that cannot be believed ------------------------------------------------------------


async def test_no_day_is_opened_by_a_clock_that_is_not_set(house: House) -> None:
    house.clock.set(at("08:00"), synchronised=False)
    async with house.open() as running:
        ask = m.TicketAsk(id=house.new_id(), service="dat-dai")
        answer = await house.ask("dispenser-1", ask)
        assert answer == m.Refused(reason=m.Reason.CLOCK_NOT_SET)
        assert running.gate.commits == []
        told = {TOPICS.state(m.CentreState, house.plan.settings.centre)}
        assert house.server.retained.keys() == told


async def test_once_the_clock_is_set_the_same_press_is_granted(house: House) -> None:
    house.clock.set(at("08:00"), synchronised=False)
    async with house.open():
        ask = m.TicketAsk(id=house.new_id(), service="dat-dai")
        await house.ask("dispenser-1", ask)
        house.clock.set(at("08:00"))
        assert isinstance(await house.ask("dispenser-1", ask), m.Issued)


async def test_a_day_that_is_open_goes_on_by_a_clock_that_lost_its_time_service(
    house: House,
) -> None:
    async with house.open():
        await house.press()
    house.clock.set(at("09:00"), synchronised=False)
    async with house.open():
        assert (await house.press()).ticket.label == "A002"


async def test_a_clock_that_is_not_set_does_not_turn_the_day(house: House) -> None:
    async with house.open():
        await house.press()
        house.clock.set(at("08:00", TUESDAY), synchronised=False)
        ask = m.TicketAsk(id=house.new_id(), service="dat-dai")
        answer = await house.ask("dispenser-1", ask)
        assert answer == m.Refused(reason=m.Reason.CLOCK_NOT_SET)
        assert house.queue("dat-dai").day == MONDAY


# --- Ratings ------------------------------------------------------------------------------------


async def test_a_rating_that_was_kept_through_an_outage_finds_its_day(house: House) -> None:
    async with house.open():
        visit = await house.visit()
    house.clock.set(at("08:00", "2026-11-26"))
    ask = rating(house, visit.ticket)
    async with house.open() as running:
        await house.press()
        assert await house.ask("pad-1", ask) == m.Done()
        [late] = running.gate.commits[-1]
        assert (late.day, late.request) == (MONDAY, ask.id)


async def test_a_late_rating_has_the_same_answer_after_a_restart(house: House) -> None:
    async with house.open():
        visit = await house.visit()
    house.clock.set(at("08:00", "2026-11-26"))
    ask = rating(house, visit.ticket)
    for _ in range(2):
        async with house.open():
            await house.press()
            assert await house.ask("pad-1", ask) == m.Done()


async def test_today_goes_on_after_a_late_rating_and_a_restart(house: House) -> None:
    async with house.open():
        visit = await house.visit()
    house.clock.set(at("08:00", TUESDAY))
    async with house.open():
        await house.press()
        await house.ask("pad-1", rating(house, visit.ticket))
    async with house.open():
        assert (await house.press()).ticket.label == "A002"


@pytest.mark.parametrize("day", ["0000-00-00", "2026-11-20", "2026-99-99", "9999-12-31"])
async def test_a_rating_of_a_day_that_never_was_is_refused_today(house: House, day: str) -> None:
    async with house.open() as running:
        visit = await house.visit()
        ask = rating(house, visit.ticket.model_copy(update={"id": house.new_id()}), day)
        answer = await house.ask("pad-1", ask)
        assert answer == m.Refused(reason=m.Reason.UNKNOWN_TICKET)
        assert {entry.day for entries in running.gate.commits for entry in entries} == {MONDAY}


async def test_two_ratings_of_one_visit_in_one_group_are_one_rating(house: House) -> None:
    async with house.open() as running:
        visit = await house.visit()
        running.gate.opened.clear()
        running.gate.committing.clear()
        house.send("dispenser-1", m.TicketAsk(id=house.new_id(), service="ho-tich"))
        await running.gate.committing.wait()
        asks = [rating(house, visit.ticket) for _ in range(2)]
        for ask in asks:
            house.send("pad-1", ask)
        running.gate.opened.set()
        answers = [(await house.answered("pad-1", ask.id))[0] for ask in asks]
        assert answers == [m.Done(), m.Refused(reason=m.Reason.ALREADY_RATED)]
        assert len(running.gate.commits[-1]) == 2


async def test_a_late_rating_changes_nothing_that_is_drawn(house: House) -> None:
    async with house.open():
        visit = await house.visit()
        house.clock.set(at("08:00", TUESDAY))
        await house.press()
        drawn = dict(house.server.retained)
        await house.ask("pad-1", rating(house, visit.ticket))
        assert house.server.retained == drawn


async def test_a_complaint_that_comes_again_after_days_and_restarts_is_taken_in_once(
    house: House,
) -> None:
    said = m.FeedbackAsk(id=house.new_id(), about=m.FeedbackKind.COMPLAINT, text="Chờ lâu")
    async with house.open():
        receipt = await house.ask("kiosk-1", said)
    house.clock.set(at("08:00", TUESDAY))
    for _ in range(2):
        async with house.open():
            await house.press()
    async with house.open():
        assert await house.ask("kiosk-1", said) == receipt
    assert isinstance(receipt, m.Received)
    assert [entry.fact.kind for entry in house.committed].count("feedback") == 1
