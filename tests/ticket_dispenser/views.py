"""Views of a dispenser as its own pure functions make them, for whoever draws them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import cast, get_args

from contract import messages as m
from faces.texts import Language, load
from faces.touching import Look, Tile, foot
from faces.wording import spaced
from ticket_dispenser import pages
from ticket_dispenser.pages import Facts
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.touches import touched
from ticket_dispenser.view import PageName, View
from ticket_dispenser.visitor import Scene, Visitor, somebody
from ticket_dispenser.world import World

NOW = round(datetime(2026, 11, 23, 2, 42, tzinfo=UTC).timestamp() * 1000)
LONGEST = 1094
"""Letters of the longest name of a procedure in the national catalogue."""

FEW = {
    "dat-dai": ("Đất đai, đo đạc bản đồ", "Land and surveying"),
    "doanh-nghiep": ("Đăng ký doanh nghiệp", "Business registration"),
    "ho-tich": ("Hộ tịch, chứng thực", "Civil status and certification"),
    "xay-dung": ("Cấp phép xây dựng, quản lý chất lượng công trình", "Building permits"),
    "bao-hiem": ("Bảo hiểm xã hội", "Social insurance"),
}
AGENCIES = (
    "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng", "Sở Nội vụ",
    "Bảo hiểm xã hội tỉnh", "Công an tỉnh", "Thuế tỉnh", "Sở Y tế", "Sở Công Thương",
    "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh", "Sở Ngoại vụ", "Ban Quản lý các khu kinh tế",
    "Kho bạc Nhà nước", "Ngân hàng Nhà nước", "Hải quan", "Chi cục Kiểm lâm", "Điện lực",
    "Cấp nước", "Viễn thông", "Bưu điện",
)  # fmt: skip
LONG = ("Thủ tục chuyển đổi loại hình đăng ký đầu tư, cấp đổi giấy chứng nhận, " * 20)[:LONGEST]
MARKS = "Ế Ỗ Ặ Ữ: ĐỔI GIẤY PHÉP KHAI THÁC KHOÁNG SẢN Ở ĐỊA PHƯƠNG, ỦY QUYỀN"

FACTS = Facts(
    machine=(
        ("Thiết bị", "dispenser-1 · motcua 0.1.0"),
        ("Địa chỉ", "192.168.10.21 · b8:27:eb:12:34:56 · mot-cua.tinh.gov.vn:8883"),
        ("Máy chủ", "có kết nối từ 07:02, 3 lần mất trong ngày"),
        ("Máy in", "tốt · giấy còn khoảng 62 %, khoảng 410 phiếu"),
        ("Nút bấm", "tốt"),
        ("Loa", "tốt"),
        ("Máy quét", "đọc lần cuối 09:31"),
        ("Số dự phòng", "đất đai A 040-A 055, hộ tịch C 021-C 030, doanh nghiệp B 010-B 018"),
        ("Đồng hồ", "đúng, lệch 3 ms"),
        ("Nhiệt độ", "51 °C"),
        ("Bộ nhớ", "còn 11,2 GB trong 14,8 GB"),
        ("Chạy từ", "23/11/2026 06:58"),
    ),
    buttons=(("Đất đai", "2 lần"), ("Thuế", "0 lần"), ("Ưu tiên", "1 lần")),
)

SETTINGS = DispenserSettings.model_validate(
    {
        "centre": "mot-cua",
        "device": "dispenser-1",
        "server": {"host": "nowhere"},
        "data": "/nowhere",
        "printer": {"driver": "simulated"},
        "face": {"fullscreen": False},
        "technician": {"pin": "2468"},
        "slip": {"centre": "Trung tâm Phục vụ hành chính công"},
    }
)


def centre(services: Sequence[m.DeclaredService], agencies: Sequence[str]) -> m.CentreState:
    """A centre that is open the whole morning and afternoon."""
    return m.CentreState(
        centre="mot-cua",
        name="Trung tâm Phục vụ hành chính công",
        zone="Asia/Ho_Chi_Minh",
        hours=(m.Opening(start="07:00", end="11:30"), m.Opening(start="13:00", end="17:00")),
        day_turns="03:00",
        agencies=tuple(
            m.DeclaredAgency(id=f"agency-{at}", name=name) for at, name in enumerate(agencies)
        ),
        services=tuple(services),
        classes=(
            m.DeclaredClass(id="normal", promise_s=1800, offered=False),
            m.DeclaredClass(
                id="elderly",
                name="Người cao tuổi, từ đủ 75 tuổi",
                names={"en": "Aged 75 or older"},
                promise_s=600,
                offered=True,
            ),
            m.DeclaredClass(
                id="disabled",
                name="Người khuyết tật nặng, đặc biệt nặng",
                names={"en": "People with disabilities"},
                promise_s=600,
                offered=True,
                confirmed=True,
            ),
            m.DeclaredClass(
                id="pregnant",
                name="Phụ nữ có thai",
                names={"en": "Pregnant women"},
                promise_s=600,
                offered=True,
            ),
        ),
    )


def few() -> World:
    """Five services; one is full, and what waits is known of the others."""
    declared = [
        m.DeclaredService(id=id_, name=vi, names={"en": en}, agency="agency-0")
        for id_, (vi, en) in FEW.items()
    ]
    return _known(centre(declared, AGENCIES[:1]))


def hard() -> World:
    """Names that are as long as they get, and letters with stacked marks."""
    names = (LONG, MARKS, "Thuế", LONG[:140], "Hộ tịch", MARKS * 3, "A" * 90, "Đo đạc")
    declared = [
        m.DeclaredService(id=f"s{at}", name=name, agency="agency-0")
        for at, name in enumerate(names)
    ]
    return _known(centre(declared, AGENCIES[:1]))


def many() -> World:
    """Sixty services in twenty-five agencies."""
    declared = [
        m.DeclaredService(
            id=f"s{at}",
            name=f"{list(FEW.values())[at % 5][0]}, nhóm {at // 5 + 1}",
            agency=f"agency-{at % 25}",
        )
        for at in range(60)
    ]
    return _known(centre(declared, AGENCIES))


def _known(declared: m.CentreState) -> World:
    day = {"day": "2026-11-23", "seq": 7}
    ids = [service.id for service in declared.services]
    queues = {
        id_: m.QueueState.model_validate(
            {"service": id_, "name": id_, "waiting": at * 6 % 19, "full": at == 3, **day}
        )
        for at, id_ in enumerate(ids)
    }
    waits = {
        id_: m.WaitsState.model_validate(
            {
                "service": id_,
                "at": NOW,
                "next": {"normal": {"low_s": 1200, "median_s": 1500, "high_s": 1980}},
                **day,
            }
        )
        for id_ in ids[1:3]
    }
    return World(declared, queues, waits, reached=True)


def view_of(world: World, touches: Sequence[str], language: Language, look: Look) -> View:
    """What is seen after some touches, without what only time and the printer bring."""
    texts = load(language)
    visitor = replace(somebody(SETTINGS), language=language, look=look)
    for touch in touches:
        if touch in get_args(PageName)[-3:]:  # the technician's, which no touch opens
            visitor = replace(visitor, page=cast("PageName", touch))
            continue
        visitor, _ = touched(visitor, touch, _scene(world, visitor))
    return View(
        "ready",
        texts.say("touch.choose"),
        page=pages.page(visitor, _scene(world, visitor), world, FACTS, texts),
        foot=foot(look, texts, start=visitor.page == "start" and not visitor.basket),
        look=look,
    )


def _scene(world: World, visitor: Visitor) -> Scene:
    return Scene(SETTINGS, world.offers((), visitor.language, NOW), world.classes(), 1000)


PAGES: dict[str, tuple[World, tuple[str, ...]]] = {
    "start": (few(), ()),
    "start_hard": (hard(), ()),
    "start_many": (many(), ()),
    "start_many_last": (many(), ("more", "more", "more")),
    "start_nothing": (World(), ()),
    "services": (many(), ("agency:agency-4",)),
    "intents": (few(), ("service:dat-dai", "classes", "class:elderly")),
    "intents_hard": (hard(), ("service:s0", "also", "service:s1")),
    "also": (few(), ("service:dat-dai", "also")),
    "classes": (few(), ("class:elderly", "classes")),
    "search": (many(), ("search",)),
    "search_hits": (many(), ("search", *(f"type:{letter}" for letter in "DAT DAI"))),
    "code": (few(), ("code", *(f"type:{letter}" for letter in "LH-2026-0"))),
    "report": (few(), ("report",)),
    "pin": (few(), ("pin", "type:2", "type:4")),
    "technician": (few(), ("technician",)),
    "buttons": (few(), ("buttons",)),
}
"""Every page, and how one gets there."""


def messages(language: Language, look: Look) -> dict[str, View]:
    """What is shown when there is nothing to choose."""
    texts = load(language)
    label = spaced("A012")
    below = foot(look, texts, start=True)
    said = {
        "working": View("working", texts.say("dispenser.working")),
        "take": View("take", texts.say("dispenser.take_slip", label=label), label),
        "unprinted": View("trouble", texts.say("dispenser.paper_out_number", label=label), label),
        "refused": View("trouble", texts.say("refusal.unknown_appointment")),
        "offline": View("trouble", texts.say("dispenser.offline"), foot=below),
        "closed": View("closed", texts.say("refusal.outside_hours"), foot=below),
    }
    return {name: replace(view, look=look) for name, view in said.items()}


@cache
def views(language: Language, look: Look) -> tuple[tuple[str, View], ...]:
    """Every picture that a dispenser shows, by name."""
    return tuple(_views(language, look))


def _views(language: Language, look: Look) -> Iterator[tuple[str, View]]:
    for name, (world, touches) in PAGES.items():
        yield name, view_of(world, touches, language, look)
    yield from messages(language, look).items()
    texts = load(language)
    start = view_of(few(), ("service:dat-dai",), language, look)
    stay = Tile("stay", texts.say("touch.stay"))
    asks = texts.say("touch.still_there")
    yield (
        "still_there",
        replace(
            start,
            still_there=5,
            question=asks,
            countdown=texts.say("touch.seconds", n=5),
            stay=stay,
        ),
    )
    plain = view_of(few(), (), language, look)
    yield "notice", replace(plain, notice=texts.say("touch.help_called"))
    yield "dim", replace(plain, dim=True)
    yield "focus", replace(plain, focus="service:ho-tich")


LOOKS = {
    "plain": Look(),
    "large": Look(large=True),
    "contrast": Look(contrast=True),
    "low": Look(low=True),
    "large_low": Look(large=True, low=True),
    "all": Look(large=True, contrast=True, low=True),
}

DENSE = frozenset({
    "start_hard", "start_many", "services", "intents_hard", "classes", "search_hits", "code",
    "technician", "unprinted", "still_there", "notice",
})  # fmt: skip
"""The fullest of them, which any look is hardest on."""
