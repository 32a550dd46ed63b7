"""`motcua catalogue search`: finds what a kiosk would find, in the same order.

`finder` is the seam: whoever searches takes a query and a limit, and returns codes, best first.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from contract.catalogue import Catalogue
from faces.folding import fits
from runtime.catalogue_file import load

FOUND, NOT_FOUND = 0, 1

Finder = Callable[[str, int], Sequence[str]]
"""A query and a limit in, codes out, best first."""


def run(file: Path, queries: Iterable[str], limit: int, *, as_json: bool) -> int:
    """Search once, or for each line; 1 when a single search found nothing."""
    catalogue = load(file)
    find = finder(catalogue)
    names = {one.code: one.shown for one in catalogue.procedures}
    codes: Sequence[str] = ()
    for query in queries:
        codes = find(query.rstrip("\n"), limit)
        if as_json:
            print(json.dumps(list(codes)), flush=True)
        else:
            for code in codes:
                print(f"{code}  {names[code]}")
    return FOUND if codes or as_json else NOT_FOUND


def finder(catalogue: Catalogue) -> Finder:
    """Who searches: each word that was typed begins a word of the procedure's names."""
    by_use = sorted(catalogue.procedures, key=lambda one: -one.popularity)
    said = [(one.code, " ".join((one.title, one.name, *one.keywords))) for one in by_use]

    def find(query: str, limit: int) -> Sequence[str]:
        return [code for code, words in said if query.strip() and fits(query, words)][:limit]

    return find
