"""What the pad's face draws: everything its screen needs, already in the citizen's language.

A face decides nothing: it draws a `PadView`, and forwards what was touched by the names in it.
"""

from dataclasses import dataclass, field
from typing import Literal

from faces.touching import Entry, Look, Tile

Mode = Literal[
    "rate", "thanks", "idle", "paused", "on_call", "closed", "offline",
    "reason", "question", "remark", "about", "feedback", "contact", "sending", "receipt", "kept",
    "pin", "technician",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PadView:
    """One picture of the pad. Two equal views look the same."""

    mode: Mode
    counter: str
    """For instance `Quầy 3`."""
    heading: str
    note: str
    officer: str | None = None
    """Name of whoever is signed in; without one there is no officer's panel."""
    title: str | None = None
    agency: str | None = None
    photo: str = ""
    """File of the officer's photo; a person is drawn without one."""
    label: str | None = None
    """The number of the visit, for instance `số A 012`."""
    levels: tuple[tuple[str, str], ...] = ()
    """Identifier and words of every level that can be touched, best first."""
    chosen: str | None = None
    """The level that was touched, as long as it can still be changed."""
    tiles: tuple[Tile, ...] = ()
    """Other choices: reasons, answers."""
    entry: Entry | None = None
    lines: tuple[tuple[str, str], ...] = ()
    """Names and values, for the technician."""
    main: Tile | None = None
    """The one filled button: what most people want next."""
    options: tuple[Tile, ...] = ()
    """What some people want instead."""
    foot: tuple[Tile, ...] = ()
    """What can always be touched, in the same place on every screen."""
    code: str = ""
    """The code of a complaint or suggestion, to be shown large."""
    notice: str = ""
    """What else is to be known now, or what the centre has to say."""
    picture: str = ""
    """File of a picture, while there is nothing else to see."""
    look: Look = field(default_factory=Look)
    still_there: int | None = None
    """Seconds until everything is wiped, when it asks whether somebody is there."""
    question: str = ""
    """That question, with `stay` to answer it."""
    countdown: str = ""
    """What happens after those seconds."""
    stay: Tile | None = None
    dim: bool = False
    dark: bool = False
    spoken: str = ""
    """What is read aloud for those who do not see the screen; empty when nobody asked for it."""
    focus: str | None = None
    """What they are on, by its touch."""

    @property
    def touchable(self) -> tuple[Tile, ...]:
        """Everything that can be touched, from top to bottom."""
        asked = (self.stay,) if self.stay else ()
        levels = tuple(Tile(level, words) for level, words in self.levels)
        main = (self.main,) if self.main else ()
        seen = (*asked, *levels, *self.tiles, *main, *self.options, *self.foot)
        return tuple(tile for tile in seen if tile.enabled)
