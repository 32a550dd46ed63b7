"""The words and sayings of an index, and what a typed word may have been."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.index import MEANINGS
from kiosk.nearness import near, shortened
from kiosk.ranking import Form, Term, rarity
from kiosk.spelling import key

SLIPPED = 0.7
"""What a word is worth that was meant when another one was typed."""
UNKNOWN_WEIGHT = 2.0
"""Of a word that no procedure has: it tells little, but that something else is meant."""
MOST_SLIPS = 6
LONGEST_WORD = 7
"""Letters of `nghieng`, the longest syllable."""
_AFTER_Z = "{"


@dataclass(frozen=True, slots=True)
class Known:
    """A saying in the index."""

    sounds: tuple[str, ...]
    meant: tuple[tuple[str, ...], ...]
    """Sounds to look for, one or several ways; none for a filler."""


class Vocabulary:
    """All words of an index, held in memory: some thousands."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._entries: dict[str, int] = dict(file.execute("SELECT word, entries FROM word"))
        self._sorted = sorted(self._entries)
        self._total: int = file.execute("SELECT count(*) FROM entry").fetchone()[0]
        self.sayings: Mapping[str, Known] = dict(_sayings(file))
        self._faint = {sound for (sound,) in file.execute("SELECT sound FROM faint")}
        self._faint_keys = {key(sound) for sound in self._faint}
        self.longest_saying = max((len(one.split()) for one in self.sayings), default=0)

    def __contains__(self, word: str) -> bool:
        return word in self._entries

    def weight(self, word: str) -> float:
        """How much it tells that a procedure has this word."""
        entries = self._entries.get(word, 0)
        return rarity(entries, self._total) if entries else UNKNOWN_WEIGHT

    def term(self, forms: tuple[str, ...], sound: str = "", *, begun: bool = False) -> Term:
        """What to look for when these words may have been typed, all but one by mistake.

        Args:
            forms: Keys of the readings of a word.
            sound: How it was typed, with its accents; nothing when there were none.
            begun: It is the last word, and may go on.
        """
        known = [form for form in forms if form in self._entries]
        if begun and len(ends := self._going_on(forms)) > len(known):
            kept = tuple(Form(form) for form in (known or forms))
            weight = self.weight(known[0]) if known else self._weight_of(ends)
            return Term(kept, weight, sound, begun=True)
        if known:
            return Term(tuple(map(Form, known)), max(map(self.weight, known)), sound)
        slips = self.slips(forms)
        weight = max(map(self.weight, slips), default=UNKNOWN_WEIGHT)
        return Term(tuple(Form(word, SLIPPED) for word in slips), weight)

    def faint(self, form: str, sound: str) -> bool:
        """Whether a typed word tells little; one without accents when it may be such a word."""
        return sound in self._faint if sound else form in self._faint_keys

    def entries(self, form: str) -> int:
        """How many procedures have a word."""
        return self._entries.get(form, 0)

    def knows(self, forms: tuple[str, ...], *, begun: bool) -> bool:
        """Whether one of these is a word, or the beginning of one when it may go on."""
        return any(form in self for form in forms) or (begun and bool(self._going_on(forms)))

    def run_together(self, word: str) -> tuple[str, ...]:
        """The words that were typed without spaces between them: the fewest, then the commonest.

        Nothing when there is no way to cut it into words of two letters and more.
        """
        best: list[tuple[int, float, tuple[str, ...]] | None] = [(0, 0.0, ())]
        for end in range(1, len(word) + 1):
            cuts = []
            for start in range(max(0, end - LONGEST_WORD), end - 1):
                before, part = best[start], key(word[start:end])
                if before and self._entries.get(part):
                    rare = max(before[1], self.weight(part))
                    cuts.append((before[0] + 1, rare, (*before[2], part)))
            best.append(min(cuts, default=None))
        whole = best[-1]
        return whole[2] if whole else ()

    def slips(self, forms: tuple[str, ...]) -> list[str]:
        """Words that one slip of the finger makes of these, the commonest first.

        A word that is only said, and that no procedure has, counts when there is no other.
        """
        near_by = {word for form in forms[:2] for word in self._near(form)}
        found = {word for word in near_by if self.entries(word)} or near_by
        return sorted(found, key=lambda word: (-self.entries(word), word))[:MOST_SLIPS]

    def _near(self, form: str) -> Iterator[str]:
        parts = sorted(shortened(form))
        marks = ", ".join("?" * len(parts))
        sql = f"SELECT DISTINCT word FROM shortened WHERE part IN ({marks})"  # noqa: S608 - marks only
        for (word,) in self._file.execute(sql, parts):
            if near(form, word):
                yield word

    def _going_on(self, forms: tuple[str, ...]) -> list[str]:
        return [
            word
            for form in forms
            for word in self._sorted[
                bisect_left(self._sorted, form) : bisect_left(self._sorted, form + _AFTER_Z)
            ]
        ]

    def _weight_of(self, words: list[str]) -> float:
        return rarity(min(self._total, sum(map(self.entries, words))), self._total)


def _sayings(file: sqlite3.Connection) -> Iterator[tuple[str, Known]]:
    for said, sounds, meant in file.execute("SELECT said, sounds, meant FROM saying"):
        ways = tuple(tuple(way.split()) for way in meant.split(MEANINGS) if way)
        yield said, Known(tuple(sounds.split()), ways)
