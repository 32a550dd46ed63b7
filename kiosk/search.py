"""Finding procedures while a citizen types: on the device, with no message to anybody."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from kiosk.questions import understand
from kiosk.ranking import Candidate, Term, score
from kiosk.vocabulary import Vocabulary

ENOUGH: Final = 20
"""So many that have all words make it needless to look for those that have some."""
MOST_WITH_ALL, MOST_WITH_SOME, MOST_IN_A_ROW = 60, 60, 30
"""Candidates that are ranked, of each way to look for them."""
WITH_SOME: Final = 900
"""Procedures that have any of the rare words of a question; commoner words are not asked for."""
MOST_OF_A_CODE: Final = 16
A_SENTENCE: Final = 5
"""From so many words on, a name that has them all in a row is what was meant."""
FEW: Final = 3
"""Terms of a short question, whose last word is needed however short it is."""

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

    def is_sound(self) -> bool:
        """Whether no page of the file is damaged, as far as SQLite can see; this reads all."""
        [(verdict,)] = self._file.execute("PRAGMA quick_check(1)")
        return bool(verdict == "ok")

    def find(self, query: str, limit: int = 20) -> list[Hit]:
        """Return what a citizen most likely means, the likeliest first.

        Args:
            query: What was typed so far, in any way and of any length; its last word may go on.
            limit: How many to return at most.
        """
        if _CODE.fullmatch(query) and (hits := self._by_code(query, limit)):
            return hits
        scores: dict[int, float] = {}
        for way in understand(query, self._vocabulary):
            asked = self._asked(way.terms)
            row = list(self._in_a_row(asked))
            for at, candidate in self._candidates(asked, row, way.meanings):
                worth = way.worth * score(way.terms, candidate)
                scores[at] = max(worth, scores.get(at, 0.0))
            if row and len(asked) >= A_SENTENCE:
                break
        best = sorted(scores, key=lambda at: (-scores[at], at))[:limit]
        return [self._hit(at, scores[at]) for at in best]

    def _by_code(self, typed: str, limit: int) -> list[Hit]:
        code = "".join(typed.split())[:MOST_OF_A_CODE]
        rows = self._file.execute(_BY_CODE, (code, code, code, limit))
        return [Hit(code, name, field, agency, 1.0) for _, code, name, field, agency in rows]

    def _hit(self, at: int, worth: float) -> Hit:
        sql = "SELECT code, name, field, agency FROM entry WHERE id = ?"
        code, name, field, agency = self._file.execute(sql, (at,)).fetchone()
        return Hit(code, name, field, agency, worth)

    def _candidates(
        self, terms: Sequence[Term], row: Sequence[int], meanings: Iterable[Sequence[Term]]
    ) -> Iterator[tuple[int, Candidate]]:
        found = dict.fromkeys([*row, *self._with_all(terms)])
        if len(found) < ENOUGH:
            for meaning in meanings:
                found |= dict.fromkeys(self._with_all(meaning))
            found |= dict.fromkeys(self._with_some(terms))
        marks = ", ".join("?" * len(found))
        sql = f"SELECT {_COLUMNS} FROM entry WHERE id IN ({marks})"  # noqa: S608 - marks only
        for at, *columns in self._file.execute(sql, list(found)):
            yield at, Candidate(*columns)

    def _asked(self, terms: Sequence[Term]) -> Sequence[Term]:
        """The terms without a last word of a letter or two, which begins half of all words.

        To ask for it takes longer than all others together; the ranking looks at it all the same.
        """
        last = terms[-1]
        if not last.begun or len(terms) < FEW or len(last.forms[0].key) > 2:  # noqa: PLR2004
            return terms
        if any(len(form.key) > 1 and form.key in self._vocabulary for form in last.forms):
            return [*terms[:-1], replace(last, begun=False)]
        return terms[:-1]

    def _in_a_row(self, terms: Sequence[Term]) -> Iterable[int]:
        """Those in whose name the words stand side by side."""
        if len(terms) == 1 or not all(term.forms for term in terms):
            return ()
        row = " + ".join(_quoted(term.forms[0].key, term) for term in terms)
        return self._matches(f"name : {row}", MOST_IN_A_ROW)

    def _with_all(self, terms: Sequence[Term]) -> Iterable[int]:
        if not all(term.forms for term in terms):
            return ()
        return self._matches(" AND ".join(map(_any_form, terms)), MOST_WITH_ALL)

    def _with_some(self, terms: Sequence[Term]) -> Iterable[int]:
        """Those that have the rarest of the words, most of them and the rarest first."""
        sure = [term for term in terms if term.forms and term.forms[0].quality == 1]
        rare: list[Term] = []
        entries = 0
        for term in sorted(sure or terms, key=lambda term: -term.weight):
            entries += sum(self._vocabulary.entries(form.key) for form in term.forms)
            if rare and entries > WITH_SOME:
                break
            if term.forms:
                rare.append(replace(term, begun=term.begun and len(terms) == 1))
        if not rare:
            return ()
        return self._matches(" OR ".join(map(_any_form, rare)), MOST_WITH_SOME, "ORDER BY rank")

    def _matches(self, match: str, limit: int, order: str = "") -> Iterable[int]:
        sql = f"SELECT rowid FROM found WHERE found MATCH ? {order} LIMIT ?"  # noqa: S608 - ours
        return (at for (at,) in self._file.execute(sql, (match, limit)).fetchall())


def _any_form(term: Term) -> str:
    """What matches any form of a term; keys are letters and digits, so that quoting is enough."""
    return f"({' OR '.join(_quoted(form.key, term) for form in term.forms)})"


def _quoted(key: str, term: Term) -> str:
    return f'"{key}" *' if term.begun else f'"{key}"'


def is_whole(path: Path) -> bool:
    """Whether there is an index that can be searched: a card may have lost some of it."""
    if not path.is_file():
        return False
    try:
        with Search(path) as search:
            return search.is_sound()
    except sqlite3.Error:
        return False
