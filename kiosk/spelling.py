"""Words as the index holds them: one spelling for what is one word. Pure.

`kỹ` and `kĩ`, `hoá` and `hóa` are the same word twice. A word has a *sound*, spelled one way with
its accents, and a *key*, which is the sound without them.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from faces import folding
from faces.folding import fold
from faces.syllables import apart
from faces.telex import typed_as_telex
from faces.vni import decode_vni

_LONGEST = 32


def raw_words(text: str) -> list[str]:
    """The words and numbers of a text as they are written; what is longer than a word is cut."""
    return [word[:_LONGEST] for word in folding.raw_words(text)]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The word in small letters, its tone in one place, and with i where y says the same."""
    parts = apart(word.lower())
    if parts.rhyme == "y" and parts.onset:
        parts = replace(parts, rhyme="i")
    return parts.word


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """The word as it is looked for: its sound without accents, of ASCII letters and digits."""
    return re.sub(r"[^a-z0-9]", "", fold(sound(word)))


@lru_cache(maxsize=4096)
def read(word: str) -> Mapping[str, str]:
    """What a typed word may be, the plainest first: its keys, and how each was accented.

    That is nothing for a word typed without accents, and without keys that mean accents.
    """
    meanings = dict.fromkeys((word, typed_as_telex(word), decode_vni(word)))
    found: dict[str, str] = {}
    for meant in meanings if word.isascii() else (word,):
        if form := key(meant):
            found.setdefault(form, "" if meant.isascii() else sound(meant))
    return found


def keys(text: str) -> list[str]:
    """The keys of all words of a text; what has none, such as a drawing, is left out."""
    return [found for word in raw_words(text) if (found := key(word))]


def sounds(text: str) -> list[str]:
    """The sounds of the same words as `keys`."""
    return [sound(word) for word in raw_words(text) if key(word)]


def padded(words: list[str]) -> str:
    """Words in a row, each between two spaces, so that one is found by its spaces."""
    return f" {' '.join(words)} "
