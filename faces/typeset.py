"""Setting type on paper: black and white pictures that are stacked into a slip.

Every part is a picture of mode "1", as wide as its column; all lengths are printer dots.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import Literal

import qrcode
from PIL import Image, ImageDraw
from PIL.Image import Resampling

from faces.fonts import Type
from faces.look import LINE_HEIGHT

BLACK, WHITE = 0, 1
QUIET_ZONE = 4
"""White modules around a QR code, ISO/IEC 18004."""

_BLACK_FROM_HALF = [255] * 128 + [0] * 128
"""Maps coverage by ink, 0 to 255, to white or black."""

Align = Literal["left", "centre"]


def blank(width: int, height: int) -> Image.Image:
    """Return white paper."""
    return Image.new("1", (width, height), WHITE)


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
    lines = (balance if align == "centre" else wrap)(text, type_, width, most)
    advance = ceil(type_.size * LINE_HEIGHT)
    paper = blank(width, advance * len(lines))
    baseline = (advance + type_.ascent - type_.descent) // 2
    for row, line in enumerate(lines):
        left = (width - type_.width(line)) // 2 if align == "centre" else 0
        type_.write(paper, line, left, row * advance + baseline)
    return paper


def headline(words: Sequence[str], type_: Type, width: int, gap: int) -> Image.Image:
    """Return words in one line, cut to their ink; a line too wide is made narrower, never lower."""
    starts = [0, *accumulate(type_.width(word) + gap for word in words)]
    grey = Image.new("L", (starts[-1] + gap, type_.ascent + type_.descent))
    pen = ImageDraw.Draw(grey)
    for word, left in zip(words, starts, strict=False):
        pen.text((left, 0), word, fill=255, font=type_.font)
    line = grey.crop(grey.getbbox() or (0, 0, 1, 1))
    if line.width > width:
        line = line.resize((width, line.height), Resampling.BOX)
    return line.point(_BLACK_FROM_HALF, "1")


def rule(width: int, thickness: int = 3) -> Image.Image:
    """Return a line across."""
    return Image.new("1", (width, thickness), BLACK)


def qr(url: str, least: int) -> Image.Image:
    """Return a QR code with its quiet zone, `least` dots wide or a little more.

    Its modules are whole dots: a printer cannot draw halves.
    """
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(url)
    rows = code.get_matrix()
    side = len(rows)
    modules = blank(side, side)
    modules.putdata([BLACK if dark else WHITE for row in rows for dark in row])
    scale = ceil(least / side)
    return modules.resize((side * scale, side * scale), Resampling.NEAREST)


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
    while line and type_.width(line + "…") > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;.") + "…"
