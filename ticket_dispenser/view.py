"""What a dispenser's face draws; a screen, a page or nothing at all may be the face."""

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class View:
    """One picture of the face, its texts ready to be read."""

    mode: Literal["ready", "working", "take", "trouble"]
    sentence: str
    label: str | None = None
    """The number to show large."""


class Face(Protocol):
    """Whatever shows a view to the citizen."""

    def show(self, view: View) -> None:
        """Draw this from now on."""


class NoFace:
    """A machine with buttons and lamps alone; its sentence is told in its device state."""

    def show(self, view: View) -> None:
        """Nothing to draw on."""
