"""The kiosk on real glass: what is seen, and what a finger and a scanner do.

Pictures of every screen are left in pytest's own temporary folder, one folder for each size.
"""

from pathlib import Path

import pytest
from PIL import Image

from faces.look import DAY
from tests.kiosk.views import ACTS
from tests.offscreen import Played, play

SCREENS = {
    (720, 1280): ("vi,en", "plain,all"),
    (1024, 600): ("vi", "plain,low"),
}
"""Languages and looks."""


@pytest.fixture(scope="module", params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    size = request.param
    folder = tmp_path_factory.mktemp(f"kiosk_{size[0]}x{size[1]}_", numbered=False)
    return play(Path(__file__).with_name("glass.py"), size, folder, *SCREENS[size])


def test_everything_that_can_be_touched_tells_its_name_when_the_finger_lifts(
    played: Played,
) -> None:
    tapped = played.report["tapped"]
    expected = {"open:search", "tab:papers", "case:1", "type:q", "erase", "take", "stay"}
    assert expected <= set(tapped)
    assert {touch: told for touch, told in tapped.items() if told != [touch]} == {}


def test_a_finger_scrolls_and_touches_nothing_while_it_does(played: Played) -> None:
    scrolled = played.report["scrolled"]
    assert scrolled["by finger"] == pytest.approx(150, abs=2)
    assert scrolled["told"] == ["scrolled"]
    assert scrolled["touched"] == [scrolled["aimed"]]
    assert scrolled["aimed"].startswith("procedure:")


def test_buttons_scroll_to_the_end_and_say_that_somebody_is_there(played: Played) -> None:
    scrolled = played.report["scrolled"]
    assert scrolled["turned"] == ["scroll:more"]
    assert scrolled["by button"]
    assert scrolled["end"]


def test_a_list_stays_where_it_was_and_the_next_visitor_begins_at_the_top(played: Played) -> None:
    assert played.report["scrolled"]["kept"]
    assert played.report["scrolled"]["anew"] == 0


def test_no_key_leaves_the_program_and_a_scanner_is_read(played: Played) -> None:
    assert played.report["keys"] == {
        "strange": [],
        "scanned": ["scan:000.00.16.G04-261120-0020"],
    }


def test_no_text_is_cut_short_but_by_a_list(played: Played) -> None:
    assert played.report["cut"] == {}


def test_a_notice_has_an_outline_and_is_not_filled_with_it(played: Played) -> None:
    picture = played.picture("vi_plain_start_away")
    pixels = picture.width * picture.height
    colours = {colour: count for count, colour in picture.getcolors(pixels) or []}
    assert 0 < colours[tuple(bytes.fromhex(DAY.wait[1:]))] < pixels / 100


def test_every_screen_is_a_picture_of_its_own(played: Played) -> None:
    paths = [played.folder / f"vi_plain_{name}.png" for name in ACTS]
    pictures = [Image.open(path).convert("RGB") for path in paths]
    assert {picture.size for picture in pictures} == {played.size}
    assert len({picture.tobytes() for picture in pictures}) >= len(ACTS) - 1
