"""Noto Sans from the system's package, for pictures and for Kivy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from pathlib import Path
from typing import Literal, Self

from PIL import Image, ImageDraw, ImageFont

Face = Literal["regular", "bold", "italic", "display"]

FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/noto"))
_FILES: dict[Face, str] = {
    "regular": "NotoSans-Regular.ttf",
    "bold": "NotoSans-Bold.ttf",
    "italic": "NotoSans-Italic.ttf",
    "display": "NotoSansDisplay-Bold.ttf",
}


MOST_GLYPHS = 512
"""Glyphs kept of one face at one size: all of Vietnamese and English, and some to spare."""


class FontMissingError(FileNotFoundError):
    """A font file is not on this machine; the message says what to install."""


def find(face: Face, folders: Sequence[Path] = FOLDERS) -> Path:
    """Return the path of a face's file.

    Raises:
        FontMissingError: it is in none of the folders.
    """
    for folder in folders:
        path = folder / _FILES[face]
        if path.is_file():
            return path
    places = " or ".join(str(folder) for folder in folders)
    raise FontMissingError(
        f"No {_FILES[face]} in {places}. Install it: apt-get install fonts-noto-core"
    )


@dataclass(frozen=True, slots=True)
class _Glyph:
    ink: Image.Image
    left: int
    top: int
    """From the baseline, negative upwards."""
    advance: int


class Type:
    """One face at one size, `size` pixels per em.

    Each glyph is drawn once and kept: hinting costs more than all the rest of a slip.
    """

    def __init__(self, path: Path, size: int) -> None:
        # The basic layout puts the same pixels on every machine; Raqm may be absent.
        self.font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
        self.size = size
        self.ascent, self.descent = self.font.getmetrics()
        self._glyphs: dict[str, _Glyph] = {}

    @property
    def kept(self) -> int:
        """How many glyphs are kept drawn, at most `MOST_GLYPHS`."""
        return len(self._glyphs)

    def width(self, text: str) -> int:
        """Return the room that a line takes in pixels: all its ink, and its advance."""
        left, right = self._span(text)
        return right - left

    def write(self, picture: Image.Image, text: str, left: int, baseline: int) -> None:
        """Draw a line in black on a picture of mode "1"; no ink stands left of `left`."""
        left -= self._span(text)[0]
        for character in text:
            glyph = self._glyph(character)
            picture.paste(0, (left + glyph.left, baseline + glyph.top), glyph.ink)
            left += glyph.advance

    def _span(self, text: str) -> tuple[int, int]:
        """Where the ink of a line begins, at most 0, and where ink and advance end."""
        pen = first = last = 0
        for character in text:
            glyph = self._glyph(character)
            first = min(first, pen + glyph.left)
            last = max(last, pen + glyph.left + glyph.ink.width)
            pen += glyph.advance
        return first, max(last, pen)

    def _glyph(self, character: str) -> _Glyph:
        glyph = self._glyphs.get(character)
        if glyph is None:
            if len(self._glyphs) >= MOST_GLYPHS:
                self._glyphs.clear()
            glyph = self._glyphs[character] = self._drawn(character)
        return glyph

    def _drawn(self, character: str) -> _Glyph:
        left, top, right, bottom = self.font.getbbox(character, mode="1", anchor="ls")
        corner = floor(left), floor(top)
        ink = Image.new("1", (ceil(right) - corner[0], ceil(bottom) - corner[1]))
        pen = ImageDraw.Draw(ink)
        pen.text((-corner[0], -corner[1]), character, fill=1, font=self.font, anchor="ls")
        return _Glyph(ink, *corner, advance=round(self.font.getlength(character, mode="1")))


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces at any size, for pictures."""

    paths: Mapping[Face, Path]
    _opened: dict[tuple[Face, int], Type] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, folders: Sequence[Path] = FOLDERS) -> Self:
        """Find every face; raises `FontMissingError`."""
        return cls({face: find(face, folders) for face in _FILES})

    def at(self, face: Face, size: int) -> Type:
        """Return a face at a size in pixels per em."""
        key = face, size
        if key not in self._opened:
            self._opened[key] = Type(self.paths[face], size)
        return self._opened[key]
