"""The catalogue on this kiosk's disk, open to be listed, searched and read.

A list and a search need no procedure as a whole; one that is looked at is read from the file.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from contract.catalogue import Procedure
from kiosk.indexer import rows
from kiosk.search import Search
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
        """Open a catalogue file and the index that `indexed` made for it.

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


def _keep(kept: "OrderedDict[str, V]", key: str, value: V) -> None:
    """Remember one more, and forget the oldest."""
    kept[key] = value
    if len(kept) > KEPT:
        kept.popitem(last=False)


def _listings(path: Path) -> Iterator[Listing]:
    known: dict[str, str] = {}

    def one(text: object) -> str:
        """The same words once in memory, however many procedures have them."""
        return known.setdefault(str(text or ""), str(text or ""))

    for row in map(json.loads, rows(path)):
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
            popularity=row.get("popularity", 0),
        )
