"""`motcua catalogue show`: one procedure, as it is in a catalogue."""

import sys
from collections.abc import Iterator
from pathlib import Path

from contract.catalogue import Case, Paper, Procedure, Way
from provisioning.reading.cells import code as code_of
from runtime.catalogue_file import find

TOLD, UNKNOWN = 0, 1


def run(code: str, file: Path, *, as_json: bool) -> int:
    """Show a procedure; 1 when there is none of this code."""
    procedure = find(file, code_of(code))
    if procedure is None:
        sys.stderr.write(f"motcua catalogue show: no procedure {code} is in {file}\n")
        return UNKNOWN
    print(procedure.model_dump_json(indent=2) if as_json else "\n".join(lines(procedure)))
    return TOLD


def lines(one: Procedure) -> Iterator[str]:
    """A procedure for a person; what is not known is left out."""
    yield f"{one.code}  {one.name}"
    for label, text in _facts(one):
        if text:
            yield f"{label}: {text}"
    for label, texts in _lists(one):
        if texts:
            yield ""
            yield f"{label}:"
            yield from (f"  {text}" for text in texts)


def _facts(one: Procedure) -> Iterator[tuple[str, str]]:
    yield "title", one.title
    yield "levels", ", ".join(one.levels)
    yield "kind", one.kind
    yield "field", one.field
    yield "executing", one.agencies.executing
    yield "competent", one.agencies.competent
    yield "coordinating", one.agencies.coordinating
    yield "address", one.agencies.address
    yield "audience", ", ".join(one.audience)
    yield "queue", one.service or ""
    yield "on the spot", "yes" if one.on_the_spot else ""
    yield "online", one.online_level
    if one.decision:
        day = f" of {one.decision.date}" if one.decision.date else ""
        yield "published by", f"{one.decision.number}{day}"
    yield "portal", one.url
    yield "keywords", ", ".join(one.keywords)


def _lists(one: Procedure) -> Iterator[tuple[str, list[str]]]:
    yield "ways", [_way(way) for way in one.ways] or one.ways_text.splitlines()
    yield "papers", list(_papers(one.cases)) or one.cases_text.splitlines()
    yield "requirements", one.requirements.splitlines()
    yield "steps", list(one.steps)
    yield "results", [" ".join(filter(None, (out.name, out.code))) for out in one.outcomes]
    yield (
        "law",
        [" ".join(filter(None, (law.number, law.name))) for law in one.bases]
        or one.bases_text.splitlines(),
    )


def _way(way: Way) -> str:
    said = (way.time_limit, way.fee, way.description)
    return f"{way.form.replace('_', ' ')}: {'; '.join(filter(None, said)) or 'nothing is said'}"


def _papers(cases: tuple[Case, ...]) -> Iterator[str]:
    for case in cases:
        if case.when:
            yield f"{case.when}:"
        yield from (_paper(paper) for paper in case.papers)


def _paper(paper: Paper) -> str:
    counts = [
        f"{number} {one if number == 1 else several}"
        for number, one, several in (
            (paper.originals, "original", "originals"),
            (paper.copies, "copy", "copies"),
        )
        if number
    ]
    behind = ", ".join([*([paper.form] if paper.form else []), *counts])
    mark = "(note) " if paper.is_note else "- "
    return f"{mark}{paper.name}{f' [{behind}]' if behind else ''}"
