"""Type on paper: lines that fit, pictures that stack."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faces.fonts import Fonts
from faces.typeset import (
    QUIET_ZONE,
    balance,
    beside,
    blank,
    headline,
    paragraph,
    qr,
    rule,
    stack,
    wrap,
)

BODY = Fonts.load().at("regular", 28)
WORDS = st.text(alphabet="aăâbcdđeêghinoôơuưyẾỖẶ ", max_size=400)


@given(WORDS, st.integers(min_value=60, max_value=576), st.integers(min_value=1, max_value=6))
def test_every_line_fits_and_none_is_too_many(text: str, width: int, most: int) -> None:
    lines = wrap(text, BODY, width, most)
    assert len(lines) <= most
    assert all(BODY.width(line) <= width for line in lines)


@given(WORDS)
def test_wrapping_loses_no_letter(text: str) -> None:
    lines = wrap(text, BODY, 300, most=1000)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS)
def test_balanced_lines_are_the_same_words_in_as_many_lines(text: str) -> None:
    plain, balanced = wrap(text, BODY, 500, 4), balance(text, BODY, 500, 4)
    assert len(balanced) == len(plain)
    assert "".join(balanced).replace(" ", "") == "".join(plain).replace(" ", "")


def test_a_text_that_is_too_long_ends_in_an_ellipsis_after_a_word() -> None:
    assert wrap("quyền sử dụng đất, " * 9, BODY, 300, 1) == ["quyền sử dụng đất…"]


def test_letters_and_loose_marks_are_drawn_composed() -> None:
    loose = unicodedata.normalize("NFD", "Đất đai, Ế, Ỗ")
    assert wrap(loose, BODY, 500, 1) == ["Đất đai, Ế, Ỗ"]


def test_stacked_marks_stay_inside_their_line() -> None:
    lone = paragraph("ẾỖẨẶỆỘ", BODY, 300)
    twice = paragraph("ẾỖẨẶỆỘ ẾỖẨẶỆỘ", BODY, 160)
    ink = _ink(lone)
    assert ink[1] > 0
    assert ink[3] < lone.height
    assert twice.height == 2 * lone.height >= 2 * 1.3 * 28


def test_no_text_takes_no_room() -> None:
    assert paragraph(" ", BODY, 300).size == (300, 0)


def test_a_headline_too_wide_is_narrower_but_not_lower() -> None:
    free = headline(["A", "012"], BODY, 1000, 10)
    tight = headline(["A", "012"], BODY, free.width // 2, 10)
    assert tight.size == (free.width // 2, free.height)


def test_parts_are_stacked_and_set_side_by_side() -> None:
    assert stack([blank(10, 5), rule(20, 3)], 30).size == (30, 8)
    assert beside(blank(10, 5), rule(20, 3)).size == (30, 5)


@pytest.mark.parametrize("url", ["https://a.vn/t/1", "https://hcc.example.gov.vn/t/" + "x" * 120])
def test_a_qr_code_is_large_enough_in_whole_dots_with_its_quiet_zone(url: str) -> None:
    code = qr(url, 150)
    left, top, right, bottom = _ink(code)
    module = left // QUIET_ZONE
    assert code.width == code.height >= 150
    assert left == top == code.width - right == code.height - bottom == module * QUIET_ZONE
    assert code.width % module == 0


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around all black."""
    box = picture.convert("L").point([255] + [0] * 255).getbbox()
    assert box is not None
    return box
