"""A class for the next number, and the codes of appointments."""

from contract import messages as m
from tests.ticket_dispenser.conftest import Machine
from tests.ticket_dispenser.hall import queue
from tests.waiting import until


async def test_a_class_key_counts_for_the_next_number_and_no_further(machine: Machine) -> None:
    async with machine.power():
        machine.keys.press("wheelchair")
        await until(lambda: machine.keys.lit("wheelchair"))
        assert machine.glass.views[-1].sentence == "Ưu tiên: xin mời bấm nút chọn lĩnh vực"
        machine.keys.press("land")
        await until(lambda: len(machine.printer.slips) == 1)
        await until(lambda: machine.glass.modes[-1] == "ready")
        assert not machine.keys.lit("wheelchair")
        machine.keys.press("land")
        await until(lambda: len(machine.printer.slips) == 2)
    assert [getattr(ask, "class_id", "?") for ask in machine.desk.asked(m.TicketAsk)] == [
        "priority",
        None,
    ]


async def test_the_same_class_key_again_takes_it_back(machine: Machine) -> None:
    async with machine.power():
        machine.keys.press("wheelchair")
        await until(lambda: machine.keys.lit("wheelchair"))
        machine.keys.press("wheelchair")
        await until(lambda: not machine.keys.lit("wheelchair"))


async def test_a_class_that_nobody_pressed_a_button_for_is_forgotten(machine: Machine) -> None:
    async with machine.power():
        machine.keys.press("wheelchair")
        await until(lambda: machine.keys.lit("wheelchair"))
        machine.clock.advance(15)
        machine.desk.link.state("dat-dai", queue("dat-dai"))  # whatever happens next
        await until(lambda: not machine.keys.lit("wheelchair"))


async def test_a_code_that_is_read_becomes_the_slip_of_its_appointment(machine: Machine) -> None:
    async with machine.power():
        machine.scanner.read.put_nowait(" HEN-07\n")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
    (ask,) = machine.desk.asked(m.CheckInAsk)
    assert ask == m.CheckInAsk(id=ask.id, code="HEN-07")
    assert len(machine.printer.slips) == 1


async def test_a_power_cut_in_a_check_in_takes_its_number_back(machine: Machine) -> None:
    machine.desk.mute = True
    async with machine.power():
        machine.scanner.read.put_nowait("HEN-07")
        await until(lambda: machine.desk.asked(m.CheckInAsk))
    machine.desk.mute = False
    async with machine.power():
        await until(lambda: machine.desk.asked(m.VoidAsk))
    assert len(machine.desk.asked(m.CheckInAsk)) == 1


async def test_a_code_without_an_appointment_is_told_in_words(machine: Machine) -> None:
    machine.desk.refuse = m.Reason.UNKNOWN_APPOINTMENT
    async with machine.power():
        machine.scanner.read.put_nowait("HEN-99")
        await until(lambda: "working" in machine.glass.modes)
        await until(lambda: machine.glass.modes[-1] == "trouble")
        assert "lịch hẹn" in machine.glass.views[-1].sentence
