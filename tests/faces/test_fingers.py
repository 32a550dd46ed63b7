"""What fingers mean, without any glass."""

import pytest

from faces.touching import CORNER_DOWN, CORNER_UP
from faces.widgets.boxes import Box
from faces.widgets.fingers import Fingers
from faces.widgets.sheets import Board, Part, Sheet

PLACE = Box(0, 0, 1000, 600)


def _tile(touch: str, x: float) -> Part:
    box = Box(x, 200, 100, 100)
    return Part(box, (Sheet(box, "paper"),), touch)


BOARD = Board((_tile("one", 100), _tile("two", 300)))


@pytest.fixture
def fingers() -> Fingers:
    return Fingers(PLACE, BOARD)


def test_a_touch_acts_when_the_finger_lifts(fingers: Fingers) -> None:
    assert fingers.down(1, 150, 250, 0) == []
    assert fingers.up(1, 150, 250, 0.1) == ["one"]


def test_a_tile_is_pressed_as_long_as_the_finger_is_on_it(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    assert [part.touch for part in fingers.pressed] == ["one"]
    fingers.moved(1, 350, 250)
    assert fingers.pressed == ()


def test_a_finger_that_slid_to_another_tile_means_neither(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    fingers.moved(1, 350, 250)
    assert fingers.up(1, 350, 250, 0.5) == []


def test_a_finger_that_slid_off_and_came_back_means_nothing(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    fingers.moved(1, 350, 250)
    fingers.moved(1, 150, 250)
    assert fingers.up(1, 150, 250, 0.5) == []


def test_a_trembling_finger_is_a_touch(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    for by in (-9, 12, -20):
        fingers.moved(1, 150 + by, 250 - by)
    assert fingers.up(1, 155, 250, 0.5) == ["one"]


def test_two_hands_touch_two_tiles(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    fingers.down(2, 350, 250, 0.1)
    assert fingers.up(2, 350, 250, 0.2) == ["two"]
    assert fingers.up(1, 150, 250, 0.3) == ["one"]


def test_a_tile_that_has_gone_means_nothing(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    fingers.board = Board((_tile("other", 100),))
    assert fingers.pressed == ()
    assert fingers.up(1, 150, 250, 0.1) == []


def test_a_finger_that_was_down_before_anything_was_drawn_means_nothing(fingers: Fingers) -> None:
    assert fingers.moved(7, 150, 250) == []
    assert fingers.held(7, 10) == []
    assert fingers.up(7, 150, 250, 0.1) == []


def test_a_long_touch_begins_reading_aloud_and_touches_nothing(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    assert fingers.held(1, 1.9) == []
    assert fingers.held(1, 2.0) == ["ear:toggle"]
    assert fingers.held(1, 4.0) == []
    assert fingers.up(1, 150, 250, 4.1) == []


def test_a_finger_that_wanders_is_no_long_touch(fingers: Fingers) -> None:
    fingers.down(1, 150, 250, 0)
    fingers.moved(1, 180, 250)
    assert fingers.held(1, 2.5) == []


def test_the_corner_is_told_apart_from_the_long_touch(fingers: Fingers) -> None:
    assert fingers.down(1, 40, 40, 0) == [CORNER_DOWN]
    assert fingers.held(1, 3) == []
    assert fingers.moved(1, 60, 60) == []
    assert fingers.up(1, 60, 60, 6) == [CORNER_UP]


def test_leaving_the_corner_is_told_once(fingers: Fingers) -> None:
    fingers.down(1, 40, 40, 0)
    assert fingers.moved(1, 40, 120) == [CORNER_UP]
    assert fingers.up(1, 40, 120, 1) == []


def test_a_tile_in_the_corner_is_touched_as_well(fingers: Fingers) -> None:
    box = Box(0, 0, 200, 80)
    fingers.board = Board((Part(box, (Sheet(box, "paper"),), "back"),))
    assert fingers.down(1, 40, 40, 0) == [CORNER_DOWN]
    assert fingers.up(1, 40, 40, 0.2) == [CORNER_UP, "back"]


@pytest.mark.parametrize(
    ("x", "told"), [(150, ["ear:previous"]), (350, []), (500, []), (900, ["ear:next"])]
)
def test_who_is_read_to_touches_sides_and_never_tiles(
    fingers: Fingers, x: float, told: list[str]
) -> None:
    fingers.by_ear = True
    fingers.down(1, x, 250, 0)
    assert fingers.pressed == ()
    assert fingers.up(1, x, 250, 0.1) == told


def test_two_touches_in_the_middle_confirm(fingers: Fingers) -> None:
    fingers.by_ear = True
    told = []
    for at in (0.0, 0.3, 0.6, 3.0):
        fingers.down(1, 500, 300, at)
        told.append(fingers.up(1, 500, 300, at + 0.1))
    assert told == [[], ["ear:confirm"], [], []]


def test_who_is_read_to_ends_it_by_a_long_touch(fingers: Fingers) -> None:
    fingers.by_ear = True
    fingers.down(1, 900, 300, 0)
    assert fingers.held(1, 2.1) == ["ear:toggle"]
    assert fingers.up(1, 900, 300, 2.2) == []
