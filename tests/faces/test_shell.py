"""The process of a window, as it lives on a device."""

import os
import subprocess
import sys
from pathlib import Path

OPEN = "from faces.widgets.shell import open_window; open_window((320, 240)); print('open')"


def test_a_window_leaves_no_log_file_on_the_card(tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KIVY_")}
    home = {"HOME": str(tmp_path), "KIVY_HOME": str(tmp_path / "kivy")}
    surroundings = plain | home | {"SDL_VIDEODRIVER": "offscreen"}
    session = subprocess.run(
        [sys.executable, "-c", OPEN], cwd=Path(__file__).parents[2], env=surroundings,
        capture_output=True, check=False, text=True, timeout=110,
    )  # fmt: skip
    assert session.stdout.endswith("open\n"), session.stderr
    assert [one for one in (tmp_path / "kivy").rglob("*") if one.is_file()] == []
