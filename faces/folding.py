"""Vietnamese as it is searched for: without accents, in small letters. Pure."""

import unicodedata

_STROKES = str.maketrans("đĐ", "dD")
"""The stroke of đ is no accent to Unicode."""


def fold(text: str) -> str:
    """Return a text in small letters without any accent: `Đăng ký` becomes `dang ky`."""
    apart = unicodedata.normalize("NFD", text.translate(_STROKES))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def fits(typed: str, text: str) -> bool:
    """Whether each word that was typed begins some word of the text, whatever their order."""
    words = fold(text).replace(",", " ").replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())
