"""The keyboard on the screen: where its keys are. Pure.

A key tells `type:` and its letter, `erase`, or `marks` for the way that letters get their marks.
"""

from typing import Final, Literal

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.sheets import Part, Sheet, Sign, Words

GAP: Final = 8

_LETTERS: Final = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-")
_WORDS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm,.")
"""For sentences: small letters, and one row more for what is wide."""
_FLAT: Final = (*_WORDS[:3], "zxcvbnm.")
"""The same in four rows, for a place that is low and wide."""
_FLAT_WIDTH, _FLAT_HEIGHT = 600, 252
"""A place is so when five rows of 44 in it are too many, and words still fit on two small keys."""
_COLUMNS: Final = 10
_DIGITS: Final = ("123", "456", "789")
_WIDEST_DIGIT: Final = 150
_LEAST: Final = 14
"""Words on keys are known by their place and drawing as well, and may be small."""
_HIGHEST: Final = 92
"""Keys of a high screen grow no further: a hand would have to travel too far."""


def keyboard(
    box: Box, kind: Literal["digits", "letters", "text"], space: str, erase: str, marks: str = ""
) -> tuple[Part, ...]:
    """The keys in a place, as large as it allows.

    Args:
        box: Where they are.
        kind: Ten digits; capitals, digits and a hyphen for codes; or small letters for sentences.
        space: What is written on the space bar, which only letters have.
        erase: What is written on the key that takes the last letter back.
        marks: What is written on the key that changes how letters get their marks, of words; for
            codes, a further sign.
    """
    if kind == "digits":
        return _digits(box, erase)
    if kind == "letters":
        lines = (*_LETTERS[:3], f"{_LETTERS[3]}{marks}")
        return _letters(box, lines, space, erase)
    return _text(box, space, erase, marks)


def _text(box: Box, space: str, erase: str, marks: str) -> tuple[Part, ...]:
    """Small letters, the commonest signs, and a row for what is wide where there is room for it."""
    if box.height < _FLAT_HEIGHT and box.width >= _FLAT_WIDTH:
        return _flat(box, space, erase, marks)
    *grid, last = _at_the_foot(box, len(_WORDS) + 1).rows(len(_WORDS) + 1, GAP)
    keys = [
        key for row, line in zip(grid, _WORDS, strict=True) for key in _row(_set(row, line), line)
    ]
    method, bar, back = last.columns((2.4, 5, 2.2), GAP)
    return (
        *keys,
        _worded(method, "marks", marks, ""),
        _worded(bar, "type: ", space, ""),
        _worded(back, "erase", erase, "erase"),
    )


def _flat(box: Box, space: str, erase: str, marks: str) -> tuple[Part, ...]:
    *keys, bar, back = _letters(box, _FLAT, space, erase)
    method, rest = bar.box.columns((1, 1), GAP)
    return (*keys, _worded(method, "marks", marks, ""), _worded(rest, "type: ", space, ""), back)


def _set(row: Box, line: str) -> Box:
    """The middle of a row, for as many keys of one width as its line has."""
    unit = (row.width - GAP * (_COLUMNS - 1)) / _COLUMNS
    return row.middle(unit * len(line) + GAP * (len(line) - 1), row.height)


def _letters(box: Box, lines: tuple[str, ...], space: str, erase: str) -> tuple[Part, ...]:
    grid = _at_the_foot(box, len(lines)).rows(len(lines), GAP)
    keys = [key for row, line in zip(grid[:2], lines, strict=False) for key in _row(row, line)]
    letters, back = _but(grid[2], 1)
    others, bar = _but(grid[3], _COLUMNS - len(lines[3]))
    keys += [*_row(letters, lines[2]), *_row(others, lines[3])]
    return (*keys, _worded(bar, "type: ", space, ""), _worded(back, "erase", erase, "erase"))


def _but(row: Box, keys: int) -> tuple[Box, Box]:
    """The place of all keys of a row but the last ones, and the place of those."""
    unit = (row.width - GAP * (_COLUMNS - 1)) / _COLUMNS
    last, rest = row.end(unit * keys + GAP * (keys - 1), GAP)
    return rest, last


def _digits(box: Box, erase: str) -> tuple[Part, ...]:
    box = _at_the_foot(box, 4)
    box = box.middle(3 * _WIDEST_DIGIT + 2 * GAP, box.height)
    rows = box.rows(4, GAP)
    keys = [key for row, line in zip(rows, _DIGITS, strict=False) for key in _row(row, line)]
    zero, back = rows[3].columns((1, 2), GAP)
    return (*keys, *_row(zero, "0"), _worded(back, "erase", erase, "erase"))


def _at_the_foot(box: Box, rows: int) -> Box:
    """The lower part of a place that is higher than keys should be."""
    return box.foot(min(box.height, rows * _HIGHEST + (rows - 1) * GAP))[0]


def _row(box: Box, letters: str) -> list[Part]:
    places = box.columns((1,) * len(letters), GAP)
    return [
        Part(place, (_sheet(place), _letter(place, letter)), f"type:{letter}")
        for place, letter in zip(places, letters, strict=True)
    ]


def _worded(box: Box, touch: str, text: str, sign: str) -> Part:
    """A key with a word on it, and perhaps a drawing over it."""
    words = box.inset(6, 5)
    drawn: tuple[Sign, ...] = ()
    if sign:
        place, words = words.top(words.height * 0.5)
        drawn = (Sign(place.middle(32, 32), sign, "ink", "paper"),)
    text_ = Words(words, text, SIZES.small, "ink", "paper", align="center", least=_LEAST)
    return Part(box, (_sheet(box), *drawn, text_), touch)


def _letter(box: Box, letter: str) -> Words:
    return Words(box, letter, SIZES.title, "ink", "paper", bold=True, align="center")


def _sheet(box: Box) -> Sheet:
    return Sheet(box, "paper", "muted", stroke=2, radius=SIZES.radius_card)
