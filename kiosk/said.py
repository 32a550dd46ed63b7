"""What is said of procedures: the words of all sayings that mean them. Pure.

A saying is found in a question only as it stands in the list. Its words, kept as keywords of what
it means, are found in any order and with others between them, and together with those of other
sayings that mean the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kiosk.spelling import keys
from kiosk.synonyms import Synonyms

MOST_MEANT = 8
"""Procedures that a saying tells apart from all others; one that means more is said of none."""


def said_of(procedures: Sequence[AbstractSet[str]], synonyms: Synonyms) -> list[list[str]]:
    """Return the keys that are said of each procedure, besides its own.

    Args:
        procedures: The keys of each.
        synonyms: What is said, and what it means.
    """
    having: dict[str, set[int]] = defaultdict(set)
    for at, words in enumerate(procedures):
        for word in words:
            having[word].add(at)
    around = {" ".join(keys(filler)) for filler in synonyms.fillers}
    said: list[dict[str, None]] = [{} for _ in procedures]
    for phrase, ways in synonyms.phrases.items():
        words = [word for word in keys(phrase) if word not in around]
        for way in ways:
            for at in _meant(keys(way), having):
                said[at] |= dict.fromkeys(words)
    return [
        [word for word in words if word not in own]
        for words, own in zip(said, procedures, strict=True)
    ]


def _meant(meaning: Sequence[str], having: dict[str, set[int]]) -> set[int]:
    """Those that have all words of a meaning; none when they are many."""
    found = set.intersection(*(having.get(word, set()) for word in meaning))
    return found if len(found) <= MOST_MEANT else set()
