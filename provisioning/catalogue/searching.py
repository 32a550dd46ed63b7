"""`motcua catalogue search`: finds what a kiosk would find, in the same order."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.index import build, entries
from kiosk.search import Hit, Search
from kiosk.synonyms import usual
from runtime.catalogue_file import load

FOUND, NOT_FOUND = 0, 1


def run(file: Path, queries: Iterable[str], limit: int, *, as_json: bool) -> int:
    """Search once, or for each line; 1 when a search for a person found nothing."""
    catalogue, hits = load(file), list[Hit]()
    with TemporaryDirectory(prefix="motcua-") as folder:
        index = Path(folder) / "index.db"
        build(index, entries(catalogue.procedures), usual())
        with Search(index) as search:
            for query in queries:
                hits = search.find(query.rstrip("\n"), limit)
                _tell(hits, as_json=as_json)
    if hits or as_json:
        return FOUND
    sys.stderr.write("motcua catalogue search: nothing is found\n")
    return NOT_FOUND


def _tell(hits: Sequence[Hit], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([hit.code for hit in hits]), flush=True)
    else:
        for hit in hits:
            print(f"{hit.code}  {hit.name}")
