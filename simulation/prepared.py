"""What somebody prepared at a kiosk, in words: what an officer reads at the call."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from contract.catalogue import Procedure
from contract.messages import Errand
from kiosk.papers import every
from runtime.catalogue_file import find

LATEST = 64
"""So many procedures are kept; the page is drawn several times a second."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A procedure and its papers, by their names."""

    procedure: str
    brought: tuple[str, ...]
    missing: tuple[str, ...]


def prepared(errand: Errand | None, catalogue: Path | None) -> Prepared | None:
    """In words of the catalogue; what is not in it has its code alone."""
    if errand is None:
        return None
    known = _find(catalogue, errand.procedure) if catalogue else None
    if known is None:
        return Prepared(errand.procedure, (), ())
    names = {one.place: one.paper.name for one in every(known)}
    brought, missing = (
        tuple(names[place] for place in places if place in names)
        for places in (errand.brought, errand.missing)
    )
    return Prepared(known.title or known.name, brought, missing)


@lru_cache(maxsize=LATEST)
def _find(catalogue: Path, code: str) -> Procedure | None:
    return find(catalogue, code)
