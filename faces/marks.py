"""Marks on paper that are no type: lines across, frames, logos, QR codes; in printer dots."""

from math import ceil

import qrcode
from PIL import Image, ImageDraw, ImageOps
from PIL.Image import Resampling

from faces.fonts import Type
from faces.typeset import BLACK, WHITE, WHITE_FROM_HALF, balance, blank, lines_of

QUIET_ZONE = 4
"""White modules around a QR code, ISO/IEC 18004."""
MASK = 2
"""The pattern that is laid over a QR code, so that it has no large areas of one colour. It mostly
is the best of the eight for addresses like ours; to try all takes longer than the whole slip."""


def rule(width: int, thickness: int = 3) -> Image.Image:
    """Return a line across."""
    return Image.new("1", (width, thickness), BLACK)


def framed(text: str, type_: Type, width: int, stroke: int = 3) -> Image.Image:
    """Return a text of one or two lines in a round frame that is as wide as it needs."""
    if not text.strip():
        return blank(width, 0)
    side = type_.size * 3 // 4
    lines = balance(text, type_, width - 2 * side, 2)
    inner = lines_of(lines, type_, max(map(type_.width, lines)))
    paper = blank(inner.width + 2 * side, inner.height + 2 * stroke)
    paper.paste(inner, (side, stroke))
    edge = (0, 0, paper.width - 1, paper.height - 1)
    radius = inner.height // len(lines) // 2
    ImageDraw.Draw(paper).rounded_rectangle(edge, radius, outline=BLACK, width=stroke)
    return paper


def in_black_and_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture within `size` dots, its darker half black; what is transparent is white."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    grey = ImageOps.autocontrast(paper.convert("L"), cutoff=1)
    return ImageOps.contain(grey, size).point(WHITE_FROM_HALF, "1")


def modules(content: str) -> tuple[tuple[bool, ...], ...]:
    """Return a QR code with its quiet zone, row by row: True is dark."""
    code = qrcode.QRCode(
        error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK
    )
    code.add_data(content)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def qr(url: str, least: int) -> Image.Image:
    """Return a QR code with its quiet zone, `least` dots wide or a little more.

    Its modules are whole dots: a printer cannot draw halves.
    """
    rows = modules(url)
    side = len(rows)
    code = blank(side, side)
    code.putdata([BLACK if dark else WHITE for row in rows for dark in row])
    scale = ceil(least / side)
    return code.resize((side * scale, side * scale), Resampling.NEAREST)
