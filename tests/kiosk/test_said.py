"""Sayings whose words are found in any order, with others between them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.index import Entry
from kiosk.said import MOST_MEANT, Heard, said_of
from kiosk.spelling import padded, sounds
from kiosk.synonyms import Synonyms
from kiosk.vocabulary import Vocabulary
from tests.kiosk.shelf import ANYBODY, shelf
from tests.kiosk.test_search import first

MENDING = Entry("1.004859", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "Hộ tịch", "UBND")


def heard(name: str) -> Heard:
    return Heard(padded(sounds(name)), frozenset(sounds(name)))


def test_words_of_a_saying_are_found_in_any_order_and_torn_apart(tmp_path: Path) -> None:
    own = Synonyms(said_of={"cải chính hộ tịch": "sai nhầm tên đệm"})
    with shelf(tmp_path, MENDING, synonyms=own) as search:
        assert first(search, "tên của cháu có chữ đệm bị sai") == "1.004859"
        assert first(search, "dem nham") == "1.004859"


def test_words_of_different_sayings_add_up() -> None:
    own = Synonyms(phrases={"sổ đỏ": ("tách thửa",), "chia đất": ("tách thửa",)})
    assert said_of([heard("Tách thửa"), heard("Tách hộ")], own) == [["so", "do", "chia", "dat"], []]


def test_what_is_only_said_around_a_meaning_is_said_of_nothing() -> None:
    own = Synonyms(fillers=("làm",), phrases={"làm khẩu": ("tách hộ",)})
    assert said_of([heard("Tách hộ")], own) == [["khau"]]


def test_a_meaning_is_heard_with_its_accents() -> None:
    own = Synonyms(said_of={"khai tử": "chết"})
    assert said_of([heard("Đăng ký khai tử"), heard("Khai từ đầu")], own) == [["chet"], []]


def test_those_that_have_a_meaning_in_a_row_are_meant_and_no_others() -> None:
    own = Synonyms(said_of={"đăng ký khai tử": "chết"})
    others = ("Đăng ký lại khai tử", "Đăng ký hóa đơn điện tử, khai thuế")
    assert said_of([heard("Đăng ký khai tử"), *map(heard, others)], own) == [["chet"], [], []]
    assert said_of([*map(heard, others)], own) == [["chet"], ["chet"]]


def test_a_saying_for_many_is_said_of_those_that_have_little_else() -> None:
    many = [heard(f"Cấp lại giấy phép số {number} của cơ sở") for number in range(MOST_MEANT)]
    own = Synonyms(phrases={"mất": ("cấp lại",)})
    assert said_of([heard("Cấp lại thẻ"), *many], own) == [["mat"], *([] for _ in many)]


def test_the_same_name_from_every_province_is_one_name() -> None:
    own = Synonyms(said_of={"giấy phép xây dựng": "nhà"})
    many = [heard("Cấp giấy phép xây dựng đối với công trình theo tuyến trong đô thị")] * 34
    assert said_of(many, own) == [["nha"]] * 34


def test_a_meaning_without_words_is_said_of_nothing() -> None:
    assert said_of([heard("Tách hộ")], Synonyms(phrases={"gì": ("",)})) == [[]]


def test_what_people_have_words_for_comes_first_among_equals(tmp_path: Path) -> None:
    pair = (
        Entry("1.1", "Cấp thẻ hướng dẫn", "Du lịch", "Sở", ANYBODY),
        Entry("1.2", "Cấp thẻ thuyết minh", "Du lịch", "Sở", ANYBODY),
    )
    own = Synonyms(said_of={"thẻ thuyết minh": "bảo tàng"})
    with shelf(tmp_path, *pair, synonyms=own) as search:
        assert first(search, "cap the") == "1.2"
    with shelf(tmp_path, *pair, synonyms=Synonyms()) as search:
        assert first(search, "cap the") == "1.1"


def test_a_saying_is_seen_through_what_is_only_said_between_its_words(tmp_path: Path) -> None:
    own = Synonyms(fillers=("của tôi", "vừa"), phrases={"ba mất": ("đăng ký khai tử",)})
    with shelf(tmp_path, synonyms=own) as search:
        assert first(search, "ba của tôi vừa mất") == "1.000656"
        assert first(search, "ba cua toi vua mat") == "1.000656"


def test_words_that_tell_little_weigh_little(tmp_path: Path) -> None:
    more = Entry("1.1", "Người có công", "Người có công", "Sở"), Entry("1.3", "Tem gửi xe", "Xe")
    with shelf(tmp_path, *more, synonyms=Synonyms(faint=("có", "người"))) as search:
        assert first(search, "có người gửi") == "1.3"
    with shelf(tmp_path, *more, synonyms=Synonyms()) as search:
        assert first(search, "có người gửi") == "1.1"


def test_a_word_with_other_accents_is_another_word_and_a_bare_one_may_be_it(tmp_path: Path) -> None:
    shelf(tmp_path, synonyms=Synonyms(faint=("có",))).close()
    with closing(sqlite3.connect(tmp_path / "index.sqlite")) as file:
        vocabulary = Vocabulary(file)
    assert vocabulary.faint("co", "có")
    assert vocabulary.faint("co", "")
    assert not vocabulary.faint("co", "cờ")


def test_what_stands_for_a_saying_weighs_no_more_than_the_saying(tmp_path: Path) -> None:
    own = Synonyms(phrases={"bìa": ("chứng nhận quyền sử dụng đất",)})
    fire = Entry("1.9", "Cấp lại do cháy", "Đất đai", "Văn phòng", keywords=("bìa",))
    with shelf(tmp_path, fire, synonyms=own) as search:
        assert first(search, "bìa cháy") == "1.9"
