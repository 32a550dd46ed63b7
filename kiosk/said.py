"""What is said of procedures: the words of all sayings that mean them. Pure.

A saying is found in a question only as it stands in the list. Its words, kept as keywords of what
it means, are found in any order and with others between them, and together with those of other
sayings that mean the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kiosk.spelling import key, keys, padded, sounds
from kiosk.synonyms import Synonyms

MOST_MEANT = 8
"""So many names a saying tells apart from others; one that means more is said of few ..."""
MUCH = 0.5
"""... of which so much of all words, at least, is the meaning."""


class Heard(NamedTuple):
    """A procedure as it sounds."""

    name: str
    """Sounds between spaces."""
    all: AbstractSet[str]
    """Sounds of name, keywords and field."""


def said_of(procedures: Sequence[Heard], synonyms: Synonyms) -> list[list[str]]:
    """Return the keys that are said of each procedure, besides its own.

    Args:
        procedures: Each as it sounds.
        synonyms: What is said, and what it means.
    """
    having: dict[str, set[int]] = defaultdict(set)
    for at, heard in enumerate(procedures):
        for word in heard.all:
            having[word].add(at)
    said: list[dict[str, None]] = [{} for _ in procedures]
    for meaning, words in _pairs(synonyms):
        for at in _meant(meaning, procedures, having):
            said[at] |= dict.fromkeys(words)
    return [
        [word for word in words if word not in own]
        for words, own in zip(said, (_keys(heard.all) for heard in procedures), strict=True)
    ]


def _keys(sounds: AbstractSet[str]) -> set[str]:
    return set(map(key, sounds))


def _pairs(synonyms: Synonyms) -> Iterator[tuple[list[str], list[str]]]:
    """The sounds of what is meant, and the keys of what is said of it."""
    around = {" ".join(keys(filler)) for filler in synonyms.fillers}
    for phrase, ways in synonyms.phrases.items():
        words = [word for word in keys(phrase) if word not in around]
        yield from ((sounds(way), words) for way in ways)
    for meaning, said in synonyms.said_of.items():
        yield sounds(meaning), keys(said)


def _meant(
    meaning: Sequence[str], procedures: Sequence[Heard], having: Mapping[str, set[int]]
) -> Iterator[int]:
    """Those that have all words of a meaning.

    When some have them in a row it is these alone; when they have many names (not the same one from
    many provinces), those that have little else.
    """
    if not meaning:
        return
    found = set.intersection(*(having.get(word, set()) for word in meaning))
    row = padded(list(meaning))
    found = {at for at in found if row in procedures[at].name} or found
    few = len({procedures[at].name for at in found}) <= MOST_MEANT
    for at in found:
        if few or len(set(meaning)) >= MUCH * len(procedures[at].all):
            yield at
