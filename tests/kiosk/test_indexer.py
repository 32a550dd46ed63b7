"""An index is made in a process of its own, once for what it is made of."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contract.catalogue import Procedure
from kiosk.indexer import indexed
from kiosk.search import Search
from runtime import catalogue_file
from runtime.catalogue_file import CatalogueFileError, compiled

BIRTH = Procedure(code="1.001193", name="Thủ tục đăng ký khai sinh")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "procedures.catalogue"
    catalogue_file.write(path, compiled([BIRTH], "2026-11-20"))
    return path


async def test_it_is_made_once_and_found_again(catalogue: Path, tmp_path: Path) -> None:
    index = await indexed(catalogue, tmp_path, None)
    with Search(index) as search:
        assert [hit.code for hit in search.find("khai sinh")] == [BIRTH.code]
    made = index.stat().st_mtime_ns
    assert await indexed(catalogue, tmp_path, None) == index
    assert index.stat().st_mtime_ns == made


async def test_other_words_make_another_index(catalogue: Path, tmp_path: Path) -> None:
    words = tmp_path / "synonyms.toml"
    words.write_text('[phrases]\n"trẻ mới sinh" = ["khai sinh"]\n', encoding="utf-8")
    usual, own = [await indexed(catalogue, tmp_path, one) for one in (None, words)]
    assert usual != own
    with Search(own) as search:
        assert [hit.code for hit in search.find("tre moi sinh")] == [BIRTH.code]


async def test_a_damaged_procedure_is_said_in_one_line(catalogue: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(catalogue)) as file, file:
        file.execute("UPDATE procedure SET said = '{}'")
    with pytest.raises(CatalogueFileError, match=r"^no index of .*procedures\.catalogue: "):
        await indexed(catalogue, tmp_path, None)
