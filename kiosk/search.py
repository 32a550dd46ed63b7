"""Finding procedures while a citizen types: on the device, with no message to anybody."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from kiosk.questions import Way, understand
from kiosk.ranking import Candidate, Term, score
from kiosk.vocabulary import Vocabulary

ENOUGH: Final = 20
"""So many that have all words make it needless to look for those that have some."""
MOST_WITH_ALL, MOST_WITH_SOME, MOST_IN_A_ROW = 60, 60, 30
"""Candidates that are ranked, of each way to look for them."""
WITH_SOME: Final = 900
"""Procedures that have any of the rare words of a question; commoner words are not asked for."""

_CODE = re.compile(r"\s*\d[\d.\s]*")
_BY_CODE = (
    "SELECT id, code, name, field, agency FROM entry WHERE code LIKE '%' || ? || '%'"
    " ORDER BY code <> ?, code NOT LIKE ? || '%', id LIMIT ?"
)
_COLUMNS = "id, name_keys, name_sounds, other_keys, field_keys, agency_keys, mass, standing"


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that was found."""

    code: str
    name: str
    field: str
    agency: str
    score: float
    """Only to compare hits of one question."""


class Search:
    """An open index. To be closed, or used with `with`.

    Raises:
        sqlite3.Error: The file is no index; build it anew.
    """

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._vocabulary = Vocabulary(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def find(self, query: str, limit: int = 20) -> list[Hit]:
        """Return what a citizen most likely means, the likeliest first.

        Args:
            query: What was typed so far, in any way and of any length; its last word may go on.
            limit: How many to return at most.
        """
        if _CODE.fullmatch(query):
            if hits := self._by_code("".join(query.split())[:16], limit):
                return hits
        scores: dict[int, float] = {}
        for way in understand(query, self._vocabulary):
            for at, candidate in self._candidates(way):
                worth = way.worth * score(way.terms, candidate)
                scores[at] = max(worth, scores.get(at, 0.0))
        best = sorted(scores, key=lambda at: (-scores[at], at))[:limit]
        return [self._hit(at, scores[at]) for at in best]

    def _by_code(self, code: str, limit: int) -> list[Hit]:
        rows = self._file.execute(_BY_CODE, (code, code, code, limit))
        return [Hit(*row[1:], score=1.0) for row in rows]

    def _hit(self, at: int, worth: float) -> Hit:
        sql = "SELECT code, name, field, agency FROM entry WHERE id = ?"
        return Hit(*self._file.execute(sql, (at,)).fetchone(), score=worth)

    def _candidates(self, way: Way) -> Iterator[tuple[int, Candidate]]:
        found = dict.fromkeys(self._with_all(way.terms))
        if len(found) < ENOUGH:
            found |= dict.fromkeys(self._with_some(way.terms))
        marks = ", ".join("?" * len(found))
        sql = f"SELECT {_COLUMNS} FROM entry WHERE id IN ({marks})"  # noqa: S608 - marks only
        for at, *columns in self._file.execute(sql, list(found)):
            yield at, Candidate(*columns)

    def _with_all(self, terms: Sequence[Term]) -> Iterator[int]:
        """Those in whose name the words stand in a row, then those that have all of them."""
        if not all(term.forms for term in terms):
            return
        if len(terms) > 1:
            row = " + ".join(_quoted(term.forms[0].key, term) for term in terms)
            yield from self._matches(f"name : {row}", MOST_IN_A_ROW)
        yield from self._matches(" AND ".join(map(_any_form, terms)), MOST_WITH_ALL)

    def _with_some(self, terms: Sequence[Term]) -> Iterator[int]:
        """Those that have the rarest of the words, most of them and the rarest first."""
        rare: list[str] = []
        entries = 0
        for term in sorted((term for term in terms if term.forms), key=lambda term: -term.weight):
            entries += sum(self._vocabulary.entries(form.key) for form in term.forms)
            if rare and entries > WITH_SOME:
                break
            rare.append(_any_form(term))
        if rare:
            yield from self._matches(" OR ".join(rare), MOST_WITH_SOME, "ORDER BY rank")

    def _matches(self, match: str, limit: int, order: str = "") -> Iterable[int]:
        sql = f"SELECT rowid FROM found WHERE found MATCH ? {order} LIMIT ?"  # noqa: S608 - ours
        return (at for (at,) in self._file.execute(sql, (match, limit)).fetchall())


def _any_form(term: Term) -> str:
    """What matches any form of a term; keys are letters and digits, so that quoting is enough."""
    return f"({' OR '.join(_quoted(form.key, term) for form in term.forms)})"


def _quoted(key: str, term: Term) -> str:
    return f'"{key}" *' if term.begun else f'"{key}"'
