"""Small things are kept whole, and a disk that takes none of them ends nothing."""

from pathlib import Path

import pytest

from runtime.keep import keep, kept


@pytest.mark.parametrize("synced", [True, False])
def test_what_was_kept_last_is_read(tmp_path: Path, *, synced: bool) -> None:
    keep(tmp_path / "roll.json", "old", synced=synced)
    keep(tmp_path / "roll.json", "Đất đai", synced=synced)
    assert kept(tmp_path / "roll.json") == "Đất đai"
    assert [one.name for one in tmp_path.iterdir()] == ["roll.json"]


def test_nothing_is_there_at_first_and_what_is_no_text_is_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path / "roll.json") is None
    (tmp_path / "roll.json").write_bytes(b"\xff")
    assert kept(tmp_path / "roll.json") is None


def test_a_disk_that_is_full_leaves_the_old_text_and_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "roll.json"
    keep(path, "old")
    path.with_name("roll.json.new").symlink_to("/dev/full")
    keep(path, "new", synced=False)
    assert kept(path) == "old"
    assert "roll.json is not kept (No space left on device)" in caplog.text
