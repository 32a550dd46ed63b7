"""What a touch does: it makes another `Visitor` of one, and sometimes a `Wish`. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk import papers, procedure_pages, typing
from kiosk.drawer import Drawer
from kiosk.view import TABS, PageName
from kiosk.visitor import Place, Visitor, gone, returned, ticked, wiped
from kiosk.wishes import (
    Help,
    NewRoll,
    PrintChecklist,
    PrintReceipt,
    TakeNumber,
    TrialPrint,
    TrialSound,
    Wish,
)
from kiosk.world import Status

_OPENED: Final[frozenset[PageName]] = frozenset(
    {"search", "agencies", "audiences", "list", "dossier_code", "feedback", "map", "info"}
)

TECHNICIANS: Final = {"pin", "technician"}
_PROCEDURE = re.compile(r"\d\.\d{6}")

Step = tuple[Visitor, Wish | None]


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


def _agency(draw: Drawer, name: str) -> Step:
    return _narrowed(draw, "agencies", "fields", agency=name)


def _audience(draw: Drawer, name: str) -> Step:
    return _narrowed(draw, "audiences", "fields", audience=name)


def _field(draw: Drawer, name: str) -> Step:
    return _narrowed(draw, "fields", "list", field=name)


def _narrowed(draw: Drawer, on: PageName, page: PageName, **chosen: str) -> Step:
    """One choice more, on the page that it is on."""
    visitor = draw.visitor
    if visitor.page != on:
        return visitor, None
    at = visitor.at
    there = Place(
        page,
        chosen.get("agency", at.agency),
        chosen.get("field", at.field),
        chosen.get("audience", at.audience),
    )
    return gone(visitor, there), None


def _leaf(by: int) -> Callable[[Drawer, str], Step]:
    def leaf(draw: Drawer, _: str) -> Step:
        at = draw.visitor.at
        return replace(
            draw.visitor, at=replace(at, leaf=max(0, at.leaf + by)), focus=_first(draw)
        ), None

    return leaf


def _first(draw: Drawer) -> int | None:
    return None if draw.visitor.focus is None else 0


# --- A procedure ---------------------------------------------------------------------------------


def _procedure(draw: Drawer, code: str) -> Step:
    visitor = draw.visitor
    known = draw.world.shelf.procedure(code) if draw.world.shelf else None
    if known is None or known.is_internal or visitor.page not in {"list", "search"}:
        return visitor, None
    other = code != visitor.at.code
    visitor = replace(visitor, ticked=frozenset()) if other else visitor
    return gone(visitor, Place("procedure", code=code)), None


def _tab(draw: Drawer, name: str) -> Step:
    """Another tab of the same page: the way back is the same."""
    visitor = draw.visitor
    tab = next((one for one in TABS if one == name), None)
    if tab is None or visitor.page != "procedure":
        return visitor, None
    return replace(visitor, at=replace(visitor.at, tab=tab), focus=_first(draw)), None


def _case(draw: Drawer, value: str) -> Step:
    visitor, known = draw.visitor, procedure_pages.found(draw)
    if known is None or visitor.page != "procedure" or not value.isdecimal():
        return visitor, None
    if int(value) >= len(papers.cases(known)):
        return visitor, None
    return replace(visitor, at=replace(visitor.at, case=int(value)), ticked=frozenset()), None


def _tick(draw: Drawer, value: str) -> Step:
    visitor, known = draw.visitor, procedure_pages.found(draw)
    if known is None or visitor.page != "procedure" or not value.isdecimal():
        return visitor, None
    if int(value) not in {one.place for one in papers.to_bring(known, visitor.at.case)}:
        return visitor, None
    return replace(visitor, ticked=visitor.ticked ^ {int(value)}), None


def _check(draw: Drawer, _: str) -> Step:
    visitor = draw.visitor
    if visitor.page != "procedure" or procedure_pages.found(draw) is None:
        return visitor, None
    return gone(visitor, replace(visitor.at, page="check")), None


def _print(draw: Drawer, _: str) -> Step:
    visitor, known = draw.visitor, procedure_pages.found(draw)
    if not draw.world.prints or draw.world.fault is not None:
        return visitor, None
    if visitor.page == "feedback_done":
        return visitor, PrintReceipt(visitor.receipt)
    if known is None or visitor.page != "check":
        return visitor, None
    places = tuple(one.place for one in papers.to_bring(known, visitor.at.case))
    return visitor, PrintChecklist(known.code, places, visitor.ticked)


def _take(draw: Drawer, _: str) -> Step:
    visitor, known = draw.visitor, procedure_pages.found(draw)
    if known is None or visitor.page not in {"procedure", "check"} or known.service is None:
        return visitor, None
    if draw.world.status(known.service, draw.now) is not Status.OPEN:
        return visitor, None
    errand = papers.errand(known, visitor.at.case, visitor.ticked)
    return visitor, TakeNumber(known.service, errand)


def _way(draw: Drawer, service: str) -> Step:
    if draw.visitor.page != "procedure":
        return draw.visitor, None
    return gone(draw.visitor, Place("map", service=service)), None


# --- Scanning ------------------------------------------------------------------------------------


def _scan(draw: Drawer, read: str) -> Step:
    """A code was read, whatever page is open; the technician is not disturbed."""
    visitor = draw.visitor
    code = "".join(letter for letter in read if letter.isprintable()).strip()
    if not code or visitor.page in TECHNICIANS:
        return visitor, None
    if draw.settings.dossier and (
        known := typing.dossier_code(draw.settings.dossier.pattern, code)
    ):
        if visitor.page == "dossier_secret" and known == visitor.dossier_code:
            return visitor, None
        return typing.with_code(wiped(visitor, draw.at), known), None
    if visitor.page == "dossier_secret":
        return typing.typed(visitor, code[: typing.LONGEST_SECRET]), None
    if visitor.page == "dossier_code":
        return typing.with_code(visitor, code[: typing.LONGEST_ENTRY]), None
    procedure = _PROCEDURE.fullmatch(code)
    if procedure and draw.world.shelf and draw.world.shelf.procedure(code):
        there = _procedure(
            replace(draw, visitor=gone(wiped(visitor, draw.at), Place("list"))), code
        )
        return there if there[0].page == "procedure" else (visitor, None)
    return visitor, None


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


_TOUCHES: Final[dict[str, Callable[[Drawer, str], Step]]] = {
    "home": _home,
    "back": _back,
    "open": _open,
    "agency": _agency,
    "audience": _audience,
    "field": _field,
    "more": _leaf(1),
    "less": _leaf(-1),
    "procedure": _procedure,
    "tab": _tab,
    "case": _case,
    "tick": _tick,
    "check": _check,
    "print": _print,
    "take": _take,
    "way": _way,
    "about": typing.about,
    "type": typing.letter,
    "erase": typing.erase,
    "marks": typing.marks,
    "enter": typing.enter,
    "scan": _scan,
    "language": _language,
    "size": _size,
    "contrast": _contrast,
    "low": _low,
    "help": _help,
    "corner": _corner,
    "test": _test,
}
