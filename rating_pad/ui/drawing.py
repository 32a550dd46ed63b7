"""A `PadView` as a board: everything that is drawn, and where it can be touched. Pure."""

from faces.widgets.boxes import Box
from faces.widgets.frames import asked, footed
from faces.widgets.paper import Paper
from faces.widgets.sheets import Board, Part
from rating_pad.ui.messages import message
from rating_pad.ui.opinions import answers, rated, reasons
from rating_pad.ui.panel import panelled
from rating_pad.ui.writing import lines, written
from rating_pad.view import PadView


def drawn(view: PadView, place: Box) -> Board:
    """Everything on the screen, in reference pixels."""
    paper = Paper(place, view.look, view.focus)
    foot, body = footed(view.foot, paper)
    over: tuple[Part, ...] = ()
    if view.stay:
        left = view.still_there or 0
        over = asked(view.question, view.countdown, left, view.stay, paper)
    return Board((*foot, *_contents(view, body, paper)), over, view.dim, view.dark)


def _contents(view: PadView, body: Box, paper: Paper) -> list[Part]:
    if view.entry:
        return written(view, view.entry, body, paper)
    if view.mode == "technician":
        return lines(view, body, paper)
    crowded = view.mode == "reason" and paper.look.low and not paper.upright
    panel, body = ([], body) if crowded else panelled(view, body, paper)
    if view.mode == "reason":
        return [*panel, *reasons(view, body, paper)]
    if view.levels:
        return [*panel, *rated(view, body, paper)]
    if view.tiles:
        return [*panel, *answers(view, body, paper)]
    return [*panel, *message(view, body, paper)]
