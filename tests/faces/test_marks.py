"""Marks on paper: frames, logos and codes in pure black and white."""

import pytest
from PIL import Image

from faces.fonts import Fonts
from faces.marks import QUIET_ZONE, framed, in_black_and_white, qr, rule
from faces.typeset import black
from tests.faces.slips import ink, seal

BODY = Fonts.load().at("bold", 28)


@pytest.mark.parametrize("url", ["https://a.vn/t/1", "https://hcc.example.gov.vn/t/" + "x" * 120])
def test_a_qr_code_is_large_enough_in_whole_dots_with_its_quiet_zone(url: str) -> None:
    code = qr(url, 150)
    left, top, right, bottom = ink(code)
    module = left // QUIET_ZONE
    assert code.width == code.height >= 150
    assert left == top == code.width - right == code.height - bottom == module * QUIET_ZONE
    assert code.width % module == 0


def test_a_line_across_is_all_black() -> None:
    assert rule(20, 3).size == (20, 3)
    assert ink(rule(20, 3)) == (0, 0, 20, 3)


def test_a_frame_is_as_wide_as_its_words_and_never_wider_than_the_column() -> None:
    assert framed("Ưu tiên", BODY, 500).width < framed("Ưu tiên: người cao tuổi", BODY, 500).width
    assert framed("người cao tuổi " * 20, BODY, 300).width <= 300
    assert framed(" ", BODY, 300).height == 0


@pytest.mark.parametrize("size", [(200, 200), (900, 90), (30, 600), (8, 8)])
def test_a_logo_of_any_shape_and_colour_becomes_black_on_white_within_its_box(
    size: tuple[int, int],
) -> None:
    logo = in_black_and_white(seal(*size), (104, 88))
    assert logo.mode == "1"
    assert logo.width == 104 or logo.height == 88
    assert logo.width <= 104
    assert logo.height <= 88
    assert black(logo).getbbox() is not None


def test_what_is_transparent_is_paper_and_what_is_light_is_white() -> None:
    logo = in_black_and_white(seal(), (200, 200))
    assert logo.getpixel((1, 1))
    assert logo.getpixel((80, 80))
    assert not logo.getpixel((100, 20))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_a_logo_may_be_saved_in_any_mode(mode: str) -> None:
    picture = Image.new("RGB", (60, 60), "white")
    picture.paste("#102030", (10, 10, 50, 50))
    assert ink(in_black_and_white(picture.convert(mode), (60, 60))) == (10, 10, 50, 50)
