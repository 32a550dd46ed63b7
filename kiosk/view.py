"""What a kiosk's face draws: a `View`. It decides nothing, and forwards what was touched."""

from dataclasses import dataclass, field
from typing import Literal

from faces.touching import Entry, Look, Tile

Mode = Literal["ready", "working", "take", "trouble"]

PageName = Literal[
    "attract", "start", "agencies", "fields", "audiences", "list", "search", "procedure", "check",
    "dossier_code", "dossier_secret", "dossier", "feedback", "feedback_text", "feedback_contact",
    "feedback_done", "map", "info", "pin", "technician",
]  # fmt: skip

Tab = Literal["summary", "papers", "steps", "law"]
TABS: tuple[Tab, ...] = ("summary", "papers", "steps", "law")

Ink = Literal["go", "wait", "bad", "amber", "muted", "ink", "lacquer"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two about something: that it is open, how long one waits."""

    text: str
    ink: Ink = "muted"


@dataclass(frozen=True, slots=True)
class Card:
    """Something to touch in a list; a paper to tick has a box in front of it."""

    tile: Tile
    chips: tuple[Chip, ...] = ()
    ticked: bool | None = None
    sign: str = ""
    """What is drawn on it, on a first page; `radio` where one of several is chosen."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something to read: a heading, and a text as long as it is."""

    text: str
    heading: str = ""
    chips: tuple[Chip, ...] = ()
    sign: str = ""
    """A drawing before it, in the colour of `ink`."""
    ink: Ink = "ink"
    large: bool = False
    huge: bool = False
    """Whether it is to be read from a step away, and written down."""


@dataclass(frozen=True, slots=True)
class Code:
    """An address or a text as a QR code, and what it is for."""

    content: str
    text: str


Item = Card | Block | Code


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the plan of the centre, its middle in shares of the plan's width and height."""

    name: str
    x: float
    y: float
    wanted: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The centre from above."""

    spots: tuple[Spot, ...]
    here: tuple[float, float] | None = None
    """Where this kiosk stands."""
    here_name: str = ""
    picture: str = ""
    """File of a picture under it; without it the plan is drawn."""


@dataclass(frozen=True, slots=True)
class Page:
    """What can be seen and touched now, from top to bottom."""

    name: PageName
    title: str
    note: str = ""
    """What to do, in a sentence."""
    ribbon: str = ""
    """What was chosen so far."""
    tabs: tuple[Tile, ...] = ()
    items: tuple[Item, ...] = ()
    key: str = ""
    """Which list it is: how far it was scrolled is kept as long as this is the same."""
    entry: Entry | None = None
    plan: Plan | None = None
    lines: tuple[tuple[str, str], ...] = ()
    """Names and values, for the technician."""
    main: Tile | None = None
    """The one filled button: what most people want next."""
    options: tuple[Tile, ...] = ()
    """What some people want instead."""
    turns: tuple[Tile, Tile] | None = None
    """Words of the buttons that scroll a long list by hand: back and on."""
    source: str = ""
    """Who published this, and as of when."""


@dataclass(frozen=True, slots=True)
class View:
    """One picture of the face, its texts ready to be read."""

    mode: Mode
    sentence: str
    label: str | None = None
    """The number to show large."""
    page: Page | None = None
    """None while one wish is being fulfilled, and while its outcome is told."""
    notice: str = ""
    """Beside a page: help was called, the queue service is away."""
    foot: tuple[Tile, ...] = ()
    look: Look = field(default_factory=Look)
    still_there: int | None = None
    """Seconds until everything is wiped, when it asks whether somebody is there."""
    question: str = ""
    countdown: str = ""
    stay: Tile | None = None
    dim: bool = False
    spoken: str = ""
    """What is read aloud for those who do not see the screen."""
    focus: str | None = None
    """What they are on, by its touch."""
