"""What a touch does: it makes another `Visitor` of one, and sometimes a `Wish`. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faces.wishes import Help, NewRoll, TrialPrint, TrialSound
from kiosk import choosing, typing
from kiosk.drawer import Drawer
from kiosk.scanning import scan
from kiosk.typing import Step
from kiosk.view import PageName
from kiosk.visitor import Place, gone, returned, ticked, wiped

if TYPE_CHECKING:
    from kiosk.wishes import Wish

_OPENED: Final[frozenset[PageName]] = frozenset(
    {"search", "agencies", "audiences", "list", "dossier_code", "feedback", "map", "info"}
)


def touched(touch: str, draw: Drawer) -> Step:
    """Something was touched; what is not there to be touched changes nothing."""
    visitor = replace(ticked(draw.visitor, draw.settings, draw.at), touched_at=draw.at)
    draw = replace(draw, visitor=visitor)
    name, _, value = touch.partition(":")
    answer = _TOUCHES.get(name)
    return answer(draw, value) if answer else (visitor, None)


# --- To and fro ----------------------------------------------------------------------------------


def _home(draw: Drawer, _: str) -> Step:
    return wiped(draw.visitor, draw.at), None


def _back(draw: Drawer, _: str) -> Step:
    return returned(draw.visitor), None


def _open(draw: Drawer, value: str) -> Step:
    absent = {
        "dossier_code": draw.settings.dossier is None,
        "feedback": not draw.settings.feedback,
    }
    page = next((one for one in _OPENED if one == value), None)
    if page is None or draw.visitor.page != "start" or absent.get(page):
        return draw.visitor, None
    return gone(draw.visitor, Place(page)), None


# --- How the screen is seen ----------------------------------------------------------------------


def _language(draw: Drawer, _: str) -> Step:
    visitor = draw.visitor
    return replace(visitor, language="en" if visitor.language == "vi" else "vi"), None


def _size(draw: Drawer, _: str) -> Step:
    look = draw.visitor.look
    return replace(draw.visitor, look=replace(look, large=not look.large)), None


def _contrast(draw: Drawer, _: str) -> Step:
    look = draw.visitor.look
    return replace(draw.visitor, look=replace(look, contrast=not look.contrast)), None


def _low(draw: Drawer, _: str) -> Step:
    look = draw.visitor.look
    return replace(draw.visitor, look=replace(look, low=not look.low)), None


def _help(draw: Drawer, _: str) -> Step:
    return draw.visitor, Help()


# --- The technician ------------------------------------------------------------------------------


def _corner(draw: Drawer, how: str) -> Step:
    return replace(draw.visitor, corner_since=draw.at if how == "down" else None), None


def _test(draw: Drawer, what: str) -> Step:
    wishes: dict[str, Wish] = {"print": TrialPrint(), "sound": TrialSound(), "roll": NewRoll()}
    return draw.visitor, wishes.get(what) if draw.visitor.page == "technician" else None


_TOUCHES: Final[Mapping[str, Callable[[Drawer, str], Step]]] = {
    **choosing.TOUCHES,
    "home": _home,
    "back": _back,
    "open": _open,
    "about": typing.about,
    "type": typing.letter,
    "erase": typing.erase,
    "marks": typing.marks,
    "enter": typing.enter,
    "scan": scan,
    "language": _language,
    "size": _size,
    "contrast": _contrast,
    "low": _low,
    "help": _help,
    "corner": _corner,
    "test": _test,
}
