"""The trial print shows a technician whatever can be wrong on paper."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from faces.texts import Texts
from faces.trial_print import CODE, EDGE, capitals, trial_print
from faces.typeset import black
from hardware.escpos_language import encode
from hardware.printer_models import GENERIC
from tests.faces.slips import EN, FONTS, VI, ink
from tests.far_ends import decoded, qr_text, read_aloud

WIDTHS = pytest.mark.parametrize("width", [384, 512, 576])
LINES = ("motcua 0.1.0, dispenser-1", "192.168.1.21", "Máy in tốt, còn giấy")


@WIDTHS
def test_a_bar_at_each_edge_shows_that_nothing_is_cut_off(width: int) -> None:
    picture = trial_print(LINES, VI, FONTS, width)
    assert picture.mode == "1"
    assert ink(picture) == (0, 0, width, picture.height)
    for left in (0, width - EDGE):
        bar = picture.crop((left, 0, left + EDGE, picture.height))
        assert not any(bar.tobytes(encoder_name="raw")[row] & 0xE0 for row in range(bar.height))


@WIDTHS
def test_the_ruler_has_a_long_mark_for_every_centimetre(width: int) -> None:
    row = black(trial_print(LINES, VI, FONTS, width)).crop((0, 25, width, 26)).tobytes()
    marks = [left for left in range(EDGE, width - EDGE) if row[left] and not row[left - 1]]
    assert marks == list(range(80, width - EDGE, 80))


def test_every_capital_with_two_marks_is_on_it() -> None:
    letters = capitals().split()
    assert len(set(letters)) == len(letters) == 31
    assert set("ẾỖẨẶỮĐ") <= set(letters)
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)


@WIDTHS
@pytest.mark.parametrize("texts", [VI, EN])
def test_the_code_is_read_back_and_the_lines_can_be_read(
    width: int, texts: Texts, tmp_path: Path
) -> None:
    picture = decoded(encode(trial_print(LINES, texts, FONTS, width), replace(GENERIC, dots=width)))
    assert qr_text(picture, tmp_path) == CODE
    inside = picture.crop((8, 40, width - 8, picture.height - 40))
    read = read_aloud(inside, tmp_path)
    assert "192.168.1.21" in read
    assert "Máy in tốt, còn giấy" in read


@WIDTHS
def test_a_long_line_is_wrapped_and_no_line_is_no_error(width: int) -> None:
    long = trial_print(["wlan0 " * 90], VI, FONTS, width)
    assert long.height > trial_print([], VI, FONTS, width).height
    assert ink(long)[::2] == (0, width)
