"""The receipt of what somebody said: read by others, on paper of every width."""

from pathlib import Path

import pytest

from faces.fonts import Fonts
from faces.receipt import Receipt, receipt
from faces.texts import load
from tests.far_ends import qr_text, read_aloud

TOLD = Receipt("Trung tâm Phục vụ hành chính công tỉnh", "GY-K7P2-F3", "1900 0000")
ABOVE, BELOW = 190, 290
"""The code is between these dots."""


@pytest.mark.parametrize("width", [576, 384])
def test_the_code_is_in_one_line_and_in_the_square_beside_it(tmp_path: Path, width: int) -> None:
    picture = receipt(TOLD, load("vi"), Fonts.load(), width)
    assert (picture.mode, picture.width) == ("1", width)
    line = picture.crop((0, ABOVE, width, BELOW))
    assert read_aloud(line, tmp_path, one_line=True) == TOLD.code
    assert qr_text(picture, tmp_path) == TOLD.code
