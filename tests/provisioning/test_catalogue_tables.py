"""Cells that have run together are cut where that can be told, and kept whole where not."""

import json
from pathlib import Path

import pytest

from contract.catalogue import Basis, Form, Paper
from provisioning.reading import law, notes, tables
from provisioning.reading.cells import code, is_read_twice, items, tidy, yes

DATA = Path(__file__).parents[3] / "shared/data"
"""Published procedures, which lie beside the checkout."""
DETAILS = json.loads((DATA / "procedure_details.json").read_text(encoding="utf-8"))
WAYS, PAPERS = "Hình thức nộpThời gianPhí, lệ phíMô tả", "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAW = "Tên văn bản pháp lýMã văn bản"
by_code = pytest.mark.parametrize("one", DETAILS, ids=lambda one: str(one["ma"]))


def letters(text: str) -> str:
    """What people read of a text: no spaces, and no strokes before items."""
    return "".join(letter for letter in tidy(text) if letter.isalnum())


# --- Ways -----------------------------------------------------------------------------------------


@by_code
def test_every_published_way_is_cut_and_no_letter_is_lost(one: dict[str, str]) -> None:
    ways = tables.ways(one["cach_thuc"])
    assert ways
    said = letters("".join(f"{way.time_limit}{way.fee}{way.description}" for way in ways))
    whole = letters(one["cach_thuc"].removeprefix(WAYS).replace("Không có thông tin", ""))
    for name in ("Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính"):
        said, whole = said.replace(letters(name), ""), whole.replace(letters(name), "")
    assert said == whole


def test_time_fee_and_description_are_told_apart() -> None:
    text = f"{WAYS}Trực tiếp3 Ngày làm việc50,000 Việt Nam Đồng(theo lần (một))Tại quầy."
    [way] = tables.ways(text) or ()
    assert way.form is Form.IN_PERSON
    assert way.time_limit == "3 Ngày làm việc"
    assert way.fee == "50,000 Việt Nam Đồng (theo lần (một))"
    assert way.description == "Tại quầy."


def test_a_way_that_is_named_in_prose_begins_no_row() -> None:
    text = f"{WAYS}Trực tuyến5 NgàyMiễn phí- Trực tiếp: tại quầy.Trực tiếp5 NgàyMiễn phí"
    assert [way.form for way in tables.ways(text) or ()] == [Form.ONLINE, Form.IN_PERSON]


def test_brackets_that_are_not_closed_leave_all_to_the_fee() -> None:
    [way] = tables.ways(f"{WAYS}Trực tiếp5 NgàyMiễn phí(theo quy định. Tại quầy.") or ()
    assert (way.fee, way.description) == ("Miễn phí (theo quy định. Tại quầy.", "")


@pytest.mark.parametrize(
    "text",
    [f"{WAYS}Trực tiếp1150,000 Việt Nam Đồng", f"{WAYS}Nộp tại quầy.", "Trực tiếp5 NgàyMiễn phí"],
)
def test_what_may_mean_two_things_is_not_cut(text: str) -> None:
    assert tables.ways(text) is None


# --- Papers ---------------------------------------------------------------------------------------


@by_code
def test_every_published_paper_is_cut_and_no_letter_is_lost(one: dict[str, str]) -> None:
    cases = tables.cases(one["ho_so"])
    assert cases
    said = "".join(
        f"{case.when}"
        + "".join(f"{paper.name}{paper.form}{counted(paper)}" for paper in case.papers)
        for case in cases
    )
    assert letters(said) == letters(one["ho_so"].replace(PAPERS, ""))


def counted(paper: Paper) -> str:
    """The quantity as it is published."""
    originals = "" if paper.originals is None else f"{paper.originals} bản chính"
    return originals + ("" if paper.copies is None else f"{paper.copies} bản sao")


def test_papers_are_told_apart_by_case() -> None:
    text = f"Trẻ bị bỏ rơi:{PAPERS}Biên bản1 bản chính* Lưu ý:{PAPERS}Mang bản gốc.0 bản chính"
    first, second = tables.cases(text) or ()
    assert (first.when, second.when) == ("Trẻ bị bỏ rơi", "Lưu ý")
    assert first.papers == (Paper(name="Biên bản", originals=1),)
    assert second.papers[0].is_note


@pytest.mark.parametrize(
    ("cell", "paper"),
    [
        ("Giấy đề nghị - Mẫu 021 bản chính", Paper(name="Giấy đề nghị - Mẫu 02", originals=1)),
        ("Ảnh12 bản chính", Paper(name="Ảnh", originals=12)),
        ("Căn cước0 bản chính,1 bản sao", Paper(name="Căn cước", originals=0, copies=1)),
        ("Căn cước2 bản sao", Paper(name="Căn cước", copies=2)),
        (
            "Nộp 01 bản chính hoặc bản sao1 bản chính",
            Paper(name="Nộp 01 bản chính hoặc bản sao", originals=1),
        ),
        ("Đơn đề nghịMẫu số 01.docx1 bản chính",
         Paper(name="Đơn đề nghị", form="Mẫu số 01.docx", originals=1)),
        ("Đơn TNHHa.docx1 bản chính", Paper(name="Đơn TNHHa.docx", originals=1)),
    ],
)  # fmt: skip
def test_a_quantity_and_a_template_are_cut_from_a_name(cell: str, paper: Paper) -> None:
    [case] = tables.cases(f"--{PAPERS}{cell}") or ()
    assert case.papers == (paper,)


def test_papers_that_a_person_wrote_are_read_by_case() -> None:
    cases = notes.cases(
        "- Tờ khai | Mẫu 01 | 1 bản chính\nCăn cước\nỦy quyền:\nVăn bản | 1 bản sao"
    )
    assert cases is not None
    assert cases[0].papers == (
        Paper(name="Tờ khai", form="Mẫu 01", originals=1), Paper(name="Căn cước"),
    )  # fmt: skip
    assert cases[1].when == "Ủy quyền"
    assert cases[1].papers == (Paper(name="Văn bản", copies=1),)


def test_papers_in_prose_are_kept_whole() -> None:
    assert tables.cases("Tờ khai và căn cước.") is None
    assert notes.cases("Tờ khai và căn cước.") is None


# --- Results and law ------------------------------------------------------------------------------


@by_code
def test_every_published_result_is_cut(one: dict[str, str]) -> None:
    outcomes = tables.outcomes(one["ket_qua"])
    assert len(outcomes) == one["ket_qua"].count("Mã: ")
    assert all(outcome.name and "Mã: " not in outcome.name for outcome in outcomes)


@pytest.mark.parametrize(
    ("cells", "basis"),
    [
        ("Luật Doanh nghiệp59/2020/QH14", Basis(name="Luật Doanh nghiệp", number="59/2020/QH14")),
        ("Luật sửa đổi 202076/2025/QH15", Basis(name="Luật sửa đổi 2020", number="76/2025/QH15")),
        (
            "Luật 65/2006/QH1165/2006/QH11",
            Basis(name="Luật 65/2006/QH11", number="65/2006/QH11"),
        ),
        (
            "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ66.7/2025/NQ-CP",
            Basis(name="Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", number="66.7/2025/NQ-CP"),
        ),
    ],
)
def test_a_number_is_cut_from_the_title_of_a_law(cells: str, basis: Basis) -> None:
    assert law.bases(f"{LAW}{cells}") == (basis,)
    first, _ = law.bases(f"{LAW}{cells}nghị định mới1/2026/NĐ-CP") or ()
    assert first == basis


@pytest.mark.parametrize(
    "cells", ["Cơ chế một cửa118/2025/NĐ-CNghị định", "Quyết định 1234512/2025/QĐ-XYZ", "Luật"]
)
def test_law_that_may_mean_two_things_is_kept_whole(cells: str) -> None:
    assert law.bases(f"{LAW}{cells}") is None


def test_law_can_be_cut_for_almost_all_that_is_published() -> None:
    whole = [one["ma"] for one in DETAILS if law.bases(one["can_cu"]) is None]
    assert whole == ["1.013992"]


# --- Cells ----------------------------------------------------------------------------------------


def test_a_comma_within_a_name_ends_no_item() -> None:
    said = "Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp"
    assert items(said) == (
        "Cán bộ, công chức, viên chức", "Tổ chức (không bao gồm doanh nghiệp, HTX)", "Doanh nghiệp",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["Không có thông tin", " KHÔNG CÓ THÔNG TIN ", "-", "\u200b", ""])
def test_what_says_nothing_is_nothing(said: str) -> None:
    assert tidy(said) == ""


def test_letters_are_composed_and_what_nobody_sees_is_taken_away() -> None:
    assert tidy("Đăng\u00a0ky\u0301\u200b  khai sinh \r\n\r\n x") == "Đăng ký khai sinh\nx"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.00119", "1.001190"), ("1,001193", "1.001193"), ("2.0", "2.000000"),
     ("1.001193 ", "1.001193")],
)  # fmt: skip
def test_a_code_that_a_spreadsheet_took_for_a_number_is_mended(written: str, meant: str) -> None:
    assert code(written) == meant


def test_letters_that_were_read_twice_are_noticed() -> None:
    assert is_read_twice("Đăng ký".encode().decode("cp1252", errors="replace"))
    assert not is_read_twice("Đăng ký khai sinh, Ã và Â")


@pytest.mark.parametrize(
    ("said", "meant"), [("x", True), ("Có", True), ("", False), ("không", False)]
)
def test_yes_and_no_are_read(said: str, *, meant: bool) -> None:
    assert yes(said) is meant
