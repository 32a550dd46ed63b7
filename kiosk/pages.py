"""The pages of the kiosk: what a visitor sees of what can be read and chosen. Pure."""

from collections.abc import Callable, Mapping

from faces.touching import Entry, Tile
from kiosk import centre_pages, dossier_pages, feedback_pages, procedure_pages
from kiosk.drawer import Drawer
from kiosk.lists import counted, in_alphabet, list_page, listed
from kiosk.view import Block, Card, Item, Page, PageName

_STARTS = (
    ("open:search", "search"),
    ("open:agencies", "agencies"),
    ("open:audiences", "audiences"),
    ("open:list", "often"),
    ("open:dossier_code", "dossier"),
    ("open:feedback", "feedback"),
    ("open:map", "map"),
    ("open:info", "info"),
)


def page(draw: Drawer) -> Page:
    """The page that a visitor is on."""
    return _PAGES[draw.visitor.page](draw)


def _attract(draw: Drawer) -> Page:
    """One thing to touch, and the whole screen is it."""
    centre = draw.world.centre
    title = centre.name if centre else draw.text("title")
    parts = draw.settings.slogan.split(" - ")
    slogan = " - ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)
    begin = Tile("begin", draw.text("attract"))
    return Page("attract", title, ribbon=slogan, main=begin, source=draw.source())


def _start(draw: Drawer) -> Page:
    settings = draw.settings
    absent = {
        "dossier": settings.dossier is None,
        "feedback": not settings.feedback,
    }
    cards = [
        Card(Tile(touch, draw.text(f"start.{name}"), draw.text(f"start.{name}_note")), sign=name)
        for touch, name in _STARTS
        if not absent.get(name)
    ]
    return Page("start", draw.text("title"), items=tuple(cards), source=draw.source())


def _agencies(draw: Drawer) -> Page:
    of = [draw.world.agency(one, draw.visitor.language) for one in draw.listings]
    cards = counted(draw, "agency", of)
    return list_page(
        draw, "agencies", draw.text("start.agencies"), draw.text("choose_agency"), cards
    )


def _audiences(draw: Drawer) -> Page:
    of = [audience for one in draw.listings for audience in one.audience]
    cards = counted(draw, "audience", of)
    return list_page(
        draw, "audiences", draw.text("start.audiences"), draw.text("choose_audience"), cards
    )


def _fields(draw: Drawer) -> Page:
    at = draw.visitor.at
    of = [one.field or draw.text("no_field") for one in listed(draw)]
    title = at.agency or at.audience
    return list_page(draw, "fields", title, draw.text("choose_field"), counted(draw, "field", of))


def _procedures(draw: Drawer) -> Page:
    at, found = draw.visitor.at, listed(draw)
    often = not (at.agency or at.audience or at.field)
    title = draw.text("start.often") if often else at.field or at.agency or at.audience
    if often:
        most = draw.settings.catalogue.most_used
        found = sorted(found, key=lambda one: (-one.popularity, in_alphabet(one.title)))[:most]
    else:
        found = sorted(found, key=lambda one: in_alphabet(one.title))
    cards = [draw.card(one) for one in found]
    note = draw.text("procedures", n=len(found)) if found else ""
    return list_page(draw, "list", title, note, cards)


def _search(draw: Drawer) -> Page:
    query = draw.visitor.query
    found = tuple(draw.world.shelf.find(query)) if draw.world.shelf and query.strip() else ()
    if not query.strip():
        note = draw.text("search_note")
    else:
        note = draw.text("found", n=len(found)) if found else draw.text("nothing_found")
    items: tuple[Item, ...] = tuple(draw.card(one) for one in found)
    if draw.world.shelf is None:
        note = ""
        items = (Block(draw.text("no_catalogue"), sign="offline", ink="wait"),)
    elif query.strip() and not found:
        items = (Block(draw.text("nothing_found_note"), note, sign="search", ink="wait"),)
    return Page(
        "search",
        draw.text("start.search"),
        note,
        items=items,
        key=f"search {query}",
        entry=draw.entry(query),
        turns=draw.turns(),
        source=draw.source(),
    )


# --- The technician ------------------------------------------------------------------------------


def _pin(draw: Drawer) -> Page:
    texts, typed = draw.texts, draw.visitor.typed
    note = draw.visitor.guesses.note(draw.at)
    keys = Entry(typed, "digits", secret=True, erase=texts.say("touch.erase"))
    main = Tile("enter", texts.say("touch.open"), enabled=bool(typed))
    return Page("pin", texts.say("touch.technician"), texts.say(note), entry=keys, main=main)


def _technician(draw: Drawer) -> Page:
    tests = ("print", "sound", "roll")
    options = tuple(Tile(f"test:{one}", draw.texts.say(f"touch.test_{one}")) for one in tests)
    title = draw.texts.say("touch.technician")
    return Page("technician", title, lines=draw.lines, options=options)


_PAGES: Mapping[PageName, Callable[[Drawer], Page]] = {
    "attract": _attract,
    "start": _start,
    "agencies": _agencies,
    "fields": _fields,
    "audiences": _audiences,
    "list": _procedures,
    "search": _search,
    "procedure": procedure_pages.procedure,
    "check": procedure_pages.check,
    "dossier_code": dossier_pages.code,
    "dossier_secret": dossier_pages.secret,
    "dossier": dossier_pages.dossier,
    "feedback": feedback_pages.which,
    "feedback_text": feedback_pages.text,
    "feedback_contact": feedback_pages.contact,
    "feedback_done": feedback_pages.done,
    "map": centre_pages.plan,
    "info": centre_pages.info,
    "pin": _pin,
    "technician": _technician,
}
