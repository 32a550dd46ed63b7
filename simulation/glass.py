"""A simulated touch screen: what a finger, a tactile key or a headphone can tell it now. Pure."""

import string

from faces.touching import CORNER_DOWN, CORNER_UP, Entry, Keys
from kiosk import model as kiosk
from kiosk.view import View as KioskView
from rating_pad.view import PadView
from simulation.machines import Dispenser, Touched
from ticket_dispenser import model
from ticket_dispenser.view import View

WAKE = "wake"
"""A touch anywhere: a dark screen, one that invites, or one that only tells something."""

_ALWAYS = [CORNER_DOWN, CORNER_UP, "ear:toggle", "ear:previous", "ear:next", "ear:confirm"]
_KEYS: dict[Keys, str] = {
    "digits": string.digits,
    "letters": f"{string.ascii_uppercase}{string.digits}- ",
    "text": f"{string.ascii_uppercase}{string.digits}. ",
}
_TYPED = "type:"


def touchable(machine: Touched) -> list[str]:
    """The names of all that can be touched on a machine's screen; none without one, or light."""
    view = machine.face.view
    match view:
        case View() if isinstance(machine, Dispenser) and machine.has_screen:
            entry = view.page.entry if view.page else None
            return [*(tile.touch for tile in model.touchable(view)), *_keys(entry), *_ALWAYS]
        case PadView():
            seen = [WAKE] if view.dark else [tile.touch for tile in view.touchable]
            return [*seen, *_keys(view.entry), *_ALWAYS]
        case KioskView():
            entry = view.page.entry if view.page else None
            begin = [WAKE] if view.page is None or view.page.name == "attract" else []
            seen = [tile.touch for tile in kiosk.readable(view)]
            return [*begin, *seen, *_keys(entry), *_ALWAYS]
        case _:
            return []


def takes(machine: Touched, touch: str) -> bool:
    """Whether this can be touched now; sentences may have any sign, as on a keyboard plugged in."""
    known = touchable(machine)
    sign = touch.removeprefix(_TYPED)
    writes = f"{_TYPED}." in known and touch.startswith(_TYPED)
    return touch in known or (writes and len(sign) == 1 and sign.isprintable())


def _keys(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    signs = f"{_KEYS[entry.keys]}{entry.marks}" if entry.keys == "letters" else _KEYS[entry.keys]
    method = ["marks"] if entry.keys == "text" and entry.marks else []
    return [*(f"{_TYPED}{sign}" for sign in signs), "erase", *method]
