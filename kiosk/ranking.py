"""How well a procedure answers a question. Pure.

A question is a row of terms, each with its rarity as its weight. What counts, in this order: how
much of the question the procedure has, and where (its name before its keywords, its field, its
agency; with the accents that were typed before without); how much of it stands side by side as it
was typed; how much of the name it is, so that short names come first; whether the name begins with
it; and last how often the procedure is asked for.
"""

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

OTHER, FIELD, AGENCY = 0.9, 0.6, 0.35
"""What a word is worth that is not in the name, but in another place."""
OTHER_ACCENTS: Final = 0.8
"""... and in the name with other accents than those that were typed."""
BEGUN: Final = 0.9
"""... and when the last word is only the beginning of it."""
SIDE_BY_SIDE, IN_ORDER, OF_THE_NAME, AT_THE_START, STANDING = 0.35, 0.1, 0.22, 0.06, 0.2


@dataclass(frozen=True, slots=True)
class Form:
    """A word that may have been meant."""

    key: str
    quality: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question."""

    forms: tuple[Form, ...]
    """None when no procedure has such a word."""
    weight: float
    sound: str = ""
    """How it was typed, when it was typed with accents."""
    begun: bool = False
    """It is the last one and may go on."""


class Candidate(NamedTuple):
    """What is looked at of a procedure: words between spaces."""

    name: str
    sounds: str
    other: str
    field: str
    agency: str
    mass: float
    """Rarities of all words of the name."""
    standing: float


class _Place(NamedTuple):
    worth: float
    start: int = -1
    """Where in the name; -1 elsewhere."""
    end: int = -1


_NOWHERE = _Place(0.0)
_LEADING = " thu tuc "
"""Every other name begins with these words, which tell nothing."""


def rarity(entries: int, of: int) -> float:
    """How much a word tells that this many of all procedures have."""
    return math.log(1 + of / (entries + 1))


def score(terms: tuple[Term, ...], candidate: Candidate) -> float:
    """How well a procedure answers: 0 for not at all, up to about 2."""
    total = sum(term.weight for term in terms) or 1.0
    got = beside = ordered = named = 0.0
    first, last = -1, _NOWHERE
    for term in terms:
        place = _place(term, candidate, last.end)
        got += term.weight * place.worth
        if place.start >= 0:
            named += term.weight * place.worth
            first = place.start if first < 0 else min(first, place.start)
            if last.end >= 0:
                beside += term.weight * (place.start == last.end)
                ordered += term.weight * (place.start >= last.end)
        last = place
    if not got:
        return 0.0
    starts = first == 0 or (first == len(_LEADING) - 1 and candidate.name.startswith(_LEADING))
    return (
        got / total
        + SIDE_BY_SIDE * beside / total
        + IN_ORDER * ordered / total
        + OF_THE_NAME * min(1.0, named / (candidate.mass or 1.0))
        + AT_THE_START * starts
        + STANDING * candidate.standing
    )


def _place(term: Term, candidate: Candidate, after: int) -> _Place:
    """The best place of a term; in the name preferably where the last one ended, or after it."""
    best = _NOWHERE
    for form in term.forms:
        if best.worth >= form.quality:
            break
        place = _place_of(form, term, candidate, after)
        if place.worth > best.worth:
            best = place
    return best


def _place_of(form: Form, term: Term, candidate: Candidate, after: int) -> _Place:
    word = f" {form.key} "
    start = _start(candidate.name, word, after)
    if start >= 0:
        other = term.sound and f" {term.sound} " not in candidate.sounds
        worth = form.quality * (OTHER_ACCENTS if other else 1.0)
        return _Place(worth, start, start + len(word) - 1)
    if term.begun:
        start = _start(candidate.name, word[:-1], after)
        if start >= 0:
            return _Place(form.quality * BEGUN, start, -1)
        word = word[:-1]
    for line, worth in (
        (candidate.other, OTHER),
        (candidate.field, FIELD),
        (candidate.agency, AGENCY),
    ):
        if word in line:
            return _Place(form.quality * worth)
    return _NOWHERE


def _start(line: str, word: str, after: int) -> int:
    if after >= 0 and (start := line.find(word, after)) >= 0:
        return start
    return line.find(word)
