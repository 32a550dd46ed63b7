"""The index of all procedures: one SQLite file that is built at once and then only read.

It holds the procedures in the order of their standing, a full-text table over the keys of their
words, the words themselves with how many procedures have them, and the sayings. So a search needs
the file and nothing else.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from contract.catalogue import Procedure
from kiosk.nearness import shortened
from kiosk.ranking import rarity
from kiosk.said import Heard, said_of
from kiosk.spelling import key, keys, padded, sounds
from kiosk.synonyms import Saying, Synonyms, sayings

_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, code TEXT, name TEXT, field TEXT, agency TEXT,
    name_keys TEXT, name_sounds TEXT, other_keys TEXT, field_keys TEXT, agency_keys TEXT,
    mass REAL, standing REAL
);
CREATE VIRTUAL TABLE found USING fts5(
    name, other, field, agency, content='', tokenize='ascii', prefix='1 2 3'
);
CREATE TABLE word (word TEXT PRIMARY KEY, entries INTEGER) WITHOUT ROWID;
CREATE TABLE shortened (part TEXT, word TEXT, PRIMARY KEY (part, word)) WITHOUT ROWID;
CREATE TABLE faint (sound TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE saying (said TEXT PRIMARY KEY, sounds TEXT, meant TEXT) WITHOUT ROWID;
"""
ASKED, FOR_ANYBODY, SAID = 0.5, 0.2, 0.3
"""What is in a standing: how often it is asked for, whether it is for anybody, and is said of."""
MEANINGS = "|"
"""Stands between what a saying may mean; no sound has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure as far as it is searched for."""

    code: str
    name: str
    field: str = ""
    agency: str = ""
    audience: str = ""
    keywords: tuple[str, ...] = ()
    popularity: int = 0
    """How often it is asked for, in any unit; it decides between equals."""


def entries(procedures: Iterable[Procedure]) -> Iterator[Entry]:
    """Procedures as far as they are searched for; internal ones are nobody's business here.

    A title counts as a word of its own.
    """
    for one in procedures:
        if not one.is_internal:
            yield Entry(
                code=one.code,
                name=one.name,
                field=one.field,
                agency=one.agencies.executing or one.agencies.competent,
                audience=", ".join(one.audience),
                keywords=((one.title,) if one.title else ()) + one.keywords,
                popularity=one.popularity,
            )


class _Same(NamedTuple):
    """The keys of a short or a long form, and the sounds of the other one."""

    line: str
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What is written of an entry."""

    entry: Entry
    name: list[str]
    other: list[str]
    field: list[str]
    agency: list[str]
    heard: Heard
    standing: float

    @property
    def all(self) -> set[str]:
        return {*self.name, *self.other, *self.field, *self.agency}


def build(path: Path, entries: Iterable[Entry], synonyms: Synonyms) -> None:
    """Write the index, in place of what was there.

    The file appears when it is complete, so that a search that has the old one open goes on in it.

    Raises:
        OSError: It cannot be written.
    """
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as file, file:
        file.executescript(_SCHEMA)
        _fill(file, _rows(list(entries), synonyms), list(sayings(synonyms)))
        faint = sorted({sound for word in synonyms.faint for sound in sounds(word)})
        file.executemany("INSERT INTO faint VALUES (?)", ((one,) for one in faint))
    new.replace(path)


def _fill(file: sqlite3.Connection, rows: Sequence[_Row], said: Sequence[Saying]) -> None:
    counts = Counter(word for row in rows for word in row.all)
    for at, row in enumerate(rows, 1):
        words = row.name, row.other, row.field, row.agency
        file.execute(
            "INSERT INTO found(rowid, name, other, field, agency) VALUES (?, ?, ?, ?, ?)",
            (at, *map(" ".join, words)),
        )
        file.execute(
            f"INSERT INTO entry VALUES ({', '.join('?' * 12)})",  # noqa: S608 - marks only
            (at, *_columns(row, counts, len(rows))),
        )
    sayings_ = {padded(keys(saying.said)).strip(): saying for saying in said}
    file.executemany("INSERT INTO saying VALUES (?, ?, ?)", _saying_rows(sayings_))
    counts.update({word: 0 for phrase in sayings_ for word in phrase.split()})
    file.executemany("INSERT INTO word VALUES (?, ?)", sorted(counts.items()))
    parts = {(part, word) for word in counts for part in shortened(word)}
    file.executemany("INSERT INTO shortened VALUES (?, ?)", sorted(parts))


def _columns(row: _Row, counts: Counter[str], total: int) -> tuple[object, ...]:
    entry = row.entry
    mass = math.fsum(rarity(counts[word], total) for word in set(row.name))
    texts = row.name, sounds(entry.name), row.other, row.field, row.agency
    return (
        *(entry.code, entry.name, entry.field, entry.agency),
        *map(padded, texts),
        *(mass, row.standing),
    )


def _saying_rows(said: dict[str, Saying]) -> Iterator[tuple[str, str, str]]:
    for phrase, saying in said.items():
        meant = MEANINGS.join(" ".join(sounds(meaning)) for meaning in saying.meant)
        yield phrase, " ".join(sounds(saying.said)), meant


def _rows(entries: Sequence[Entry], synonyms: Synonyms) -> list[_Row]:
    rows = _plain_rows(entries, synonyms)
    said = said_of([row.heard for row in rows], synonyms)
    told = [_told(row, words) for row, words in zip(rows, said, strict=True)]
    return sorted(told, key=lambda row: (-row.standing, len(row.name), row.entry.code))


def _told(row: _Row, said: Sequence[str]) -> _Row:
    """With what is said of it: what people have words for is what they come for."""
    standing = row.standing + SAID * bool(said)
    return replace(row, other=[*row.other, *said], standing=standing)


def _plain_rows(entries: Sequence[Entry], synonyms: Synonyms) -> list[_Row]:
    most = max((entry.popularity for entry in entries), default=0)
    pairs = synonyms.abbreviations.items()
    short = [_Same(padded(keys(one)), tuple(sounds(two))) for one, two in pairs]
    short += [_Same(padded(keys(two)), tuple(sounds(one))) for one, two in pairs]
    anybody = [padded(keys(words)) for words in synonyms.anybody]
    return [_row(entry, short, _standing(entry, most, anybody)) for entry in entries]


def _row(entry: Entry, short: Sequence[_Same], standing: float) -> _Row:
    name = keys(entry.name)
    line = padded(name)
    other = [sound for keyword in entry.keywords for sound in sounds(keyword)]
    other += [sound for same in short if same.line in line for sound in same.sounds]
    called = sounds(entry.name)
    heard = Heard(padded(called), frozenset({*called, *other, *sounds(entry.field)}))
    places = name, [key(sound) for sound in other], keys(entry.field), keys(entry.agency)
    return _Row(entry, *places, heard, standing)


def _standing(entry: Entry, most: int, anybody: Sequence[str]) -> float:
    """Mostly how often it is asked for, then whether it is for anybody."""
    asked = math.log1p(entry.popularity) / math.log1p(most) if most else 0
    audience = padded(keys(entry.audience))
    return ASKED * asked + FOR_ANYBODY * any(words in audience for words in anybody)
