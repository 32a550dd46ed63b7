"""What a citizen types, and what comes first."""

import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.index import Entry, build
from kiosk.questions import MOST_WORDS
from kiosk.search import Search
from kiosk.synonyms import Synonyms, read, sayings, usual
from tests.kiosk.shelf import SHELF, shelf


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    with shelf(tmp_path_factory.mktemp("index")) as opened:
        yield opened


def first(search: Search, query: str) -> str | None:
    return next((hit.code for hit in search.find(query)), None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Đăng ký khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("đăng kí khai sinh", "1.001193"),
        ("ddawng kys khai sinh", "1.001193"),
        ("d9a8ng ky1 khai sinh", "1.001193"),
        ("dang ky lai khai sinh", "1.004884"),
        ("dang ky khai tu", "1.000656"),
        ("dnag ky khai tu", "1.000656"),
        ("dang ky khia tu", "1.000656"),
        ("dangky khaisinh", "1.001193"),
        ("dangkylaikhaisinh", "1.004884"),
        ("tình trạng hôn", "1.004873"),
        ("tinhf trangj hoon nhaan", "1.004873"),
        ("hop thua", "1.012784"),
        ("hóa đơn điện tử", "1.010339"),
        ("hoa don dien tu", "1.010339"),
        ("trách nhiệm hữu hạn", "2.001583"),
        ("trac dia", "1.000049"),
        ("kien truc", "1.008991"),
        ("KIẾN TRÚC", "1.008991"),
    ],
)
def test_it_is_found_however_it_is_typed(search: Search, typed: str, code: str) -> None:
    assert first(search, typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("giấy độc thân", "1.004873"),
        ("nhập hộ khẩu", "1.004222"),
        ("nhap ho khau", "1.004222"),
        ("nhaapj hooj khaaur", "1.004222"),
        ("cắt khẩu", "1.003197"),
        ("tôi muốn đổi bằng lái", "3.000347"),
        ("mất sổ đỏ", "1.012786"),
        ("mat so do", "1.012786"),
        ("đổi sổ hồng", "1.012783"),
        ("tách sổ", "1.012784"),
        ("mở công ty", "2.001583"),
        ("giấy chứng tử", "1.000656"),
        ("giaays chuwngs tuwr", "1.000656"),
        ("nhap ho kahu", "1.004222"),
        ("bia do bi mat o cho", "1.012786"),
        ("chia dat cho ba dua con", "1.012784"),
        ("ông ngoại vừa mất ở quê", "1.000656"),
        ("mai mốt vợ tui sanh thì ra phường làm gì", "1.001193"),
    ],
)
def test_it_is_found_by_what_people_say(search: Search, typed: str, code: str) -> None:
    assert first(search, typed) == code


@pytest.mark.parametrize("typed", ["1.004873", "004873", "1.0048 73", " 1.004873 ", "4873"])
def test_it_is_found_by_its_code_or_a_part_of_it(search: Search, typed: str) -> None:
    assert first(search, typed) == "1.004873"


def test_a_whole_code_comes_before_longer_ones(tmp_path: Path) -> None:
    with shelf(tmp_path, Entry("1.0048731", "Khác")) as search:
        assert [hit.code for hit in search.find("1.004873")] == ["1.004873", "1.0048731"]


def test_the_last_word_may_go_on_and_the_others_may_not(search: Search) -> None:
    assert first(search, "khai s") == "1.001193"
    assert first(search, "kiến tr") == "1.008991"
    assert {hit.code for hit in search.find("thuong tru")} >= {"1.004222", "1.003197"}
    assert first(search, "tru ") in {"1.004222", "1.003197"}


def test_letter_by_letter_the_list_narrows_to_what_is_typed(search: Search) -> None:
    typed = "đăng ký thường trú"
    places = [
        [hit.code for hit in search.find(typed[:end])].index("1.004222")
        for end in range(typed.index("t"), len(typed) + 1)
    ]
    assert places[-1] == 0
    assert max(places) < len(SHELF)


def test_accents_that_were_typed_decide_between_words_that_fold_alike(tmp_path: Path) -> None:
    more = Entry("1.1", "Cấp phép đo"), Entry("1.2", "Cấp phép đỏ"), Entry("1.3", "Cấp phép độ")
    with shelf(tmp_path, *more) as search:
        assert [
            first(search, typed) for typed in ("phép đo", "phép đỏ", "phép độ", "phep ddooj")
        ] == [
            "1.1",
            "1.2",
            "1.3",
            "1.3",
        ]


def test_what_is_asked_for_most_comes_first_among_equals(tmp_path: Path) -> None:
    more = [Entry(f"9.{n}", f"Thuê xe số {n}", popularity=n % 7) for n in range(7)]
    with shelf(tmp_path, *more) as search:
        assert first(search, "thuê xe") == "9.6"


def test_shorter_names_come_first_and_the_name_counts_before_the_field(tmp_path: Path) -> None:
    more = (
        Entry("9.1", "Cấp phép bay đêm cho tàu bay không người lái trong khu đông dân"),
        Entry("9.2", "Cấp phép bay đêm"),
        Entry("9.3", "Sửa phép", field="bay đêm"),
    )
    with shelf(tmp_path, *more) as search:
        assert [hit.code for hit in search.find("phép bay đêm")][:3] == ["9.2", "9.1", "9.3"]


def test_words_in_their_order_come_before_the_same_words_elsewhere(tmp_path: Path) -> None:
    more = Entry("9.1", "Tàu cá neo bến cũ"), Entry("9.2", "Bến neo tàu cũ cá")
    with shelf(tmp_path, *more) as search:
        assert first(search, "neo tàu") == "9.2"
        assert first(search, "tàu cá neo") == "9.1"


def test_a_centre_may_say_things_its_own_way(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[phrases]\n"giấy xanh" = ["xác nhận tình trạng hôn nhân"]\n', encoding="utf-8")
    with shelf(tmp_path, synonyms=read(own)) as search:
        assert first(search, "giay xanh") == "1.004873"
        assert first(search, "nhập hộ khẩu") != "1.004222"


@pytest.mark.parametrize("text", ["phrases = 3", "[phrases]\nx = 1", "[other]", "not toml"])
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"phrases|other|Expected"):
        read(path)


def test_what_people_say_is_more_than_a_handful_and_says_each_thing_once() -> None:
    said = [saying.said for saying in sayings(usual())]
    assert len(usual().phrases) > 150
    assert len(said) == len(set(said))


@pytest.mark.parametrize("typed", ["", " ", "?!", "😀", "\x00", "្ខ្មែរ", "…"])
def test_nothing_to_look_for_finds_nothing(search: Search, typed: str) -> None:
    assert search.find(typed) == []


def test_no_more_are_returned_than_are_wanted(search: Search) -> None:
    assert len(search.find("dang ky", 2)) == 2
    assert search.find("dang ky", 0) == []


def test_an_empty_catalogue_can_be_searched(tmp_path: Path) -> None:
    build(tmp_path / "index.sqlite", [], Synonyms())
    with Search(tmp_path / "index.sqlite") as search:
        assert search.find("đăng ký") == []
        assert search.find("1.0") == []


def test_a_new_index_takes_the_place_of_the_old_one_under_an_open_search(tmp_path: Path) -> None:
    with shelf(tmp_path) as old:
        build(tmp_path / "index.sqlite", [Entry("1.1", "Khai sinh")], usual())
        assert first(old, "khai tử") == "1.000656"
    with Search(tmp_path / "index.sqlite") as new:
        assert [hit.code for hit in new.find("khai")] == ["1.1"]
    assert [path.name for path in tmp_path.iterdir()] == ["index.sqlite"]


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_text("nothing of the kind")
    with pytest.raises(sqlite3.Error):
        Search(tmp_path / "index.sqlite")


@given(st.text(max_size=80))
@example('"a OR b*')
@example("name : dang NEAR(ky, 2) AND -x ^khai")
@example("'; DROP TABLE entry; --")
@example("1.%_")
@example("1" * 10_000)
@example("đăng ký " * 2_000)
@example("a" * 10_000)
@example("\ud800")
@example("\u0130stanbul \u017fs \ufb01")
def test_no_question_is_too_strange(search: Search, typed: str) -> None:
    hits = search.find(typed)
    assert len(hits) <= len(SHELF)
    assert hits == sorted(hits, key=lambda hit: -hit.score)


@given(st.lists(st.sampled_from([entry.name for entry in SHELF]), min_size=1, max_size=3))
def test_a_whole_name_finds_itself_among_the_first(search: Search, names: list[str]) -> None:
    found = [hit.name for hit in search.find(names[0])]
    assert found[0] == names[0]
    together = {hit.name for hit in search.find(" ".join(names)[: MOST_WORDS * 4])}
    assert names[0] in together


def test_the_file_of_synonyms_is_what_the_package_reads() -> None:
    file = Path(__file__).parents[2] / "kiosk" / "synonyms.toml"
    assert Synonyms.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))) == usual()
