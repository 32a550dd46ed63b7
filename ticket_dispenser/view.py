"""What a dispenser's face draws; a screen, a page or nothing at all may be the face.

A face decides nothing: it draws a `View`, and forwards what was touched by the names in it.
"""

from dataclasses import dataclass, field
from typing import Literal

from faces.touching import Entry, Look, Tile

Mode = Literal["ready", "closed", "working", "take", "trouble"]

PageName = Literal[
    "start", "services", "intents", "classes", "search", "code", "report",
    "pin", "technician", "buttons",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What can be chosen now, from top to bottom."""

    name: PageName
    title: str
    note: str = ""
    """What to do, in a sentence."""
    ribbon: str = ""
    """What was chosen so far."""
    tiles: tuple[Tile, ...] = ()
    """The choices; so few that all are seen at once."""
    leaf: int = 0
    leaves: int = 1
    """Which part of the choices these are, from 0, and how many parts there are."""
    turns: tuple[Tile, ...] = ()
    """Back and forth through those parts; none where there is one."""
    where: str = ""
    """Which part this is, in words: `Trang 1/3`."""
    entry: Entry | None = None
    lines: tuple[tuple[str, str], ...] = ()
    """Names and values, for the technician."""
    main: Tile | None = None
    """The one filled button: what most people want next."""
    options: tuple[Tile, ...] = ()
    """What some people want instead of the choices."""


@dataclass(frozen=True, slots=True)
class View:
    """One picture of the face, its texts ready to be read."""

    mode: Mode
    sentence: str
    label: str | None = None
    """The number to show large."""
    notice: str = ""
    """Beside a page, what else is to be known now: help was called, the doors close soon."""
    page: Page | None = None
    """What can be chosen; none while one press is answered, and on machines with buttons alone."""
    foot: tuple[Tile, ...] = ()
    """What can always be touched, in the same place on every page."""
    look: Look = field(default_factory=Look)
    still_there: int | None = None
    """Seconds until the page goes back to the start, when it asks whether somebody is there."""
    question: str = ""
    """That question, with `stay` to answer it."""
    countdown: str = ""
    """What happens after those seconds."""
    stay: Tile | None = None
    dim: bool = False
    """Nobody is here: the screen may be dark."""
    spoken: str = ""
    """What is read aloud for those who do not see the screen; empty when nobody asked for it."""
    focus: str | None = None
    """The tile that they are on, by its touch."""
