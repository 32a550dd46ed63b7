"""Fonts are found, or the technician learns what to install."""

from pathlib import Path

import pytest
from PIL import Image

from faces.fonts import MOST_GLYPHS, FontMissingError, Fonts


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


def test_glyphs_that_are_kept_are_bounded_and_stay_the_same() -> None:
    type_ = Fonts.load().at("regular", 24)
    before, after = Image.new("1", (300, 40), 1), Image.new("1", (300, 40), 1)
    type_.write(before, "Đăng ký", 0, 30)
    for code in range(0x4E00, 0x4E00 + 2 * MOST_GLYPHS):
        type_.width(chr(code))
    assert type_.kept <= MOST_GLYPHS
    type_.write(after, "Đăng ký", 0, 30)
    assert after.tobytes() == before.tobytes()
