"""Type on paper: lines that fit, pictures that stack."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faces.fonts import Fonts
from faces.typeset import (
    balance,
    beside,
    black,
    blank,
    headline,
    pair,
    paragraph,
    row,
    stack,
    wrap,
)

BODY, TITLE = Fonts.load().at("regular", 28), Fonts.load().at("bold", 40)
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
    assert stack([blank(10, 5), blank(20, 3)], 30).size == (30, 8)
    assert beside(blank(10, 5), blank(20, 3)).size == (30, 5)


def test_a_pair_stands_on_one_line_if_it_fits_and_else_on_two() -> None:
    left, right = ("Số của ông/bà", BODY), ("Your number", BODY)
    line = BODY.width("Số của ông/bà") + 12 + BODY.width("Your number")
    once = paragraph("Số", BODY, 300).height
    assert pair(left, right, line, 12).height == once
    assert pair(left, right, line - 1, 12).height == 2 * once
    assert pair(left, ("", BODY), 500, 12).tobytes() == paragraph(left[0], BODY, 500).tobytes()


def test_a_row_has_its_texts_at_the_edges() -> None:
    line = row(("Dự kiến chờ", BODY), ("10-20 phút", TITLE), 500, 20)
    left, _, right, _ = _ink(line)
    assert (line.width, line.height) == (500, paragraph("Ế", TITLE, 500).height)
    assert left <= 4
    assert right >= 496


def test_a_value_that_does_not_fit_beside_its_name_stands_below() -> None:
    line = row(("Sau đó", BODY), ("Hộ tịch, chứng thực, cư trú", BODY), 400, 20)
    assert line.height == 2 * paragraph("Ế", BODY, 400).height
    assert line.width == 400


@given(WORDS, WORDS, st.integers(min_value=60, max_value=576))
def test_a_row_is_never_wider_than_it_may_be(name: str, value: str, width: int) -> None:
    assert row((name, BODY), (value, TITLE), width, 20).width == width


@given(st.text(min_size=1, max_size=12))
def test_all_ink_of_a_line_is_in_the_room_it_takes(text: str) -> None:
    paper = blank(BODY.width(text) + 200, 400)
    BODY.write(paper, text, 100, 200)
    box = black(paper).getbbox()
    if box:
        assert box[0] >= 100
        assert box[2] <= 100 + BODY.width(text)


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around all black."""
    box = black(picture).getbbox()
    assert box is not None
    return box
