"""Lists of procedures become a catalogue, and what cannot be read is named by file and place."""

import json
from pathlib import Path

import pytest

from contract.catalogue import Catalogue, Decision, Form, Procedure
from provisioning.command import main
from runtime.catalogue_file import load

DATA = Path(__file__).parents[3] / "shared/data"
"""Published procedures, which lie beside the checkout."""
PROCEDURES, DETAILS = DATA / "procedures.csv", DATA / "procedure_details.json"
EXAMPLE = Path(__file__).parents[2] / "examples" / "catalogue.csv"
BIRTH = {"ma": "1.001193", "ten": "Thủ tục đăng ký khai sinh"}


class Desk:
    """A technician's folder: files in, one catalogue out, and what was said on the way."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.out = folder / "catalogue.db"
        self.said = ""
        self.told = ""

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def import_(self, *files: Path, more: tuple[str, ...] = ()) -> int:
        words = ["catalogue", "import", *map(str, files), "--out", str(self.out), *more]
        code = main([*words, "--date", "2026-12-01"])
        self.told, self.said = self._capsys.readouterr()
        self.said = self.said.replace(f"{self.folder}/", "")
        return code

    def json(self, *items: object) -> Path:
        return self.file("list.json", json.dumps(items, ensure_ascii=False))

    def one(self, **cells: object) -> Procedure:
        """The procedure of one record."""
        assert self.import_(self.json({**BIRTH, **cells})) == 0, self.said
        [procedure] = self.catalogue.procedures
        return procedure

    @property
    def catalogue(self) -> Catalogue:
        return load(self.out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


# --- Real lists -----------------------------------------------------------------------------------


def test_all_that_is_published_is_read_but_what_is_internal(desk: Desk) -> None:
    assert desk.import_(PROCEDURES, DETAILS) == 0
    said = desk.said.splitlines()
    assert len(said) == 52
    assert all("is an internal procedure, left out" in words for words in said)
    procedures = {one.code: one for one in desk.catalogue.procedures}
    assert len(procedures) == 1279
    assert not any(one.is_internal for one in procedures.values())
    assert max(len(one.name) for one in procedures.values()) > 600
    assert sum(bool(one.cases) for one in procedures.values()) == 30
    birth = procedures["1.001193"]
    assert (birth.kind, birth.decision) == (
        "TTHC được giao luật quy định chi tiết", Decision(number="163/QĐ-BTP"),
    )  # fmt: skip
    assert [way.form for way in birth.ways] == [Form.ONLINE, Form.POST, Form.IN_PERSON]


def test_the_order_of_files_does_not_matter_where_one_has_details(desk: Desk) -> None:
    desk.import_(PROCEDURES, DETAILS)
    version = {one.code: one.ways for one in desk.catalogue.procedures}
    desk.import_(DETAILS, PROCEDURES)
    assert {one.code: one.ways for one in desk.catalogue.procedures} == version


def test_the_same_lists_make_the_same_file(desk: Desk) -> None:
    desk.import_(PROCEDURES, DETAILS)
    before = desk.out.read_bytes()
    desk.import_(PROCEDURES, DETAILS)
    assert desk.out.read_bytes() == before


def test_the_example_is_read_without_a_word(desk: Desk) -> None:
    assert desk.import_(EXAMPLE) == 0
    assert desk.said == ""
    procedures = desk.catalogue.procedures
    assert len(procedures) == 26
    assert all(one.cases and one.steps and one.ways and one.service for one in procedures)


# --- One record -----------------------------------------------------------------------------------


def test_what_says_nothing_is_nothing(desk: Desk) -> None:
    one = desk.one(co_quan="Không có thông tin", yeu_cau="Không có thông tin", cach_thuc="")
    assert (one.agencies.executing, one.requirements, one.ways) == ("", "", ())


def test_what_cannot_be_split_is_kept_whole(desk: Desk) -> None:
    one = desk.one(cach_thuc="Nộp tại quầy.", ho_so="Tờ khai.\nCăn cước.", can_cu="Luật Hộ tịch")
    assert (one.ways, one.cases, one.bases) == ((), (), ())
    assert one.ways_text == "Nộp tại quầy."
    assert one.cases_text == "Tờ khai.\nCăn cước."
    assert one.bases_text == "Luật Hộ tịch"


def test_names_are_kept_as_they_are_published(desk: Desk) -> None:
    name = "CÔNG BỐ DANH MỤC THỦ TỤC " + "rất dài " * 120
    one = desk.one(ten=name)
    assert one.name == name.strip()
    assert one.title == ""


def test_a_centres_own_columns_are_read(desk: Desk) -> None:
    one = desk.one(
        service="ho-tich", tu_khoa="làm khai sinh; em bé", **{"4 tại chỗ": "x"}, popularity=120,
        ten_ngan="Khai sinh", so_quyet_dinh="163/QĐ-BTP", ngay_quyet_dinh="3/7/2025",
    )  # fmt: skip
    assert (one.service, one.keywords) == ("ho-tich", ("làm khai sinh", "em bé"))
    assert (one.on_the_spot, one.popularity, one.title) == (True, 120, "Khai sinh")
    assert one.decision == Decision(number="163/QĐ-BTP", date="2025-07-03")


def test_a_number_that_was_a_code_is_a_code_again(desk: Desk) -> None:
    desk.import_(desk.file("a.json", '[{"ma": 1.00119, "ten": "Khai sinh"}]'))
    assert [one.code for one in desk.catalogue.procedures] == ["1.001190"]


def test_what_show_tells_as_json_can_be_read_again(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.import_(EXAMPLE)
    before = desk.catalogue.procedures
    items = []
    for one in before:
        main(["catalogue", "show", one.code, "--file", str(desk.out), "--json"])
        items.append(json.loads(capsys.readouterr().out))
    assert desk.import_(desk.json(*items)) == 0
    assert desk.catalogue.procedures == before


# --- Several records of one code ------------------------------------------------------------------


def test_the_record_with_details_wins_and_the_other_fills_in(desk: Desk) -> None:
    bare = {**BIRTH, "linh_vuc": "Hộ tịch", "ket_qua": ""}
    detailed = {**BIRTH, "linh_vuc": "Tư pháp", "ket_qua": "Giấy khai sinh"}
    desk.import_(desk.json(detailed, {**bare, "doi_tuong": "Công dân Việt Nam"}))
    [one] = desk.catalogue.procedures
    assert (one.field, one.audience) == ("Tư pháp", ("Công dân Việt Nam",))


def test_the_centres_own_word_holds_whoever_has_the_details(desk: Desk) -> None:
    detailed = {**BIRTH, "ket_qua": "Giấy khai sinh", "tu_khoa": "cũ"}
    desk.import_(desk.json(detailed, {**BIRTH, "tu_khoa": "mới", "service": "ho-tich"}))
    [one] = desk.catalogue.procedures
    assert (one.keywords, one.service, len(one.outcomes)) == (("mới",), "ho-tich", 1)


def test_two_names_of_one_code_are_told(desk: Desk) -> None:
    assert desk.import_(desk.json(BIRTH, {**BIRTH, "ten": "Khai sinh"})) == 0
    assert 'item 2: 1.001193 has two names; "Khai sinh" is kept' in desk.said


def test_two_codes_of_one_name_are_kept(desk: Desk) -> None:
    desk.import_(desk.json(BIRTH, {**BIRTH, "ma": "1.001194"}))
    assert len(desk.catalogue.procedures) == 2


def test_queues_come_from_a_list_of_fields(desk: Desk) -> None:
    queues = desk.file("q.csv", "field;service\nhộ tịch;ho-tich\n")
    own = {**BIRTH, "ma": "1.000656", "linh_vuc": "Hộ tịch", "service": "cu-tru"}
    lists = desk.json({**BIRTH, "linh_vuc": "Hộ tịch"}, own, {**BIRTH, "ma": "1.000001"})
    assert desk.import_(lists, more=("--services", str(queues))) == 0
    queue = {one.code: one.service for one in desk.catalogue.procedures}
    assert queue == {"1.001193": "ho-tich", "1.000656": "cu-tru", "1.000001": None}


# --- What goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"ma": ""}, "item 2: has no code"),
        ({"ten": "Không có thông tin"}, "item 2: has no name"),
        ({"ma": "TTHC-12"}, "item 2: code: must match pattern"),
        ({"service": "Hộ tịch"}, "item 2: service: must match pattern"),
        ({"4 tại chỗ": "có thể"}, 'item 2: "có thể" is neither yes (x) nor no'),
        ({"so_quyet_dinh": "1", "ngay_quyet_dinh": "hôm qua"}, '"hôm qua" is no day'),
        ({"popularity": "nhiều"}, 'popularity is "nhiều", and must be a whole number'),
        ({"hinh_thuc": "bồ câu"}, '"bồ câu" is no way to hand in'),
    ],
)
def test_a_bad_record_is_left_out_and_named(desk: Desk, cells: dict[str, str], words: str) -> None:
    assert desk.import_(desk.json({**BIRTH, "ma": "1.000656"}, {**BIRTH, **cells})) == 1
    assert f"list.json, {words}" in desk.said or words in desk.said
    assert [one.code for one in desk.catalogue.procedures] == ["1.000656"]


def test_rows_are_named_by_the_line_where_they_begin(desk: Desk) -> None:
    rows = 'ma;ten\n1.001193;"Đăng ký\nkhai sinh"\n;Không mã\n1.000656;Khai tử;thừa\n'
    assert desk.import_(desk.file("a.csv", rows)) == 1
    assert "a.csv, line 4: has no code" in desk.said
    assert "a.csv, line 5 has 3 cells, and the first line 2" in desk.said
    assert [one.name for one in desk.catalogue.procedures] == ["Đăng ký khai sinh"]


def test_a_quotation_mark_that_is_missing_ends_the_file_there(desk: Desk) -> None:
    rows = 'ma,ten\n1.001193,Khai sinh\n1.000656,"Khai tử\n1.000657,Khác\n'
    assert desk.import_(desk.file("a.csv", rows)) == 1
    assert "a.csv, line 3 and what follows is not CSV" in desk.said
    assert len(desk.catalogue.procedures) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_encodings_that_can_be_told_are_read(
    desk: Desk, encoding: str, separator: str
) -> None:
    rows = separator.join(("Mã thủ tục", "Tên thủ tục")) + "\r\n"
    rows += separator.join(("1.001193", "Đăng ký khai sinh")) + "\r\n"
    assert desk.import_(desk.file("a.csv", rows.encode(encoding))) == 0
    assert [one.name for one in desk.catalogue.procedures] == ["Đăng ký khai sinh"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("ma,ten\n1.001193,Cấp\n".encode("cp1258", errors="replace") + b"\xe3\n",
         "is not UTF-8; save the file as `CSV UTF-8`"),
        ("ma,ten\n1.001193,Đăng ký dân sự\n".encode().decode("latin-1").encode(),
         "were read with a wrong encoding"),
        ("tên,lĩnh vực\nKhai sinh,Hộ tịch\n", "no column for the code"),
        ("ma,ma_thu_tuc,ten\n", "two of its columns are for the code"),
        ("", "is empty"),
        ('[{"ma": "1.001193", ', "is not JSON"),
        ("[1, 2]", "item 1 is no procedure"),
    ],
)  # fmt: skip
def test_nothing_is_written_when_nothing_can_be_read(
    desk: Desk, content: str | bytes, words: str
) -> None:
    assert desk.import_(desk.file("a.csv", content)) == 2
    assert words in desk.said
    assert not desk.out.exists()


def test_a_file_that_is_not_there_is_named_and_the_others_are_read(desk: Desk) -> None:
    assert desk.import_(desk.folder / "none.csv", desk.json(BIRTH)) == 1
    assert "none.csv: cannot be read (No such file or directory)" in desk.said


def test_a_column_that_nobody_knows_is_told_with_the_nearest(desk: Desk) -> None:
    assert desk.import_(desk.json({**BIRTH, "linh_vucc": "Hộ tịch", "nguon": "x"})) == 0
    assert 'column "linh_vucc" is not known and passed over; was "linh vuc" meant?' in desk.said
    assert "nguon" not in desk.said


def test_letters_that_were_lost_are_told(desk: Desk) -> None:
    assert desk.import_(desk.json({**BIRTH, "ten": "Đăng k\ufffd"})) == 0
    assert "letters were lost" in desk.said


@pytest.mark.parametrize(
    "content",
    ['{"data": [%s], "total": 1}', '{"1.001193": %s}', "%s\n", "[%s]", "%s"],
)
def test_json_may_be_a_list_within_something_or_a_line_each(desk: Desk, content: str) -> None:
    item = json.dumps(BIRTH, ensure_ascii=False)
    assert desk.import_(desk.file("a.json", content % item)) == 0, desk.said
    assert [one.code for one in desk.catalogue.procedures] == ["1.001193"]


def test_what_was_made_is_told_in_one_line(desk: Desk) -> None:
    assert desk.import_(PROCEDURES, DETAILS) == 0
    assert desk.told == (
        f"{desk.out}: 1279 procedures as of 2026-12-01, version {desk.catalogue.version}; 30 with"
        " their papers, 52 internal ones and 0 others left out\n"
    )
