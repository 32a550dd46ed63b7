"""One sentence on the whole screen, with a drawing, and with a number if there is one. Pure."""

from typing import Final

from faces.widgets import messages
from faces.widgets.frames import footed, headed
from faces.widgets.paper import Paper
from faces.widgets.sheets import Part
from kiosk.view import Mode, View

SIGNS: Final[dict[Mode, tuple[str, str]]] = {
    "ready": ("working", "wait"),
    "working": ("working", "wait"),
    "take": ("check", "go"),
    "trouble": ("offline", "bad"),
}
"""What is drawn beside the sentence of a mode, and its colour."""


def message(view: View, paper: Paper) -> tuple[Part, ...]:
    """The sentence between what is always at the head and at the foot."""
    foot, rest = footed(view.foot, paper)
    header, body = rest.top(72)
    return (
        *foot,
        headed(header, "", paper),
        messages.message(view, *SIGNS[view.mode], body, paper),
    )
