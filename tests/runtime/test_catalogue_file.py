"""A catalogue as a file: whole or not there, the same bytes for the same words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contract.catalogue import Procedure
from runtime.catalogue_file import CatalogueFileError, about, compiled, find, load, write

BIRTH = Procedure(code="1.001193", name="Đăng ký khai sinh")
DEATH = Procedure(code="1.000656", name="Đăng ký khai tử")


def changed(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    catalogue = compiled([BIRTH, DEATH], "2026-12-01", ("a.csv",))
    write(tmp_path / "c.db", catalogue)
    assert load(tmp_path / "c.db") == catalogue
    assert about(tmp_path / "c.db").count == 2
    assert find(tmp_path / "c.db", "1.001193") == BIRTH
    assert find(tmp_path / "c.db", "9.999999") is None


def test_the_same_words_have_the_same_version_and_bytes_in_whatever_order(tmp_path: Path) -> None:
    one, other = compiled([BIRTH, DEATH], "2026-12-01"), compiled([DEATH, BIRTH], "2026-12-01")
    write(tmp_path / "one.db", one)
    write(tmp_path / "other.db", other)
    assert one.version == other.version
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "other.db").read_bytes()


def test_another_word_or_day_is_another_version() -> None:
    versions = {
        compiled([BIRTH], "2026-12-01").version,
        compiled([BIRTH], "2026-12-02").version,
        compiled([DEATH], "2026-12-01").version,
    }
    assert len(versions) == 3


def test_a_file_that_is_replaced_stays_whole_when_the_disk_fails(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    write(path, compiled([BIRTH], "2026-12-01"))
    path.with_name("c.db.new").mkdir()
    with pytest.raises(OSError, match=r"c\.db\.new"):
        write(path, compiled([DEATH], "2026-12-02"))
    assert load(path).procedures == (BIRTH,)


def test_fields_of_a_newer_writer_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    write(path, compiled([BIRTH], "2026-12-01"))
    changed(path, "UPDATE procedure SET said = json_set(said, '$.colour', 'red')")
    assert load(path).procedures == (BIRTH,)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM procedure", "has 0 procedures and says 1"),
        ("UPDATE about SET value = '2' WHERE name = 'format'", "is of another format"),
        ("UPDATE procedure SET said = '{}'", "1.001193: code: missing"),
        ("DROP TABLE about", "is no catalogue"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_in_words(
    tmp_path: Path, sql: str, words: str
) -> None:
    path = tmp_path / "c.db"
    write(path, compiled([BIRTH], "2026-12-01"))
    changed(path, sql)
    with pytest.raises(CatalogueFileError, match=words):
        load(path)


@pytest.mark.parametrize("content", [b"", b"not a database", b"code,name\n"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.db").write_bytes(content)
    with pytest.raises(CatalogueFileError, match="is no catalogue"):
        about(tmp_path / "c.db")


def test_a_missing_file_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFileError, match="there is no such file"):
        load(tmp_path / "c.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    write(path, compiled([BIRTH], "2026-12-01"))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(CatalogueFileError, match=r"is no catalogue|is damaged"):
        about(path)
