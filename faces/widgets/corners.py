"""Round corners as a texture: one disc for each radius, stretched between its four quarters."""

from functools import lru_cache

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw
from PIL.Image import Resampling

_FINER = 8
"""Times that the disc is drawn larger, so that its edge is smooth."""


@lru_cache(maxsize=64)
def disc(radius: int) -> Texture:
    """A white disc of so many pixels; its quarters are the corners of a `BorderImage`."""
    side = 2 * radius
    large = Image.new("L", (side * _FINER, side * _FINER), 0)
    ImageDraw.Draw(large).ellipse((0, 0, large.width - 1, large.height - 1), fill=255)
    alpha = large.resize((side, side), Resampling.BOX)
    white = Image.new("L", alpha.size, 255)
    texture = Texture.create(size=alpha.size, colorfmt="rgba")
    pixels = Image.merge("RGBA", (white, white, white, alpha)).tobytes()
    texture.blit_buffer(pixels, colorfmt="rgba", bufferfmt="ubyte")
    return texture
