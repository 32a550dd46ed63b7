"""Whatever syllable there is can be typed, in each way that people type it."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faces.folding import fold
from faces.syllables import (
    ONSETS,
    RHYMES_AFTER_GI,
    RHYMES_AFTER_Q,
    TONES,
    Parts,
    apart,
)
from faces.telex import compose, typed
from faces.vni import decode_vni

PROCEDURES = Path(__file__).parents[3] / "shared/data/procedures.csv"

CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
TONE_KEYS = {mark: key for key, mark in TONES.items()}
DIGITS = {CIRCUMFLEX: "6", BREVE: "8", HORN: "7"} | dict(
    zip(map(TONES.__getitem__, "sfrxj"), "12345", strict=True)
)


def syllables() -> Iterator[str]:
    for onset, rhyme, tone in product(ONSETS, RHYMES_AFTER_GI | RHYMES_AFTER_Q, ("", *TONES)):
        parts = Parts(onset, rhyme, tone)
        if parts.possible and apart(parts.word) == parts:
            yield parts.word


SYLLABLES = sorted(syllables())


def letters_of(word: str) -> Iterator[tuple[str, str, str]]:
    """Each letter: the key of it, its mark, its tone."""
    for letter in word.replace("đ", "dd"):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        yield (
            base,
            "".join(mark for mark in marks if mark not in TONE_KEYS),
            "".join(TONE_KEYS[mark] for mark in marks if mark in TONE_KEYS),
        )


def telex_mark(base: str, mark: str) -> str:
    return base if mark == CIRCUMFLEX else "w" if mark else ""


def literal(keys: str) -> str:
    """Two o that are no ô take a third one."""
    return keys.replace("oo", "ooo")


def marks_at_once(word: str) -> str:
    """Marks set like `dduwowcj`."""
    letters = list(letters_of(word))
    keys = "".join(base + telex_mark(base, mark) for base, mark, _ in letters)
    plain = literal(keys) if "oo" in fold(word) else keys
    return plain + "".join(tone for *_, tone in letters)


def tone_at_once(word: str) -> str:
    """Marks set like `dduwowjc`."""
    keys = "".join(base + telex_mark(base, mark) + tone for base, mark, tone in letters_of(word))
    return re.sub("oo([sfrxj]?)(?=c|ng)", r"ooo\1", keys) if "oo" in fold(word) else keys


def after_the_vowels(word: str) -> str:
    """Marks set like `dduowcj`."""
    letters = list(letters_of(word))
    ends = max(at for at, (base, *_) in enumerate(letters) if base in "aeiouy") + 1
    marks = "".join(dict.fromkeys(telex_mark(base, mark) for base, mark, _ in letters))
    bases = [base for base, *_ in letters]
    vowels = "".join(bases[:ends])
    vowels = literal(vowels) if "oo" in fold(word) else vowels
    return vowels + marks + "".join(bases[ends:]) + "".join(tone for *_, tone in letters)


def all_at_the_end(word: str) -> str:
    """Marks set like `duocdwj`."""
    letters = list(letters_of(word))
    bases = "".join(base for base, *_ in letters)
    bases = literal(bases) if "oo" in fold(word) else bases
    if word.startswith("đ"):
        bases = bases[1:] + "d"
    marks = "".join(dict.fromkeys(telex_mark(base, mark) for base, mark, _ in letters))
    return bases + marks + "".join(tone for *_, tone in letters)


def vni(word: str) -> str:
    """Marks set like `d9u7o75c`."""
    return "".join(
        letter.replace("đ", "d9")
        if letter == "đ"
        else "".join(DIGITS.get(mark, mark) for mark in unicodedata.normalize("NFD", letter))
        for letter in word
    )


def vni_at_the_end(word: str) -> str:
    """Marks set like `d9uoc75`."""
    letters = list(letters_of(word))
    bases = "".join(base for base, *_ in letters)
    bases = "d9" + bases[2:] if word.startswith("đ") else bases
    marks = "".join(dict.fromkeys(DIGITS[mark] for _, mark, _ in letters if mark))
    tones = "".join(DIGITS[TONES[tone]] for *_, tone in letters if tone)
    return bases + marks + tones


def wrong(typing: Callable[[str], str], read: Callable[[str], str]) -> dict[str, str]:
    return {typing(word): read(typing(word)) for word in SYLLABLES if read(typing(word)) != word}


def test_the_tables_know_about_as_many_syllables_as_are_said_to_be_possible() -> None:
    assert 16_000 < len(SYLLABLES) < 18_000
    assert len(set(SYLLABLES)) == len(SYLLABLES)


@pytest.mark.parametrize(
    "typing",
    [marks_at_once, tone_at_once, after_the_vowels, all_at_the_end],
    ids=lambda f: f.__doc__,
)
def test_each_syllable_can_be_typed_in_telex(typing: Callable[[str], str]) -> None:
    assert wrong(typing, compose) == {}


@pytest.mark.parametrize("typing", [vni, vni_at_the_end], ids=lambda f: f.__doc__)
def test_each_syllable_can_be_typed_in_vni(typing: Callable[[str], str]) -> None:
    assert wrong(typing, decode_vni) == {}


def test_each_word_of_published_names_can_be_typed() -> None:
    """Real words, which nobody made from a table: they find rhymes that the table forgot."""
    with PROCEDURES.open(encoding="utf-8") as file:
        text = " ".join(row["ten_thu_tuc"] for row in csv.DictReader(file))
    words = set(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))
    accented = {word for word in words if not word.isascii() and word.isalpha()}
    assert len(accented) > 800
    missed = {word for word in accented if compose(marks_at_once(word)) != apart(word).word}
    assert missed == {"nitơ", "vât"}, "but for a foreign word and a misprint"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("dduwowcj", "được"), ("duowngf", "dường"), ("duwongf", "dường"), ("duongwf", "dường"),
        ("tieengs", "tiếng"), ("nguwowif", "người"), ("thuowr", "thuở"), ("khuyur", "khuỷu"),
        ("hoaf", "hòa"), ("hoanf", "hoàn"), ("thuyr", "thủy"), ("quyf", "quỳ"), ("gif", "gì"),
        ("giaf", "già"), ("muwa", "mưa"), ("muaw", "mưa"), ("quaw", "quă"), ("xooong", "xoong"),
        ("tw", "tư"), ("asf", "à"), ("asz", "a"),
    ],
)  # fmt: skip
def test_words_as_they_are_typed(keys: str, text: str) -> None:
    assert reduce(typed, keys, "") == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ass", "as"), ("aaa", "aa"), ("ddd", "dd"), ("muaww", "muaw"), ("tieengss", "tiêngs"),
        ("caass", "câs"), ("ww", "uw"), ("z", "z"), ("tr", "tr"), ("catf", "catf"), ("s", "s"),
    ],
)  # fmt: skip
def test_the_same_key_again_takes_the_mark_back_and_stands_for_itself(keys: str, text: str) -> None:
    assert reduce(typed, keys, "") == text


@pytest.mark.parametrize(
    "word", ["cafe", "data", "web", "excel", "online", "vneid", "2026", "ct07"]
)
def test_a_word_that_is_not_vietnamese_stays(word: str) -> None:
    assert compose(word) == word


@pytest.mark.parametrize(
    ("keys", "text"),
    [("VIEETJ", "VIỆT"), ("DDaats", "Đất"), ("Ddaats", "Đất"), ("QDD", "QĐ"), ("UWowngs", "Ướng")],
)
def test_capitals_stay_where_they_were_typed(keys: str, text: str) -> None:
    assert compose(keys) == text


def test_a_key_marks_the_last_word_only() -> None:
    assert typed("quoc lo ba", "f") == "quoc lo bà"
    assert typed("hòa ", "f") == "hòa f"
    assert typed("", " ") == " "


@given(st.text(max_size=60), st.text(max_size=3))
@example("İ", "s")
@example("a" * 10_000, "a")
@example("\u0301", "s")
def test_no_text_and_no_key_is_too_strange(text: str, key: str) -> None:
    after = typed(text, key)
    assert len(text) <= len(after) <= len(text) + len(key)
    compose(text)
    decode_vni(text)
