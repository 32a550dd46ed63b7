"""The papers of a procedure: which ones a case needs, and which of those somebody has. Pure."""

from dataclasses import dataclass

from contract.catalogue import Paper, Procedure
from contract.messages import MOST_PAPERS, Errand


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper with its place in the catalogue's order, from 0."""

    place: int
    paper: Paper


def cases(procedure: Procedure) -> tuple[str, ...]:
    """The cases to choose from; none where all papers are for everybody."""
    named = tuple(case.when for case in procedure.cases if case.when)
    return named if len(named) > 1 else ()


def needed(procedure: Procedure, chosen: int) -> tuple[Numbered, ...]:
    """The papers and notes of the chosen case, and of what is needed in all of them."""
    choice = cases(procedure)
    of = choice[min(chosen, len(choice) - 1)] if choice else ""
    numbered = iter(every(procedure))
    return tuple(
        one
        for case in procedure.cases
        for _, one in zip(case.papers, numbered, strict=False)
        if not choice or case.when in {"", of}
    )


def every(procedure: Procedure) -> tuple[Numbered, ...]:
    """All papers of all cases."""
    papers = (paper for case in procedure.cases for paper in case.papers)
    return tuple(Numbered(place, paper) for place, paper in enumerate(papers))


def to_bring(procedure: Procedure, chosen: int) -> tuple[Numbered, ...]:
    """Those that can be ticked: papers, not notes."""
    return tuple(one for one in needed(procedure, chosen) if not one.paper.is_note)


def missing(procedure: Procedure, chosen: int, ticked: frozenset[int]) -> tuple[Numbered, ...]:
    """Those that somebody does not have yet."""
    return tuple(one for one in to_bring(procedure, chosen) if one.place not in ticked)


def errand(procedure: Procedure, chosen: int, ticked: frozenset[int]) -> Errand:
    """What the officer sees at the call."""
    places = [one.place for one in to_bring(procedure, chosen)]
    has = tuple(place for place in places if place in ticked)
    lacks = tuple(place for place in places if place not in ticked) if ticked else ()
    return Errand(procedure=procedure.code, brought=has[:MOST_PAPERS], missing=lacks[:MOST_PAPERS])
