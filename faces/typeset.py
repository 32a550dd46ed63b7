"""Setting type on paper: black and white pictures that are stacked into a slip.

Every part is a picture of mode "1", as wide as its column; all lengths are printer dots.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal

from PIL import Image
from PIL.Image import Resampling

from faces.fonts import Type
from faces.look import LINE_HEIGHT

BLACK, WHITE = 0, 1
ELLIPSIS = "…"
WHITE_FROM_HALF = [0] * 128 + [255] * 128
"""Maps lightness, 0 to 255, to black or white."""

Align = Literal["left", "centre", "right"]


def blank(width: int, height: int) -> Image.Image:
    """Return white paper."""
    return Image.new("1", (width, height), WHITE)


def black(picture: Image.Image) -> Image.Image:
    """Return where a picture is black, as light on dark."""
    return picture.convert("L").point([255] + [0] * 255)


def stack(parts: Iterable[Image.Image], width: int) -> Image.Image:
    """Return the parts one below the other, each centred."""
    pictures = tuple(parts)
    paper = blank(width, sum(picture.height for picture in pictures))
    top = 0
    for picture in pictures:
        paper.paste(picture, ((width - picture.width) // 2, top))
        top += picture.height
    return paper


def beside(*parts: Image.Image) -> Image.Image:
    """Return the parts from left to right, each in the middle of the height."""
    paper = blank(sum(part.width for part in parts), max(part.height for part in parts))
    left = 0
    for part in parts:
        paper.paste(part, (left, (paper.height - part.height) // 2))
        left += part.width
    return paper


def wrap(text: str, type_: Type, width: int, most: int) -> list[str]:
    """Return the text, NFC, in lines that fit; what is beyond `most` lines ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(unicodedata.normalize("NFC", text), type_, width):
        longer = f"{line} {piece}".lstrip()
        if type_.width(longer) <= width:
            line = longer
            continue
        lines.append(line)
        line = piece
        if len(lines) == most:
            return [*lines[:-1], _shorten(lines[-1], type_, width)]
    return [*lines, line] if line else lines


def balance(text: str, type_: Type, width: int, most: int) -> list[str]:
    """Wrap so that the lines are about equally long; never more of them than `wrap` needs."""
    lines = wrap(text, type_, width, most)
    narrow, wide = width // 2, width
    if lines and lines[-1].endswith(ELLIPSIS):
        return lines
    while lines and wide - narrow > type_.size // 4:
        middle = (narrow + wide) // 2
        tighter = wrap(text, type_, middle, len(lines) + 1)
        if len(tighter) == len(lines):
            wide = middle
        else:
            narrow = middle
    return wrap(text, type_, wide, most)


def paragraph(
    text: str, type_: Type, width: int, *, most: int = 4, align: Align = "centre"
) -> Image.Image:
    """Return a wrapped text; an empty one has no height."""
    return lines_of(balance(text, type_, width, most), type_, width, align)


def lines_of(lines: Sequence[str], type_: Type, width: int, align: Align = "centre") -> Image.Image:
    """Return lines, one below the other."""
    paper = blank(width, _advance(type_) * len(lines))
    for count, line in enumerate(lines):
        free = width - type_.width(line)
        left = {"left": 0, "centre": free // 2, "right": free}[align]
        type_.write(paper, line, left, count * _advance(type_) + _baseline(type_))
    return paper


def pair(left: tuple[str, Type], right: tuple[str, Type], width: int, gap: int) -> Image.Image:
    """Return two texts with a gap between them in the middle of one line, or in two lines."""
    room = left[1].width(left[0]) + gap + right[1].width(right[0])
    if room <= width and left[0] and right[0]:
        return row(left, right, room, gap)
    return stack((paragraph(text, type_, width) for text, type_ in (left, right)), width)


def row(left: tuple[str, Type], right: tuple[str, Type], width: int, gap: int) -> Image.Image:
    """Return a name at the left and its value at the right, on one base line if both fit.

    `gap` is the least room between them. A value that needs more stands below, in three lines.
    """
    (name, plain), (value, strong) = left, right
    room = width - plain.width(name) - gap
    name, value = " ".join(name.split()), " ".join(value.split())
    if strong.width(value) > room:
        below = paragraph(value, strong, width, most=3, align="right")
        return stack((paragraph(name, plain, width, align="left"), below), width)
    larger = max(plain, strong, key=lambda type_: type_.size)
    paper = blank(width, _advance(larger))
    plain.write(paper, name, 0, _baseline(larger))
    strong.write(paper, value, width - strong.width(value), _baseline(larger))
    return paper


def headline(words: Sequence[str], type_: Type, width: int, gap: int) -> Image.Image:
    """Return words in one line, cut to their ink; a line too wide is made narrower, never lower."""
    line = blank(sum(type_.width(word) + gap for word in words) + 1, type_.ascent + type_.descent)
    left = 0
    for word in words:
        type_.write(line, word, left, type_.ascent)
        left += type_.width(word) + gap
    line = line.crop(black(line).getbbox() or (0, 0, 1, 1))
    if line.width > width:
        grey = line.convert("L").resize((width, line.height), Resampling.BOX)
        line = grey.point(WHITE_FROM_HALF, "1")
    return line


def _advance(type_: Type) -> int:
    """How far it is from one line to the next."""
    return ceil(type_.size * LINE_HEIGHT)


def _baseline(type_: Type) -> int:
    """How far the base line is below the top of its line."""
    return (_advance(type_) + type_.ascent - type_.descent) // 2


def _pieces(text: str, type_: Type, width: int) -> Iterator[str]:
    """Give the words; one that is wider than the line comes in pieces."""
    for word in text.split():
        rest = word
        while type_.width(rest) > width and len(rest) > 1:
            cut = _fitting(rest, type_, width)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _fitting(word: str, type_: Type, width: int) -> int:
    """Return how many letters of a word fit, at least one."""
    count = 1
    while count < len(word) - 1 and type_.width(word[: count + 1]) <= width:
        count += 1
    return count


def _shorten(line: str, type_: Type, width: int) -> str:
    """Return the line with an ellipsis, shorter by what that takes."""
    while line and type_.width(line + ELLIPSIS) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;.") + ELLIPSIS
