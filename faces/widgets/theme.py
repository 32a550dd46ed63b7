"""The look in Kivy's terms."""

from kivy.core.text import LabelBase

from faces.fonts import find
from faces.look import FONT_FAMILY, rgb

Colour = tuple[float, float, float, float]


def colour(token: str) -> Colour:
    """Return a `#rrggbb` as Kivy wants it."""
    return (*rgb(token), 1.0)


def register_fonts() -> None:
    """Make Noto Sans known to Kivy; raises `FontMissingError`."""
    LabelBase.register(FONT_FAMILY, fn_regular=str(find("regular")), fn_bold=str(find("bold")))
