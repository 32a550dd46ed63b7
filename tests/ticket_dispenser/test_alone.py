"""The dispenser while the queue service is away: numbers of its own, one for each press."""

from functools import partial

import pytest

from contract import messages as m
from contract.channels import BROKER
from tests.device import turns_of_the_loop
from tests.ticket_dispenser.conftest import CENTRE, Machine
from tests.ticket_dispenser.hall import centre
from tests.waiting import until

LENT = 6


@pytest.fixture
def lent(machine: Machine) -> Machine:
    """A machine that borrows numbers as soon as it is switched on."""
    machine.desk.lends = LENT
    return machine


def away(machine: Machine) -> None:
    """The queue service is gone, and the MQTT server says so."""
    machine.desk.mute = True
    machine.desk.link.state(BROKER, m.DeviceState(device=BROKER, status="offline"))


def back(machine: Machine) -> None:
    """It is there again."""
    machine.desk.mute = False
    machine.desk.link.state(BROKER, m.DeviceState(device=BROKER, status="online"))


async def borrowed(machine: Machine) -> None:
    """Numbers for both of its services are lent."""

    def both() -> bool:
        machine.clock.advance(0.01)  # one loan follows another after a second
        return len(machine.desk.lent) == 2

    await until(both)
    await turns_of_the_loop()


def handed_in(machine: Machine) -> dict[int, bool]:
    """Which ordinals the queue service was told of, and whether they were printed."""
    asks = machine.desk.asked(m.OfflineTicketsAsk)
    return {
        told.ordinal: told.printed
        for ask in asks
        if isinstance(ask, m.OfflineTicketsAsk)
        for told in ask.tickets
    }


async def test_known_to_be_away_a_press_gets_a_number_of_the_machines_own(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].mode == "take")
        assert lent.glass.views[-1].label == "A701"
        assert lent.desk.asked(m.TicketAsk) == []
        back(lent)
        await until(lambda: handed_in(lent) == {701: True})
    assert len(lent.printer.slips) == 1


async def test_the_press_that_finds_it_away_gets_one_slip_and_the_other_number_is_void(
    lent: Machine,
) -> None:
    async with lent.power(patience_s=0.05):
        await borrowed(lent)
        lent.desk.mute = True
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].mode == "take")
        assert lent.glass.views[-1].label == "A701"
        lent.desk.mute = False
        await until(lambda: lent.desk.asked(m.VoidAsk))
    (void,) = lent.desk.asked(m.VoidAsk)
    assert isinstance(void, m.VoidAsk)
    assert void.reason is m.VoidReason.TOO_LATE
    assert len(lent.printer.slips) == 1


async def test_until_it_answers_nobody_waits_for_it_again(lent: Machine) -> None:
    async with lent.power(patience_s=0.05):
        await borrowed(lent)
        lent.desk.mute = True
        lent.keys.press("land")
        await until(lambda: len(lent.printer.slips) == 1)
        await until(lambda: lent.glass.views[-1].mode == "ready")
        lent.keys.press("land")
        await until(lambda: len(lent.printer.slips) == 2)
        assert len(lent.desk.asked(m.TicketAsk)) == 1


def _printed(slips: int, machine: Machine) -> bool:
    return len(machine.printer.slips) == slips


async def test_without_numbers_of_its_own_it_says_so(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        for number in range(LENT):
            lent.keys.press("land")
            await until(partial(_printed, number + 1, lent))
            await until(lambda: lent.glass.views[-1].mode == "ready")
        lent.keys.press("land")
        await until(lambda: "hết số dự phòng" in lent.glass.views[-1].sentence)
    assert len(set(map(bytes, lent.printer.slips))) == LENT


async def test_with_a_clock_that_is_not_right_it_gives_none(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.clock.set(lent.clock.now(), synchronised=False)
        lent.keys.press("land")
        await until(lambda: "đồng hồ" in lent.glass.views[-1].sentence)
    assert lent.printer.slips == []


async def test_after_a_power_cut_it_gives_the_next_number_and_no_other(lent: Machine) -> None:
    async with lent.power(told_s=10):
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].label == "A701")
    async with lent.power():
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].label == "A702")
        back(lent)
        await until(lambda: handed_in(lent) == {701: True, 702: True})


async def test_a_slip_that_surely_did_not_come_out_is_handed_in_as_such(lent: Machine) -> None:
    async with lent.power(unprinted="void"):
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.printer.unplug()
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].label == "A701")
        lent.clock.advance(61)
        await until(lambda: lent.glass.views[-1].label is None)
        back(lent)
        await until(lambda: handed_in(lent) == {701: False})


async def test_outside_opening_hours_it_gives_none_of_its_own(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.clock.advance(3 * 3600)
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].mode in {"closed", "trouble"})
    assert lent.printer.slips == []


async def test_an_appointment_cannot_be_looked_up_then(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.scanner.read.put_nowait("HEN-07")
        await until(lambda: lent.glass.views[-1].mode == "trouble")
    assert lent.desk.asked(m.CheckInAsk) == []
    assert lent.printer.slips == []


async def test_a_machine_that_starts_while_it_is_away_knows_what_it_offers(lent: Machine) -> None:
    async with lent.power(face={}):
        await borrowed(lent)
    away(lent)
    del lent.server.retained[lent.desk.link.topics.state(m.CentreState, CENTRE)]
    async with lent.power(face={}):
        page = lent.glass.views[-1].page
        assert page is not None
        assert page.title == centre().name
        assert [tile.touch for tile in page.tiles] == ["service:dat-dai", "service:doanh-nghiep"]


async def test_a_class_that_the_reception_confirms_is_claimed_here_too(lent: Machine) -> None:
    async with lent.power():
        await borrowed(lent)
        away(lent)
        await turns_of_the_loop()
        lent.keys.press("wheelchair")
        lent.keys.press("land")
        await until(lambda: lent.glass.views[-1].mode == "take")
        assert "xác nhận" in lent.glass.views[-1].sentence


async def test_a_centre_in_a_time_zone_that_is_not_known_here_ends_nothing(
    lent: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    async with lent.power(face={}):
        lent.desk.link.state(CENTRE, centre(zone="Mars/Olympus"))
        await until(lambda: "Mars/Olympus" in caplog.text)
        lent.keys.press("land")
        await until(lambda: lent.printer.slips)
