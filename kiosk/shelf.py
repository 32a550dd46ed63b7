"""The catalogue on this kiosk's disk, open to be listed, searched and read.

A list and a search need no procedure as a whole; one that is looked at is read from the file.
"""

import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from contract.catalogue import INTERNAL, Procedure
from kiosk.index import build, entries
from kiosk.search import Search, is_whole
from kiosk.synonyms import Synonyms
from kiosk.world import Listing
from runtime.catalogue_file import CatalogueFileError, about, find

V = TypeVar("V")

log = logging.getLogger(__name__)

MOST_FOUND = 30
"""So many procedures answer a search at most."""
KEPT = 24
"""So many of the last searches and procedures are remembered."""


class CatalogueShelf:
    """See `kiosk.world.Shelf`."""

    def __init__(self, path: Path, index: Path) -> None:
        """Open a catalogue file and the index that `prepare` made for it.

        Raises:
            CatalogueFileError, sqlite3.Error: One of them is damaged.
        """
        self._path = path
        self.date = about(path).date
        self.listings: Sequence[Listing] = tuple(_listings(path))
        self._by_code = {one.code: one for one in self.listings}
        self._search = Search(index)
        self._found: OrderedDict[str, tuple[Listing, ...]] = OrderedDict()
        self._read: OrderedDict[str, Procedure | None] = OrderedDict()

    def find(self, query: str) -> Sequence[Listing]:
        """See `Shelf`."""
        if query not in self._found:
            hits = self._search.find(query, MOST_FOUND)
            known = (self._by_code.get(hit.code) for hit in hits)
            _keep(self._found, query, tuple(one for one in known if one))
        return self._found[query]

    def procedure(self, code: str) -> Procedure | None:
        """See `Shelf`; what is internal or cannot be read is not there."""
        if code not in self._by_code:
            return None
        if code not in self._read:
            try:
                known = find(self._path, code)
            except CatalogueFileError as error:
                log.warning("%s", error)
                known = None
            _keep(self._read, code, known)
        return self._read[code]

    def close(self) -> None:
        """Let the files go."""
        self._search.close()


def prepare(path: Path, folder: Path, synonyms: Synonyms) -> Path:
    """The index of a catalogue, made where no whole one is yet; this takes a second or two.

    Another software or other synonyms make another one.

    Raises:
        CatalogueFileError: The catalogue is damaged.
        OSError: The index cannot be written.
    """
    made_of = f"{about(path).version} {version('motcua')} {synonyms.model_dump_json()}"
    index = folder / f"index-{sha256(made_of.encode()).hexdigest()[:16]}.db"
    if not is_whole(index):
        for old in folder.glob("index-*.db"):
            old.unlink(missing_ok=True)
        procedures = (Procedure.model_validate_json(said, extra="ignore") for said in _rows(path))
        build(index, entries(procedures), synonyms)
    return index


def _keep(kept: "OrderedDict[str, V]", key: str, value: V) -> None:
    """Remember one more, and forget the oldest."""
    kept[key] = value
    if len(kept) > KEPT:
        kept.popitem(last=False)


def _rows(path: Path) -> Iterator[str]:
    """What every procedure that citizens may see says, as JSON."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        for code, said in db.execute("SELECT code, said FROM procedure ORDER BY code"):
            if not code.startswith(INTERNAL):
                yield said


def _listings(path: Path) -> Iterator[Listing]:
    known: dict[str, str] = {}

    def one(text: object) -> str:
        """The same words once in memory, however many procedures have them."""
        return known.setdefault(str(text or ""), str(text or ""))

    for row in map(json.loads, _rows(path)):
        agencies = row.get("agencies", {})
        agency = agencies.get("executing") or agencies.get("competent")
        yield Listing(
            code=row["code"],
            title=row.get("title") or row["name"],
            field=one(row.get("field")),
            agency=one(agency),
            audience=tuple(map(one, row.get("audience", ()))),
            service=one(row.get("service")),
            on_the_spot=bool(row.get("on_the_spot")),
            online_level=one(row.get("online_level")),
            popularity=row.get("popularity", 0),
        )
