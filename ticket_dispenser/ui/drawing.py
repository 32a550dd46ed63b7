"""A `View` as a board: everything that is drawn, and where it can be touched. Pure."""

from dataclasses import replace

from faces.widgets.boxes import Box
from faces.widgets.frames import footed, headed
from faces.widgets.paper import Paper
from faces.widgets.sheets import Board, Part
from ticket_dispenser.ui.choices import choices, optional
from ticket_dispenser.ui.entries import entry, lines
from ticket_dispenser.ui.frame import Frame, framed
from ticket_dispenser.ui.messages import message, still_there
from ticket_dispenser.view import Page, View

_BAND = 72


def drawn(view: View, place: Box) -> Board:
    """Everything on the screen, in reference pixels."""
    paper = Paper(place, view.look, view.focus)
    parts = _message(view, paper) if view.page is None else _page(view, view.page, paper)
    return Board(tuple(parts), still_there(view, paper), view.dim)


def _page(view: View, page: Page, paper: Paper) -> list[Part]:
    if not (page.tiles or page.entry or page.lines):
        return _nothing(view, page, paper)
    frame = framed(view, page, paper)
    return [*frame.parts, *_contents(page, frame, paper)]


def _nothing(view: View, page: Page, paper: Paper) -> list[Part]:
    """There is nothing to choose yet: the sentence says so, and the options stay."""
    frame = framed(view, replace(page, note=""), paper)
    parts, rest = optional(page.options, frame.body, paper)
    return [*frame.parts, *parts, message(view, frame.above or rest, paper)]


def _contents(page: Page, frame: Frame, paper: Paper) -> list[Part]:
    if page.entry:
        return entry(page, page.entry, frame.body, frame.above, paper)
    if page.lines:
        return lines(page, frame.body, paper)
    return choices(page, frame.body, paper)


def _message(view: View, paper: Paper) -> list[Part]:
    foot, rest = footed(view.foot, paper)
    header, body = rest.top(_BAND)
    return [*foot, headed(header, "", paper), message(view, body, paper)]
