"""Where everything is on the pad's glass: on every screen, in both languages, in all looks."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from faces.texts import LANGUAGES
from faces.touching import Look
from faces.widgets.boxes import Box, screen
from faces.widgets.sheets import Board, Part, Sheet, Stack, Words
from rating_pad.ui.drawing import drawn
from rating_pad.view import PadView
from tests.rating_pad.views import LOOKS, views

SCREENS = ((1024, 600), (800, 480), (1280, 800), (1920, 1080), (720, 1280), (1080, 1920))
LEAST = 44
"""Reference pixels: what WCAG 2.2 asks of a target at its highest level."""


@pytest.fixture(params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def place(request: pytest.FixtureRequest) -> Box:
    return screen(*request.param)[0]


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    return LOOKS[request.param]


@cache
def _boards(place: Box, look: Look) -> list[tuple[str, PadView, Board]]:
    return [
        (f"{language} {name}", view, drawn(view, place))
        for language in LANGUAGES
        for name, view in views(language, look)
    ]


def _targets(board: Board) -> list[Part]:
    return [part for part in board.touchable if part.things]


def test_everything_is_on_the_screen(place: Box, look: Look) -> None:
    for name, _, board in _boards(place, look):
        for part in (*board.parts, *board.over):
            box = part.box
            assert box.x >= 0, name
            assert box.y >= 0, name
            assert box.right <= place.right + 0.01, name
            assert box.bottom <= place.bottom + 0.01, name


def test_nothing_to_touch_is_on_anything_else(place: Box, look: Look) -> None:
    for name, _, board in _boards(place, look):
        for one, other in combinations(_targets(board), 2):
            assert not one.box.inset(0.01).meets(other.box), (name, one.touch, other.touch)


def test_what_is_touched_is_large_enough_for_a_finger(place: Box, look: Look) -> None:
    for name, _, board in _boards(place, look):
        for part in _targets(board):
            least = min(part.box.width, part.box.height)
            assert least >= LEAST - 0.01, (name, part.touch, least)


def test_the_foot_is_20_mm_high_and_in_the_same_place_on_every_screen(place: Box) -> None:
    places: dict[str, set[Box]] = {}
    for look in LOOKS.values():
        for _, view, board in _boards(place, look):
            always = {tile.touch for tile in view.foot}
            for part in board.parts:
                if part.touch in always and part.box.bottom > place.height - 20:
                    places.setdefault(part.touch, set()).add(part.box)
    assert len(places) == 6
    for boxes in places.values():
        (box,) = boxes
        assert box.height >= 76


@pytest.mark.parametrize("name", [name for name, look in LOOKS.items() if look.low])
def test_within_reach_is_everything_to_touch(place: Box, name: str) -> None:
    for screen_, _, board in _boards(place, LOOKS[name]):
        for part in _targets(board):
            assert part.box.y >= place.height * 0.43, (screen_, part.touch)


def test_one_button_at_most_is_filled_with_the_right_next_step(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        filled = [
            part.touch
            for part in board.touchable
            if any(isinstance(thing, Sheet) and thing.fill == "go" for thing in part.things)
        ]
        main = view.stay or view.main
        wanted = [main.touch] if main and main.enabled else []
        assert filled == (["very_satisfied"] if view.chosen == "very_satisfied" else wanted), name


def test_everything_of_a_view_can_be_touched_and_nothing_else(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        wanted = {view.stay.touch} if view.stay else {tile.touch for tile in view.touchable}
        found = {part.touch for part in board.touchable}
        keys = {touch for touch in found if touch.partition(":")[0] in {"type", "erase", "marks"}}
        assert bool(keys) == (view.entry is not None and view.stay is None), name
        assert found - keys == wanted, name


def test_everything_that_is_said_is_drawn(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        said = {words.text for part in board.parts for words in _texts(part)}
        tiles = (*view.tiles, *view.options, *view.foot)
        wanted = {*view.heading.split("\n"), view.code, view.officer or "", view.title or ""}
        wanted |= {tile.text for tile in tiles} | {words for _, words in view.levels}
        wanted |= {text for line in view.lines for text in line} | {view.notice}
        crowded = view.mode == "reason" and look.low
        missing = wanted - said - ({view.officer, view.title} if crowded else set())
        assert missing <= {""}, name


def test_the_level_that_was_chosen_is_the_one_that_is_filled(place: Box) -> None:
    for name, view, board in _boards(place, LOOKS["plain"]):
        levels = {level for level, _ in view.levels}
        filled = [
            part.touch
            for part in board.parts
            if part.touch in levels and isinstance(part.things[0], Sheet)
            and part.things[0].fill != "paper"
        ]  # fmt: skip
        assert filled == ([view.chosen] if view.chosen else []), name


def test_what_is_read_aloud_is_framed(place: Box) -> None:
    view = dict(views("vi", LOOKS["plain"]))["rate"]
    parts = drawn(replace(view, focus="satisfied"), place).parts
    assert [part.touch for part in parts if part.focused] == ["satisfied"]


def _texts(part: Part) -> Iterator[Words]:
    for thing in part.things:
        texts = thing.texts if isinstance(thing, Stack) else (thing,)
        yield from (text for text in texts if isinstance(text, Words))
