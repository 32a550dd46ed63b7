"""`motcua demo` in a real browser: a visit, what goes wrong on the way, and what is left behind."""

import signal
from pathlib import Path

from tests.simulation.page import Page, demo
from tests.simulation.rig import processes_about

FACE = '[data-device="dispenser-1"] .screen'
PAD = '[data-device="pad-1"]'
DISPENSER = '@data-device="dispenser-1"'
SERVICE = '@data-process="broker"'


def test_a_visit_from_button_to_thanks(page: Page) -> None:
    page.press("dispenser-1", "dat-dai")
    page.says(FACE, "A 001")
    page.wait(lambda: page.find(".slip img").get_property("naturalWidth") == 576)
    page.press("counter-1", "next")
    page.wait(lambda: page.sign("counter-1") == "A001")
    page.says("#screen .call", "A 001")
    page.find(f'{PAD} [data-level="satisfied"]').click()
    page.says(PAD, "Xin cảm ơn ông/bà")
    page.button('@id="panel"', "Vừa xảy ra")
    page.says("#happenings", "Quầy 1 gọi số A 001")
    page.button('@id="happenings"', "Vì sao?")
    page.says("#why", "Số A 001 (Thường, hứa 30 phút) được gọi lúc")
    page.button('@id="why"', "Đóng")


def test_a_priority_number_is_in_the_queue_with_its_class_and_share(page: Page) -> None:
    page.press("dispenser-1", "priority")
    page.says(FACE, "Người cao tuổi, khuyết tật, mang thai: xin mời bấm nút")
    page.press("dispenser-1", "dat-dai")
    page.says('[data-queue="dat-dai"] [data-label="A001"]', "Ưu tiên")
    page.wait(lambda: "%" in page.find('[data-label="A001"] .used').text)
    page.click('[data-label="A001"] button')
    page.says("#why", "Số A 001 (Ưu tiên, hứa 10 phút) được lấy lúc")
    page.button('@id="why"', "Đóng")


def test_an_appointment_gets_its_number_by_its_code(page: Page) -> None:
    page.button(DISPENSER, "Có hẹn trước")
    page.wait(lambda: page.find(".slip img").get_property("naturalWidth") == 576)
    page.says(".queues .person", "Có hẹn trước")


def test_a_ticket_is_parked_and_another_sent_on_by_the_keys(page: Page) -> None:
    for label in ("A 001", "A 002"):
        page.press("dispenser-1", "dat-dai")
        page.says(FACE, label)
        page.wait(lambda: page.find('[data-key="dat-dai"].lit'))
    page.press("counter-1", "next")
    page.wait(lambda: page.sign("counter-1") == "A001")
    page.press("counter-1", "park")
    page.says('[data-counter="1"] .apart', "Để riêng: A 001")
    page.press("counter-1", "next")
    page.wait(lambda: page.sign("counter-1") == "A002")
    page.press("counter-1", "transfer")
    page.wait(lambda: page.sign("counter-1") == "C---")
    page.says('[data-device="counter-1"] .digits', "xác nhận")
    page.press("counter-1", "next")
    page.says('[data-queue="doanh-nghiep"]', "A 002")


def test_an_officer_on_call_is_summoned(page: Page) -> None:
    page.press("dispenser-1", "dien-nuoc")
    page.wait(lambda: page.sign("counter-6") == "CALL")
    page.says('[data-queue="dien-nuoc"]', "Đang mời cán bộ")
    page.press("counter-6", "next")
    page.wait(lambda: page.sign("counter-6") == "U001")


def test_a_key_that_calls_nobody_says_why(page: Page) -> None:
    page.press("counter-3", "next")
    page.says('[data-counter="3"] .officer', "Không còn ai chờ ở quầy này.")


def test_the_face_says_that_the_paper_is_out(page: Page) -> None:
    page.choose("dispenser-1", "out")
    page.says(FACE, "Máy in hết giấy")
    page.choose("dispenser-1", "ok")
    page.says(FACE, "Xin mời bấm nút")


def test_a_pulled_cable_is_drawn_and_the_reception_sees_it(page: Page) -> None:
    page.button(DISPENSER, "Rút cáp mạng")
    page.says("#dispensers nav", "Cáp đã rút")
    page.face("reception")
    page.says('[data-needs="dispenser-1"]', "Mất kết nối")
    page.face("dispenser-1")
    page.button(DISPENSER, "Cắm cáp mạng")
    page.wait(lambda: "Cáp đã rút" not in page.find("#dispensers nav").text)


def test_devices_say_that_the_queue_service_is_away_and_work_when_it_is_back(page: Page) -> None:
    page.button(SERVICE, "Dừng")
    page.says(PAD, "mất kết nối")
    page.says("#screen", "Số liệu cũ")
    page.button(SERVICE, "Khởi động")
    page.wait(lambda: "mất kết nối" not in page.find(PAD).text)
    page.wait(lambda: page.find('[data-key="dat-dai"].lit'))
    page.press("dispenser-1", "dat-dai")
    page.says(FACE, "A 001")


def test_the_page_speaks_english_too(page: Page) -> None:
    page.find("#language").click()
    page.says("body > header", "Virtual hall")
    page.says('[data-counter="1"]', "Counter 1")


def test_visitors_come_by_themselves(page: Page) -> None:
    page.button('@id="crowd"', "Đông")
    page.button('@id="panel"', "Vừa xảy ra")
    page.says("#happenings", "đã được lấy")


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    with demo(tmp_path) as (process, _):
        assert len(processes_about(tmp_path)) == 3  # Mosquitto, the queue service and the bridge
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    assert processes_about(tmp_path) == []
    assert list(tmp_path.glob("motcua-*")) == []
