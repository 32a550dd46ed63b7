"""The keyboard on the screen."""

from itertools import combinations
from string import ascii_lowercase, ascii_uppercase, digits

import pytest

from faces.widgets.boxes import Box
from faces.widgets.keyboard import keyboard

WIDE, HIGH = Box(16, 200, 992, 312), Box(16, 700, 736, 392)
LOW = Box(16, 270, 800, 234)


def _touches(kind: str, place: Box = WIDE) -> list[str]:
    keys = keyboard(place, "digits" if kind == "digits" else "letters", "Dấu cách", "Xóa")
    return [key.touch for key in keys]


def test_letters_digits_a_hyphen_and_a_space_can_be_typed() -> None:
    wanted = {f"type:{letter}" for letter in (*ascii_uppercase, *digits, "-", " ")} | {"erase"}
    assert set(_touches("letters")) == wanted
    assert len(_touches("letters")) == len(wanted)


def test_a_pin_is_typed_with_digits_alone() -> None:
    assert sorted(_touches("digits")) == sorted(["erase", *(f"type:{digit}" for digit in digits)])


def test_sentences_are_typed_in_small_letters_with_a_key_for_marks() -> None:
    keys = keyboard(WIDE, "text", "Space", "Delete", "Telex")
    signs = {f"type:{sign}" for sign in (*ascii_lowercase, *digits, ",", ".", " ")}
    assert {key.touch for key in keys} == signs | {"erase", "marks"}


def test_where_the_place_is_low_the_same_has_fewer_rows_and_higher_keys() -> None:
    keys = keyboard(LOW, "text", "Space", "Delete", "Telex")
    signs = {f"type:{sign}" for sign in (*ascii_lowercase, *digits, ".", " ")}
    assert {key.touch for key in keys} == signs | {"erase", "marks"}
    assert min(key.box.height for key in keys) >= 44


@pytest.mark.parametrize("place", [WIDE, HIGH])
@pytest.mark.parametrize("kind", ["letters", "digits"])
def test_keys_are_apart_and_in_their_place(place: Box, kind: str) -> None:
    keys = keyboard(place, "digits" if kind == "digits" else "letters", "Space", "Delete")
    for key in keys:
        assert place.inset(-0.01).has(key.box.x, key.box.y)
        assert place.inset(-0.01).has(key.box.right, key.box.bottom)
    for one, other in combinations(keys, 2):
        assert not one.box.inset(-3.9).meets(other.box.inset(-3.9))


def test_keys_of_an_upright_screen_are_20_mm_high() -> None:
    for key in keyboard(HIGH, "letters", "Space", "Delete"):
        assert key.box.height >= 76
