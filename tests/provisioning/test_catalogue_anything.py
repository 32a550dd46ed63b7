"""Whatever stands in a file, an import takes it or says why not, and what it makes is sound."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from provisioning.command import main
from provisioning.reading.columns import COLUMNS
from runtime.catalogue_file import load

FRAGMENTS = st.sampled_from(
    [
        "Hình thức nộpThời gianPhí, lệ phíMô tả", "Trực tiếp", "Trực tuyến", "3 Ngày làm việc", "1",
        "Miễn phí", "50,000 Việt Nam Đồng", "(", ")", "Tên giấy tờMẫu đơn, tờ khaiSố lượng",
        "1 bản chính", "021 bản chính", ",1 bản sao", "Mẫu 01.docx", "Tờ khai", " | ", "\n", ":",
        "Mã: KQ.G15.000031", "Tên văn bản pháp lýMã văn bản", "Luật Hộ tịch", "2020",
        "60/2014/QH13", "123/2015/NĐ-CP", "Không có thông tin", "x", "2026-12-01", ",", ";", '"',
        "9" * 20,
    ]
)  # fmt: skip
TEXT = st.lists(FRAGMENTS | st.text(st.characters(), max_size=8), max_size=12).map("".join)
CODES = st.sampled_from(["1.001193", "1.00119", "5.000001", "1.000656", ""]) | TEXT
VALUES = TEXT | st.integers() | st.booleans() | st.none() | st.lists(TEXT, max_size=2)
RECORDS = st.fixed_dictionaries(
    {"ma": CODES, "ten": TEXT},
    optional={name: VALUES for name in COLUMNS if name not in ("code", "name")},
)


def imported(content: bytes) -> int:
    """Import a file of this content; what was made of it can be read."""
    with TemporaryDirectory() as folder:
        file, out = Path(folder) / "list", Path(folder) / "c.db"
        file.write_bytes(content)
        code = main(["catalogue", "import", str(file), "--out", str(out)])
        assert out.exists() is (code != 2)
        if out.exists():
            procedures = load(out).procedures
            assert procedures
            assert not any(one.is_internal for one in procedures)
            assert len({one.code for one in procedures}) == len(procedures)
        return code


@given(records=st.lists(RECORDS, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_a_record_says_is_taken_or_told(records: list[dict[str, object]]) -> None:
    assert imported(json.dumps(records).encode()) in {0, 1, 2}


@given(content=st.binary(max_size=200) | TEXT.map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=200, deadline=None)
def test_whatever_a_file_is_it_is_taken_or_told(content: bytes) -> None:
    assert imported(content) in {0, 1, 2}
    assert imported(b"code,name\n1.001193,Khai sinh\n" + content) in {0, 1, 2}


def test_a_list_that_is_nested_without_end_is_told() -> None:
    assert imported(b"[" * 100_000) == 2
