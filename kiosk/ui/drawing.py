"""A kiosk's `View` as a board: everything that is drawn, and where it can be touched. Pure."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets import tiles
from faces.widgets.boxes import Box
from faces.widgets.entries import table
from faces.widgets.frames import HEADER, HEADER_UPRIGHT, asked, footed, headed, notice, ribbon
from faces.widgets.paper import GAP, MARGIN, Paper, line, seen
from faces.widgets.sheets import Board, Part, Scroll, Sheet, Words
from kiosk.ui import entries, first, messages, plan
from kiosk.ui.contents import stacked
from kiosk.ui.setting import Measure, Setter
from kiosk.view import Card, Page, View

_NOTICE, _NOTICE_UPRIGHT = 56, 84
_SOURCE: Final = 28
_TABS: Final = 60
_BUTTONS: Final = 80
_SIDE: Final = 218
_ARROWS: Final = 64
_LEAST_BUTTON: Final = 56
_NARROW: Final = 480
"""A list beside a keyboard is so narrow that its arrows are under it."""


def drawn(view: View, place: Box, measure: Measure) -> Board:
    """Everything on the screen, in reference pixels."""
    paper = Paper(place, view.look, view.focus)
    over: tuple[Part, ...] = ()
    if view.stay:
        left = view.still_there or 0
        over = asked(view.question, view.countdown, left, view.stay, paper)
    set_ = Setter(paper, measure)
    if view.page is None:
        return Board(messages.message(view, paper), over, view.dim)
    if view.page.name == "attract":
        return Board(first.attract(view.page, paper), over, view.dim)
    parts, scroll = _page(view, view.page, set_)
    return Board(tuple(parts), over, view.dim, scroll=scroll)


def _page(view: View, page: Page, set_: Setter) -> tuple[list[Part], Scroll | None]:
    """The frame of a page, and what is in it.

    In the reachable mode what is touched is below; what is only read may be anywhere.
    """
    paper = set_.paper
    parts, rest = footed(view.foot, paper)
    header, body = rest.top(HEADER_UPRIGHT if paper.upright else HEADER)
    about, body = _about(view, page, body.inset(MARGIN, 10), paper)
    parts += [headed(header, page.title, paper), *about]
    low = paper.look.low and not (page.lines or page.plan)
    above = None
    if low and (page.entry or any(isinstance(item, Card) for item in page.items)):
        reach = max(body.y, paper.reach.y)
        above, body = body.top(reach - body.y)
    if page.source:
        high = _SOURCE * (1.3 if paper.look.large else 1)
        if above is None or paper.upright:
            foot, body = body.foot(high, 4)
        else:  # below is no room for what nobody touches
            foot, above = above.top(min(high, above.height), 4)
        parts.append(_source(foot, page.source, paper))
    contents, scroll = _contents(page, body, above, set_)
    return [*parts, *contents], scroll


def _about(view: View, page: Page, body: Box, paper: Paper) -> tuple[list[Part], Box]:
    """What is to be known before anything is touched: notice, what was chosen, what to do."""
    parts = []
    if view.notice:
        box, body = body.top(_NOTICE_UPRIGHT if paper.upright else _NOTICE, 8)
        parts.append(notice(box, view.notice, paper))
    if page.ribbon:
        box, body = body.top(line(paper.size(SIZES.small + 2)) + 8, 8)
        parts.append(ribbon(box, page.ribbon, paper))
    if page.note and page.name != "search":
        size = paper.size(SIZES.body)
        box, body = body.top(line(size) * (2 if page.entry and paper.upright else 1), 8)
        parts.append(seen(box, Words(box, page.note, size, "ink", "ground", bold=True)))
    return parts, body


def _source(box: Box, text: str, paper: Paper) -> Part:
    size = paper.size(SIZES.small - 1)
    return seen(box, Words(box, text, size, "muted", "ground", least=13))


def _tabs(bar: Box, page: Page, paper: Paper) -> list[Part]:
    boxes = bar.columns((1,) * len(page.tabs), 8)
    return [_tab(box, tile, paper) for box, tile in zip(boxes, page.tabs, strict=True)]


def _tab(box: Box, tile: Tile, paper: Paper) -> Part:
    """A tab; the open one is dark and has a thick line under it."""
    size, inner = paper.size(SIZES.small + 2), box.inset(6, 4)
    fill, ink = ("ink", "paper") if tile.chosen else ("paper", "ink")
    words = Words(
        inner, tile.text, size, ink, fill, bold=True, align="center", least=15, group="tab"
    )
    sheet = Sheet(box, fill, "ink", 2, 10)
    return Part(box, (sheet, words), tile.touch, paper.focused(tile.touch), 10)


def _contents(
    page: Page, body: Box, above: Box | None, set_: Setter
) -> tuple[list[Part], Scroll | None]:
    paper = set_.paper
    if page.name == "start":
        return first.start(page, body, paper), None
    if page.entry:
        typed, rest = entries.entry(page, page.entry, body, above, paper)
        if page.name != "search":
            return typed, None
        parts, scroll = _list(page, rest, None, set_)
        return [*typed, *parts], scroll
    read: list[Part] = []
    first_item = 0
    if above is not None:
        read, first_item = _read_above(page, above, set_)
    tabs: list[Part] = []
    if page.tabs and not (paper.look.low and above is None):
        bar, body = body.top(_TABS, 12)
        tabs = _tabs(bar, page, paper)
    if above is not None and not paper.upright:
        page = replace(page, options=())  # there is no room: the other tabs have them
    buttons, body, spare = _buttons(page, body, paper)
    if page.tabs and not tabs:
        bar, body = body.foot(_TABS, 12)
        tabs = _tabs(bar, page, paper)
    parts = [*read, *tabs, *buttons]
    if page.lines:
        return [*parts, table(page.lines, body, paper)], None
    if page.plan:
        return [*parts, *plan.drawn(page.plan, body, paper)], None
    turns, scroll = _list(page, body, spare, set_, first_item)
    return [*parts, *turns], scroll


def _read_above(page: Page, above: Box, set_: Setter) -> tuple[list[Part], int]:
    """What is read before the first choice, above what is touched where it fits; and how much."""
    count = next(at for at, item in enumerate(page.items) if isinstance(item, Card))
    parts, height = _stacked(page.items[:count], above, set_)
    return (list(parts), count) if height <= above.height else ([], 0)


def _buttons(page: Page, body: Box, paper: Paper) -> tuple[list[Part], Box, Box | None]:
    """What most people want next, and what some want instead: below, or at the right.

    Also what is left of the place, and of the column at the right.
    """
    if not (page.main or page.options):
        return [], body, None
    main = [page.main] if page.main else []
    spare = None
    if paper.upright:
        bar, body = body.foot(_BUTTONS * (1.2 if paper.look.large else 1), 10)
        wide = 1.5 if page.options else 1.0
        boxes = bar.columns([*(1.0 for _ in page.options), *(wide for _ in main)], GAP)
    else:
        spare, body = body.end(_SIDE, GAP)
        spare = _within_reach(spare, paper)
        options = page.options
        while options and (spare.height - 52) / (len(main) + len(options)) < _LEAST_BUTTON:
            options = options[:-1]  # what is left is large enough to be touched
        page = replace(page, options=options)
        count = len(main) + len(options)
        high = min(110, (spare.height - 52 - 8 * count) / max(1, count))
        boxes = []
        for _ in range(count):
            box, spare = spare.foot(high, 8)
            boxes.insert(0, box)
    parts = [tiles.option(box, tile, paper) for box, tile in zip(boxes, page.options, strict=False)]
    return [*parts, *(tiles.main(boxes[-1], tile, paper) for tile in main)], body, spare


def _list(
    page: Page, body: Box, spare: Box | None, set_: Setter, start: int = 0
) -> tuple[list[Part], Scroll | None]:
    """What may be higher than its place: a finger scrolls it, and so do two buttons.

    It begins with the item `start`: those before it are elsewhere.
    """
    if not page.items:
        return [], None
    paper = set_.paper
    parts, height = _stacked(page.items, body, set_, start)
    if height <= body.height or page.turns is None:
        return [], Scroll(body, parts, height, page.key)
    beside = True
    if paper.upright or body.width < _NARROW:
        bar, body = body.foot(_ARROWS, 8)
        places = bar.columns((1, 1), GAP)
    elif spare is not None:
        bar = spare.top(min(spare.height, 104))[0]
        places, beside = bar.columns((1, 1), 10), False
    else:
        bar, body = body.end(96, 12)
        bar = _within_reach(bar, paper)
        places, beside = [bar.top(bar.height / 2 - 5)[0], bar.foot(bar.height / 2 - 5)[0]], False
        parts, height = _stacked(page.items, body, set_, start)
    less, more = (
        (_turn(box, tile, paper, enabled=False, beside=beside),
         _turn(box, tile, paper, enabled=True, beside=beside))
        for box, tile in zip(places, page.turns, strict=True)
    )  # fmt: skip
    return [], Scroll(body, parts, height, page.key, less, more)


def _within_reach(box: Box, paper: Paper) -> Box:
    """The part of a place that can be touched in the reachable mode."""
    return box.foot(box.bottom - max(box.y, paper.reach.y))[0]


def _turn(box: Box, tile: Tile, paper: Paper, *, enabled: bool, beside: bool) -> Part:
    ready = Tile(tile.touch, tile.text, enabled=enabled)
    return tiles.turn(box, ready, paper, upwards=True, beside=beside)


@lru_cache(maxsize=8)
def _stacked(
    items: tuple[object, ...], body: Box, set_: Setter, start: int = 0
) -> tuple[tuple[Part, ...], float]:
    """The same contents are set once, however often what is around them changes."""
    return stacked(items, body, set_, start)  # type: ignore[arg-type]
