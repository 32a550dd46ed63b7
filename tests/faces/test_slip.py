"""The slip can be read by people and by phones, whatever is written on it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from faces.fonts import Fonts
from faces.slip import Block, Slip, Template
from faces.slip_painter import SlipPainter
from faces.slip_sheet import KEPT, measures
from hardware.escpos_language import encode
from hardware.printer_models import GENERIC
from tests.faces.slips import (
    EN,
    FONTS,
    LONG,
    SLIP,
    TEMPLATE,
    URL,
    VI,
    WHOLE_VISIT,
    drawn,
    runs,
    seal,
)
from tests.far_ends import decoded, qr_text, read_aloud

WIDTHS = pytest.mark.parametrize("width", [384, 512, 576])


# --- What can be read ----------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["A012", "1001", "K107", "Z9999", "AB 0123"])
def test_the_number_is_at_least_160_dots_high(label: str) -> None:
    picture = drawn(replace(SLIP, label=label, url=None), replace(TEMPLATE, logo=None))
    assert max(runs(picture)) >= 160


@WIDTHS
def test_the_number_is_the_largest_thing_and_as_high_as_the_template_says(width: int) -> None:
    slip = replace(SLIP, url=None)
    usual = max(runs(drawn(slip, width=width)))
    large = max(runs(drawn(slip, replace(TEMPLATE, number_mm=28.0), width=width)))
    assert usual == pytest.approx(21 * 8 * width / 576, rel=0.04)
    assert large == pytest.approx(28 * 8 * width / 576, rel=0.04)


@WIDTHS
def test_no_type_is_too_small_to_read(width: int) -> None:
    size = measures(width)
    assert min(size.second, size.small, size.body, size.lead, size.title) >= 21


@WIDTHS
def test_a_phone_reads_the_code_back_from_the_printed_dots(width: int, tmp_path: Path) -> None:
    printed = decoded(encode(drawn(width=width), replace(GENERIC, dots=width)))
    assert qr_text(printed, tmp_path) == URL


def test_a_slip_without_a_link_has_no_code_and_says_how_long_it_is_good(tmp_path: Path) -> None:
    picture = drawn(replace(SLIP, url=None), second=None)
    assert "Số chỉ có giá trị trong ngày" in read_aloud(picture, tmp_path)
    assert "Quét mã" not in read_aloud(picture, tmp_path)


@WIDTHS
def test_the_chief_facts_can_be_read_in_both_languages(width: int, tmp_path: Path) -> None:
    read = read_aloud(drawn(width=width), tmp_path)
    for words in (
        *("HÀNH CHÍNH CÔNG", "Thứ Hai, 23/11/2026", "09:17", "Số của ông/bà", "ĐẤT ĐAI"),
        *("Nộp hồ sơ", "Ưu tiên", "5 người", "10-20 phút", "1, 2 hoặc 3", "sáng hôm sau"),
    ):
        assert words in read
    english = read_aloud(drawn(width=width), tmp_path, "eng")
    for words in ("Service Centre", "Ahead of you", "5 people", "Expected wait", "At counter"):
        assert words in english


def test_capitals_with_stacked_marks_can_be_read(tmp_path: Path) -> None:
    slip = replace(SLIP, service="ĐĂNG KÝ KẾT HÔN, HỖ TRỢ NGƯỜI CAO TUỔI Ở XÃ")
    alone = drawn(slip, replace(TEMPLATE, blocks=("service",)), None)
    read = " ".join(read_aloud(alone, tmp_path).split())
    assert "ĐĂNG KÝ KẾT HÔN, HỖ TRỢ NGƯỜI CAO TUỔI Ở XÃ" in read


def test_a_number_given_while_the_queue_service_is_away_says_so(tmp_path: Path) -> None:
    slip = replace(SLIP, ahead=None, wait=None, wait_unknown=True)
    read = read_aloud(drawn(slip, second=None), tmp_path)
    assert "Chưa tính được thời gian chờ" in read
    assert "Trước ông/bà" not in read


def test_an_appointment_and_where_the_visit_goes_on_are_told(tmp_path: Path) -> None:
    appointed = replace(SLIP, appointment=SLIP.issued + timedelta(minutes=13), then=("Hộ tịch",))
    read = read_aloud(drawn(appointed, second=None), tmp_path)
    assert "Giờ hẹn 09:30" in read
    assert "Sau đó Hộ tịch" in read
    where = replace(TEMPLATE, blocks=("counters", "then"))
    read = read_aloud(drawn(WHOLE_VISIT, where, None), tmp_path)
    assert "2. Cư trú" in read
    assert "5. Thuế" in read
    assert "Quầy phục vụ 1-40" in read


def test_a_name_that_is_too_long_ends_in_an_ellipsis(tmp_path: Path) -> None:
    read = read_aloud(drawn(replace(SLIP, service=LONG * 35), second=None), tmp_path)
    name = read[read.index("QUYỀN") : read.index("Nộp")]
    assert name.count("\n") >= 4
    assert name.rstrip().endswith(("…", "..."))


# --- What changes it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        replace(SLIP, label="A013"),
        replace(SLIP, service="Hộ tịch"),
        replace(SLIP, service_second="Civil status"),
        replace(SLIP, intent=None),
        replace(SLIP, class_name=None),
        replace(SLIP, class_name_second=None),
        replace(SLIP, ahead=0),
        replace(SLIP, ahead=None),
        replace(SLIP, wait=None),
        replace(SLIP, wait=None, wait_unknown=True),
        replace(SLIP, counters=("3A",)),
        replace(SLIP, summoned=True),
        replace(SLIP, appointment=SLIP.issued),
        replace(SLIP, then=("Hộ tịch",)),
        replace(SLIP, then=("Hộ tịch",), then_second=("Civil status",)),
        replace(SLIP, issued=SLIP.issued + timedelta(minutes=1)),
        replace(SLIP, url=f"{URL}5"),
    ],
)
def test_everything_told_is_on_the_slip(changed: Slip) -> None:
    assert drawn(changed).tobytes() != drawn(SLIP).tobytes()


@pytest.mark.parametrize(
    "changed",
    [
        replace(TEMPLATE, centre="Trung tâm"),
        replace(TEMPLATE, centre_second=None),
        replace(TEMPLATE, address=None),
        replace(TEMPLATE, hotline=None),
        replace(TEMPLATE, logo=seal()),
        replace(TEMPLATE, note=None),
        replace(TEMPLATE, note_second=None),
    ],
)
def test_everything_in_the_template_is_on_the_slip(changed: Template) -> None:
    assert drawn(template=changed).tobytes() != drawn().tobytes()


@pytest.mark.parametrize("block", [name for name in TEMPLATE.blocks if name != "rule"])
def test_a_block_that_is_not_named_is_not_printed(block: Block) -> None:
    slip = replace(SLIP, then=("Hộ tịch",))
    blocks = tuple(name for name in TEMPLATE.blocks if name != block)
    assert drawn(slip, replace(TEMPLATE, blocks=blocks)).height < drawn(slip).height


def test_blocks_stand_in_the_order_of_the_template(tmp_path: Path) -> None:
    blocks: tuple[Block, ...] = ("note", "number", "service", "head")
    read = read_aloud(drawn(template=replace(TEMPLATE, blocks=blocks), second=None), tmp_path)
    places = [read.index(words) for words in ("Hồ sơ nộp", "ĐẤT ĐAI", "TRUNG TÂM")]
    assert places == sorted(places)


def test_a_line_across_that_parts_nothing_is_left_out() -> None:
    plain = replace(TEMPLATE, blocks=("number", "rule", "service"))
    spare = replace(
        TEMPLATE, blocks=("rule", "number", "rule", "then", "rule", "service", "rule", "rule")
    )
    assert drawn(template=spare).tobytes() == drawn(template=plain).tobytes()


def test_a_slip_speaks_the_languages_it_is_given() -> None:
    assert drawn(second=None).tobytes() != drawn(second=None, texts=EN).tobytes()
    assert drawn(second=None).height < drawn(second=EN).height


# --- What is kept --------------------------------------------------------------------------------


def test_the_same_slip_is_the_same_picture_whatever_was_drawn_before() -> None:
    painter = SlipPainter(TEMPLATE, FONTS, VI, EN)
    first = painter.draw(SLIP).tobytes()
    for number in range(2 * KEPT):
        painter.draw(replace(SLIP, service=f"Lĩnh vực {number}", url=None))
    assert painter.draw(SLIP).tobytes() == first
    assert SlipPainter(TEMPLATE, Fonts.load(), VI, EN).draw(SLIP).tobytes() == first
