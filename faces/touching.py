"""What our touch screens have in common: tiles, what is typed, how it is to be seen. Pure."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from faces.texts import Texts

V_contra = TypeVar("V_contra", contravariant=True)

Keys = Literal["digits", "letters", "text"]
"""What something is typed with: a number, a code, or sentences."""

CORNER_DOWN, CORNER_UP = "corner:down", "corner:up"
"""Forwarded by a face when a finger comes down in its upper left corner, and when it leaves."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Something to touch."""

    touch: str
    """What is forwarded."""
    text: str
    note: str = ""
    """A line under it, smaller: how many wait, or why it cannot be touched."""
    enabled: bool = True
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is typed: the text so far, and what it is typed with."""

    text: str
    keys: Keys
    secret: bool = False
    """Drawn as dots."""
    space: str = ""
    """What stands on the keys that have no letter of their own."""
    erase: str = ""
    marks: str = ""
    """What stands on the key beside the space bar: how letters get their marks, or a sign."""


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody wants to see the screen."""

    large: bool = False
    contrast: bool = False
    low: bool = False
    """Everything to touch is in the lower part, within reach from a wheelchair."""


class Face(Protocol[V_contra]):
    """Whatever shows views to people and may be touched. It decides nothing."""

    def show(self, view: V_contra) -> None:
        """Draw this from now on."""

    def touches(self) -> AsyncIterator[str]:
        """Return what is touched, by the names in `Tile.touch`; `scan:` and a code when it reads.

        `type:` and a character, `erase` and `enter` come from an `Entry`'s keys.
        """
        ...


def foot(look: Look, texts: Texts, *, start: bool) -> tuple[Tile, ...]:
    """What can always be touched: the way back, how to see the screen, and help.

    At the `start` there is no way back.
    """
    return (
        Tile("back", texts.say("touch.back"), enabled=not start),
        Tile("home", texts.say("touch.home"), enabled=not start),
        Tile("size", texts.say("touch.size"), chosen=look.large),
        Tile("contrast", texts.say("touch.contrast"), chosen=look.contrast),
        Tile("low", texts.say("touch.low"), chosen=look.low),
        Tile("language", texts.say("touch.other_language")),
        Tile("help", texts.say("touch.help")),
    )
