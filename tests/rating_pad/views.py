"""Views of a pad as its own pure functions make them, for whoever draws them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract import messages as m
from faces.texts import LANGUAGES, Language, load
from faces.touching import Look
from rating_pad import model
from rating_pad.model import State
from rating_pad.screens import Media, view
from rating_pad.settings import PadSettings
from rating_pad.touches import received, sent, touched
from rating_pad.view import PadView
from rating_pad.visitor import somebody
from tests.rating_pad.scene import A012, counter, finished, settings, visit

TEXTS = {language: load(language) for language in LANGUAGES}
AT = 100_000
LOOKS = {
    "plain": Look(),
    "large": Look(large=True),
    "contrast": Look(contrast=True),
    "low": Look(low=True),
    "all": Look(large=True, contrast=True, low=True),
}

DENSE = frozenset({
    "rate_five", "reason_five", "question_papers", "remark_long", "still_there", "about",
    "feedback", "receipt", "long_name", "technician",
})  # fmt: skip
"""The fullest of them, which any look is hardest on."""
FULL = settings(
    indices=["time", "contacts", "agencies", "attitude"],
    technician={"pin": "2468"},
    notices=[
        {"vi": "Thứ Bảy 28/11 Trung tâm nghỉ", "en": "The centre is closed on Saturday 28 November"}
    ],
)
FIVE = FULL.model_copy(update={"levels": tuple(m.Level)})
THREE = FULL.model_copy(
    update={"levels": (m.Level.VERY_SATISFIED, m.Level.SATISFIED, m.Level.DISSATISFIED)}
)
LONG = m.Officer(
    id="long",
    name="Nguyễn Phước Bảo Quỳnh Như Tường Vi",
    title="Phó Trưởng phòng, phụ trách bộ phận một cửa",
    agency="Sở Văn hóa, Thể thao và Du lịch thành phố Hồ Chí Minh",
)
FACTS = (
    ("Thiết bị", "pad-3 (mot-cua)"), ("Quầy", "3"), ("Phiên bản", "0.1.0"),
    ("Địa chỉ mạng", "192.168.10.23"), ("Máy chủ", "192.168.10.2:8883 · đã kết nối"),
    ("Chờ gửi", "0"), ("Đồng hồ", "23/11/2026 09:42 · đúng giờ"), ("Loa", "tốt"),
    ("Đĩa còn trống", "11200 MB"), ("Nhiệt độ", "51 °C"), ("Đã chạy", "161 phút"),
)  # fmt: skip
WRITTEN = "Cán bộ hướng dẫn chưa rõ, tôi phải đi lại ba lần. "


def at_rest(settings: PadSettings, language: Language, look: Look, **changes: object) -> State:
    """A pad that somebody has set up to be seen like this, and an open counter."""
    visitor = replace(somebody(settings, AT), language=language, look=look)
    drawn = counter(**changes)  # type: ignore[arg-type]
    state = State(visitor, reached=True, at=AT, stirred_at=AT)
    return model.seen(state, drawn, AT)


def after(state: State, touches: Sequence[str], settings: PadSettings) -> State:
    """The same after some touches."""
    for touch in touches:
        state, _ = touched(state, touch, state.at, settings)
    return state


def views(
    language: Language, look: Look, media: Media | None = None
) -> Iterator[tuple[str, PadView]]:
    """Every screen by name."""

    def show(state: State, settings: PadSettings = FULL) -> PadView:
        return view(state, settings, TEXTS, media)

    def went(*touches: str, settings: PadSettings = FULL) -> State:
        served = at_rest(settings, language, look, now=visit())
        return after(served, touches, settings)

    yield "rate", show(went())
    yield "rate_three", show(went(settings=THREE), THREE)
    yield "rate_five", show(went(settings=FIVE), FIVE)
    yield "chosen", show(went("very_satisfied"))
    yield "reason", show(went("dissatisfied"))
    yield "reason_five", show(went("very_dissatisfied", settings=FIVE), FIVE)
    yield "because", show(went("dissatisfied", "reason:waiting"))
    yield "question", show(went("satisfied", "questions"))
    yield "question_papers", show(went("satisfied", "questions", "answer:2"))
    remark = went("dissatisfied", "reason:money", "remark")
    yield "remark_empty", show(remark)
    typing = replace(remark.visitor, typed=WRITTEN)
    yield "remark", show(replace(remark, visitor=typing))
    yield "remark_long", show(replace(remark, visitor=replace(typing, typed=WRITTEN * 6)))
    late = replace(remark, at=AT + 11_000)
    yield "still_there", show(replace(late, visitor=typing))
    thanked = replace(went(), thanked_at=AT)
    yield "thanks", show(thanked)
    yield "thanks_offline", show(replace(thanked, reached=False))
    yield "about", show(went("feedback"))
    yield "about_offline", show(replace(went("feedback"), reached=False))
    feedback = went("feedback", "about:complaint")
    feedback = replace(feedback, visitor=replace(feedback.visitor, typed=WRITTEN * 4))
    yield "feedback", show(feedback)
    contact = after(feedback, ["enter"], FULL)
    yield "contact", show(contact)
    waits = sent(contact, A012)
    yield "sending", show(waits)
    yield "receipt", show(received(waits, A012, "PA-2K7F"))
    yield "kept", show(received(waits, A012, ""))
    idle = at_rest(FULL, language, look)
    yield "idle", show(idle)
    yield "helped", show(after(idle, ["help"], FULL))
    yield "paused", show(at_rest(FULL, language, look, status=m.CounterStatus.PAUSED))
    yield "on_call", show(at_rest(FULL, language, look, status=m.CounterStatus.ON_CALL))
    closed = at_rest(FULL, language, look, status=m.CounterStatus.CLOSED)
    yield "closed", show(closed)
    yield "dark", show(replace(closed, at=AT + 60_000))
    yield "dim", show(replace(idle, at=AT + 200_000))
    yield "offline", show(replace(idle, counter=None))
    yield "long_name", show(model.seen(idle, _of(LONG), AT))
    yield "after_all", show(at_rest(FULL, language, look, last=finished()))
    pin = replace(went().visitor, page="pin", typed="24")
    yield "pin", show(replace(went(), visitor=pin))
    technician = replace(pin, page="technician", typed="")
    yield "technician", show(replace(went(), visitor=technician, facts=FACTS))


def _of(officer: m.Officer) -> m.CounterState:
    return counter(visit()).model_copy(update={"officer": officer})
