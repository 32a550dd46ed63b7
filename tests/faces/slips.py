"""Slips that tests draw, and how they look at them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PIL import Image, ImageDraw

from contract.messages import Intent, Wait
from faces.fonts import Fonts
from faces.slip import Slip, Template
from faces.slip_painter import SlipPainter
from faces.texts import Texts, load
from faces.typeset import black

FONTS = Fonts.load()
VI, EN = load("vi"), load("en")
URL = "https://hcc.example.gov.vn/t/7f3k9q2xw8m4"
HA_NOI = timezone(timedelta(hours=7))
SLIP = Slip(
    label="A012",
    service="ĐẤT ĐAI",
    service_second="Land",
    issued=datetime(2026, 11, 23, 9, 17, tzinfo=HA_NOI),
    intent=Intent.FILE,
    class_name="Ưu tiên",
    class_name_second="Priority",
    ahead=5,
    wait=Wait(low_s=610, median_s=800, high_s=1190),
    counters=("1", "2", "3"),
    url=URL,
)
LONG = "QUYỀN SỬ DỤNG ĐẤT Ở NƯỚC NGOÀI "
WHOLE_VISIT = replace(
    SLIP,
    appointment=SLIP.issued,
    summoned=True,
    then=("Hộ tịch", "Cư trú", "Bảo hiểm", "Điện, nước", "Thuế"),
    counters=tuple(str(number) for number in range(1, 41)),
)
BARE = Slip(label="1001", service="Đất đai", issued=SLIP.issued)
TEMPLATE = Template(
    centre="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    centre_second="Public Administration Service Centre",
    address="Số 1 đường Độc Lập",
    hotline="1022",
    note="Hồ sơ nộp sau 15 giờ được chuyển vào sáng hôm sau.",
    note_second="Dossiers handed in after 15:00 go on the next morning.",
)
PROCEDURES = Path(__file__).parents[3] / "shared/data/procedures.csv"
"""The published procedures of the country, which lie beside the checkout."""


def drawn(
    slip: Slip = SLIP,
    template: Template = TEMPLATE,
    second: Texts | None = EN,
    width: int = 576,
    texts: Texts = VI,
) -> Image.Image:
    """The picture of a slip, by a painter of its own."""
    return SlipPainter(template, FONTS, texts, second, width).draw(slip)


def seal(width: int = 200, height: int = 200) -> Image.Image:
    """A logo in colours: red on nothing, with gold in it."""
    logo = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(logo)
    pen.ellipse((4, 4, width - 4, height - 4), fill="#a4161a")
    pen.rectangle((width // 3, height // 3, width // 2, height // 2), fill="#ffcc00")
    return logo


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around all black."""
    box = black(picture).getbbox()
    assert box is not None
    return box


def runs(picture: Image.Image) -> list[int]:
    """The heights of what stands one below the other with white between."""
    rows = black(picture).resize((1, picture.height), Image.Resampling.BOX).tobytes()
    return [len(run) for run in bytes(1 if row else 0 for row in rows).split(b"\0") if run]
