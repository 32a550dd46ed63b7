"""What becomes of a press: one number and one slip, or an explanation, wherever it fails."""

from uuid import UUID

import pytest

from contract import messages as m
from hardware.keys import STUCK_AFTER_S
from hardware.lamp import Lamp
from hardware.printer import PrinterStatus
from hardware.printer_emulator import Condition
from runtime import link
from runtime.outbox import Outbox
from tests.device import turns_of_the_loop
from tests.ticket_dispenser.conftest import Machine
from tests.waiting import until


async def test_a_press_becomes_a_slip_and_is_reported(machine: Machine) -> None:
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        await until(lambda: machine.glass.modes[-1] == "ready")
        assert machine.glass.modes == ["trouble", "ready", "working", "take", "ready"]
    (ask,) = machine.desk.asked(m.TicketAsk)
    assert ask == m.TicketAsk(id=ask.id, service="dat-dai")
    assert len(machine.printer.slips) == 1


async def test_a_press_while_another_is_served_is_nobodys_turn(machine: Machine) -> None:
    async with machine.power():
        machine.keys.press("land")
        machine.keys.press("land")
        machine.keys.press("tax")
        await until(lambda: machine.glass.modes[-1] == "take")
    assert len(machine.desk.asked(m.TicketAsk)) == 1


async def test_lamps_are_lit_when_a_press_would_lead_to_a_slip(machine: Machine) -> None:
    async with machine.power():
        assert machine.keys.lit("land")
        assert machine.keys.lit("tax")
        machine.printer.paper_out()
        await until(lambda: machine.glass.modes[-1] == "trouble")
        assert not machine.keys.lit("land")


async def test_lamps_invite_by_breathing_and_the_pressed_one_blinks(machine: Machine) -> None:
    async with machine.power():
        assert machine.keys.lamp_of("land") is Lamp.BREATHING
        machine.desk.mute = True
        machine.keys.press("land")
        await until(lambda: machine.keys.lamp_of("land") is Lamp.BLINKING)
        assert machine.keys.lamp_of("tax") is Lamp.DARK


async def test_a_stuck_button_is_dark_until_it_is_free_and_works_again(machine: Machine) -> None:
    async with machine.power():
        machine.keys.hold("land", STUCK_AFTER_S + 1)
        await until(lambda: len(machine.printer.slips) == 1)
        await until(lambda: machine.keys.lamp_of("tax") is Lamp.BREATHING)
        await until(lambda: machine.keys.lamp_of("land") is Lamp.DARK)
        assert machine.keys.lamp_of("tax") is Lamp.BREATHING
        machine.keys.release("land")
        await until(lambda: machine.keys.lamp_of("land") is Lamp.BREATHING)
        machine.keys.press("land")
        await until(lambda: len(machine.printer.slips) == 2)


async def test_a_refusal_is_told_in_words(machine: Machine) -> None:
    machine.desk.refuse = m.Reason.OUTSIDE_HOURS
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: "working" in machine.glass.modes)
        await until(lambda: machine.glass.modes[-1] == "trouble")
        assert "giờ" in machine.glass.views[-1].sentence
    assert machine.printer.slips == []


async def test_a_number_that_comes_too_late_is_taken_back(machine: Machine) -> None:
    machine.desk.mute = True
    async with machine.power(patience_s=0.05):
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.TicketAsk))
        await until(lambda: machine.glass.modes[-2:] == ["working", "trouble"])
        machine.desk.mute = False
        await until(lambda: machine.desk.asked(m.VoidAsk))
    (void,) = machine.desk.asked(m.VoidAsk)
    assert isinstance(void, m.VoidAsk)
    assert void.reason is m.VoidReason.TOO_LATE
    assert machine.printer.slips == []


async def test_a_power_cut_before_the_answer_leaves_no_ghost(machine: Machine) -> None:
    machine.desk.mute = True
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.TicketAsk))
    machine.desk.mute = False
    async with machine.power():
        await until(lambda: machine.desk.asked(m.VoidAsk))
    assert len(machine.desk.asked(m.TicketAsk)) == 1
    assert machine.printer.slips == []


async def test_a_power_cut_after_the_slip_keeps_the_number(machine: Machine) -> None:
    async with machine.power(told_s=10):
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.TicketAsk))
        machine.desk.mute = True
        await until(lambda: machine.printer.slips)
    machine.desk.mute = False
    async with machine.power():
        await until(lambda: len(machine.desk.asked(m.PrintedAsk)) >= 1)
    assert machine.desk.asked(m.VoidAsk) == []
    assert len(machine.printer.slips) == 1


async def test_paper_that_ends_in_a_slip_and_comes_back_gives_one_whole_slip(
    machine: Machine,
) -> None:
    async with machine.power():
        machine.printer.fail_during_next_print()
        machine.keys.press("land")
        await until(lambda: machine.glass.modes[-1] == "trouble")
        assert machine.printer.slips == []
        machine.printer.paper_back()
        await until(lambda: machine.desk.asked(m.PrintedAsk))
    assert len(machine.printer.slips) == 1
    assert len(machine.desk.asked(m.TicketAsk)) == 1


@pytest.mark.parametrize(("unprinted", "voids"), [("void", 1), ("keep", 0)])
async def test_a_number_without_a_slip_is_void_only_where_nobody_could_read_it(
    machine: Machine, unprinted: str, voids: int
) -> None:
    async with machine.power(unprinted=unprinted):
        await out_of_paper_after_a_press(machine)
        assert machine.glass.views[-1].label == "A001"
        machine.clock.advance(61)
        await until(lambda: machine.glass.views[-1].label is None)
        machine.printer.paper_back()
        await until(lambda: machine.glass.modes[-1] == "ready")
        await until(lambda: len(machine.desk.asked(m.VoidAsk)) == voids)
    assert machine.printer.slips == []


async def test_a_number_that_stays_good_without_a_slip_is_seen_long_enough(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, status = [0], machine.printer.status

    async def counted() -> PrinterStatus:
        looks[0] += 1
        return await status()

    async with machine.power(unprinted="keep", reprint_within_s=0, told_s=6):
        await out_of_paper_after_a_press(machine)
        monkeypatch.setattr(machine.printer, "status", counted)
        await until(lambda: looks[0] > 1)
        assert machine.glass.views[-1].label == "A001"
        machine.clock.advance(7)
        await until(lambda: machine.glass.views[-1].label is None)


async def out_of_paper_after_a_press(machine: Machine) -> None:
    """The roll is taken out while a number is fetched: nothing of the slip is on paper."""
    machine.desk.mute = True
    machine.keys.press("land")
    await until(lambda: machine.desk.asked(m.TicketAsk))
    machine.printer.paper_out()
    machine.desk.mute = False
    await until(lambda: machine.glass.modes[-1] == "trouble")


async def test_a_number_that_may_be_on_paper_is_never_taken_back(machine: Machine) -> None:
    async with machine.power(unprinted="void"):
        machine.printer.fail_during_next_print()
        machine.keys.press("land")
        await until(lambda: machine.glass.modes[-1] == "trouble")
        machine.clock.advance(61)
        await until(lambda: machine.desk.asked(m.PrintedAsk))
    assert machine.desk.asked(m.VoidAsk) == []


async def test_a_slip_that_may_be_out_whole_is_not_printed_a_second_time(machine: Machine) -> None:
    async with machine.power(unprinted="void"):
        machine.printer.emulator.condition = Condition.JAMS_AT_CUT
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        machine.printer.emulator.condition = Condition.OK
        await until(lambda: machine.glass.modes[-1] == "ready")
        machine.keys.press("land")
        await until(lambda: len(machine.desk.asked(m.PrintedAsk)) == 2)
    assert len(machine.printer.slips) == 1
    assert machine.desk.asked(m.VoidAsk) == []


async def test_a_power_cut_after_the_citizen_heard_that_it_is_void_leaves_it_void(
    machine: Machine,
) -> None:
    async with machine.power(unprinted="void", told_s=10):
        await out_of_paper_after_a_press(machine)
        machine.desk.mute = True
        machine.clock.advance(61)
        await until(lambda: machine.glass.views[-1].label is None)
    machine.desk.mute = False
    machine.printer.paper_back()
    async with machine.power(unprinted="void"):
        await until(lambda: machine.desk.asked(m.VoidAsk))
    assert machine.desk.asked(m.PrintedAsk) == []


async def test_a_report_that_cannot_be_taken_yet_is_made_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "NOT_YET_S", 0.01)
    async with machine.power(told_s=10):
        machine.desk.refuse_reports = m.Reason.CLOCK_NOT_SET
        machine.keys.press("land")
        await until(lambda: len(machine.desk.asks) > 3)
        machine.desk.refuse_reports = None
        machine.desk.answers.clear()
        await until(lambda: m.Done() in machine.desk.answers.values())


async def test_without_the_queue_service_it_says_so_and_takes_no_press(machine: Machine) -> None:
    async with machine.power():
        machine.desk.link.state("broker", m.DeviceState(device="broker", status="offline"))
        await until(lambda: machine.glass.modes[-1] == "trouble")
        machine.keys.press("land")
        await turns_of_the_loop()
        machine.desk.link.state("broker", m.DeviceState(device="broker", status="online"))
        await until(lambda: machine.glass.modes[-1] == "ready")
    assert machine.desk.asked(m.TicketAsk) == []


async def test_a_mute_printer_is_believed_and_the_citizen_told_the_number(
    machine: Machine,
) -> None:
    machine.printer.mute()
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        (taken,) = [view for view in machine.glass.views if view.mode == "take"]
        assert "A 001" in taken.sentence


@pytest.mark.parametrize("kind", ["press", "check_in", "void"])
async def test_a_note_that_rotted_is_set_aside_and_numbers_are_given(
    machine: Machine, kind: str
) -> None:
    async with Outbox.open(machine.folder / "dispenser.db") as outbox:
        await outbox.put(UUID(int=1), kind, b"rot")
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: machine.printer.slips)
    assert (machine.folder / "dispenser.db.damaged-1").exists()
