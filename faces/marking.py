"""Setting marks on what is typed, for any way of typing Vietnamese. Pure.

Each function takes a word in small letters, and the key that was hit: it returns the word with the
mark, or without it and with the key as a letter when the mark was there, or else just the word and
the key. So a word grows by one letter or by none.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from faces.syllables import Parts, apart, bare

_LAST_WORD = re.compile(r"\w*\Z")
_LONGEST = 8
"""Keys of the longest syllable that is still looked at: `nghiêng`, and one that was too many."""
_MOST_KEYS = 32
_CIRCUMFLEX = {"a": "â", "ă": "â", "e": "ê", "o": "ô", "ơ": "ô"}
_HOOK = {"a": "ă", "â": "ă", "o": "ơ", "ô": "ơ", "u": "ư"}


def decoded(keys: str, marked: Callable[[str, str], str]) -> str:
    """All keys of a word, one after another; what is too long for a word is left as it is."""
    text = ""
    for key in keys if len(keys) <= _MOST_KEYS else ():
        text = typed_into(text, key, marked)
    return text or keys


def typed_into(text: str, key: str, marked: Callable[[str, str], str]) -> str:
    """Let a way of typing mark the last word of a text; capitals stay where they were."""
    word = _LAST_WORD.findall(text[-_LONGEST - 1 :])[0]
    if len(key) != 1 or len(word) > _LONGEST or len(word.lower()) != len(word):
        return text + key
    after = marked(word.lower(), key.lower())
    capitals = [letter.isupper() for letter in word + key]
    cased = (c.upper() if up else c for c, up in zip(after, capitals, strict=False))
    return text[: len(text) - len(word)] + "".join(cased)


def toned(word: str, key: str, tone: str) -> str:
    """Give the word a tone of `TONES`; `z` takes the tone away."""
    parts = apart(word)
    if not parts.rhyme or not parts.started or (tone == "z" and not parts.tone):
        return word + key
    if tone == "z":
        return replace(parts, tone="").word
    if parts.tone == tone:
        return replace(parts, tone="").word + key
    return _with_tone(parts, tone) or word + key


def circumflexed(word: str, key: str, letters: str) -> str:
    """Make â, ê or ô of the last of these letters that can become one."""
    parts = apart(word)
    choices = _each(parts.rhyme, {of: _CIRCUMFLEX[of] for of in _CIRCUMFLEX if bare(of) in letters})
    return _chosen(parts, key, reversed(list(choices)), _taken_back(parts, "âêô", letters))


def hooked(word: str, key: str, letters: str) -> str:
    """Set the horn of ư and ơ and the breve of ă on these letters; alone it may be an ư."""
    parts = apart(word)
    hooks = {of: hook for of, hook in _HOOK.items() if bare(of) in letters}
    if not parts.rhyme and key == "w" and parts.started:
        return parts.onset + "ư"
    both = _both_horned(parts) if "u" in letters else ()
    taken = _taken_back(parts, "ươă", letters)
    return _chosen(parts, key, [*both, *_each(parts.rhyme, hooks)], taken)


def stroked(word: str, key: str) -> str:
    """Make đ of the d that begins a syllable, also at its end, or ends an abbreviation (`QĐ`)."""
    if not apart(word).rhyme and word.endswith(("d", "đ")):
        return word[:-1] + "đ" if word.endswith("d") else word[:-1] + "d" + key
    if word.startswith("đ"):
        return "d" + word[1:] + key
    if word.startswith("d") and apart(word).started:
        return "đ" + word[1:]
    return word + key


def appended(word: str, key: str) -> str:
    """Set a letter after the word: the tone may move, and of `uơ` before it becomes `ươ`."""
    parts = apart(word)
    whole = apart(replace(parts, tone="").word + key)
    if whole.rhyme[:2] in ("uơ", "ưo") and whole.rhyme[2:]:
        whole = replace(whole, rhyme="ươ" + whole.rhyme[2:])
    return replace(whole, tone=parts.tone).word if whole.started else word + key


def _with_tone(parts: Parts, tone: str) -> str | None:
    after = replace(parts, tone=tone)
    stopped = parts.rhyme.endswith(("c", "ch", "p", "t"))
    return None if stopped and tone not in ("s", "j") else after.word


def _each(rhyme: str, marks: dict[str, str]) -> Iterable[str]:
    """The rhyme with one letter marked, for each letter that can be."""
    for at, letter in enumerate(rhyme):
        if letter in marks:
            yield rhyme[:at] + marks[letter] + rhyme[at + 1 :]


def _both_horned(parts: Parts) -> Iterable[str]:
    """`uo` becomes `ươ`, but `uơ` at the end of a word that can end so: `thuở`."""
    first, rest = parts.rhyme[:2], parts.rhyme[2:]
    if bare(first) == "uo" and first != "ươ":
        if first == "uo" and not rest and parts.onset in ("h", "kh", "th"):
            yield "uơ"
        yield "ươ" + rest


def _taken_back(parts: Parts, marks: str, letters: str) -> str | None:
    """The rhyme without such marks on these letters; None when it has none."""
    rhyme = "".join(bare(of) if of in marks and bare(of) in letters else of for of in parts.rhyme)
    return None if rhyme == parts.rhyme else rhyme


def _chosen(parts: Parts, key: str, choices: Iterable[str], back: str | None) -> str:
    """The first choice that begins a rhyme; else the mark is taken back, else a letter is set."""
    for rhyme in choices:
        after = replace(parts, rhyme=rhyme)
        if after.started:
            return after.word
    if back is not None:
        return replace(parts, rhyme=back).word + key
    return appended(parts.word, key)
