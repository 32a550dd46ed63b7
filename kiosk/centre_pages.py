"""The centre itself: the plan of its counters, its hours, its notices. Pure."""

from faces.hours import in_words
from kiosk.drawer import Drawer
from kiosk.lists import list_page
from kiosk.view import Block, Page, Plan, Spot
from kiosk.world import in_order, name_of


def plan(draw: Drawer) -> Page:
    """Where the counters are, and the way to those that are wanted."""
    service = draw.visitor.at.service
    wanted = {desk.name for desk in draw.world.desks(service, draw.now)} if service else set()
    settings = draw.settings.map
    spots = tuple(
        Spot(place.counter, place.x, place.y, place.counter in wanted, _served(draw, place.counter))
        for place in settings.places
    )
    note = draw.desks_named(service) if wanted else draw.text("map_note")
    picture = str(settings.picture or "")
    seen = Plan(spots, (settings.x, settings.y), draw.text("here"), picture)
    if not (spots or picture):
        return list_page(draw, "map", draw.text("start.map"), note, _counters(draw, wanted))
    return Page("map", draw.text("start.map"), note, plan=seen)


def _counters(draw: Drawer, wanted: set[str]) -> list[Block]:
    """The counters by name, where nobody has said where they are."""
    counters = sorted(draw.world.counters.values(), key=lambda one: in_order(one.counter))
    return [
        Block(
            _served(draw, one.counter),
            draw.text("counter", counter=one.counter),
            sign="check" if one.counter in wanted else "",
            ink="go",
        )
        for one in counters
    ] or [Block(draw.text("no_map"))]


def _served(draw: Drawer, counter: str) -> str:
    """What a counter deals with, in words."""
    state = draw.world.counters.get(counter)
    known = [draw.world.declared(service) for service in state.services] if state else []
    return ", ".join(name_of(one, draw.visitor.language) for one in known if one)


def info(draw: Drawer) -> Page:
    """Opening hours, address, and what everybody should know."""
    slip, centre = draw.settings.slip, draw.world.centre
    blocks = []
    if centre:
        blocks.append(Block(in_words(centre), draw.text("hours"), sign="working", ink="wait"))
    if slip and slip.address:
        blocks.append(Block(slip.address, draw.text("address"), sign="map", ink="wait"))
    if slip and slip.hotline:
        blocks.append(Block(slip.hotline, draw.text("hotline"), sign="help", ink="wait"))
    for notice in draw.settings.notices:
        title, text = notice.title, notice.text
        if draw.second:
            title, text = notice.title_second or title, notice.text_second or text
        blocks.append(Block(text, title, sign="info", ink="lacquer"))
    return list_page(draw, "info", draw.text("start.info"), "", blocks)
