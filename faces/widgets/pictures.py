"""Picture files as textures, no larger than they are shown; the last ones are kept."""

import logging
from functools import lru_cache

from kivy.graphics.texture import Texture
from PIL import Image, ImageOps

log = logging.getLogger(__name__)

_KEPT = 3
"""A photo and two pictures: a texture of the whole screen takes 2.5 MB."""


@lru_cache(maxsize=_KEPT)
def texture(file: str, width: int, height: int) -> Texture | None:
    """A picture that fills so many pixels; None when the file is no picture, or gone."""
    if not width or not height:
        return None
    try:
        with Image.open(file) as picture:
            picture.draft("RGB", (width, height))  # a photo of a camera is not read whole
            filled = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), (width, height))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        log.warning("%s is not shown: %s", file, error)
        return None
    made = Texture.create(size=filled.size, colorfmt="rgb")
    made.blit_buffer(filled.tobytes(), colorfmt="rgb", bufferfmt="ubyte")
    made.flip_vertical()
    return made
