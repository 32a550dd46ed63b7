"""How every screen is cut, without glass: nothing over another, all within reach."""

import pytest

from faces.widgets.boxes import Box, screen
from faces.widgets.paper import Paper
from faces.widgets.sheets import Board, Part
from kiosk.ui.drawing import drawn
from tests.kiosk.views import ACTS, LOOKS, person_at

SCREENS = [(1080, 1920), (720, 1280), (1024, 600), (1920, 1080)]
LEAST = 40
"""Reference pixels that a target is high at least, on the lowest screen in every look."""


def measure(text: str, *, bold: bool) -> float:
    """About as wide as Noto Sans is."""
    return len(text) * (0.6 if bold else 0.56)


def board(name: str, look: str, size: tuple[int, int]) -> tuple[Board, Box]:
    place = screen(*size)[0]
    view = person_at(name, "en", LOOKS[look]).view
    return drawn(view, place, measure), place


def targets(shown: Board) -> list[Part]:
    scroll = shown.scroll
    turns = (*(scroll.less or ()), *(scroll.more or ())) if scroll and scroll.most else ()
    return [*shown.touchable, *(part for part in turns if part.touch)]


@pytest.mark.parametrize("size", SCREENS, ids=str)
@pytest.mark.parametrize("look", LOOKS)
def test_a_screen_is_cut_so_that_everything_has_its_place(look: str, size: tuple[int, int]) -> None:
    for name in ACTS:
        _has_its_place(name, *board(name, look, size))


def _has_its_place(name: str, shown: Board, place: Box) -> None:
    there = targets(shown)
    if name == "dossier_asks":  # a touch anywhere says that somebody is there
        there = there[:1]
    for at, part in enumerate(there):
        box = part.box
        assert box.x >= 0, (name, part.touch)
        assert box.y >= 0, (name, part.touch)
        assert box.right <= place.right + 0.5, (name, part.touch)
        assert box.bottom <= place.bottom + 0.5, (name, part.touch)
        assert box.height >= LEAST, (name, part.touch)
        for other in there[at + 1 :]:
            assert not box.inset(0.5).meets(other.box), (name, part.touch, other.touch)
    scroll = shown.scroll
    if scroll and not shown.over:
        assert scroll.box.height >= LEAST, name
        for part in there:
            assert not scroll.box.inset(0.5).meets(part.box), (name, part.touch)


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_in_the_reachable_mode_everything_to_touch_is_below(size: tuple[int, int]) -> None:
    for name in ACTS.keys() - {"attract", "dossier_asks"}:  # there a touch anywhere will do
        shown, place = board(name, "low", size)
        top = Paper(place, LOOKS["low"]).reach.y
        for part in targets(shown):
            assert part.box.y >= top - 1, (name, part.touch)
        scroll = shown.scroll
        if scroll and any(part.touch for part in scroll.parts):
            assert scroll.box.y >= top - 1, name


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_a_long_list_has_buttons_that_know_where_it_ends(size: tuple[int, int]) -> None:
    scroll = board("list_long", "plain", size)[0].scroll
    assert scroll
    enabled = [
        [bool(part.touch) for part in scroll.turns(offset)]
        for offset in (0, scroll.most / 2, scroll.most)
    ]
    assert enabled == [[False, True], [True, True], [True, False]]


def test_only_what_is_near_is_drawn() -> None:
    scroll = board("list_long", "plain", (720, 1280))[0].scroll
    assert scroll
    assert len(scroll.parts) > 60
    assert 0 < len(scroll.near(0)) < 30
    assert 0 < len(scroll.near(scroll.most)) < 30


def test_what_was_scrolled_is_touched_where_it_is_seen() -> None:
    shown = board("list_long", "plain", (720, 1280))[0]
    scroll = shown.scroll
    assert scroll
    x, y = scroll.near(0)[2].box.centre
    first, later = shown.under(x, y), shown.under(x, y, 505)
    assert first
    assert later
    assert later.box.y > first.box.y
    assert later.box.has(x, y + 505)
    assert shown.under(x, scroll.box.y - 3, 505) is None
