"""What the pad shows: everything its screen needs, already in the citizen's language."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["rate", "thanks", "idle", "paused", "closed", "offline"]


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
    label: str | None = None
    """The number of the visit, for instance `số A 012`."""
    levels: tuple[tuple[str, str], ...] = ()
    """Identifier and words of every level that can be touched, best first."""
    chosen: str | None = None
    """The level that was touched, as long as it can still be changed."""
