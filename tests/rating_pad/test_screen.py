"""The pad on real glass: what is seen, and what a finger does."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from faces.look import DAY

ROOT = Path(__file__).parents[2]
LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied")


@dataclass(frozen=True)
class Played:
    """What came of a session with `glass.py`."""

    size: tuple[int, int]
    folder: Path
    report: dict[str, Any]

    def picture(self, name: str) -> Image.Image:
        return Image.open(self.folder / f"{name}.png").convert("RGB")


@pytest.fixture(scope="module", params=[(1024, 600), (800, 480), (1280, 800)], ids=str)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    size, folder = request.param, tmp_path_factory.mktemp("glass")
    glass = [
        sys.executable,
        str(Path(__file__).with_name("glass.py")),
        *map(str, size),
        str(folder),
    ]
    surroundings = os.environ | {"SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(ROOT)}
    session = subprocess.run(
        glass, env=surroundings, capture_output=True, check=False, text=True, timeout=60
    )
    assert session.returncode == 0, session.stderr
    return Played(size, folder, json.loads(session.stdout.splitlines()[-1]))


@pytest.mark.parametrize("level", LEVELS)
def test_a_tile_tells_its_level_when_the_finger_lifts(played: Played, level: str) -> None:
    assert played.report["tapped"][level] == {"down": [], "up": [level]}


def test_a_mind_can_be_changed(played: Played) -> None:
    assert played.report["changed"]["up"] == ["dissatisfied"]


def test_a_finger_that_slides_off_tells_nothing(played: Played) -> None:
    assert played.report["slid off"] == []


def test_drawing_the_same_again_does_not_disturb_a_finger(played: Played) -> None:
    assert played.report["same view"] == ["satisfied"]


def test_a_tile_that_is_gone_tells_nothing(played: Played) -> None:
    assert played.report["other view"] == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_pressed_tile_looks_pressed(played: Played, level: str) -> None:
    assert played.picture(f"pressed_{level}").tobytes() != played.picture("rate").tobytes()


def test_every_mode_is_a_picture_of_its_own(played: Played) -> None:
    modes = ("rate", "chosen", "thanks", "idle", "paused", "closed", "offline")
    pictures = [played.picture(mode) for mode in modes]
    assert {picture.size for picture in pictures} == {played.size}
    assert len({picture.tobytes() for picture in pictures}) == len(modes)


def test_only_the_chosen_tile_is_filled(played: Played) -> None:
    assert _share(played.picture("chosen"), DAY.go) > 0.05
    assert _share(played.picture("rate"), DAY.go) < 0.03


def test_the_background_is_the_ground_of_the_look(played: Played) -> None:
    assert _share(played.picture("closed"), DAY.ground) > 0.8


def _share(picture: Image.Image, colour: str) -> float:
    """Return how much of a picture has just this colour, 0 to 1."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    colours = picture.getcolors(picture.width * picture.height) or []
    return sum(n for n, found in colours if found == wanted) / (picture.width * picture.height)
