"""What a touch leads to, without any glass."""

from dataclasses import replace

import pytest

from contract import messages as m
from faces.touching import Look
from faces.wishes import Help
from kiosk import model
from kiosk.state import Taken
from kiosk.view import Card
from kiosk.wishes import PrintChecklist, SendFeedback, TakeNumber
from kiosk.world import World
from tests.kiosk.procedures import FEE, LAND, LONGEST
from tests.kiosk.scene import SETTINGS, Person, PlainShelf, blocks, many, world

PROCEDURE = ("open:list", f"procedure:{LAND.code}")
PAPERS = (*PROCEDURE, "tab:papers")


def cards(person: Person) -> list[str]:
    page = person.view.page
    assert page
    return [item.tile.text for item in page.items if isinstance(item, Card)]


# --- Looking for a procedure ---------------------------------------------------------------------


def test_somebody_goes_from_agency_over_field_to_a_procedure_and_back_the_same_way() -> None:
    person = Person()
    person.touch("open:agencies", "agency:Sở Nông nghiệp và Môi trường", "field:Đất đai")
    assert cards(person) == ["Đổi sổ đỏ"]
    person.touch(f"procedure:{LAND.code}")
    pages = [person.page, *(person.touch("back").page for _ in range(4))]
    assert pages == ["procedure", "list", "fields", "agencies", "start"]


def test_names_are_in_the_order_of_the_alphabet_where_d_comes_before_dd() -> None:
    shelf = PlainShelf(procedures=(), more=tuple(
        replace(many(1)[0], code=f"1.00000{at}", audience=(name,))
        for at, name in enumerate(("Đoàn thể", "Ông", "Doanh nghiệp", "Ơn", "Áo", "Ân"))
    ))  # fmt: skip
    person = Person(world(shelf=shelf)).touch("open:audiences")
    assert cards(person) == ["Áo", "Ân", "Doanh nghiệp", "Đoàn thể", "Ông", "Ơn"]


def test_the_most_used_come_first() -> None:
    assert cards(Person().touch("open:list"))[:2] == ["Đăng ký khai sinh", "Đổi sổ đỏ"]


def test_results_change_with_every_key() -> None:
    person = Person().touch("open:search")
    seen = [cards(person.type(letter))[:1] for letter in "khai"]
    assert seen == [["Đăng ký khai sinh"]] * 4
    assert cards(person.type("z")) == []
    assert cards(person.touch("erase"))


def test_telex_sets_marks_and_the_other_way_of_typing_leaves_letters_alone() -> None:
    person = Person().touch("open:search").type("ddaats")
    assert person.state.visitor.query == "đất"
    plain = Person().touch("open:search", "marks").type("ddaats")
    assert plain.state.visitor.query == "ddaats"


def test_the_way_back_to_a_search_finds_what_was_typed() -> None:
    person = Person().touch("open:search").type("khai")
    person.touch("procedure:1.001193", "back")
    assert (person.page, person.state.visitor.query) == ("search", "khai")


def test_internal_procedures_are_nowhere() -> None:
    person = Person()
    for touch in ("open:list", "open:search"):
        person.touch("home", touch).touch("procedure:6.000001")
        assert person.page != "procedure"
    assert "Đăng ký nội bộ" not in cards(person.type("noi bo"))
    person.touch("home", "scan:6.000001")
    assert person.page == "start"


def test_a_list_of_more_than_a_leaf_is_leafed_through() -> None:
    shelf = PlainShelf(more=many(130))
    person = Person(world(shelf=shelf))
    person.touch("open:audiences", "audience:Tổ chức", "field:Đường bộ")
    assert len(cards(person)) == 61
    seen = set(cards(person))
    for _ in range(2):
        seen |= set(cards(person.touch("more")))
    assert len([name for name in seen if name.startswith("Thủ tục")]) == len(
        {one.title for one in many(130)}
    )
    assert "less" in person.touchable()
    assert "more" not in person.touchable()


# --- A procedure ---------------------------------------------------------------------------------


def test_a_procedure_tells_who_where_how_long_and_what_it_costs_word_for_word() -> None:
    person = Person().touch(*PROCEDURE)
    told = blocks(person)
    for words in (LAND.name, FEE, "5 Ngày làm việc", "Quầy 1: đang mở", "Quầy 3: tạm dừng",
                  "20-40 phút", "7 người", "4 tại chỗ", "Toàn trình", "Công dân Việt Nam",
                  "Giấy chứng nhận quyền sử dụng đất"):  # fmt: skip
        assert words in told
    law = blocks(person.touch("tab:law"))
    assert "31/2024/QH15" in law
    assert "Cơ quan tiếp nhận hồ sơ kiểm tra" in blocks(person.touch("tab:steps"))


@pytest.mark.parametrize("tab", ["summary", "papers", "steps", "law"])
def test_every_tab_names_the_decision_and_the_day_of_the_catalogue(tab: str) -> None:
    page = Person().touch(*PROCEDURE, f"tab:{tab}").view.page
    assert page
    assert "2304/QĐ-BNNMT ngày 23/06/2025" in page.source
    assert "20/11/2026" in page.source


def test_the_longest_name_is_shown_whole_on_its_page() -> None:
    told = blocks(Person().touch("open:list", "procedure:1.000005"))
    assert len(told) > LONGEST


def test_what_this_centre_does_not_do_says_who_does() -> None:
    person = Person().touch("open:list", "procedure:1.000005")
    assert "Chi cục Hải quan khu vực" in blocks(person)
    assert "take" not in person.touchable()


# --- Papers and a number -------------------------------------------------------------------------


def test_ticked_papers_lead_to_what_is_missing_of_the_chosen_case() -> None:
    person = Person().touch(*PAPERS, "case:1", "tick:2", "tick:3", "check")
    told = blocks(person)
    assert "Còn thiếu 2 trong 4 giấy tờ" in told
    assert "Mảnh trích đo" in told
    assert "Bản gốc" not in told


def test_another_case_begins_anew() -> None:
    person = Person().touch(*PAPERS, "tick:0", "case:1")
    assert person.state.visitor.ticked == frozenset()


def test_papers_of_another_case_and_notes_cannot_be_ticked() -> None:
    person = Person().touch(*PAPERS, "tick:2", "tick:6", "tick:99", "tick:x")
    assert person.state.visitor.ticked == frozenset()


def test_a_number_is_asked_for_with_what_was_prepared() -> None:
    person = Person().touch(*PAPERS, "tick:0", "tick:5", "check", "take")
    errand = m.Errand(procedure=LAND.code, brought=(0, 5), missing=(1,))
    assert person.wishes == [TakeNumber("dat-dai", errand)]
    assert person.view.mode == "working"


def test_who_ticked_nothing_is_not_said_to_lack_everything() -> None:
    person = Person().touch(*PAPERS[:-1], "take")
    assert person.wishes == [TakeNumber("dat-dai", m.Errand(procedure=LAND.code))]


def test_the_list_is_printed_with_what_is_ticked() -> None:
    person = Person().touch(*PAPERS, "tick:1", "check", "print")
    assert person.wishes == [PrintChecklist(LAND.code, (0, 1, 5), frozenset({1}))]


FULL = {"queues": {"dat-dai": world().queues["dat-dai"].model_copy(update={"full": True})}}


@pytest.mark.parametrize(
    ("changes", "hours_later", "words", "what_to_do"),
    [
        ({"reached": False}, 0, "Mất kết nối, chưa lấy số được", "Xin gọi lễ tân"),
        ({}, 3, "Ngoài giờ lấy số", "Giờ lấy số: 07:00-11:30, 13:00-17:00"),
        (FULL, 0, "Hôm nay đã hết số", "Xin gọi lễ tân"),
    ],
)
def test_where_there_is_no_number_it_says_why_and_what_to_do_and_nothing_is_asked(
    changes: dict[str, object], hours_later: int, words: str, what_to_do: str
) -> None:
    person = Person(world(**changes))
    person.state = replace(person.state, now=person.state.now + hours_later * 3_600_000)
    assert what_to_do in blocks(person.touch(*PROCEDURE))
    assert what_to_do in blocks(person.touch("tab:papers", "check"))
    page = person.touch("take").view.page
    assert page
    assert page.main
    assert (page.main.text, page.main.enabled) == (words, False)
    assert person.wishes == []


def test_without_a_catalogue_a_search_says_so_and_not_that_nothing_was_found() -> None:
    told = blocks(Person(World()).touch("open:search").type("khai"))
    assert "Máy đang nhận danh mục thủ tục" in told


def test_a_touch_ends_what_is_told_and_does_nothing_else() -> None:
    person = Person().touch("open:list")
    person.state = replace(person.state, press=Taken("A001", printed=True))
    person.touch("home")
    assert person.page == "list"


def test_nothing_can_be_touched_while_a_wish_is_fulfilled() -> None:
    person = Person().touch(*PAPERS, "check", "take", "home", "take")
    assert len(person.wishes) == 1
    assert person.view.page is None


# --- What people say -----------------------------------------------------------------------------


def test_a_suggestion_is_written_and_sent_with_a_way_to_answer() -> None:
    person = Person().touch("open:feedback", "about:suggestion").type("theem ghees").touch("enter")
    person.type("0900").touch("enter")
    assert person.wishes == [SendFeedback(m.FeedbackKind.SUGGESTION, "Thêm ghế", "0900")]


def test_the_way_back_from_the_contact_finds_the_text() -> None:
    person = (
        Person().touch("open:feedback", "about:complaint").type("oonf aof").touch("enter", "back")
    )
    assert (person.page, person.state.visitor.typed) == ("feedback_text", "Ồn ào")


# --- The rest ------------------------------------------------------------------------------------


def test_help_is_asked_for_from_everywhere() -> None:
    assert Person().touch(*PROCEDURE, "help").wishes == [Help()]


def test_the_language_and_the_look_go_back_to_what_they_were() -> None:
    person = Person().touch("language", "size", "contrast", "low")
    changed = person.state.visitor
    assert (changed.language, changed.look) == ("en", Look(large=True, contrast=True, low=True))
    left = person.wait(61).state.visitor
    assert (left.language, left.look) == ("vi", Look())


def test_nobody_here_invites_from_afar_and_a_touch_begins() -> None:
    person = Person().wait(46)
    assert person.page == "attract"
    assert person.touchable() == ["begin"]
    assert person.touch("begin").page == "start"
    assert person.wait(46).touch("ear:toggle").page == "start"
    assert person.view.spoken


def test_the_plan_marks_the_counters_of_the_procedure() -> None:
    page = Person().touch(*PROCEDURE, "way:dat-dai").view.page
    assert page
    assert page.plan
    assert [spot.name for spot in page.plan.spots if spot.wanted] == ["1", "2", "3"]


def test_the_technician_needs_the_corner_and_the_pin() -> None:
    person = Person().touch("corner:down").wait(5.1)
    assert person.page == "pin"
    person.type("1111").touch("enter").type("2468").touch("enter")
    assert person.page == "technician"
    assert person.touch("back").page == "start"


def test_three_wrong_pins_lock_and_time_does_not_unlock_early() -> None:
    person = Person().touch("corner:down").wait(5.1)
    for _ in range(3):
        person.type("1111").touch("enter")
    person.wait(20).touch("corner:up", "corner:down").wait(5.1)
    assert person.type("2468").touch("enter").page == "pin"


def test_who_is_read_to_hears_every_paper_and_can_tick_it() -> None:
    person = Person().touch(*PAPERS, "ear:toggle")
    heard = []
    for _ in range(40):
        heard.append(person.view.spoken)
        if person.view.focus == "tick:0":
            break
        person.touch("ear:next")
    assert any("Đơn đăng ký biến động" in words for words in heard)
    person.touch("ear:confirm")
    assert person.state.visitor.ticked == frozenset({0})


def test_a_busy_kiosk_is_not_wiped() -> None:
    person = Person().touch(*PAPERS, "check", "take").wait(100)
    assert person.view.mode == "working"
    assert model.deadline(person.state, SETTINGS) > person.state.at
