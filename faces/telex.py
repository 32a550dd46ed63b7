"""Typing Vietnamese on a keyboard that has no Vietnamese letters: Telex. Pure.

`aa` gives â, `aw` ă, `dd` đ, `ee` ê, `oo` ô, `ow` ơ, `uw` or a `w` of its own ư; `s f r x j` are
the five tones and `z` takes a tone away. Marks may come at once or at the end of the word, and the
same key again takes a mark back and stands for itself (`ass` gives `as`). A key that cannot mark
anything is a letter.
"""

from faces.marking import appended, circumflexed, decoded, hooked, stroked, toned, typed_into
from faces.syllables import TONES, apart


def typed(text: str, key: str) -> str:
    """The text on the screen after one more key.

    A slip of the finger stays a slip, and to erase one letter mends it: a word that can no more
    become a syllable keeps the marks it has.

    Args:
        text: What stands there, in composed letters.
        key: A letter, or anything else, which is set after the text as it is.
    """
    return typed_into(text, key, _marked)


def written(text: str, key: str, *, marks: bool) -> str:
    """A sentence after one more key; each begins with a capital.

    Args:
        text: What stands there.
        key: A small letter, or anything else.
        marks: Whether letters get their marks. In English, where `off` and `see` are words, they
            would get the wrong ones.
    """
    letter = key.upper() if text.rstrip(" ")[-1:] in {"", ".", "?", "!"} else key
    return typed(text, letter) if marks else text + letter


def typed_as_telex(keys: str) -> str:
    """What stands on the screen after all keys of a word, a syllable or not."""
    return decoded(keys, _marked)


def compose(keys: str) -> str:
    """The word that was meant with all keys of a word: `dduwowcj` is `được`.

    What would be no Vietnamese syllable with the marks is left as it was typed: `cafe`, `data`,
    `web`. An abbreviation may have its đ: `ddk`.
    """
    text = typed_as_telex(keys)
    word = text.lower()
    abbreviated = not apart(word.replace("đ", "")).rhyme
    return text if word.isascii() or abbreviated or apart(word).possible else keys


def _marked(word: str, key: str) -> str:
    """A word in small letters after one more small letter."""
    if key in TONES or key == "z":
        return toned(word, key, key)
    if key == "w":
        return hooked(word, key, "uoa")
    if key in ("a", "e", "o"):
        return circumflexed(word, key, key)
    return stroked(word, key) if key == "d" else appended(word, key)
