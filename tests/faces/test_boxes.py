"""Places on a screen."""

import pytest

from faces.widgets.boxes import LANDSCAPE, PORTRAIT, Box, screen


@pytest.mark.parametrize(
    ("pixels", "least"),
    [
        ((1024, 600), LANDSCAPE),
        ((800, 480), LANDSCAPE),
        ((1920, 1080), LANDSCAPE),
        ((1080, 1920), PORTRAIT),
        ((720, 1280), PORTRAIT),
    ],
)
def test_every_screen_has_at_least_the_reference_pixels(
    pixels: tuple[int, int], least: tuple[int, int]
) -> None:
    place, scale = screen(*pixels)
    assert place.width >= least[0] - 0.01
    assert place.height >= least[1] - 0.01
    assert (place.width * scale, place.height * scale) == pytest.approx(pixels)


def test_a_cut_leaves_the_rest() -> None:
    box = Box(10, 20, 100, 200)
    assert box.top(50, 10) == (Box(10, 20, 100, 50), Box(10, 80, 100, 140))
    assert box.foot(50, 10) == (Box(10, 170, 100, 50), Box(10, 20, 100, 140))
    assert box.left(30, 10) == (Box(10, 20, 30, 200), Box(50, 20, 60, 200))
    assert box.end(30, 10) == (Box(80, 20, 30, 200), Box(10, 20, 60, 200))


def test_a_grid_fills_its_place() -> None:
    cells = Box(0, 0, 320, 216).grid(3, 2, 10)
    assert len(cells) == 6
    assert cells[0] == Box(0, 0, 100, 103)
    assert cells[-1].right == pytest.approx(320)
    assert cells[-1].bottom == pytest.approx(216)


def test_columns_are_as_wide_as_their_shares() -> None:
    assert [box.width for box in Box(0, 0, 110, 10).columns((1, 3), 10)] == [25, 75]


def test_boxes_that_touch_at_an_edge_do_not_meet() -> None:
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 10, 10))


def test_a_middle_is_never_larger_than_its_place() -> None:
    assert Box(0, 0, 10, 10).middle(50, 4) == Box(0, 3, 10, 4)
