"""Questions whose answer is known, made from the names of published procedures."""

import csv
import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

from faces.folding import words
from faces.syllables import TONES
from kiosk.index import Entry
from kiosk.spelling import raw_words

PROCEDURES = Path(
    os.environ.get(
        "KIOSK_PROCEDURES", Path(__file__).parents[2] / "shared" / "data" / "procedures.csv"
    )
)
"""Published procedures, one a row."""
PHRASES = Path(__file__).parent / "everyday_phrases.tsv"

_ALPHABET = "abcdeghiklmnopqrstuvxy"
_CIRCUMFLEX = "\u0302"
_TONE_KEYS = {mark: key for key, mark in TONES.items()}


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the folded words that a right name has."""

    typed: str
    row: str
    starts: bool
    """Whether a right name begins with the words, or only has them in a row."""

    def right(self, name: str) -> bool:
        """Whether this is a name that was asked for."""
        line = f" {' '.join(words(name))} "
        return line.startswith(f" {self.row} ") if self.starts else f" {self.row} " in line


class Phrase(NamedTuple):
    """What is said at the desk."""

    said: str
    part: str
    """`tuned on`, or `held out`."""
    codes: frozenset[str]
    """Of what may be meant."""


def entries() -> list[Entry]:
    """All procedures of the file."""
    with PROCEDURES.open(encoding="utf-8") as file:
        return [
            Entry(
                code=row["ma_thu_tuc"],
                name=row["ten_thu_tuc"],
                field=row["linh_vuc"],
                agency=row["co_quan_thuc_hien"],
                audience=row["doi_tuong"],
            )
            for row in csv.DictReader(file)
        ]


def multiplied(some: Sequence[Entry], count: int, chance: Random) -> list[Entry]:
    """As many entries as are wanted: copies in which a few words were exchanged for others."""
    many = list(some)
    pool = [word for entry in some for word in raw_words(entry.name)]
    while len(many) < count:
        entry = some[len(many) % len(some)]
        name = entry.name.split()
        for _ in range(1 + len(name) // 8):
            name[chance.randrange(len(name))] = chance.choice(pool)
        code = f"9.{len(many):06}"
        many.append(Entry(code, " ".join(name), entry.field, entry.agency, entry.audience))
    return many


def queries(names: Sequence[str], count: int, chance: Random) -> Iterator[tuple[str, list[Query]]]:
    """Each kind of question with its queries."""
    kinds: dict[str, tuple[int, Callable[[list[str], Random], Query]]] = {
        "12 words without accents": (12, _bare),
        "the first 4 words": (4, _bare),
        "one slip in 9 words": (9, _slipped),
        "9 words of raw Telex": (9, _telex),
        "6 words from the middle": (8, _middle),
    }
    for kind, (least, make) in kinds.items():
        long = [name for name in names if len(words(name)) >= least == len(_cut(name, least))]
        chosen = chance.sample(long, min(count, len(long)))
        yield (
            kind,
            [make(_cut(name, 999 if make is _middle else least), chance) for name in chosen],
        )


def phrases() -> Iterator[Phrase]:
    """What people say at the desk."""
    with PHRASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Phrase(row["phrase"], row["part"], frozenset(row["codes"].split()))


def _cut(name: str, most: int) -> list[str]:
    return raw_words(name)[:most]


def _bare(name: list[str], _: Random) -> Query:
    row = " ".join(words(" ".join(name)))
    return Query(row, row, starts=True)


def _middle(name: list[str], chance: Random) -> Query:
    start = chance.randint(1, len(name) - 7)
    row = " ".join(words(" ".join(name[start : start + 6])))
    return Query(row, row, starts=False)


def _slipped(name: list[str], chance: Random) -> Query:
    row = words(" ".join(name))
    at = chance.choice([at for at, word in enumerate(row) if len(word) > 2])  # noqa: PLR2004
    typed = [*row[:at], _slip(row[at], chance), *row[at + 1 :]]
    return Query(" ".join(typed), " ".join(row), starts=True)


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice([letter for letter in _ALPHABET if letter != word[at]])
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    other = word[:at] + letter + word[at + 1 :]
    slips = [other, word[:at] + word[at + 1 :], word[:at] + letter + word[at:], swapped]
    slip = chance.choice(slips)
    return slip if slip != word else other


def _telex(name: list[str], _: Random) -> Query:
    typed = " ".join(as_telex(word) for word in name)
    return Query(typed, " ".join(words(" ".join(name))), starts=True)


def as_telex(word: str) -> str:
    """The keys of a word in Telex: each mark after its letter, the tone at the end."""
    keys, tones = "", ""
    for letter in word.lower().replace("đ", "dd"):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        for mark in marks:
            if mark in _TONE_KEYS:
                tones += _TONE_KEYS[mark]
            else:
                base += base if mark == _CIRCUMFLEX else "w"
        keys += base
    return keys + tones
