"""What a board is made of can be read and seen, or it cannot be made."""

from itertools import product
from typing import Any

import pytest

from faces.look import DAY, MARK_PAIRS, TEXT_PAIRS
from faces.widgets.boxes import Box
from faces.widgets.sheets import Board, Part, Sheet, Sign, Words

BOX = Box(0, 0, 100, 40)
TOKENS = [*DAY.__slots__]


def _can_be_made(kind: Any, *about: object, **more: object) -> bool:  # noqa: ANN401 - any of three
    try:
        kind(BOX, *about, **more)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(("ink", "surface"), [*product(TOKENS, TOKENS)])
def test_only_what_the_look_has_tested_can_be_drawn(ink: str, surface: str) -> None:
    pair = (ink, surface)
    assert _can_be_made(Words, "text", 20, ink, surface) == (pair in TEXT_PAIRS)
    assert _can_be_made(Sign, "check", ink, surface) == (pair in MARK_PAIRS)
    assert _can_be_made(Sheet, "paper", ink, around=surface) == (pair in MARK_PAIRS)


def test_decoration_may_be_faint() -> None:
    assert Sheet(BOX, "paper", "line", decoration=True).edge == "line"


def test_what_lies_over_a_board_is_all_that_can_be_touched() -> None:
    under, over = Part(BOX, (), "under"), Part(BOX.inset(10), (), "over")
    assert Board((under,)).under(5, 5) == under
    assert Board((under,), (over,)).under(5, 5) is None
    assert Board((under,), (over,)).under(50, 20) == over


def test_what_is_only_seen_is_not_touched() -> None:
    assert Board((Part(BOX, ()),)).under(5, 5) is None
