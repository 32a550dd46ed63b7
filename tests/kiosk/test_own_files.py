"""Files that a kiosk's settings name and that cannot be used are refused before it starts."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.own_files import look
from kiosk.settings import KioskSettings
from runtime.settings import SettingsError


def settings(**changes: Any) -> KioskSettings:  # noqa: ANN401 - of any setting
    told: dict[str, Any] = {
        "centre": "p1", "device": "kiosk-1", "data": "d", "server": {"host": "h"},
        "face": {}, "slip": {"centre": "Phường 1"}, "catalogue": {"file": "c.db"},
    }  # fmt: skip
    return KioskSettings.model_validate(told | changes)


def test_what_can_be_read_is_taken(tmp_path: Path) -> None:
    words, plan = tmp_path / "words.toml", tmp_path / "plan.png"
    words.write_text('fillers = ["cho hỏi"]', encoding="utf-8")
    plan.touch()
    look(settings(catalogue={"file": "c.db", "synonyms": words}, map={"picture": plan}))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slip": None, "slip_file": "gone.toml"}, r"gone\.toml: there is no such file"),
        ({"map": {"picture": "gone.png"}}, r"map\.picture: gone\.png is not there; correct"),
        ({"catalogue": {"file": "c", "synonyms": "gone"}}, r"synonyms: gone cannot be read \(No"),
    ],
)
def test_a_file_that_is_not_there_is_named(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        look(settings(**changes))


def test_words_that_cannot_be_understood_are_told_in_a_line(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('filers = ["cho hỏi"]', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"synonyms: .*words\.toml: .*filers") as told:
        look(settings(catalogue={"file": "c.db", "synonyms": words}))
    assert "\n" not in str(told.value)
