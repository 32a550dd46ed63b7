"""What folds alike, and what a typed word may be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.folding import fits, fold, readings, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng  ký", "dang ky"),
        ("ĐƯỢC", "duoc"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        (unicodedata.normalize("NFD", "Ế Ỗ đ"), "e o d"),
    ],
)
def test_accents_and_capitals_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_stands_between_words_is_left_out() -> None:
    assert words("Cấp, đổi/gia hạn (1.004873)") == ["cap", "doi", "gia", "han", "1", "004873"]


@pytest.mark.parametrize("typed", ["được", "duoc", "dduwowcj", "dduocwj", "d9u7o75c", "DDUWOWCJ"])
def test_a_word_is_read_however_it_was_typed(typed: str) -> None:
    assert "duoc" in readings(typed)


@pytest.mark.parametrize(
    "typed", ["đất đai", "dat", "đai đất", "ddaats", "d9at61 d9ai", "đất - đ", "DAT", ""]
)
def test_a_service_fits_what_begins_its_words(typed: str) -> None:
    assert fits(typed, "Đất đai, môi trường")


@pytest.mark.parametrize("typed", ["dai dat x", "ai", "thuế"])
def test_a_service_does_not_fit_what_none_of_its_words_begins_with(typed: str) -> None:
    assert not fits(typed, "Đất đai, môi trường")


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(fold(text)) == words(text)
    assert readings(text)[0] == fold(text)
