"""What may be said about a procedure, and what is signed about a catalogue."""

import json

import pytest
from pydantic import ValidationError

from contract import messages as m
from contract.catalogue import Case, Paper, Procedure, row

STATE = m.CatalogueState(
    centre="mot-cua",
    version="0123456789abcdef",
    date="2026-12-01",
    serial=1_796_000_000_000,
    count=26,
    size=36_864,
    sha256="ab" * 32,
    path="/catalogue/0123456789abcdef.db",
    key="3c8eee7c",
    signature="A" * 86 + "==",
)


@pytest.mark.parametrize(
    "code", ["1.00119", "1001193", "1.0011930", "x.001193", "\N{FULLWIDTH DIGIT ONE}.001193", ""]
)
def test_a_code_is_a_figure_a_point_and_six_figures(code: str) -> None:
    with pytest.raises(ValidationError):
        Procedure(code=code, name="Đăng ký khai sinh")


@pytest.mark.parametrize(
    ("code", "internal"), [("1.001193", False), ("5.002544", True), ("6.000001", True)]
)
def test_codes_tell_what_is_internal(code: str, *, internal: bool) -> None:
    assert Procedure(code=code, name="Đăng ký khai sinh").is_internal is internal


def test_a_list_calls_a_procedure_by_its_title_if_it_has_one() -> None:
    name = "LIÊN THÔNG THỦ TỤC HÀNH CHÍNH"
    assert Procedure(code="2.000986", name=name).shown == name
    assert Procedure(code="2.000986", name=name, title="Khai sinh").shown == "Khai sinh"


@pytest.mark.parametrize(
    ("originals", "copies", "note"),
    [(0, None, True), (0, 0, True), (0, 1, False), (1, None, False), (None, None, False)],
)
def test_a_paper_of_which_none_is_wanted_is_a_note(
    originals: int | None, copies: int | None, *, note: bool
) -> None:
    assert Paper(name="Lưu ý", originals=originals, copies=copies).is_note is note


def test_a_row_says_only_what_is_known_and_can_be_read_back() -> None:
    cases = (Case(when="Nhờ người khác", papers=(Paper(name="Văn bản ủy quyền", originals=1),)),)
    procedure = Procedure(code="1.001193", name="Đăng ký khai sinh", cases=cases)
    assert json.loads(row(procedure)).keys() == {"code", "name", "cases"}
    assert Procedure.model_validate_json(row(procedure)) == procedure


def test_everything_about_a_catalogue_is_signed_but_the_port_and_the_signature() -> None:
    signed = json.loads(m.signed_part(STATE))
    assert m.CatalogueState.model_fields.keys() - signed.keys() == {"port", "signature"}
    assert m.signed_part(STATE.model_copy(update={"port": 8091})) == m.signed_part(STATE)
    assert m.signed_part(STATE.model_copy(update={"count": 27})) != m.signed_part(STATE)


@pytest.mark.parametrize(
    "wrong",
    [{"path": "/catalogue/../centre.toml"}, {"path": "http://elsewhere/0123456789abcdef.db"},
     {"size": m.LARGEST_CATALOGUE + 1}, {"version": "../../x"}],
)  # fmt: skip
def test_a_state_names_no_other_place_and_nothing_too_large(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        m.CatalogueState.model_validate({**STATE.model_dump(), **wrong})


def test_what_would_be_metres_of_paper_or_no_qr_code_is_no_procedure() -> None:
    papers = (Paper(name="Tờ khai"),)
    Procedure(code="1.001193", name="Khai sinh", cases=(Case(papers=papers * 200),))
    with pytest.raises(ValidationError):
        Case(papers=papers * 201)
    with pytest.raises(ValidationError):
        Procedure(code="1.001193", name="Khai sinh", url="https://x.vn/" + "u" * 500)
