"""A centre that publishes, and a kiosk beside it."""

from pathlib import Path

import pytest

from tests.kiosk.publisher import Kiosk, Publisher


@pytest.fixture
async def centre(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "data")


@pytest.fixture
async def kiosk(tmp_path: Path, centre: Publisher) -> Kiosk:
    return Kiosk(tmp_path / "kiosk", centre.server)
