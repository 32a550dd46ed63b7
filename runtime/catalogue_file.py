"""A catalogue as a file: one SQLite database that is never changed, only replaced by another.

Procedures are rows of JSON by code; what is said of the catalogue as a whole is beside them.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from contract.catalogue import Catalogue, Procedure, row
from runtime.explain import explain

FORMAT = 1
"""Of the tables; a file of another format is not read."""

_TABLES = """
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE procedure (code TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
"""


class CatalogueFileError(Exception):
    """A catalogue file cannot be used. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    version: str
    date: str
    count: int
    sources: tuple[str, ...]


def compiled(
    procedures: Iterable[Procedure], date: str, sources: tuple[str, ...] = ()
) -> Catalogue:
    """The catalogue of these procedures, whatever their order; each code stands once in them."""
    ordered = tuple(sorted(procedures, key=lambda procedure: procedure.code))
    version = hashlib.sha256(date.encode())
    for procedure in ordered:
        version.update(b"\n" + row(procedure).encode())
    return Catalogue(
        version=version.hexdigest()[:16], date=date, sources=sources, procedures=ordered
    )


def write(path: Path, catalogue: Catalogue) -> None:
    """Put a catalogue in place of whatever is at `path`, whole or not at all; raises `OSError`."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        _fill(beside, catalogue)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def _fill(path: Path, catalogue: Catalogue) -> None:
    about = {
        "format": FORMAT,
        "version": catalogue.version,
        "date": catalogue.date,
        "count": len(catalogue.procedures),
        "sources": catalogue.sources,
    }
    with closing(sqlite3.connect(path)) as db, db:
        # The file stands only once it is whole, so it needs no journal beside it.
        db.execute("PRAGMA journal_mode = OFF")
        db.executescript(_TABLES)
        db.executemany(
            "INSERT INTO about VALUES (?, ?)",
            ((name, json.dumps(value, ensure_ascii=False)) for name, value in about.items()),
        )
        db.executemany(
            "INSERT INTO procedure VALUES (?, ?)",
            ((procedure.code, row(procedure)) for procedure in catalogue.procedures),
        )


def about(path: Path) -> About:
    """What a file says of itself, after a look whether it is whole; raises `CatalogueFileError`."""
    with _opened(path) as db:
        (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise CatalogueFileError(f"{path}: is damaged ({verdict}); make or fetch it again")
        return _about(path, db)


def _about(path: Path, db: sqlite3.Connection) -> About:
    said = {name: json.loads(value) for name, value in db.execute("SELECT * FROM about")}
    (rows,) = db.execute("SELECT count(*) FROM procedure").fetchone()
    if said.get("format") != FORMAT:
        raise CatalogueFileError(f"{path}: is of another format; make it with this software")
    if said["count"] != rows:
        raise CatalogueFileError(f"{path}: has {rows} procedures and says {said['count']}")
    return About(said["version"], said["date"], rows, tuple(said["sources"]))


def load(path: Path) -> Catalogue:
    """All of a file; raises `CatalogueFileError`."""
    with _opened(path) as db:
        known = _about(path, db)
        rows = db.execute("SELECT code, said FROM procedure ORDER BY code")
        procedures = tuple(_procedure(path, code, said) for code, said in rows)
    return Catalogue(
        version=known.version, date=known.date, sources=known.sources, procedures=procedures
    )


def find(path: Path, code: str) -> Procedure | None:
    """One procedure of a file; raises `CatalogueFileError`."""
    with _opened(path) as db:
        said = db.execute("SELECT said FROM procedure WHERE code = ?", (code,)).fetchone()
    return None if said is None else _procedure(path, code, said[0])


def _procedure(path: Path, code: str, said: str) -> Procedure:
    """A row; fields that a newer writer has added are passed over."""
    try:
        return Procedure.model_validate_json(said, extra="ignore")
    except ValidationError as error:
        reason = explain(error, Procedure, json.loads(said))
        raise CatalogueFileError(f"{path}, {code}: {reason}; make the file again") from None


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise CatalogueFileError(f"{path}: there is no such file; check its name")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            yield db
    except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
        raise CatalogueFileError(
            f"{path}: is no catalogue ({error}); make one with `motcua catalogue import`"
        ) from None
