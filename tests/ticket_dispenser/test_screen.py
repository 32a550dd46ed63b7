"""The dispenser on real glass: what is seen, and what a finger, a keypad and a scanner do.

Pictures of every page, language and look are left in pytest's own temporary folder, one folder for
each screen; `pytest --basetemp=<folder>` chooses where that is.
"""

from pathlib import Path

import pytest

from tests.offscreen import Played, play
from tests.ticket_dispenser.views import LOOKS, views

SCREENS = {
    (1024, 600): ("vi,en", "plain,large,contrast,low,all"),
    (800, 480): ("vi", "plain"),
    (720, 1280): ("vi", "plain,all"),
}
"""Languages and looks: everything on the usual screen, on others what is hardest on them. How all
of them are cut is tested in `test_drawing.py` without glass."""


@pytest.fixture(scope="module", params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    size = request.param
    folder = tmp_path_factory.mktemp(f"dispenser_{size[0]}x{size[1]}_", numbered=False)
    return play(Path(__file__).with_name("glass.py"), size, folder, *SCREENS[size])


def test_everything_that_can_be_touched_tells_its_name_when_the_finger_lifts(
    played: Played,
) -> None:
    tapped = played.report["tapped"]
    assert {"service:dat-dai", "intent:file", "more", "type:A", "erase", "stay"} <= set(tapped)
    for touch, told in tapped.items():
        assert told == {"down": [], "up": [touch]}


def test_a_finger_that_slides_off_tells_nothing(played: Played) -> None:
    assert played.report["slid off"] == []


def test_drawing_the_same_again_does_not_disturb_a_finger(played: Played) -> None:
    assert played.report["same view"] == ["service:ho-tich"]


def test_a_queue_that_grows_does_not_disturb_a_finger(played: Played) -> None:
    assert played.report["other queue"] == ["service:ho-tich"]


def test_a_tile_that_is_gone_or_cannot_be_touched_tells_nothing(played: Played) -> None:
    assert played.report["gone"] == []
    assert played.report["disabled"] == []


def test_a_touch_goes_through_the_dark(played: Played) -> None:
    assert played.report["dim"] == ["service:ho-tich"]


def test_any_touch_says_that_somebody_is_still_there(played: Played) -> None:
    assert played.report["still there"] == {"on it": ["stay"], "beside it": ["stay"]}


def test_the_technicians_corner_is_told(played: Played) -> None:
    assert played.report["corner"] == {
        "down": ["corner:down"],
        "up": ["corner:up"],
        "left": ["corner:up"],
        "up after it": [],
    }


def test_a_long_touch_begins_reading_aloud(played: Played) -> None:
    assert played.report["long"] == ["ear:toggle"]


def test_who_is_read_to_touches_anywhere(played: Played) -> None:
    assert played.report["by ear"] == {
        "left": ["ear:previous"],
        "right": ["ear:next"],
        "middle": [],
        "middle again": ["ear:confirm"],
    }


def test_a_tactile_keypad_moves_only_for_those_who_are_read_to(played: Played) -> None:
    assert played.report["keypad"] == {
        "seeing": [],
        "up": ["ear:previous"],
        "left": ["ear:previous"],
        "down": ["ear:next"],
        "right": ["ear:next"],
        "enter": ["ear:confirm"],
    }


def test_a_scanner_that_types_is_read(played: Played) -> None:
    assert played.report["scanned"] == ["scan:LH-2026-0417"]


def test_no_key_leaves_the_program_or_opens_anything(played: Played) -> None:
    assert played.report["keys"] == {"told": [], "same": True, "runs": True}


def test_one_tile_that_changes_is_drawn_anew_and_nothing_else(played: Played) -> None:
    assert played.report["kept"]["new"] == 1
    assert played.report["kept"]["all"] > 10


def test_every_text_fits_its_place(played: Played) -> None:
    assert played.report["misfits"] == {}


def test_a_pressed_tile_looks_pressed(played: Played) -> None:
    assert played.picture("pressed").tobytes() != played.picture("vi_plain_start").tobytes()


def test_every_page_is_a_picture_of_its_own(played: Played) -> None:
    names = [name for name, _ in views("vi", LOOKS["plain"])]
    pictures = [played.picture(f"vi_plain_{name}") for name in names]
    assert {picture.size for picture in pictures} == {played.size}
    assert len({picture.tobytes() for picture in pictures}) == len(names)


def test_the_dark_is_dark(played: Played) -> None:
    dim = played.picture("vi_plain_dim").convert("L")
    assert sum(dim.histogram()[50:]) == 0
