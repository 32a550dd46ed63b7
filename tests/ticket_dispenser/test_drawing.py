"""Where everything is on the screen: on every page, in both languages, however it is seen."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from faces.texts import LANGUAGES
from faces.touching import Look
from faces.widgets.boxes import Box, screen
from faces.widgets.sheets import Board, Part, Sheet, Stack, Words
from tests.ticket_dispenser.views import LOOKS, few, view_of, views
from ticket_dispenser.ui.drawing import drawn
from ticket_dispenser.view import View

SCREENS = ((1024, 600), (800, 480), (1280, 800), (1920, 1080), (720, 1280), (1080, 1920))
LEAST = 44
"""Reference pixels: what WCAG 2.2 asks of a target at its highest level."""


@pytest.fixture(params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def place(request: pytest.FixtureRequest) -> Box:
    return screen(*request.param)[0]


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    return LOOKS[request.param]


def _boards(place: Box, look: Look) -> Iterator[tuple[str, View, Board]]:
    for language in LANGUAGES:
        for name, view in views(language, look):
            yield f"{language} {name}", view, drawn(view, place)


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
            assert not one.box.meets(other.box), (name, one.touch, other.touch)
        bar = {part for part in board.parts if part.box.width == place.width}
        for one, other in combinations(set(board.parts) - bar, 2):
            assert not one.box.inset(0.01).meets(other.box), (name, one, other)


def test_what_is_touched_is_large_enough_for_a_finger(place: Box, look: Look) -> None:
    for name, _, board in _boards(place, look):
        for part in _targets(board):
            assert min(part.box.width, part.box.height) >= LEAST, (name, part.touch)


def test_the_foot_is_20_mm_high_and_in_the_same_place_on_every_page(place: Box) -> None:
    places: dict[str, set[Box]] = {}
    for look in LOOKS.values():
        for _, view, board in _boards(place, look):
            always = {tile.touch for tile in view.foot}
            for part in board.parts:
                if part.touch in always:
                    places.setdefault(part.touch, set()).add(part.box)
    assert len(places) == 7
    for boxes in places.values():
        (box,) = boxes
        assert box.height >= 76


@pytest.mark.parametrize("name", [name for name, look in LOOKS.items() if look.low])
def test_within_reach_is_everything_to_touch(place: Box, name: str) -> None:
    for page, _, board in _boards(place, LOOKS[name]):
        for part in _targets(board):
            assert part.box.y >= place.height * 0.43, (page, part.touch)


def test_one_button_at_most_is_filled(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        filled = [
            part.touch
            for part in board.touchable
            if any(isinstance(thing, Sheet) and thing.fill == "go" for thing in part.things)
        ]
        main = view.stay or (view.page and view.page.main)
        assert filled == ([main.touch] if main and main.enabled else []), name


def test_every_tile_of_a_view_can_be_touched_and_no_other(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        page = view.page
        tiles = [*view.foot]
        if page:
            tiles += [*page.tiles, *page.options, *page.turns, *([page.main] if page.main else [])]
        wanted = {tile.touch for tile in tiles if tile.enabled}
        if view.stay:
            wanted = {view.stay.touch}
        keys = {"type", "erase"}
        found = {part.touch for part in board.touchable}
        assert {touch for touch in found if touch.partition(":")[0] not in keys} == wanted, name


def test_every_text_of_a_page_is_drawn(place: Box, look: Look) -> None:
    for name, view, board in _boards(place, look):
        if view.page is None or not view.page.tiles:
            continue
        said = {words.text for part in board.parts for words in _texts(part)}
        page = view.page
        tiles = (*page.tiles, *page.options, *page.turns, *view.foot)
        wanted = {page.title, page.note, page.ribbon, view.notice, page.where}
        wanted |= {tile.text for tile in tiles} | {tile.note for tile in page.tiles}
        wanted |= {text for line in page.lines for text in line}
        assert wanted - said <= {""}, name


def test_what_cannot_be_touched_says_why_and_has_a_broken_outline(place: Box) -> None:
    view = view_of(few(), (), "vi", Look())
    full = next(
        part
        for part in drawn(view, place).parts
        if any(words.text.startswith("Cấp phép") for words in _texts(part))
    )
    assert [thing.dashed for thing in full.things if isinstance(thing, Sheet)] == [True]
    assert "hôm nay đã hết số" in {words.text for words in _texts(full)}
    assert not full.touch


def test_large_type_is_larger(place: Box) -> None:
    def note(look: Look) -> float:
        parts = drawn(view_of(few(), (), "vi", look), place).parts
        texts = [words for part in parts for words in _texts(part)]
        return next(words.size for words in texts if words.text == "Xin mời chạm chọn lĩnh vực")

    assert note(Look(large=True)) == pytest.approx(1.35 * note(Look()))


def test_what_is_read_aloud_is_framed(place: Box) -> None:
    focus = "service:ho-tich"
    view = replace(view_of(few(), (), "vi", Look()), focus=focus)
    parts = drawn(view, place).parts
    assert [part.touch for part in parts if part.focused] == [focus]


def _texts(part: Part) -> Iterator[Words]:
    for thing in part.things:
        texts = thing.texts if isinstance(thing, Stack) else (thing,)
        yield from (text for text in texts if isinstance(text, Words))
