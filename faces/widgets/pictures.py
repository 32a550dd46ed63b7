"""QR codes and picture files as textures, no larger than they are shown; the last are kept."""

import logging
from functools import lru_cache

from kivy.graphics.texture import Texture
from PIL import Image, ImageOps

from faces import marks

log = logging.getLogger(__name__)

_KEPT = 3
"""A photo and two pictures: a texture of the whole screen takes 2.5 MB."""


@lru_cache(maxsize=4)
def modules(content: str) -> Texture:
    """A QR code, a pixel for each module; it stays sharp however large it is drawn."""
    rows = marks.modules(content)
    texture = Texture.create(size=(len(rows), len(rows)), colorfmt="luminance")
    texture.mag_filter = texture.min_filter = "nearest"
    pixels = bytes(0 if dark else 255 for row in reversed(rows) for dark in row)
    texture.blit_buffer(pixels, colorfmt="luminance", bufferfmt="ubyte")
    return texture


@lru_cache(maxsize=_KEPT)
def texture(file: str, width: int, height: int, *, whole: bool) -> Texture | None:
    """A picture that fills so many pixels, or lies `whole` within them.

    None when the file is no picture, or gone.
    """
    if not width or not height:
        return None
    try:
        with Image.open(file) as picture:
            made = _whole(picture, width, height) if whole else _filled(picture, width, height)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        log.warning("%s is not shown: %s", file, error)
        return None
    shown = Texture.create(size=made.size, colorfmt=made.mode.lower())
    shown.blit_buffer(made.tobytes(), colorfmt=made.mode.lower(), bufferfmt="ubyte")
    shown.flip_vertical()
    return shown


def _filled(picture: Image.Image, width: int, height: int) -> Image.Image:
    picture.draft("RGB", (width, height))  # a photo of a camera is not read whole
    return ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), (width, height))


def _whole(picture: Image.Image, width: int, height: int) -> Image.Image:
    return ImageOps.contain(ImageOps.exif_transpose(picture).convert("RGBA"), (width, height))
