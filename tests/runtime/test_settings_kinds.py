"""Kinds of values in a settings file that are more than text."""

from pathlib import Path

import pytest

from runtime.settings import Pattern, Settings, SettingsError, Zone, read


class Kinds(Settings):
    """One value of each kind."""

    zone: Zone = "Asia/Ho_Chi_Minh"
    pattern: Pattern = ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("zone = 'Asia/Nowhere'", "must be a time zone such as Asia/Ho_Chi_Minh"),
        ("zone = '../zone'", "must be a time zone such as Asia/Ho_Chi_Minh"),
        ("pattern = '[A-Z'", "must be a regular expression"),
    ],
)
def test_what_is_none_of_its_kind_is_refused_where_it_stands(
    tmp_path: Path, line: str, words: str
) -> None:
    file = tmp_path / "kinds.toml"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        read(file, Kinds)
    assert line.split(maxsplit=1)[0] in str(refusal.value)
    assert words in str(refusal.value)


def test_what_is_of_its_kind_is_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "kinds.toml"
    file.write_text("zone = 'UTC'\npattern = '[A-Z]'", encoding="utf-8")
    assert read(file, Kinds) == Kinds(zone="UTC", pattern="[A-Z]")
