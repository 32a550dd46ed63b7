"""The machine with a screen at work: what is touched, said aloud, tried and told."""

from typing import Any

import pytest

from contract import messages as m
from hardware.voice_simulated import Said
from tests.device import trial_lines, turns_of_the_loop
from tests.ticket_dispenser.conftest import Machine
from tests.waiting import until
from ticket_dispenser import technician
from ticket_dispenser.view import Page

FACE: dict[str, Any] = {"face": {}, "technician": {"pin": "2580"}}


def page(machine: Machine) -> Page:
    """The page that is seen."""
    seen = machine.glass.views[-1].page
    assert seen is not None
    return seen


def name(machine: Machine) -> str | None:
    """Which page that is; None while there is a message in its place."""
    seen = machine.glass.views[-1].page
    return seen.name if seen else None


def touch(machine: Machine, *touches: str) -> None:
    for one in touches:
        machine.glass.touched.put_nowait(one)


async def test_two_touches_become_a_slip(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, "service:doanh-nghiep", "intent:collect")
        await until(lambda: machine.printer.slips)
        await until(lambda: machine.glass.modes[-1] == "ready")
    (ask,) = machine.desk.asked(m.TicketAsk)
    assert isinstance(ask, m.TicketAsk)
    assert (ask.service, ask.intent) == ("doanh-nghiep", m.Intent.COLLECT)


async def test_a_touch_while_a_number_is_fetched_is_nobodys_turn(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, *["service:dat-dai", "intent:file"] * 3)
        await until(lambda: machine.printer.slips)
        await until(lambda: machine.glass.modes[-1] == "ready")
    assert len(machine.desk.asked(m.TicketAsk)) == 1


async def test_several_services_and_a_class_are_asked_for(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, "classes", "class:priority", "service:dat-dai", "also")
        touch(machine, "service:doanh-nghiep", "intent:file")
        await until(lambda: machine.desk.asked(m.TicketAsk))
    (ask,) = machine.desk.asked(m.TicketAsk)
    assert isinstance(ask, m.TicketAsk)
    assert (ask.service, ask.then, ask.class_id) == ("dat-dai", ("doanh-nghiep",), "priority")


async def test_whoever_missed_the_call_reports(machine: Machine) -> None:
    async with machine.power(**FACE, told_s=10):
        touch(machine, "report", *(f"type:{letter}" for letter in "A012"), "enter")
        await until(lambda: machine.glass.views[-1].label == "A012")
    (ask,) = machine.desk.asked(m.ReportAsk)
    assert ask == m.ReportAsk(id=ask.id, label="A012")


async def test_the_number_is_spoken_in_the_visitors_language(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, "language", "service:dat-dai", "intent:file")
        await until(lambda: any(isinstance(one, Said) for one in machine.voice.history))
    (said,) = [one for one in machine.voice.history if isinstance(one, Said)]
    assert said.language == "en"
    assert "zero zero one" in said.text


async def test_a_speaker_that_is_gone_takes_no_slip_from_anybody(machine: Machine) -> None:
    machine.voice.unplug()
    async with machine.power(**FACE):
        touch(machine, "service:dat-dai", "intent:file")
        await until(lambda: machine.desk.asked(m.PrintedAsk))


async def test_by_ear_the_page_is_read_aloud(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, "ear:toggle")
        await until(lambda: any(isinstance(one, Said) for one in machine.voice.history))
    (said, *_) = [one for one in machine.voice.history if isinstance(one, Said)]
    assert "Trung tâm Phục vụ hành chính công" in said.text


async def test_by_ear_whoever_goes_on_does_not_hear_the_last_thing_to_its_end(
    machine: Machine,
) -> None:
    machine.voice.hang()
    async with machine.power(**FACE):
        touch(machine, "ear:toggle", *["ear:next"] * 3)
        await until(lambda: len({view.focus for view in machine.glass.views}) == 1 + 4)
        await turns_of_the_loop()
        machine.voice.go_on()
        await until(lambda: any(isinstance(one, Said) for one in machine.voice.history))
        await turns_of_the_loop()
        said = [one.text for one in machine.voice.history if isinstance(one, Said)]
        assert said == [machine.glass.views[-1].spoken]


async def test_somebody_who_asks_for_help_is_told_to_the_reception(machine: Machine) -> None:
    states: list[m.DeviceState] = []
    machine.desk.link.on_state(m.DeviceState, "dispenser-1", states.append)
    async with machine.power(**FACE):
        touch(machine, "help")
        await until(lambda: states and _part(states[-1], "help") == "fault")
        assert "lễ tân" in machine.glass.views[-1].notice
        machine.clock.advance(61)
        touch(machine, "stay")
        await until(lambda: _part(states[-1], "help") == "ok")


def _part(state: m.DeviceState, name: str) -> str:
    return {part.name: part.state for part in state.parts}.get(name, "")


async def opened(machine: Machine) -> None:
    """The technician's page is open."""
    touch(machine, "corner:down")
    await turns_of_the_loop()
    machine.clock.advance(5)
    touch(machine, "corner:up")
    await until(lambda: name(machine) == "pin")
    touch(machine, *(f"type:{digit}" for digit in "2580"), "enter")
    await until(lambda: name(machine) == "technician")


async def test_the_technician_sees_how_the_machine_is(machine: Machine) -> None:
    async with machine.power(**FACE):
        await opened(machine)
        lines = dict(page(machine).lines)
        assert lines["Thiết bị"] == "dispenser-1 (mot-cua)"
        assert "đã kết nối" in lines["Máy chủ"]
        assert "23/11/2026 09:00" in lines["Đồng hồ"]
        assert lines["Máy in"] == "tốt"


async def test_the_technician_prints_hears_and_tries_the_buttons(machine: Machine) -> None:
    async with machine.power(**FACE):
        await opened(machine)
        touch(machine, "test:print")
        await until(lambda: machine.printer.slips)
        touch(machine, "test:sound")
        await until(lambda: any(isinstance(one, Said) for one in machine.voice.history))
        touch(machine, "test:buttons")
        await until(lambda: name(machine) == "buttons")
        machine.keys.press("land")
        await until(lambda: dict(page(machine).lines)["land"] == "1 lần")
    assert machine.desk.asked(m.TicketAsk) == []


async def test_the_trial_print_tells_how_the_machine_is(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = trial_lines(monkeypatch, technician)
    async with machine.power(**FACE):
        await opened(machine)
        touch(machine, "test:print")
        await until(lambda: machine.printer.slips)
        assert f"Máy chủ: {dict(page(machine).lines)['Máy chủ']}" in printed
        assert any("đã kết nối" in line for line in printed)


async def test_a_new_roll_is_a_full_one(machine: Machine) -> None:
    async with machine.power(**FACE):
        touch(machine, "service:dat-dai", "intent:file")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        await until(lambda: machine.glass.modes[-1] == "ready")
        await opened(machine)
        before = dict(page(machine).lines)["Giấy"]
        touch(machine, "test:roll", "stay")
        await until(lambda: "còn khoảng 80 m" in dict(page(machine).lines)["Giấy"])
        assert before.startswith("còn khoảng")


async def test_two_buttons_held_print_the_technicians_page_where_there_is_no_screen(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(technician, "HELD_S", 0.05)
    async with machine.power():
        machine.keys.hold("land", 0.1)
        machine.keys.hold("tax", 0.1)
        await until(lambda: len(machine.printer.slips) == 2)  # a slip, and the page
    assert len(machine.desk.asked(m.TicketAsk)) == 1


async def test_what_is_left_of_the_roll_is_told_and_outlives_a_power_cut(machine: Machine) -> None:
    states: list[m.DeviceState] = []
    machine.desk.link.on_state(m.DeviceState, "dispenser-1", states.append)
    async with machine.power():
        machine.keys.press("land")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        await until(lambda: machine.glass.modes[-1] == "ready")
    async with machine.power():
        await until(lambda: states and states[-1].paper and states[-1].paper.tickets)
        paper = states[-1].paper
        assert paper is not None
        assert 79 < paper.metres < 80


async def test_near_the_end_of_the_roll_the_technician_is_told(machine: Machine) -> None:
    states: list[m.DeviceState] = []
    machine.desk.link.on_state(m.DeviceState, "dispenser-1", states.append)
    async with machine.power():
        machine.printer.paper_near_end()
        await until(lambda: states and any("new one" in p.detail for p in states[-1].parts))
        assert machine.glass.views[-1].mode == "ready"


async def test_the_technician_reads_what_to_do_in_the_language_of_the_page(
    machine: Machine,
) -> None:
    async with machine.power(**FACE):
        machine.printer.cover_open()
        await until(lambda: machine.glass.modes[-1] == "trouble")
        await opened(machine)
        assert dict(page(machine).lines)["Máy in"] == "nắp đang mở: đóng đến khi nghe tiếng tách"
        touch(machine, "language")
        await until(lambda: "Printer" in dict(page(machine).lines))
        assert dict(page(machine).lines)["Printer"] == "cover open: close it until it clicks"


async def test_a_clock_that_is_not_right_is_told_as_a_part_of_its_own(machine: Machine) -> None:
    states: list[m.DeviceState] = []
    machine.desk.link.on_state(m.DeviceState, "dispenser-1", states.append)
    async with machine.power():
        await until(lambda: states and _part(states[-1], "clock") == "ok")
        machine.clock.set(machine.clock.now(), synchronised=False)
        await until(lambda: _part(states[-1], "clock") == "fault")
