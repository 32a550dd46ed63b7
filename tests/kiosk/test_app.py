"""A whole kiosk on an in-memory wire: numbers, paper, dossiers, what people say."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contract import messages as m
from contract.channels import BROKER
from kiosk import technician
from tests.device import trial_lines
from tests.kiosk.machine import Machine, issued
from tests.kiosk.procedures import LAND
from tests.kiosk.scene import dossier
from tests.waiting import until

PAPERS = ("open:list", f"procedure:{LAND.code}", "tab:papers")
SECRET = "K7P2XY"  # noqa: S105 - an example
CODE = "000.00.16.G04-261120-0020"


@pytest.fixture
async def machine(tmp_path: Path) -> Machine:
    return Machine.of(tmp_path)


async def test_a_number_is_taken_with_what_was_prepared_and_its_slip_printed(
    machine: Machine,
) -> None:
    machine.desk.answer = issued
    async with machine.power():
        await machine.touch(*PAPERS, "tick:0", "check", "take")
        await machine.sees("A 007")
        await until(lambda: machine.desk.asked(m.PrintedAsk))
    (ask,) = machine.desk.asked(m.TicketAsk)
    assert isinstance(ask, m.TicketAsk)
    assert ask.errand == m.Errand(procedure=LAND.code, brought=(0,), missing=(1, 5))
    assert machine.printer
    assert len(machine.printer.slips) == 1


async def test_a_broken_printer_shows_the_number_and_it_stays_good(machine: Machine) -> None:
    machine.desk.answer = issued
    assert machine.printer
    machine.printer.paper_out()
    async with machine.power():
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("Máy in hết giấy. Số của ông/bà là A 007, xin nhớ số này")
    async with machine.power():
        pass
    assert machine.desk.asked(m.VoidAsk) == []


async def test_a_number_is_seen_while_its_slip_waits_for_paper(machine: Machine) -> None:
    machine.desk.answer = issued
    assert machine.printer
    machine.printer.paper_out()
    async with machine.power(reprint_within_s=600, printer_check_s=0.01):
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("Máy in hết giấy. Số của ông/bà là A 007, xin nhớ số này")
        machine.printer.paper_back()
        await until(lambda: machine.desk.asked(m.PrintedAsk))
        assert len(machine.printer.slips) == 1


async def test_a_number_that_was_seen_stays_good_though_the_power_goes(machine: Machine) -> None:
    machine.desk.answer = issued
    assert machine.printer
    machine.printer.paper_out()
    async with machine.power(reprint_within_s=600, printer_check_s=60):
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("Số của ông/bà là A 007")
    assert _kept(machine) == 0


async def test_a_kiosk_without_a_printer_shows_the_number(machine: Machine) -> None:
    machine.desk.answer = issued
    machine.printer = None
    async with machine.power(printer=None):
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("A 007")


async def test_without_an_answer_it_says_so_and_a_late_number_is_taken_back(
    machine: Machine,
) -> None:
    async with machine.power(patience_s=0.02):
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("Máy chủ chưa trả lời")
        machine.desk.answer = issued
        await until(lambda: machine.desk.asked(m.VoidAsk))
    assert machine.printer
    assert machine.printer.slips == []


async def test_a_number_whose_kiosk_lost_power_meanwhile_is_taken_back(machine: Machine) -> None:
    async with machine.power(patience_s=60):
        await machine.touch(*PAPERS, "check", "take")
        await until(lambda: machine.desk.asked(m.TicketAsk))
    machine.desk.answer = issued
    async with machine.power():
        await until(lambda: machine.desk.asked(m.VoidAsk))
    assert len(machine.desk.asked(m.TicketAsk)) == 1


async def test_a_refusal_is_told_in_words(machine: Machine) -> None:
    machine.desk.answer = lambda _: m.Refused(reason=m.Reason.DAILY_CAP)
    async with machine.power():
        await machine.touch(*PAPERS, "check", "take")
        await machine.sees("Hôm nay lĩnh vực này đã hết số")


async def test_a_code_that_nothing_is_known_of_is_told(machine: Machine) -> None:
    async with machine.power():
        await machine.touch("scan:8934563138165")
        await machine.sees("Máy không nhận ra mã này. Xin quét mã trên giấy hẹn")


async def test_the_list_of_papers_comes_out_of_the_printer(machine: Machine) -> None:
    async with machine.power():
        await machine.touch(*PAPERS, "tick:0", "check", "print")
        await machine.sees("Mời ông/bà nhận danh sách")
    assert machine.printer
    assert len(machine.printer.slips) == 1


async def test_a_dossier_is_shown_and_nothing_of_it_is_written_or_logged(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    known = dossier(holder="N***** HOLDER")
    machine.desk.answer = lambda ask: known if isinstance(ask, m.DossierAsk) else None
    async with machine.power():
        await machine.touch(f"scan:{CODE}", *(f"type:{letter}" for letter in SECRET), "enter")
        await machine.sees("N***** HOLDER")
        machine.clock.advance(15)
        await machine.touch("stay")
        assert "HOLDER" not in str(machine.view)
    (ask,) = machine.desk.asked(m.DossierAsk)
    assert isinstance(ask, m.DossierAsk)
    assert (ask.code, ask.secret) == (CODE, SECRET)
    written = b"".join(path.read_bytes() for path in machine.folder.rglob("*") if path.is_file())
    for words in (SECRET, CODE, "HOLDER"):
        assert words not in caplog.text
        assert words.encode() not in written


async def test_why_a_dossier_is_not_shown_is_told(machine: Machine) -> None:
    reasons = {
        m.Reason.UNKNOWN_DOSSIER: "Không có hồ sơ",
        m.Reason.LOCKED: "nhập sai nhiều lần",
        m.Reason.NO_BACK_OFFICE: "Hệ thống tra cứu hồ sơ chưa trả lời",
    }
    answers = iter(reasons)
    machine.desk.answer = lambda _: m.Refused(reason=next(answers))
    async with machine.power():
        for words in reasons.values():
            await machine.touch("home", f"scan:{CODE}", "type:x", "enter")
            await machine.sees(words)


async def test_a_silent_back_office_is_told(machine: Machine) -> None:
    async with machine.power(dossier={"patience_s": 0.02}):
        await machine.touch(f"scan:{CODE}", "type:x", "enter")
        await machine.sees("Hệ thống hồ sơ chưa trả lời")


async def test_a_suggestion_gets_its_code_on_the_screen_and_on_paper(machine: Machine) -> None:
    machine.desk.answer = lambda _: m.Received(code="GY-1")
    async with machine.power():
        await machine.touch("open:feedback", "about:suggestion", "type:x", "enter", "enter")
        await machine.sees("GY-1")
        await machine.touch("print")
        await machine.sees("Mời ông/bà nhận phiếu ghi mã")
    assert machine.printer
    assert len(machine.printer.slips) == 1


async def test_what_is_said_while_nobody_answers_is_sent_once_after_a_power_cut(
    machine: Machine,
) -> None:
    async with machine.power(patience_s=0.02):
        await machine.touch("open:feedback", "about:suggestion", *["type:x", "enter", "enter"])
        await machine.sees("Ý kiến đã được lưu trong máy")
        await until(lambda: machine.view.page and machine.view.page.name == "start")
    machine.desk.answer = lambda _: m.Received(code="GY-1")
    async with machine.power():
        await until(lambda: _kept(machine) == 0)
    async with machine.power():
        pass
    (ask,) = machine.desk.asked(m.FeedbackAsk)
    assert isinstance(ask, m.FeedbackAsk)
    assert (ask.about, ask.text) == (m.FeedbackKind.SUGGESTION, "X")


def _kept(machine: Machine) -> int:
    """How much waits on its disk."""
    with closing(sqlite3.connect(machine.folder / "kiosk.db")) as outbox:
        (count,) = outbox.execute("SELECT count(*) FROM item").fetchone()
    return int(count)


async def test_a_list_that_does_not_come_out_says_why(machine: Machine) -> None:
    async with machine.power(printer_check_s=60):
        await machine.touch(*PAPERS, "check")
        assert machine.printer
        machine.printer.paper_out()
        await machine.touch("print")
        await machine.sees("Máy in hết giấy. Xin gọi lễ tân, hoặc xem trên màn hình.")
        await until(lambda: "'print', text='Máy in hết giấy'" in str(machine.view))


async def test_the_queue_service_going_away_is_said_beside_every_page(machine: Machine) -> None:
    async with machine.power():
        machine.desk.link.state(BROKER, m.DeviceState(device=BROKER, status="offline"))
        await until(lambda: "Mất kết nối" in machine.view.notice)
        await machine.touch("open:search", "type:k", "type:h", "type:a", "type:i")
        assert "Đăng ký khai sinh" in str(machine.view.page)


async def test_what_stands_in_a_file_about_slips_is_told_on_the_page_of_the_house(
    machine: Machine,
) -> None:
    file = machine.folder / "slip.toml"
    file.write_text('centre = "TTPVHCC"\nhotline = "1022"\n', encoding="utf-8")
    async with machine.power(slip=None, slip_file=str(file)):
        await machine.touch("open:info")
        assert "1022" in str(machine.view.page)


async def test_internal_procedures_are_not_even_on_the_shelf(machine: Machine) -> None:
    async with machine.power():
        await machine.touch("open:search", *(f"type:{letter}" for letter in "noi bo"))
        assert "Đăng ký nội bộ" not in str(machine.view.page)
        await machine.touch("home", "open:list")
        assert "Đăng ký nội bộ" not in str(machine.view.page)


async def test_it_speaks_to_whoever_does_not_see(machine: Machine) -> None:
    async with machine.power():
        await machine.touch("ear:toggle")
        await until(lambda: any("Tìm thủ tục" in str(heard) for heard in machine.voice.history))


async def test_the_trial_print_tells_what_the_technician_sees(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = trial_lines(monkeypatch, technician)
    async with machine.power():
        await machine.touch("corner:down")
        machine.clock.advance(5)
        await machine.touch("corner:up", *(f"type:{digit}" for digit in "2468"), "enter")
        await machine.touch("test:print")
        await until(lambda: machine.printer and machine.printer.slips)
        page = machine.view.page
        assert page
        seen = dict(page.lines)
    assert f"Máy chủ: {seen['Máy chủ']}" in printed
    assert "đã kết nối" in seen["Máy chủ"]
    assert "ngày 20/11/2026" in seen["Danh mục đang dùng"]
