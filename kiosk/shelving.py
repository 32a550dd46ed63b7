"""A catalogue's procedures are put where they are found again: into the index of the search."""

from pathlib import Path

from contract.catalogue import Catalogue, Procedure
from kiosk.index import Entry, build
from kiosk.synonyms import Synonyms


def shelve(catalogue: Catalogue, index: Path, synonyms: Synonyms) -> None:
    """Build the index of a catalogue; raises `OSError` when it cannot be written."""
    build(index, map(entry, catalogue.procedures), synonyms)


def entry(procedure: Procedure) -> Entry:
    """A procedure as far as it is searched for; its title counts as a word of its own."""
    agencies = procedure.agencies
    title = (procedure.title,) if procedure.title else ()
    return Entry(
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        agency=agencies.executing or agencies.competent,
        audience=", ".join(procedure.audience),
        keywords=(*title, *procedure.keywords),
        popularity=procedure.popularity,
    )
