"""The text in a cell: cleaned of what nobody means, and cut into the list that it is. Pure."""

import re
import unicodedata

from faces.folding import fold

NOTHING = frozenset({"", "-", "--", "khong co thong tin", "chua xac dinh", "null", "none", "n/a"})
"""What authorities write when they write nothing, folded."""

LOST = "\ufffd"
"""A letter that an earlier program could not read stands so."""

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_LONGEST_NOTHING = 40
_YES = frozenset({"x", "co", "1", "true", "yes", "4 tai cho"})
_NO = frozenset({"", "khong", "0", "false", "no"})

_TWICE = re.compile("\u00e1[\u00ba\u00bb]|\u00c3[\u00a2\u00bd]|\u00c4[\u2018\u0192]|\u00c6\u00b0")
"""What Vietnamese letters in UTF-8 look like when they were read as Windows-1252."""


def tidy(text: str) -> str:
    """A text as people see it, line by line; empty when it says that there is nothing to say."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    lines = (" ".join(line.split()) for line in seen.splitlines())
    kept = "\n".join(line for line in lines if line)
    says_nothing = len(kept) <= _LONGEST_NOTHING and fold(kept) in NOTHING
    return "" if says_nothing else kept


def line(text: str) -> str:
    """The same in one line."""
    return " ".join(tidy(text).split())


def item(text: str) -> str:
    """An item of a list, in one line and without the stroke before it."""
    return re.sub(r"^[-+*•]+ ?", "", line(text))


def is_read_twice(text: str) -> bool:
    """Whether UTF-8 was read as something else and saved again: `dÃ¢n` for `dân`."""
    return bool(_TWICE.search(text))


def items(text: str) -> tuple[str, ...]:
    """What stands in a list of names, each once.

    A comma within brackets, or before a small letter as in `Cán bộ, công chức, viên chức`, belongs
    to the name.
    """
    parts, depth, start = [], 0, 0
    said = line(text)
    for place, letter in enumerate(said):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == ";" or (letter == "," and depth <= 0 and not _goes_on(said[place + 1 :])):
            parts.append(said[start:place])
            start = place + 1
    parts.append(said[start:])
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _goes_on(rest: str) -> bool:
    return rest.lstrip()[:1].islower()


def words(text: str) -> tuple[str, ...]:
    """Keywords with commas, semicolons or line ends between them."""
    parts = re.split(r"[,;\n]", tidy(text))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def paragraphs(text: str) -> tuple[str, ...]:
    """A text by its lines."""
    return tuple(tidy(text).split("\n")) if tidy(text) else ()


def yes(text: str) -> bool:
    """Whether a cell says yes; raises `ValueError` for what is neither."""
    said = fold(text)
    if said in _YES or said in _NO:
        return said in _YES
    raise ValueError(f'"{text}" is neither yes (x) nor no (nothing)')


def code(text: str) -> str:
    """A procedure's code, as far as that can be told.

    A spreadsheet that took `1.001190` for a number has made `1.00119` or `1,00119` of it: a code
    has six figures after the point, so the zeros that are gone are known.
    """
    said = line(text).replace(" ", "")
    if found := re.fullmatch(r"(\d)[.,](\d{1,6})", said):
        return f"{found[1]}.{found[2]:0<6}"
    return said
