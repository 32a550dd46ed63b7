"""Sheets with round corners as textures, stretched between their four quarters.

A sheet is one texture, its outline in it: each pixel of a card is drawn once, where an outline
under a filling would draw it twice, which a renderer on the CPU has to pay for.
"""

from functools import lru_cache

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw
from PIL.Image import Resampling

MIDDLE = 2
"""Pixels between the quarters."""

_FINER = 8
"""Times that it is drawn larger, so that its edges are smooth."""


@lru_cache(maxsize=128)
def sheet(radius: int, stroke: int, fill: str, edge: str) -> Texture:
    """A sheet with corners of `radius` pixels, and an outline of `stroke` pixels inside its edge.

    Its quarters, each as large as the greater of both, are the corners of a `BorderImage`; between
    them is what it stretches. Colours are `#rrggbb`.
    """
    side = 2 * max(radius, stroke) + MIDDLE
    outer, inner = _disc(side, radius, 0), _disc(side, radius, stroke)
    made = Image.composite(Image.new("RGB", outer.size, fill), Image.new("RGB", outer.size, edge),
                           inner)  # fmt: skip
    made.putalpha(outer)
    texture = Texture.create(size=made.size, colorfmt="rgba")
    texture.mag_filter = texture.min_filter = "nearest"  # it is drawn pixel by pixel
    texture.blit_buffer(made.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    return texture


def _disc(side: int, radius: int, inset: int) -> Image.Image:
    """How much of each pixel is within a square with round corners, `inset` pixels smaller."""
    large = Image.new("L", (side * _FINER, side * _FINER), 0)
    if 2 * inset < side:
        low, high = inset * _FINER, (side - inset) * _FINER - 1
        round_ = max(0, radius - inset) * _FINER
        ImageDraw.Draw(large).rounded_rectangle((low, low, high, high), round_, 255)
    return large.resize((side, side), Resampling.BOX)
