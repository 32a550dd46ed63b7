"""The pad on real glass: what is seen, and what a finger does.

Pictures of every screen, language and look are left in pytest's own temporary folder, one folder
for each glass; `pytest --basetemp=<folder>` chooses where that is.
"""

from pathlib import Path

import pytest
from PIL import Image

from contract.messages import Level
from faces.look import DAY
from tests.offscreen import Played, play
from tests.rating_pad.views import LOOKS, views

SCREENS = {
    (1024, 600): ("vi,en", "plain,large,contrast,low,all"),
    (800, 480): ("vi", "plain"),
    (720, 1280): ("vi", "plain,all"),
}
"""Languages and looks: everything on the usual glass, on others what is hardest on them. How all of
them are cut is tested in `test_drawing.py` without glass."""


@pytest.fixture(scope="module", params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    size = request.param
    folder = tmp_path_factory.mktemp(f"pad_{size[0]}x{size[1]}_", numbered=False)
    return play(Path(__file__).with_name("glass.py"), size, folder, *SCREENS[size])


def test_everything_that_can_be_touched_tells_its_name_when_the_finger_lifts(
    played: Played,
) -> None:
    tapped = played.report["tapped"]
    assert {*Level, "reason:waiting", "answer:0", "about:complaint", "type:a", "stay"} <= set(
        tapped
    )
    for touch, told in tapped.items():
        assert told == {"down": [], "up": [touch]}


def test_a_finger_that_slides_off_tells_nothing(played: Played) -> None:
    assert played.report["slid off"] == []


def test_drawing_the_same_again_does_not_disturb_a_finger(played: Played) -> None:
    assert played.report["same view"] == ["satisfied"]


def test_a_tile_that_is_gone_tells_nothing(played: Played) -> None:
    assert played.report["other view"] == []


def test_a_touch_goes_through_the_dark(played: Played) -> None:
    assert played.report["dim"] == ["help"]
    assert played.report["dark"] == ["help"]


def test_a_letter_that_is_typed_draws_the_field_anew_and_nothing_else(played: Played) -> None:
    assert played.report["kept"]["new"] == 1
    assert played.report["kept"]["all"] > 40


def test_every_text_fits_its_place(played: Played) -> None:
    assert played.report["misfits"] == {}


def test_a_pressed_tile_looks_pressed(played: Played) -> None:
    assert played.picture("pressed").tobytes() != played.picture("vi_plain_rate").tobytes()


def test_every_screen_is_a_picture_of_its_own(played: Played) -> None:
    alike = {"long_name", "after_all"}  # other people, as the first screen shows them
    names = [name for name, _ in views("vi", LOOKS["plain"]) if name not in alike]
    pictures = [played.picture(f"vi_plain_{name}") for name in names]
    assert {picture.size for picture in pictures} == {played.size}
    assert len({picture.tobytes() for picture in pictures}) == len(names)


def test_the_dim_is_dim_and_the_dark_is_dark(played: Played) -> None:
    dim = played.picture("vi_plain_dim").convert("L")
    assert sum(dim.histogram()[50:]) == 0
    assert played.picture("vi_plain_dark").convert("L").getextrema() == (0, 0)


def test_a_photo_and_a_picture_fill_their_places(played: Played) -> None:
    for name in ("rate", "idle"):
        plain, shown = played.picture(f"vi_plain_{name}"), played.picture(f"media_{name}")
        assert plain.tobytes() != shown.tobytes()
    assert _share(played.picture("media_idle"), DAY.ground) < _share(
        played.picture("vi_plain_idle"), DAY.ground
    )


def _share(picture: Image.Image, colour: str) -> float:
    """Return how much of a picture has just this colour, 0 to 1."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    colours = picture.getcolors(picture.width * picture.height) or []
    return sum(n for n, found in colours if found == wanted) / (picture.width * picture.height)
