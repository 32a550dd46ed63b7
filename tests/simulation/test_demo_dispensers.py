"""Three faces of the dispensers in a real browser: buttons, touch screen, reception."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from simulation.settings import PIN
from tests.simulation.page import Page
from tests.simulation.rig import leases

GLASS = "#glass .pane"
TELLS = '[data-device="dispenser-1"] .tells'
SERVICE = '@data-process="broker"'
SERVICES = 6


@dataclass(frozen=True, slots=True)
class Hall:
    """The page, and the folder in which its centre lives."""

    page: Page
    folder: Path

    def leases(self, device: str) -> int:
        """How many series of numbers a dispenser has borrowed."""
        [centre] = self.folder.glob("motcua-*")
        return leases(centre, device)


@pytest.fixture
def hall(page: Page, tmp_path: Path) -> Hall:
    return Hall(page, tmp_path)


def open_touch_screen(page: Page) -> None:
    page.face("dispenser-2")
    page.click('[data-device="dispenser-2"] .open')
    page.says(GLASS, "Xin mời chạm chọn lĩnh vực")


def slip_is_out(page: Page, face: str) -> bool:
    image = page.find(f"{face} .slip img")
    return bool(image.get_property("naturalWidth") == 576)


def test_a_number_is_taken_on_the_touch_screen(page: Page) -> None:
    open_touch_screen(page)
    page.touch("service:dien-nuoc", "intent:pay")
    page.says(GLASS, "U 001")
    page.wait(lambda: slip_is_out(page, '[data-device="dispenser-2"]'))
    page.says("#glass .said", "Số của ông bà là U không không một.")
    page.says('[data-queue="dien-nuoc"]', "U 001")


def test_the_touch_screen_is_left_from_every_page_and_speaks_english(page: Page) -> None:
    open_touch_screen(page)
    page.touch("language")
    page.says(GLASS, "Please touch the service you need")
    page.touch("code", "type:H", "type:1", "erase")
    page.wait(lambda: page.find("#glass .field").get_property("value") == "H")
    page.touch("home")
    page.says(GLASS, "I have an appointment")
    page.touch("size", "contrast", "low")
    page.wait(lambda: page.find("#glass .pane.large.low[data-contrast='high']"))
    page.find("#glass [data-close]").click()
    page.wait(lambda: not page.find("#glass").is_displayed())


def test_the_touch_screen_is_read_aloud(page: Page) -> None:
    open_touch_screen(page)
    page.find('[data-ear="toggle"]').click()
    page.says("#glass .said", "Đất đai, môi trường")
    page.find('[data-ear="next"]').click()
    page.wait(lambda: page.find('#glass .focused[data-touch="service:doanh-nghiep"]'))
    page.find('[data-ear="confirm"]').click()
    page.says(GLASS, "Ông/bà đến để làm gì?")


def test_the_technician_prints_a_trial_page(page: Page) -> None:
    open_touch_screen(page)
    page.hold("#glass .corner", lambda: page.find('#glass [data-page="pin"]'))
    for digit in PIN:
        page.touch(f"type:{digit}")
    page.touch("enter")
    page.says(GLASS, "dispenser-2 (mot-cua)")
    page.touch("test:print")
    page.wait(lambda: slip_is_out(page, '[data-device="dispenser-2"]'))


def test_the_reception_has_a_slip_printed_at_a_dispenser(page: Page) -> None:
    page.face("reception")
    page.find(".take .filled").click()
    page.says(".told", "Số A 001: phiếu đã ra tại Máy lấy số 1.")
    page.wait(lambda: slip_is_out(page, ".desk"))
    page.face("dispenser-1")
    page.wait(lambda: slip_is_out(page, '[data-device="dispenser-1"]'))


def test_a_claim_is_confirmed_at_the_reception(page: Page) -> None:
    open_touch_screen(page)
    page.touch("classes", "class:merit", "service:ho-tich", "intent:file")
    page.says(GLASS, "Xin đưa phiếu cho lễ tân")
    page.face("reception")
    page.says('[data-claim="H001"]', "Có công")
    page.click('[data-claim="H001"] .filled')
    page.says(".told", "Số H 001: đã xác nhận.")
    page.says('[data-queue="ho-tich"] [data-label="H001"] .class', "Có công")


def test_who_asks_for_help_is_seen_at_the_reception(page: Page) -> None:
    open_touch_screen(page)
    page.touch("help")
    page.says(GLASS, "Đã gọi lễ tân")
    page.wait(lambda: page.find('[data-device="dispenser-2"] .help[data-lamp="blinking"]'))
    page.face("reception")
    page.says('[data-needs="dispenser-2"]', "Gọi lễ tân")


def test_a_roll_near_its_end_is_told(page: Page) -> None:
    page.choose("dispenser-1", "near_end")
    page.says(TELLS, "Giấy sắp hết, còn khoảng 8 m")
    page.choose("dispenser-1", "ok")
    page.says(TELLS, "Giấy còn 80 m")


def test_a_stuck_button_is_told_until_it_is_free(page: Page) -> None:
    page.choose("dispenser-1", "ho-tich", "stuck")
    page.says(TELLS, "Nút bấm: ho-tich is held down")
    page.wait(lambda: page.find('[data-key="ho-tich"][data-lamp="dark"]'))
    page.choose("dispenser-1", "", "stuck")
    page.wait(lambda: page.find('[data-key="ho-tich"][data-lamp="breathing"]'))
    page.wait(lambda: "held down" not in page.find(TELLS).text)


def test_own_numbers_are_given_while_the_queue_service_is_away_and_known_afterwards(
    hall: Hall,
) -> None:
    page = hall.page
    page.wait(lambda: hall.leases("dispenser-1") == SERVICES)
    page.button(SERVICE, "Ngắt điện")
    page.says("#screen", "Số liệu cũ")
    page.press("dispenser-1", "dat-dai")
    page.wait(lambda: page.find('[data-device="dispenser-1"] .number').text)
    label = "".join(page.find('[data-device="dispenser-1"] .number').text.split())
    page.wait(lambda: slip_is_out(page, '[data-device="dispenser-1"]'))
    assert not page.chrome.find_elements(By.CSS_SELECTOR, ".person")
    page.button(SERVICE, "Khởi động")
    page.says(f'[data-queue="dat-dai"] [data-label="{label}"]', "Thường")
