"""A simulated touch screen: what a finger, a tactile key or a headphone can tell it now. Pure."""

import string

from faces.touching import CORNER_DOWN, CORNER_UP, Keys
from simulation.machines import Dispenser
from ticket_dispenser import model

_EAR = ("ear:toggle", "ear:previous", "ear:next", "ear:confirm")
_KEYS: dict[Keys, str] = {
    "digits": string.digits,
    "letters": f"{string.ascii_uppercase}{string.digits}- ",
    "text": f"{string.ascii_uppercase}{string.digits}. ",
}


def touchable(machine: Dispenser) -> list[str]:
    """The names of all that can be touched on a dispenser's screen; none without one, or light."""
    view = machine.face.view
    if view is None or not machine.has_screen:
        return []
    entry = view.page.entry if view.page else None
    keys = [*(f"type:{key}" for key in _KEYS[entry.keys]), "erase"] if entry else []
    return [*(t.touch for t in model.touchable(view)), *keys, CORNER_DOWN, CORNER_UP, *_EAR]
