"""A kiosk among hasty fingers, slow printers and damaged notes: nobody sees what is another's."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from contract import messages as m
from tests.kiosk.machine import Machine, issued
from tests.kiosk.procedures import LAND
from tests.kiosk.scene import dossier
from tests.waiting import until

PAPERS = ("open:list", f"procedure:{LAND.code}", "tab:papers")
CODE = "000.00.16.G04-261120-0020"
KEY = UUID(int=9)


@pytest.fixture
async def machine(tmp_path: Path) -> Machine:
    return Machine.of(tmp_path)


async def test_a_dossier_is_read_to_nobody_who_comes_after_its_holder(machine: Machine) -> None:
    known = dossier(holder="N***** HOLDER")
    machine.desk.answer = lambda ask: known if isinstance(ask, m.DossierAsk) else None
    async with machine.power():
        await machine.touch("ear:toggle", f"scan:{CODE}", "type:x", "enter")
        await machine.sees("HOLDER")
        machine.voice.hang()  # it is in the middle of a sentence
        await machine.touch(*["ear:next"] * 6, "home")
        machine.voice.history.clear()
        machine.voice.go_on()
        await until(lambda: machine.voice.said)
        assert str(machine.view.spoken) in str(machine.voice.said)
        assert "HOLDER" not in str(machine.voice.said)


async def test_a_scanner_as_fast_as_a_finger_does_not_let_a_second_number_be_taken(
    machine: Machine,
) -> None:
    async with machine.power(patience_s=60):
        await machine.touch(*PAPERS, "check")
        await machine.touch("scan:8934563138165", "take", "take", "take")
        assert machine.view.mode == "working"
        await until(lambda: machine.desk.asked(m.TicketAsk))
    assert len(machine.desk.asked(m.TicketAsk)) == 1


async def test_a_number_is_seen_at_once_while_an_earlier_slip_still_waits_for_paper(
    machine: Machine,
) -> None:
    machine.desk.answer = issued
    assert machine.printer
    machine.printer.paper_out()
    async with machine.power(reprint_within_s=600, told_s=60):
        for _ in range(2):
            await machine.touch(*PAPERS, "check", "take")
            await machine.sees("Số của ông/bà là A 007, xin nhớ số này")
            await machine.touch("home")
            machine.glass.views.clear()


async def test_nothing_of_what_was_said_is_left_on_the_disk_once_it_arrived(
    machine: Machine,
) -> None:
    machine.desk.answer = lambda _: m.Received(code="GY-1")
    async with machine.power():
        await machine.touch("open:feedback", "about:complaint", *map("type:{}".format, "jqv jqv"))
        await machine.touch("enter", *map("type:{}".format, "0912345678"), "enter")
        await machine.sees("GY-1")
        files = [path for path in machine.folder.rglob("*") if path.is_file()]
        written = b"".join(path.read_bytes() for path in files)  # as a power cut leaves it
        assert b"qv jqv" not in written
        assert b"0912345678" not in written


@pytest.mark.parametrize(
    ("kind", "body"), [("feedback", b"rot"), ("press", b"rot"), ("void", b"rot")]
)
async def test_a_note_that_rotted_is_set_aside_and_the_kiosk_serves(
    machine: Machine, kind: str, body: bytes
) -> None:
    async with machine.power():
        pass
    _write(machine, kind, body)
    async with machine.power():
        assert machine.view.mode == "ready"
    assert (machine.folder / "kiosk.db.damaged-1").exists()


async def test_what_a_newer_version_wrote_down_is_sent_by_the_one_before_it(
    machine: Machine,
) -> None:
    async with machine.power():
        pass
    said = m.FeedbackAsk(id=KEY, about=m.FeedbackKind.SUGGESTION, text="Thêm ghế")
    _write(machine, "feedback", said.model_dump_json().replace("{", '{"newer": 1, ', 1).encode())
    machine.desk.answer = lambda _: m.Received(code="GY-1")
    async with machine.power():
        await until(lambda: machine.desk.asked(m.FeedbackAsk) == [said])


def _write(machine: Machine, kind: str, body: bytes) -> None:
    with closing(sqlite3.connect(machine.folder / "kiosk.db")) as outbox, outbox:
        note = "INSERT INTO item (key, kind, body) VALUES (?, ?, ?)"
        outbox.execute(note, (str(KEY), kind, body))
