"""Programs that have a window which nobody sees, and what they report."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[1]
OFFSCREEN: Mapping[str, str] = MappingProxyType(
    {
        "SDL_VIDEODRIVER": "offscreen",
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
    }
)
"""For programs that import Kivy before `faces.widgets` could say so."""


@dataclass(frozen=True)
class Played:
    """What came of a session with a `glass.py`."""

    size: tuple[int, int]
    folder: Path
    report: dict[str, Any]

    def picture(self, name: str) -> Image.Image:
        return Image.open(self.folder / f"{name}.png").convert("RGB")


def play(program: Path, size: tuple[int, int], folder: Path, *words: str) -> Played:
    """Run a program on a screen of this size; its pictures are in the folder afterwards."""
    command = [sys.executable, str(program), *map(str, size), str(folder), *words]
    surroundings = os.environ | OFFSCREEN | {"LP_NUM_THREADS": "0", "PYTHONPATH": str(ROOT)}
    session = subprocess.run(
        command, env=surroundings, capture_output=True, check=False, text=True, timeout=110
    )
    assert session.returncode == 0, session.stderr
    return Played(size, folder, json.loads(session.stdout.splitlines()[-1]))
