"""Vietnamese as it is searched for: without accents, in small letters. Pure.

Folded, `Đăng ký` in either Unicode form is `dang ky`, and `hòa` and `hoà` are the same word.
"""

import re
import unicodedata

_STROKES = str.maketrans("đĐ", "dD")
"""The stroke of đ is no accent to Unicode."""
_RAW_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Return a text in small letters without any accent: `Đăng ký` becomes `dang ky`."""
    apart = unicodedata.normalize("NFD", text.translate(_STROKES))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def raw_words(text: str) -> list[str]:
    """The words and numbers of a text as they are written, in composed letters."""
    return _RAW_WORD.findall(unicodedata.normalize("NFC", text))


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, without what stands between them."""
    return _WORD.findall(fold(text))


def readings(word: str) -> tuple[str, ...]:
    """What a typed word may be, folded, the plainest first.

    It may be bare (`duoc`) or have its accents, or the keys of Telex (`dduwowcj`) or of VNI
    (`d9u7o75c`) that were meant to set them, on a keyboard that did not.
    """
    # The tables of syllables take memory that a machine on which nobody types has no use for.
    from faces.telex import typed_as_telex  # noqa: PLC0415
    from faces.vni import decode_vni  # noqa: PLC0415

    plain = fold(word)
    if not word.isascii():
        return (plain,)
    return tuple(dict.fromkeys((plain, fold(typed_as_telex(plain)), fold(decode_vni(plain)))))


def fits(typed: str, text: str) -> bool:
    """Whether each word that was typed begins some word of the text, whatever their order."""
    found = words(text)
    return all(
        any(word.startswith(reading) for word in found for reading in readings(raw))
        for raw in raw_words(typed)
    )
