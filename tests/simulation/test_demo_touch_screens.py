"""Rating pads and the kiosk on the page of the hall, in a real browser, with what comes of it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from broker import records
from contract import messages as m
from rating_pad.spool import TOUCH
from tests.simulation.page import Page

FACE = '[data-device="dispenser-1"] .screen'
GLASS = "#glass .pane"
PAD = '[data-device="pad-1"]'
KIOSK = '[data-device="kiosk-1"]'


@dataclass(frozen=True, slots=True)
class Hall:
    """The page, and the folder in which its centre lives."""

    page: Page
    folder: Path

    @property
    def centre(self) -> Path:
        [centre] = self.folder.glob("motcua-*")
        return centre

    def spooled(self, pad: str) -> m.RatingAsk:
        """The rating as it is on a pad's disk: the last touch counts."""
        with closing(sqlite3.connect(f"file:{self.centre}/{pad}/pad.db?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT body FROM item WHERE kind = ? ORDER BY seq", (TOUCH,))
            *_, (body,) = rows.fetchall()
        return m.RatingAsk.model_validate_json(body)


@pytest.fixture
def hall(page: Page, tmp_path: Path) -> Hall:
    return Hall(page, tmp_path)


def call_somebody(page: Page) -> None:
    page.press("dispenser-1", "dat-dai")
    page.says(FACE, "A 001")
    page.press("counter-1", "next")
    page.wait(lambda: page.sign("counter-1") == "A001")


def test_a_rating_with_its_reason_answers_and_remark_is_kept_by_the_pad(hall: Hall) -> None:
    page = hall.page
    call_somebody(page)
    page.click(f"{PAD} .enlarge")
    page.touch("dissatisfied")
    page.says(GLASS, "Xin cho biết vì sao ông/bà chưa hài lòng")
    page.touch("reason:waiting", "questions", "answer:1")
    page.says(GLASS, "Câu 2/4")
    page.touch("answer:2", "back", "remark")
    page.write("Chowf laau quas")
    page.wait(lambda: page.find("#glass .field").get_property("value") == "Chờ lâu quá")
    page.touch("enter")
    page.says(GLASS, "Xin cảm ơn ông/bà")
    page.wait(lambda: hall.spooled("pad-1").remark)
    kept = hall.spooled("pad-1")
    assert (kept.level, kept.reasons, kept.remark) == (
        m.Level.DISSATISFIED, ("waiting",), "Chờ lâu quá"
    )  # fmt: skip
    assert kept.indices == m.Indices(time=1, contacts=2)


def test_a_complaint_at_a_pad_has_a_receipt_that_the_centre_knows(hall: Hall) -> None:
    page = hall.page
    page.click(f"{PAD} .enlarge")
    page.says(GLASS, "Công khai - Minh bạch")
    page.touch("feedback", "about:complaint")
    page.write("Quay 1 dong cua som\n")
    page.says(GLASS, "Trả lời ông/bà bằng cách nào?")
    page.touch("enter")
    page.wait(lambda: page.find("#glass .receipt").text)
    code = page.find("#glass .receipt").text
    [(_, told)] = records.feedback(hall.centre / "broker" / "journal.db")
    assert (told.code, told.counter, told.text) == (code, "1", "Quay 1 dong cua som")
    page.touch("help")
    page.face("reception")
    page.says('[data-needs="pad-1"]', "Máy đánh giá · Quầy 1")


def open_kiosk(page: Page) -> None:
    page.face("kiosk-1")
    page.click(f"{KIOSK} .open")
    page.says(GLASS, "26 thủ tục")


def slip(page: Page) -> str:
    """What changes with each slip that comes out of the kiosk; empty until it is drawn."""
    image = page.find(f"{KIOSK} .slip img")
    return str(image.get_attribute("src")) if image.get_property("naturalWidth") == 576 else ""


def test_a_procedure_is_found_its_papers_ticked_and_a_number_taken_at_the_kiosk(hall: Hall) -> None:
    page = hall.page
    open_kiosk(page)
    page.touch("open:search")
    page.write("lam giay khai sinh")
    page.touch("procedure:1.001193")
    page.says(GLASS, "Thủ tục đăng ký khai sinh")
    page.click('#glass .tabs [data-touch="tab:papers"]')
    page.says(GLASS, "Đã có 0 trong 4 giấy tờ")
    page.click("#glass .box")
    page.says(GLASS, "Đã có 1 trong 4 giấy tờ")
    page.touch("check")
    page.says(GLASS, "Còn thiếu 3 trong 4 giấy tờ")
    page.touch("print")
    page.says(GLASS, "Mời ông/bà nhận danh sách giấy tờ")
    page.wait(lambda: slip(page))
    checklist = slip(page)
    page.click("#glass .message")
    page.touch("take")
    page.says(GLASS, "H 001")
    page.says('[data-queue="ho-tich"]', "H 001")
    page.wait(lambda: slip(page) not in {"", checklist})
    page.button('@id="glass"', "Đóng")
    page.press("counter-3a", "next")
    page.says('[data-counter="3A"] .prepared', "Làm: Đăng ký khai sinh. Có 1/4 giấy tờ. Thiếu:")


def test_a_dossier_is_told_of_to_whoever_has_its_secret(hall: Hall) -> None:
    page = hall.page
    open_kiosk(page)
    page.click(f"{KIOSK} [data-scan]")
    page.says(GLASS, "Xin gõ mã bí mật")
    page.write("wrong\n")
    page.says(GLASS, "Không có hồ sơ với mã và mã bí mật này")
    page.click("#glass .message")
    page.write(page.find(f"{KIOSK} .dossiers strong").text)
    page.touch("enter")
    page.says(GLASS, "Đang giải quyết")
    page.says(GLASS, "N*** V** A*")


def test_a_kiosk_without_paper_and_without_its_cable_still_searches(hall: Hall) -> None:
    page = hall.page
    open_kiosk(page)
    page.choose("kiosk-1", "out")
    page.says(f"{KIOSK} .tells", "Máy in")
    page.button('@data-device="kiosk-1"', "Rút cáp mạng")
    page.says(GLASS, "Mất kết nối: vẫn tra cứu được")
    page.touch("open:search")
    page.write("khai sinh")
    page.touch("procedure:1.001193")
    page.says(GLASS, "mất kết nối")
    page.button('@data-device="kiosk-1"', "Cắm cáp mạng")
    page.says(GLASS, "đang nhận")
    page.click('#glass .tabs [data-touch="tab:papers"]')
    page.touch("check")
    page.says(GLASS, "Máy in hết giấy")
    page.choose("kiosk-1", "ok")
    page.says(GLASS, "In danh sách giấy tờ")
