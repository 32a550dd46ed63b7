"""One sentence on the whole screen, and the question whether somebody is still there. Pure."""

from typing import Final

from faces.widgets import messages
from faces.widgets.boxes import Box
from faces.widgets.frames import asked
from faces.widgets.paper import Paper
from faces.widgets.sheets import Part
from ticket_dispenser.view import Mode, View

SIGNS: Final[dict[Mode, tuple[str, str]]] = {
    "ready": ("working", "wait"),
    "working": ("working", "wait"),
    "take": ("slip", "go"),
    "trouble": ("offline", "bad"),
    "closed": ("closed", "muted"),
}
"""What is drawn beside the sentence of a mode, and its colour."""


def message(view: View, box: Box, paper: Paper) -> Part:
    """The sentence under the sign of its mode."""
    return messages.message(view, *SIGNS[view.mode], box, paper)


def still_there(view: View, paper: Paper) -> tuple[Part, ...]:
    """The question, the seconds that are left, and one button; a touch beside it will do too."""
    if view.stay is None:
        return ()
    return asked(view.question, view.countdown, view.still_there or 0, view.stay, paper)
