"""Every way a number came to be called, or waits, has its own plain sentences."""

from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract import messages as m
from faces.explaining import sentences
from faces.texts import LANGUAGES, Language, load

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = 1_795_399_200_000
"""Monday 23 November 2026, 09:00 in Hanoi."""
MINUTE = 60_000


def call(**changes: object) -> m.CallRecord:
    made = m.CallRecord(
        at=NINE + 17 * MINUTE,
        counter="3",
        policy="promised",
        waited_s=8 * 60,
        share=1300,
        oldest_waited_s=15 * 60,
        runner_up="C007",
        runner_up_share=950,
        before=("A008", "A009", "C005", "C006", "A010"),
        before_in_all=5,
    )
    return made.model_copy(update=changes)


def explained(*calls: m.CallRecord, **changes: object) -> m.Explained:
    known = m.Explained(
        label="A012",
        service_name="Đất đai",
        class_id="priority",
        promise_s=600,
        issued_at=NINE + 9 * MINUTE,
        arrival=NINE + 9 * MINUTE,
        stage=m.Stage.CALLED if calls else m.Stage.WAITING,
        stages=((NINE + 9 * MINUTE, "issued"), (NINE + 17 * MINUTE, "called")),
        calls=calls,
    )
    return known.model_copy(update=changes)


def said(known: m.Explained, language: Language = "vi") -> str:
    return " ".join(sentences(known, load(language), ZONE))


def test_a_call_by_the_promise_tells_share_runner_up_and_who_went_before() -> None:
    assert said(explained(call())) == (
        "Số A 012 (Ưu tiên, hứa 10 phút) được gọi lúc 09:17 đến quầy 3, sau 8 phút chờ."
        " Lúc đó số này đã dùng 130 % thời gian hứa, nhiều nhất trong những người quầy có thể gọi;"
        " kế tiếp là C 007 (95 %). Diện này được tính cộng thêm thời gian."
        " Trong lúc chờ, có 5 lượt gọi khác ở các quầy của lĩnh vực này, gần nhất là"
        " A 010, C 006, C 005."
    )


def test_the_same_in_english() -> None:
    assert said(explained(call()), "en") == (
        "Number A 012 (Priority, promised 10 minutes) was called at 09:17 to counter 3,"
        " after 8 minutes. It had used up 130 % of its promised wait, more than anybody else the"
        " counter could call; next was C 007 (95 %). Its class is given a head start. While it"
        " waited there were 5 other calls at the counters of its service, the latest"
        " A 010, C 006, C 005."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"share": 800}, "đã dùng 80 % thời gian hứa"),
        ({"share": 500, "runner_up_share": 400}, "chỉ kiêm lĩnh vực đó"),
        ({"share": 800, "runner_up_share": 1500}, "đến muộn quá giới hạn"),
        ({"policy": "fcfs"}, "đến sớm nhất"),
        ({"policy": "absolute"}, "diện ưu tiên trước"),
        ({"policy": "head_start"}, "cộng thêm thời gian cho diện ưu tiên"),
        ({"policy": "given", "reason": m.CallReason.NEEDS_HELP}, "người cần được giúp ngay"),
        ({"policy": "given"}, "ngoài thứ tự."),
        ({"policy": "reserved"}, "được giữ cho quầy 3"),
        ({"runner_up": None}, "không còn ai khác chờ"),
        ({"before": (), "before_in_all": 0}, "không có ai khác được gọi"),
        ({"waited_s": 20}, "sau chưa đến 1 phút chờ"),
    ],
)
def test_each_kind_of_call_has_its_reason(changes: dict[str, object], words: str) -> None:
    assert words in said(explained(call(**changes)))


def test_a_policy_without_words_is_passed_over() -> None:
    assert len(sentences(explained(call(policy="lottery")), load("vi"), ZONE)) == 2


def test_a_plain_share_needs_no_further_reason() -> None:
    assert "cộng thêm" not in said(explained(call(share=810)))


def test_an_appointment_that_was_called_before_its_slot_says_so() -> None:
    slot = explained(call(waited_s=0, share=0), class_id="appointment", arrival=NINE + 30 * MINUTE)
    assert "Số A 012 (Có hẹn trước, hứa 10 phút)" in said(slot)
    assert "được gọi trước 09:30" in said(slot)


def test_who_waits_is_told_who_goes_before_and_how_long() -> None:
    wait = m.Wait(low_s=1250, median_s=1500, high_s=1790)
    ahead = ("A010", "A009", "C001", "C002")
    assert sentences(explained(ahead=ahead, ahead_in_all=4, wait=wait), load("vi"), ZONE) == (
        "Số A 012 (Ưu tiên, hứa 10 phút) được lấy lúc 09:09, đang chờ lĩnh vực Đất đai.",
        "Lúc này có 4 số sẽ được gọi trước, đầu tiên là A 010, A 009, C 001.",
        "Dự kiến còn chờ 20-30 phút.",
    )


def test_who_is_next_is_told_so() -> None:
    assert "không có ai được gọi trước" in said(explained())


def test_an_appointment_waits_from_its_slot() -> None:
    assert "tính từ 09:30" in said(explained(arrival=NINE + 30 * MINUTE))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("issued called queued", "được chuyển tiếp"),
        ("issued called no_show queued", "vắng mặt khi được gọi"),
        ("issued called parked queued", "đã để riêng tại quầy"),
        ("issued called no_show queued called queued", "được chuyển tiếp"),
    ],
)
def test_who_waits_again_is_told_why(kinds: str, words: str) -> None:
    stages = tuple((NINE + n * MINUTE, kind) for n, kind in enumerate(kinds.split()))
    waits = explained(call(), stage=m.Stage.WAITING, stages=stages)
    assert words in said(waits)


@pytest.mark.parametrize(
    ("stage", "kinds", "words"),
    [
        (m.Stage.HELD, "no_show", "Đã gọi 1 lần không có mặt; số này tạm để riêng"),
        (m.Stage.NO_SHOW, "no_show no_show no_show", "Đã gọi 3 lần không có mặt, nên"),
        (m.Stage.FINISHED, "finished", "Đã phục vụ xong lúc 09:00"),
        (m.Stage.PARKED, "parked", "để riêng tại quầy từ 09:00"),
        (m.Stage.EXPIRED, "expired", "hết hiệu lực lúc 09:00"),
    ],
)
def test_what_became_of_it_is_told_at_the_end(stage: m.Stage, kinds: str, words: str) -> None:
    stages = tuple((NINE, kind) for kind in kinds.split())
    assert words in sentences(explained(call(), stage=stage, stages=stages), load("vi"), ZONE)[-1]


def test_a_number_that_was_taken_back_was_never_called() -> None:
    void = explained(stage=m.Stage.VOID, stages=((NINE, "voided"),))
    assert said(void) == (
        "Số A 012 (Ưu tiên, hứa 10 phút) được lấy lúc 09:09. Số này đã hủy lúc 09:00."
    )


def test_a_class_of_the_centres_own_is_named_in_its_own_words() -> None:
    assert "(Khách mời, hứa" in said(explained(class_id="guests", class_name="Khách mời"))


records = some.builds(
    call,
    policy=some.sampled_from(["promised", "fcfs", "absolute", "head_start", "given", "reserved"]),
    reason=some.none() | some.sampled_from(m.CallReason),
    runner_up=some.none() | some.just("C007"),
    share=some.integers(-1000, 5000),
    before_in_all=some.integers(0, 50),
)


@given(
    stage=some.sampled_from(m.Stage),
    calls=some.lists(records, max_size=2).map(tuple),
    kinds=some.lists(some.sampled_from(["issued", "called", "queued", "no_show", "parked"])),
    language=some.sampled_from(LANGUAGES),
)
def test_whatever_happened_is_told_in_one_to_four_sentences(
    stage: m.Stage, calls: tuple[m.CallRecord, ...], kinds: list[str], language: Language
) -> None:
    stages = tuple((NINE, kind) for kind in kinds)
    told = sentences(explained(stage=stage, calls=calls, stages=stages), load(language), ZONE)
    assert 1 <= len(told) <= 4
    assert all(sentence.endswith(".") for sentence in told)
    assert all(one != other for one, other in pairwise(told))
