"""The slip can be read by people and by phones, whatever is written on it."""

import subprocess
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from faces import slip as slip_module
from faces.fonts import Fonts
from faces.slip import MARGIN, Slip, draw
from faces.texts import load

FONTS = Fonts.load()
VI, EN = load("vi"), load("en")
URL = "https://hcc.example.gov.vn/t/7f3k9q2xw8m4"
SLIP = Slip(
    centre="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    label="A012",
    service="ĐẤT ĐAI",
    issued=datetime(2026, 11, 23, 9, 17, tzinfo=timezone(timedelta(hours=7))),
    intent="Nộp hồ sơ",
    class_name="Ưu tiên",
    ahead=5,
    counters=("1", "2", "3"),
    url=URL,
)
BARE = Slip(centre="Trung tâm", label="1001", service="Đất đai", issued=SLIP.issued)
WIDTHS = pytest.mark.parametrize("width", [384, 512, 576])


@WIDTHS
def test_a_slip_is_as_wide_as_the_paper_and_only_black_and_white(width: int) -> None:
    picture = draw(SLIP, VI, FONTS, width)
    assert picture.mode == "1"
    assert picture.width == width
    assert set(picture.tobytes()) > {0x00, 0xFF}


@WIDTHS
@pytest.mark.parametrize("slip", [SLIP, BARE, replace(SLIP, service="QUYỀN SỬ DỤNG " * 78)])
def test_nothing_is_cut_off_at_the_edges(width: int, slip: Slip) -> None:
    left, top, right, bottom = _ink(draw(slip, VI, FONTS, width))
    assert left >= MARGIN - 3
    assert right <= width - MARGIN + 3
    assert top > 0
    assert bottom < draw(slip, VI, FONTS, width).height


@pytest.mark.parametrize("label", ["A012", "1001", "K107", "Z9999", "AB 0123"])
def test_the_number_is_at_least_160_dots_high(label: str) -> None:
    assert _tallest_letters(draw(replace(SLIP, label=label, url=None), VI, FONTS)) >= 160


@WIDTHS
def test_the_number_is_the_largest_thing(width: int) -> None:
    picture = draw(replace(SLIP, url=None), VI, FONTS, width)
    assert _tallest_letters(picture) >= 0.27 * width


def test_no_type_is_too_small_to_read() -> None:
    sizes = (slip_module.SMALL, slip_module.BODY, slip_module.LEAD, slip_module.TITLE)
    assert min(sizes) >= 21


@WIDTHS
def test_a_phone_reads_the_code_back(width: int, tmp_path: Path) -> None:
    assert _scanned(draw(SLIP, VI, FONTS, width), tmp_path) == f"QR-Code:{URL}"


def test_a_slip_without_a_link_has_no_code(tmp_path: Path) -> None:
    assert _scanned(draw(replace(SLIP, url=None), VI, FONTS), tmp_path) == ""


def test_the_same_slip_is_the_same_picture() -> None:
    again = draw(SLIP, VI, Fonts.load())
    assert draw(SLIP, VI, FONTS).tobytes() == again.tobytes()


@pytest.mark.parametrize(
    "changed",
    [
        replace(SLIP, label="A013"),
        replace(SLIP, service="Hộ tịch"),
        replace(SLIP, intent=None),
        replace(SLIP, class_name=None),
        replace(SLIP, ahead=0),
        replace(SLIP, ahead=None),
        replace(SLIP, wait="10-20 phút"),
        replace(SLIP, counters=("3A",)),
        replace(SLIP, summoned=True),
        replace(SLIP, note="Hồ sơ nộp sau 15 giờ được chuyển vào sáng hôm sau."),
        replace(SLIP, address="Số 1, đường Độc Lập"),
        replace(SLIP, hotline="1900 0000"),
        replace(SLIP, issued=SLIP.issued + timedelta(minutes=1)),
    ],
)
def test_everything_told_is_on_the_slip(changed: Slip) -> None:
    assert draw(changed, VI, FONTS).tobytes() != draw(SLIP, VI, FONTS).tobytes()


def test_what_is_not_known_leaves_no_hole() -> None:
    assert draw(BARE, VI, FONTS).height < draw(SLIP, VI, FONTS).height


def test_a_slip_speaks_the_language_it_is_given() -> None:
    assert draw(SLIP, VI, FONTS).tobytes() != draw(SLIP, EN, FONTS).tobytes()


@settings(max_examples=40, deadline=None)
@given(
    service=st.text(max_size=1094),
    centre=st.text(max_size=200),
    label=st.text(min_size=1, max_size=12),
    counters=st.lists(st.text(max_size=6), max_size=40).map(tuple),
    width=st.sampled_from([384, 512, 576]),
)
def test_any_text_can_be_drawn(
    service: str, centre: str, label: str, counters: tuple[str, ...], width: int
) -> None:
    slip = replace(SLIP, service=service, centre=centre, label=label, counters=counters)
    picture = draw(slip, VI, FONTS, width)
    assert picture.width == width
    assert picture.height < 3 * 576


def _black(picture: Image.Image) -> Image.Image:
    return picture.convert("L").point([255] + [0] * 255)


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around all black."""
    box = _black(picture).getbbox()
    assert box is not None
    return box


def _tallest_letters(picture: Image.Image) -> int:
    """Return the height of the highest run of rows with ink."""
    rows = _black(picture).resize((1, picture.height), Image.Resampling.BOX).tobytes()
    runs = bytes(1 if row else 0 for row in rows).split(b"\0")
    return max(len(run) for run in runs)


def _scanned(picture: Image.Image, folder: Path) -> str:
    """Return what zbarimg reads, for instance `QR-Code:https://...`."""
    file = folder / "slip.png"
    picture.save(file)
    scan = subprocess.run(["zbarimg", "--quiet", file], capture_output=True, check=False, text=True)
    return scan.stdout.strip()
