"""Fonts are found, or the technician learns what to install."""

from pathlib import Path

import pytest

from faces.fonts import FontMissingError, Fonts


def test_a_missing_font_names_the_package_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontMissingError, match="apt-get install fonts-noto-core"):
        Fonts.load([tmp_path])


def test_a_size_is_opened_once() -> None:
    fonts = Fonts.load()
    assert fonts.at("bold", 30) is fonts.at("bold", 30)


def test_every_vietnamese_letter_has_a_glyph_of_its_own() -> None:
    type_ = Fonts.load().at("regular", 40)
    missing = type_.font.getmask("\uffff").getbbox(), bytes(type_.font.getmask("\uffff"))
    for letter in "ăâđêôơưẾỖẶỹửợ":
        assert (type_.font.getmask(letter).getbbox(), bytes(type_.font.getmask(letter))) != missing
