"""A console has no printer: a dispenser prints its slips, and hears the same answer as it does."""

from pathlib import Path

import pytest

from broker import facts
from broker.announce import hearers
from contract import messages as m
from contract.messages import Reason
from tests.broker.desk import Desk, changed, example, refused
from tests.broker.house import House


@pytest.fixture
def desk() -> Desk:
    return Desk()


def press(house: House) -> m.TicketAsk:
    return m.TicketAsk(id=house.new_id(), service="dat-dai", slip="dispenser-1")


# --- Who may ask for it -------------------------------------------------------------------------


def test_a_console_names_the_dispenser_that_prints(desk: Desk) -> None:
    answer = desk.press("dat-dai", "reception", slip="dispenser-2")
    assert isinstance(answer, m.Issued)
    assert answer.slip == "dispenser-2"
    [issued] = desk.happened(facts.Issued)
    assert (issued.by, issued.slip) == ("reception", "dispenser-2")


def test_an_appointment_that_is_checked_in_at_a_console_is_printed_too(desk: Desk) -> None:
    desk.appointments(("LH-1", "dat-dai", "09:00"))
    answer = desk.check_in("LH-1", "reception", slip="dispenser-1")
    assert isinstance(answer, m.Issued)
    assert answer.slip == "dispenser-1"


def test_a_console_that_names_none_has_nothing_printed(desk: Desk) -> None:
    answer = desk.press("dat-dai", "reception")
    assert isinstance(answer, m.Issued)
    assert answer.slip is None


@pytest.mark.parametrize("slip", ["dispenser-1", "dispenser-2", "nobody"])
def test_a_dispenser_prints_its_slips_itself(desk: Desk, slip: str) -> None:
    assert refused(desk.press("dat-dai", slip=slip)) is Reason.NOT_ALLOWED
    desk.appointments(("LH-1", "dat-dai", "09:00"))
    assert refused(desk.check_in("LH-1", slip=slip)) is Reason.NOT_ALLOWED
    assert not desk.centre.tickets


@pytest.mark.parametrize("slip", ["counter-1", "reception", "dispenser-9"])
def test_only_a_dispenser_of_this_centre_prints(desk: Desk, slip: str) -> None:
    answer = desk.press("dat-dai", "reception", slip=slip)
    assert answer == m.Refused(
        reason=Reason.UNKNOWN_DEVICE, detail=f"{slip} is no dispenser of this centre"
    )
    desk.appointments(("LH-1", "dat-dai", "09:00"))
    assert refused(desk.check_in("LH-1", "reception", slip=slip)) is Reason.UNKNOWN_DEVICE
    assert not desk.centre.tickets


# --- Who hears it -------------------------------------------------------------------------------


async def test_asker_and_dispenser_hear_the_same_answer_and_nobody_else_hears_its_token(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    async with house.open():
        ask = press(house)
        answer = await house.ask("reception", ask)
        assert isinstance(answer, m.Issued)
        assert house.answers("reception", ask.id) == [answer]
        assert await house.answered("dispenser-1", ask.id) == [answer]
        await house.press("ho-tich")  # by now all of it is told
    told = [said for said in house.server.published if answer.token.encode() in said.payload]
    assert len(told) == 2


async def test_a_slip_is_heard_of_when_it_is_durable_and_not_before(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open() as running:
        running.gate.opened.clear()
        ask = press(house)
        house.send("reception", ask)
        await running.gate.committing.wait()
        assert house.answers("dispenser-1", ask.id) == []
        running.gate.opened.set()
        await house.answered("dispenser-1", ask.id)


async def test_a_repeated_ask_is_answered_to_both_again_also_after_a_restart(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    ask = press(house)
    async with house.open():
        first = await house.ask("reception", ask)
        await house.ask("reception", ask)
        assert await house.answered("dispenser-1", ask.id, times=2) == [first] * 2
    async with house.open():
        assert await house.ask("reception", ask) == first
        assert await house.answered("dispenser-1", ask.id, times=3) == [first] * 3


async def test_somebody_elses_repetition_has_nothing_printed(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open():
        ask = press(house)
        await house.ask("reception", ask)
        answer = await house.ask("dispenser-2", ask)
        assert refused(answer) is Reason.NOT_ALLOWED
        assert len(house.answers("dispenser-1", ask.id)) == 1


async def test_a_refusal_is_the_consoles_alone(tmp_path: Path) -> None:
    services = [one.model_dump() | {"cap": 1} for one in example().services]
    house = House(tmp_path, changed(services=services))
    async with house.open():
        await house.press()
        ask = press(house)
        assert refused(await house.ask("reception", ask)) is Reason.DAILY_CAP
        assert house.answers("dispenser-1", ask.id) == []


def test_whatever_else_is_answered_is_the_askers(desk: Desk) -> None:
    said = desk.press("dat-dai")
    for answer in (said, m.Done(), m.Refused(reason=Reason.BUSY)):
        assert hearers("dispenser-1", answer) == ("dispenser-1",)
