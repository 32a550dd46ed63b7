"""Dossiers: asked for with code and secret, shown, and gone when their holder leaves."""

from dataclasses import replace

import pytest

from contract import messages as m
from kiosk.visitor import is_fresh
from kiosk.wishes import AskDossier, NotRead
from tests.kiosk.procedures import LAND
from tests.kiosk.scene import SETTINGS, Person, blocks, dossier

CODE = "000.00.16.G04-220324-0020"


def test_a_dossier_is_asked_for_with_its_code_and_the_secret() -> None:
    person = Person().touch("open:dossier_code").type(CODE.lower()).touch("enter")
    person.type("K7P2").touch("enter")
    assert person.wishes == [AskDossier(CODE, "K7P2")]


@pytest.mark.parametrize(
    "read",
    [CODE, "000.00.06.G04.190701.0501", f"https://mot-cua.gov.vn/tra-cuu?ma={CODE}", CODE.lower()],
)
def test_a_scanned_code_asks_for_the_secret_at_once(read: str) -> None:
    person = Person().touch("open:list", f"scan:{read}")
    assert person.page == "dossier_secret"
    assert person.state.visitor.dossier_code in read.upper()
    assert person.wishes == []


def test_what_is_half_of_either_form_is_no_code() -> None:
    person = Person().touch("open:list", "scan:000.00.16.G04-220324.0020")
    assert (person.page, person.wishes) == ("list", [NotRead()])


def test_a_secret_can_be_scanned_too() -> None:
    person = Person().touch(f"scan:{CODE}", "scan:K7P2", f"scan:{CODE}", "enter")
    assert person.wishes == [AskDossier(CODE, "K7P2")]


@pytest.mark.parametrize("read", ["\x1b[A", "\x00\x01", "", "  ", "A" * 5000, "\x1b\x1bls\r"])
def test_a_scanner_cannot_do_anything_else(read: str) -> None:
    person = Person().touch(f"scan:{read}")
    assert person.page == "start"
    assert set(person.wishes) <= {NotRead()}


def test_a_dossier_tells_its_steps_and_the_note_for_late_hours() -> None:
    person = with_dossier(dossier())
    told = blocks(person)
    assert "Hồ sơ nộp sau 15:00" in told
    assert "Xong ngày 21/11/2026" in told
    assert "hẹn trả ngày 27/11/2026" in told


def test_an_overdue_dossier_shows_the_apology_and_the_new_date() -> None:
    told = blocks(with_dossier(dossier(due="2026-11-18", new_due="2026-11-30", apology="Xin lỗi.")))
    assert "Đã quá hạn" in told
    assert "Xin lỗi." in told
    assert "Ngày hẹn mới: 30/11/2026" in told


def test_a_result_that_is_ready_says_where() -> None:
    told = blocks(with_dossier(dossier(stage=m.DossierStage.READY, place="Quầy 2")))
    assert "Đã có kết quả" in told
    assert "Quầy 2" in told
    assert "quá hạn" not in told


def with_dossier(known: m.Dossier) -> Person:
    person = Person().touch(f"scan:{CODE}")
    visitor = replace(person.state.visitor, dossier=known)
    at = replace(visitor.at, page="dossier")
    person.state = replace(person.state, visitor=replace(visitor, at=at))
    return person


@pytest.mark.parametrize("leave", ["back", "home", f"scan:{LAND.code}"])
def test_a_dossier_is_gone_when_it_is_left(leave: str) -> None:
    person = with_dossier(dossier()).touch(leave)
    assert person.state.visitor.dossier is None


def test_a_dossier_is_wiped_after_fifteen_seconds_and_asks_before() -> None:
    person = with_dossier(dossier()).wait(8)
    assert person.view.still_there == 7
    person.touch("stay").wait(14.9)
    assert person.page == "dossier"
    person.wait(0.2)
    assert person.page == "start"
    assert is_fresh(person.state.visitor, SETTINGS)
