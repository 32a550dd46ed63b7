"""The page of the demo in a real browser, for tests of everything on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.simulation.page import Page, chromium, demo


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser; starting one takes longer than most tests."""
    with chromium(tmp_path_factory.mktemp("chromium")) as chrome:
        yield chrome


@pytest.fixture
def page(chrome: Chrome, tmp_path: Path) -> Iterator[Page]:
    """The page of a demo of the test's own, whose folder is `tmp_path`."""
    with demo(tmp_path) as (_, address):
        page = Page(chrome)
        page.open(address)
        yield page
        assert page.errors() == []
        chrome.get("about:blank")  # or it looks for the demo that has ended
