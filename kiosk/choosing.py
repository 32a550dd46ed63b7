"""What a touch does on the way to a procedure and on its page. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from kiosk import papers, procedure_pages
from kiosk.drawer import Drawer
from kiosk.typing import Step
from kiosk.view import TABS, PageName
from kiosk.visitor import Place, gone
from kiosk.wishes import PrintChecklist, PrintReceipt, TakeNumber
from kiosk.world import Status


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


def procedure(draw: Drawer, code: str) -> Step:
    """One of a list is looked at; internal ones are nobody's business here."""
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


TOUCHES: Final[Mapping[str, Callable[[Drawer, str], Step]]] = {
    "agency": _agency,
    "audience": _audience,
    "field": _field,
    "more": _leaf(1),
    "less": _leaf(-1),
    "procedure": procedure,
    "tab": _tab,
    "case": _case,
    "tick": _tick,
    "check": _check,
    "print": _print,
    "take": _take,
    "way": _way,
}
"""What each of them does, by its name."""
