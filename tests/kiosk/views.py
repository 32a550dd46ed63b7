"""Every screen of the kiosk, for whoever draws them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from contract import messages as m
from faces.texts import Language
from faces.touching import Look
from kiosk.state import Refused, Taken, Told, Working
from kiosk.view import View
from kiosk.visitor import Place, gone
from kiosk.world import World
from tests.kiosk.procedures import LAND
from tests.kiosk.scene import Person, PlainShelf, dossier, many, world

LOOKS = {
    "plain": Look(),
    "large": Look(large=True),
    "contrast": Look(contrast=True),
    "low": Look(low=True),
    "all": Look(large=True, contrast=True, low=True),
}

DENSE = frozenset({
    "start_away", "fields", "list", "search", "summary", "papers", "steps", "missing",
    "dossier_late", "dossier_secret", "feedback_text", "technician", "remember",
})  # fmt: skip
"""The fullest of the screens, which any look is hardest on."""

PROCEDURE = ("open:list", f"procedure:{LAND.code}")
LINES = (
    ("Thiết bị", "kiosk-1 (mot-cua)"), ("Phiên bản", "0.1.0"), ("Địa chỉ mạng", "192.168.10.31"),
    ("Máy chủ", "mot-cua.tinh.gov.vn:8883 · đã kết nối"),
    ("Đồng hồ", "23/11/2026 09:42 · đúng giờ"),
    ("Danh mục đang dùng", "1.280 thủ tục · danh mục ngày 20/11/2026"), ("Giấy", "còn khoảng 62 m"),
    ("Đĩa còn trống", "11204 MB"), ("Nhiệt độ", "51 °C"), ("Máy in", "tốt"), ("Loa", "tốt"),
)  # fmt: skip


def _at(*touches: str, typed: str = "") -> Callable[[Person], object]:
    def act(person: Person) -> None:
        person.touch(*touches).type(typed)

    return act


def _with(name: str, **changes: object) -> Callable[[Person], object]:
    """A page that an answer opens."""

    def act(person: Person) -> None:
        visitor = gone(person.state.visitor, Place(name))  # type: ignore[arg-type]
        person.state = replace(person.state, visitor=replace(visitor, **changes))  # type: ignore[arg-type]

    return act


def _press(press: object) -> Callable[[Person], object]:
    def act(person: Person) -> None:
        person.state = replace(person.state, press=press)  # type: ignore[arg-type]

    return act


LATE = dossier(
    due="2026-11-18",
    new_due="2026-11-30",
    apology="Trung tâm xin lỗi ông vì hồ sơ phải xác minh thêm tại thực địa.",
)
READY = dossier(
    stage=m.DossierStage.READY, place="Quầy 1, 2 hoặc 3: mang theo giấy hẹn và căn cước."
)
LACKS = dossier(stage=m.DossierStage.INCOMPLETE, note="Bổ sung bản vẽ trích đo thửa đất số 12.")
SUGGESTION = ("open:feedback", "about:suggestion")


def _waiting(person: Person) -> None:
    """Somebody has left their dossier on the screen."""
    _with("dossier", dossier=dossier())(person)
    person.wait(9)


BIRTH_PAPERS = ("open:list", "procedure:1.001193", "tab:papers")
ACTS: dict[str, tuple[World, Callable[[Person], object]]] = {
    "attract": (world(), lambda person: person.wait(50)),
    "start": (world(), _at()),
    "start_away": (world(reached=False), _at()),
    "start_nothing": (World(), _at()),
    "agencies": (world(), _at("open:agencies")),
    "fields": (world(), _at("open:audiences", "audience:Doanh nghiệp")),
    "audiences": (world(), _at("open:audiences")),
    "list": (world(), _at("open:list")),
    "list_long": (
        world(shelf=PlainShelf(more=many(130))),
        _at("open:audiences", "audience:Tổ chức", "field:Đường bộ"),
    ),
    "list_nothing": (World(), _at("open:list")),
    "search": (world(), _at("open:search", typed="cap doi giay")),
    "search_empty": (world(), _at("open:search")),
    "search_nothing": (world(), _at("open:search", typed="xyz")),
    "summary": (world(), _at(*PROCEDURE)),
    "summary_elsewhere": (world(), _at("open:list", "procedure:1.000005")),
    "summary_away": (world(reached=False), _at(*PROCEDURE)),
    "papers": (world(), _at(*PROCEDURE, "tab:papers", "case:1", "tick:2", "tick:3")),
    "steps": (world(), _at(*PROCEDURE, "tab:steps")),
    "law": (world(), _at(*PROCEDURE, "tab:law")),
    "full": (world(), _at("open:list", "procedure:1.000049")),
    "missing": (world(), _at(*PROCEDURE, "tab:papers", "tick:0", "check")),
    "complete": (world(), _at(*BIRTH_PAPERS, "tick:0", "tick:1", "check")),
    "way": (world(), _at(*PROCEDURE, "way:dat-dai")),
    "dossier_code": (world(), _at("open:dossier_code", typed="000.00.16.g04-2611")),
    "dossier_secret": (world(), _at("scan:000.00.16.G04-261120-0020", typed="K7P2")),
    "dossier": (world(), _with("dossier", dossier=dossier())),
    "dossier_late": (world(), _with("dossier", dossier=LATE)),
    "dossier_ready": (world(), _with("dossier", dossier=READY)),
    "dossier_incomplete": (world(), _with("dossier", dossier=LACKS)),
    "dossier_asks": (world(), _waiting),
    "feedback": (world(), _at("open:feedback")),
    "feedback_text": (world(), _at(*SUGGESTION, typed="theem ghees ngooif")),
    "feedback_contact": (world(), _at(*SUGGESTION, "type:a", "enter", typed="0900")),
    "feedback_done": (world(), _with("feedback_done", receipt="GY-2311-07")),
    "map": (world(), _at("open:map")),
    "info": (world(), _at("open:info")),
    "pin": (world(), _with("pin", typed="24")),
    "technician": (world(), _with("technician")),
    "working": (world(), _press(Working("taking"))),
    "taken": (world(), _press(Taken("A012", printed=True))),
    "remember": (world(), _press(Taken("A012", printed=False))),
    "no_answer": (world(), _press(Told("no_answer"))),
    "unknown_dossier": (world(), _press(Refused(m.Reason.UNKNOWN_DOSSIER))),
    "no_back_office": (world(), _press(Refused(m.Reason.NO_BACK_OFFICE))),
}  # fmt: skip


def person_at(name: str, language: Language, look: Look) -> Person:
    """Somebody where this screen is seen."""
    known, act = ACTS[name]
    person = Person(known, language="vi")
    act(person)
    state = person.state
    if name == "technician":
        state = replace(state, lines=LINES)
    if name != "attract":
        visitor = replace(state.visitor, language=language, look=look)
        state = replace(state, visitor=visitor)
    person.state = state
    return person


def views(language: Language, look: Look) -> Iterator[tuple[str, View]]:
    """All of them."""
    for name in ACTS:
        yield name, person_at(name, language, look).view
