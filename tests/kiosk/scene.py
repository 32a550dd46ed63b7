"""A kiosk's world as its own pure functions see it, and somebody in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

from contract import messages as m
from contract.catalogue import Procedure
from faces.folding import fits
from faces.texts import LANGUAGES, Language, Texts, load
from faces.touching import Look
from kiosk import model
from kiosk.settings import KioskSettings
from kiosk.state import State
from kiosk.view import Block, View
from kiosk.visitor import somebody
from kiosk.wishes import Wish
from kiosk.world import Listing, World
from tests.kiosk.procedures import INTERNAL, LAND, LONG, PROCEDURES

NOW = round(datetime(2026, 11, 23, 2, 42, tzinfo=UTC).timestamp() * 1000)
AT = 1_000_000
DAY = "2026-11-23"


@dataclass(frozen=True)
class PlainShelf:
    """See `kiosk.world.Shelf`; words that begin with what was typed are found."""

    procedures: tuple[Procedure, ...] = (*PROCEDURES, INTERNAL)
    date: str = "2026-11-20"
    more: tuple[Listing, ...] = ()

    @property
    def listings(self) -> Sequence[Listing]:
        return (*map(listing, (one for one in self.procedures if not one.is_internal)), *self.more)

    def find(self, query: str) -> Sequence[Listing]:
        names = {one.code: f"{one.name} {one.title}" for one in self.procedures}
        return [one for one in self.listings if fits(query, names.get(one.code, one.title))][:30]

    def procedure(self, code: str) -> Procedure | None:
        return next((one for one in self.procedures if one.code == code), None)


def listing(one: Procedure) -> Listing:
    return Listing(
        one.code, one.shown, one.field, one.agencies.executing, one.audience, one.service or "",
        one.on_the_spot, one.popularity,
    )  # fmt: skip


def many(count: int) -> tuple[Listing, ...]:
    """Names of every length in one field."""
    return tuple(
        Listing(f"2.{at:06}", LONG[: 20 + at * 37 % 300], "Đường bộ", "Sở Xây dựng", ("Tổ chức",))
        for at in range(count)
    )


def centre() -> m.CentreState:
    services = {"dat-dai": "Đất đai, môi trường", "ho-tich": "Hộ tịch", "full": "Khoáng sản"}
    return m.CentreState(
        centre="mot-cua",
        name="Trung tâm Phục vụ hành chính công tỉnh",
        zone="Asia/Ho_Chi_Minh",
        hours=(m.Opening(start="07:00", end="11:30"), m.Opening(start="13:00", end="17:00")),
        day_turns="03:00",
        agencies=(
            m.DeclaredAgency(id="stnmt", name="Sở Nông nghiệp và Môi trường"),
            m.DeclaredAgency(id="tu-phap", name="Sở Tư pháp", names={"en": "Justice"}),
        ),
        services=tuple(
            m.DeclaredService(id=id_, name=name, agency="tu-phap" if id_ == "ho-tich" else "stnmt")
            for id_, name in services.items()
        ),
        classes=(m.DeclaredClass(id="normal", promise_s=1800, offered=False),),
    )


def world(**changes: object) -> World:
    """A centre on a Monday morning."""
    day = {"day": DAY, "seq": 7}
    queues = {
        id_: m.QueueState.model_validate(
            {"service": id_, "name": id_, "waiting": 7, "full": id_ == "full", **day}
        )
        for id_ in ("dat-dai", "ho-tich", "full")
    }
    waits = {
        "dat-dai": m.WaitsState.model_validate(
            {
                "service": "dat-dai",
                "at": NOW,
                "next": {"normal": {"low_s": 1200, "median_s": 1500, "high_s": 2380}},
                **day,
            }
        )
    }
    statuses = ("open", "open", "paused", "on_call", "closed", "open")
    counters = {
        str(at): m.CounterState.model_validate(
            {
                "counter": str(at),
                "status": m.CounterStatus(status),
                "services": ("dat-dai",) if at < 4 else ("ho-tich",),
                **day,
            }
        )
        for at, status in enumerate(statuses, 1)
    }
    known = World(PlainShelf(), centre(), queues, waits, counters, reached=True)
    return replace(known, **changes)  # type: ignore[arg-type]


SETTINGS = KioskSettings.model_validate(
    {
        "centre": "mot-cua",
        "device": "kiosk-1",
        "server": {"host": "nowhere"},
        "data": "/nowhere",
        "face": {"fullscreen": False},
        "catalogue": {"file": "/nowhere/catalogue.db"},
        "printer": {"driver": "simulated"},
        "technician": {"pin": "2468"},
        "slip": {
            "centre": "Trung tâm Phục vụ hành chính công tỉnh",
            "address": "Số 1 đường Trần Phú, phường Trung tâm",
            "hotline": "1900 0000",
        },
        "map": {
            "places": [
                {"counter": str(at), "x": x, "y": y}
                for at, (x, y) in enumerate(
                    [(0.05, 0.1), (0.35, 0.1), (0.65, 0.1), (0.95, 0.1), (0.95, 0.45), (0.95, 0.8)],
                    1,
                )
            ],
            "x": 0.2,
            "y": 0.92,
        },
        "notices": [
            {
                "title": "Nghỉ lễ Quốc khánh",
                "text": "Trung tâm nghỉ từ 02/9 đến hết 03/9. Hồ sơ trực tuyến vẫn được nhận.",
                "title_second": "National Day",
                "text_second": "The centre is closed on 2 and 3 September.",
            }
        ],
    }
)


@cache
def texts() -> dict[Language, Texts]:
    return {language: load(language) for language in LANGUAGES}


def dossier(**changes: object) -> m.Dossier:
    known = {
        "code": "000.00.16.G04-261120-0020",
        "procedure": LAND.name,
        "holder": "N***** V** A*",
        "stage": m.DossierStage.PROCESSING,
        "received": "2026-11-20",
        "due": "2026-11-27",
        "steps": (
            m.DossierStep(name="Tiếp nhận hồ sơ", done="2026-11-20"),
            m.DossierStep(name="Thẩm định tại Văn phòng đăng ký đất đai", done="2026-11-21"),
            m.DossierStep(name="Ký Giấy chứng nhận"),
            m.DossierStep(name="Trả kết quả"),
        ),
        **changes,
    }
    return m.Dossier.model_validate(known)


@dataclass
class Person:
    """Somebody at the kiosk, without any glass: touches what is there, and lets time pass."""

    world: World = field(default_factory=world)
    settings: KioskSettings = SETTINGS
    language: Language = "vi"
    look: Look = field(default_factory=Look)
    wishes: list[Wish] = field(default_factory=list)
    state: State = field(init=False)

    def __post_init__(self) -> None:
        visitor = replace(somebody(self.settings, AT), language=self.language, look=self.look)
        self.state = State(visitor, self.world, now=NOW, at=AT)

    def touch(self, *touches: str) -> "Person":
        """Touch one thing after another, as names of touches tell it."""
        for touch in touches:
            self.state, wish = model.touched(self.state, touch, self.settings, texts())
            if wish is not None:
                self.wishes.append(wish)
        return self

    def type(self, text: str) -> "Person":
        return self.touch(*(f"type:{letter}" for letter in text))

    def wait(self, seconds: float) -> "Person":
        at = self.state.at + round(seconds * 1000)
        now = self.state.now + round(seconds * 1000)
        self.state = model.timed(self.state, now, at, self.settings)
        return self

    @property
    def view(self) -> View:
        return model.view(self.state, self.settings, texts())

    @property
    def page(self) -> str:
        shown = self.view.page
        return shown.name if shown else ""

    def touchable(self) -> list[str]:
        return [tile.touch for tile in model.readable(self.view)]


def blocks(person: Person) -> str:
    """All that can be read on a page."""
    page = person.view.page
    assert page
    return "\n".join(
        "\n".join((item.heading, item.text, *(chip.text for chip in item.chips)))
        for item in page.items
        if isinstance(item, Block)
    )
