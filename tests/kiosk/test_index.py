"""A catalogue's procedures are found by all that is said of them."""

from pathlib import Path

import pytest

from contract.catalogue import Agencies, Procedure
from kiosk.index import build, entries
from kiosk.search import Search
from kiosk.synonyms import usual

BIRTH = Procedure(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    title="Khai sinh cho bé",
    field="Hộ tịch",
    agencies=Agencies(competent="Ủy ban nhân dân cấp xã"),
    keywords=("giấy chứng sinh",),
)
OTHER = Procedure(code="3.000347", name="Đổi giấy phép lái xe", field="Sát hạch")

INTERNAL = BIRTH.model_copy(update={"code": "6.000001"})


@pytest.mark.parametrize(
    "query", ["khai sinh", "cho bé", "chứng sinh", "hộ tịch", "ủy ban nhân dân", "1.001193"]
)
def test_a_procedure_is_found_by_what_is_said_of_it(tmp_path: Path, query: str) -> None:
    build(tmp_path / "index.db", entries([BIRTH, OTHER, INTERNAL]), usual())
    with Search(tmp_path / "index.db") as search:
        assert [hit.code for hit in search.find(query)] == ["1.001193"]
