"""What tests of the settings share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from broker.settings import CentreSettings
from runtime.settings import SettingsError, read
from tests.broker.desk import EXAMPLE


@pytest.fixture
def complaint(tmp_path: Path) -> Callable[[str, str], str]:
    """What is said about the example when one thing in it is written differently."""

    def about(right: str, wrong: str) -> str:
        text = EXAMPLE.read_text(encoding="utf-8")
        assert right in text
        path = tmp_path / "centre.toml"
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        with pytest.raises(SettingsError) as error:
            read(path, CentreSettings)
        return str(error.value).removeprefix(f"{path}: ")

    return about
