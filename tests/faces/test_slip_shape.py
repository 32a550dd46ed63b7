"""Whatever is written on it, a slip has its width, its margins and an end."""

import csv
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from contract.messages import Intent, Wait
from faces.slip import HIGHEST_MM, Slip, Template
from faces.slip_painter import SlipPainter
from faces.slip_sheet import measures
from faces.texts import Texts
from hardware.escpos_language import encode
from hardware.printer_models import GENERIC
from tests.faces.slips import (
    BARE,
    EN,
    FONTS,
    LONG,
    PROCEDURES,
    SLIP,
    TEMPLATE,
    URL,
    VI,
    WHOLE_VISIT,
    drawn,
    ink,
    seal,
)
from tests.far_ends import decoded

WIDTHS = pytest.mark.parametrize("width", [384, 512, 576])
HIGHEST = HIGHEST_MM * 8


@WIDTHS
@pytest.mark.parametrize("slip", [SLIP, BARE, WHOLE_VISIT, replace(SLIP, service=LONG * 35)])
@pytest.mark.parametrize("second", [None, EN])
def test_a_slip_is_as_wide_as_the_paper_and_its_margins_are_white(
    width: int, slip: Slip, second: Texts | None
) -> None:
    picture = drawn(slip, second=second, width=width)
    margin = measures(width).margin
    left, top, right, bottom = ink(picture)
    assert picture.mode == "1"
    assert picture.width == width
    assert (left, right) == (margin, width - margin)
    assert top >= margin
    assert bottom <= picture.height - margin


WORDS = st.text(alphabet="aăâbcđêfgijơưyẾỖẶĐ  ,.(\u0301\u0323漢\n", max_size=300) | st.just(
    LONG * 35
)
SLIPS = st.builds(
    Slip,
    label=st.text(min_size=1, max_size=12),
    service=WORDS,
    service_second=st.none() | WORDS,
    issued=st.just(SLIP.issued),
    intent=st.sampled_from(Intent),
    class_name=st.none() | WORDS,
    class_name_second=st.none() | WORDS,
    appointment=st.none() | st.just(SLIP.issued),
    ahead=st.none() | st.integers(0, 9_999),
    wait=st.none() | st.just(Wait(low_s=60_000, median_s=61_000, high_s=62_000)),
    wait_unknown=st.booleans(),
    counters=st.lists(st.text(max_size=6), max_size=40).map(tuple),
    summoned=st.booleans(),
    then=st.lists(WORDS, max_size=8).map(tuple),
    then_second=st.lists(WORDS, max_size=8).map(tuple),
    url=st.none() | st.just(URL),
)
TEMPLATES = st.builds(
    Template,
    centre=WORDS,
    centre_second=st.none() | WORDS,
    address=st.none() | WORDS,
    hotline=st.none() | WORDS,
    logo=st.none() | st.builds(seal, st.integers(9, 900), st.integers(9, 900)),
    note=st.none() | WORDS,
    note_second=st.none() | WORDS,
    number_mm=st.floats(20, 30),
)


@settings(max_examples=60, deadline=None)
@given(SLIPS, TEMPLATES, st.sampled_from([384, 512, 576]), st.sampled_from([None, EN]))
def test_whatever_is_written_the_margins_stay_white_and_the_slip_is_not_too_long(
    slip: Slip, template: Template, width: int, second: Texts | None
) -> None:
    picture = drawn(slip, template, second, width)
    margin = measures(width).margin
    left, top, right, bottom = ink(picture)
    assert picture.width == width
    assert left >= margin
    assert top >= margin
    assert right <= width - margin
    assert bottom <= picture.height - margin
    assert picture.height <= HIGHEST


@WIDTHS
def test_the_longest_slip_there_can_be_is_not_too_long(width: int) -> None:
    long = LONG * 35
    slip = replace(
        WHOLE_VISIT,
        service=long,
        class_name=long,
        then=(long,) * 8,
        counters=tuple(f"{number}QUAY" for number in range(10, 50)),
        wait=None,
        wait_unknown=True,
    )
    template = Template(
        centre=long, address=long, hotline=long, logo=seal(), note=long, number_mm=30
    )
    assert drawn(slip, template, None, width).height <= HIGHEST
    assert drawn(slip, template, EN, width).height <= HIGHEST


def test_what_is_not_known_leaves_no_hole() -> None:
    picture = drawn(BARE, Template(centre="Trung tâm"), None)
    rows = picture.convert("L").resize((1, picture.height), Image.Resampling.BOX).tobytes()
    white = max(len(run) for run in bytes(int(row < 255) for row in rows).split(b"\1"))
    assert white <= 70
    assert picture.height < 600


@WIDTHS
def test_the_printer_gets_exactly_what_was_drawn(width: int) -> None:
    picture = drawn(width=width)
    seen = decoded(encode(picture, replace(GENERIC, dots=width)))
    assert (seen.size, seen.tobytes()) == (picture.size, picture.tobytes())


def test_every_published_procedure_fits() -> None:
    if not PROCEDURES.exists():
        pytest.skip("the published procedures do not lie beside this checkout")
    with PROCEDURES.open(encoding="utf-8", newline="") as rows:
        names = sorted({row["ten_thu_tuc"] for row in csv.DictReader(rows)}, key=len)
    assert len(names[-1]) > 900
    painter = SlipPainter(TEMPLATE, FONTS, VI, EN, 384)
    for name in [*names[-20:], *names[::40], *(name for name in names if name.isupper())]:
        picture = painter.draw(replace(SLIP, service=name))
        assert ink(picture)[::2] == (16, 384 - 16)
        assert picture.height <= 1700
