"""The rows of the table of models, held against the database that others keep of them."""

import pytest
from escpos.capabilities import get_profile

from hardware.printer_models import MODELS, TEAR_OFF, PrinterModel

ELSEWHERE = {
    "epson-tm-t20": "TM-T20II",
    "epson-tm-t88": "TM-T88V",
    "citizen-ct-s651": "CT-S651",
    "star-tsp600": "TSP600",
    "zjiang-58": "POS-5890",
}


@pytest.mark.parametrize("model", ELSEWHERE)
def test_a_model_is_as_others_know_it(model: str) -> None:
    row, known = MODELS[model], get_profile(ELSEWHERE[model])
    media = known.profile_data["media"]
    assert row.dots == media["width"]["pixels"]
    assert row.dots_per_mm == pytest.approx(media["dpi"] / 25.4, rel=0.002)
    assert (row.cut != TEAR_OFF) == known.supports("paperFullCut")


@pytest.mark.parametrize("row", MODELS.values(), ids=lambda row: row.name)
def test_no_row_garbles_a_slip(row: PrinterModel) -> None:
    assert row.fragment_dots % 48 != 0
    assert row.dots % 8 == 0
    assert 0 < row.feed_lines < 256
    assert row.answers is not False or not row.answers_in_turn
