"""The demo as a process, and its page in a real Chromium."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from simulation.windows import DISPLAYS
from tests.simulation.rig import EXAMPLE

PORT = 18090
"""Where the demo begins to look for a free port."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
)
_DEMO = "import sys; from provisioning.command import main; sys.exit(main())"


@contextmanager
def demo(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address of its page; its temporary files are in `folder`."""
    command = [sys.executable, "-c", _DEMO, "demo", "--config", str(EXAMPLE), "--port", str(PORT)]
    environment = {**os.environ, "TMPDIR": str(folder), **dict.fromkeys(DISPLAYS, "")}
    with (
        (folder / "demo.log").open("w") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
        ) as process,
    ):
        try:
            assert process.stdout
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """A browser with a profile of its own."""
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    chrome = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield chrome
    finally:
        chrome.quit()


@dataclass(frozen=True, slots=True)
class Page:
    """The hall, as a person at the browser sees and touches it."""

    chrome: Chrome

    def open(self, address: str) -> None:
        """Go there, and wait for the first picture."""
        self.chrome.get(address)
        self.wait(lambda: self.find("body").get_attribute("data-ready"))
        self.wait(lambda: self.find('[data-key="dat-dai"].lit'))

    def find(self, selector: str) -> WebElement:
        """Return the first element that a CSS selector finds."""
        return self.chrome.find_element(By.CSS_SELECTOR, selector)

    def press(self, device: str, key: str) -> None:
        """Press a key of a machine."""
        self.find(f'[data-device="{device}"] [data-key="{key}"]').click()

    def click(self, selector: str) -> None:
        """Click on what a CSS selector finds, once it is there to be clicked."""

        def clicked() -> bool:
            self.find(selector).click()
            return True

        self.wait(clicked)

    def button(self, place: str, words: str) -> None:
        """Press the button in a place that has these words, once it is there to be pressed."""
        path = f'//*[{place}]//button[normalize-space()="{words}"]'

        def ready() -> list[WebElement]:
            return [b for b in self.chrome.find_elements(By.XPATH, path) if b.is_displayed()]

        self.wait(ready)
        ready()[0].click()

    def choose(self, device: str, value: str, what: str = "printer") -> None:
        """Choose what is the matter with a machine's printer, or with its buttons (`stuck`)."""
        fault = f'[data-device="{device}"] [data-fault="{what}"]'
        Select(self.find(fault)).select_by_value(value)

    def face(self, name: str) -> None:
        """Go to a dispenser, or to the reception."""
        self.find(f'[data-tab="{name}"]').click()

    def touch(self, *names: str) -> None:
        """Touch one thing after another on the touch screen that is open, each when it is there."""
        for name in names:
            self.click(f'#glass [data-touch="{name}"]:not(:disabled)')

    def write(self, text: str) -> None:
        """Type into the field of the touch screen that is open, as on a keyboard plugged in."""
        self.wait(lambda: self.find("#glass input.field"))
        self.find("#glass input.field").send_keys(text)

    def hold(self, selector: str, until: Callable[[], object]) -> None:
        """Keep a finger on something until a condition holds."""
        ActionChains(self.chrome).click_and_hold(self.find(selector)).perform()
        self.wait(until)
        ActionChains(self.chrome).release().perform()

    def says(self, selector: str, words: str) -> None:
        """Wait until these words stand there; a number's two halves count as words."""
        self.wait(lambda: words in self.find(selector).text.replace("\u00a0", " "))

    def sign(self, device: str) -> str:
        """Return what a sign shows."""
        label = self.find(f'[data-device="{device}"] .sign').get_attribute("aria-label")
        return (label or "").rpartition(": ")[2]

    def errors(self) -> list[str]:
        """Return what the browser complained about since it was asked last."""
        log = self.chrome.get_log("browser")  # type: ignore[no-untyped-call]
        return [line["message"] for line in log if line["level"] == "SEVERE"]

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds; fail when it never does.

        What was drawn anew between finding it and looking at it is looked for again.
        """
        patience = WebDriverWait(
            self.chrome,
            20,
            poll_frequency=0.02,
            ignored_exceptions=[NoSuchElementException, StaleElementReferenceException],
        )
        patience.until(lambda _: condition())
