"""The pad's screen: it draws a `PadView` and tells which level was touched; it decides nothing."""

from collections.abc import Callable
from functools import partial

from kivy.uix.widget import Widget

from faces.look import DAY, SIZES
from faces.widgets.drawings import drawing
from faces.widgets.parts import column, fitted, high, on_ground, row, space, tile, wide, words
from rating_pad.view import PadView

LEVELS = {
    "very_satisfied": DAY.go,
    "satisfied": DAY.wait,
    "neutral": DAY.amber,
    "dissatisfied": DAY.bad,
}
"""The colour of each level; its face and its words say the same."""

SIGNS = {
    "thanks": ("very_satisfied", DAY.go),
    "paused": ("paused", DAY.wait),
    "on_call": ("paused", DAY.wait),
    "closed": ("closed", DAY.muted),
    "offline": ("offline", DAY.bad),
}
"""What is drawn above the message of a mode, and its colour."""

PANEL, PERSON, SIGN = 298, 190, 150
HEADING = 144
"""Two lines and a note: the tiles stay in their place when a shorter heading comes."""

TILES_IN_A_ROW = 2


class PadScreen:
    """The whole screen as one widget; the window must be open."""

    def __init__(self, on_touch: Callable[[str], None]) -> None:
        """Take who is told which level was touched."""
        self.widget: Widget = row()
        self._on_touch = on_touch
        self._drawn: PadView | None = None

    def draw(self, view: PadView) -> None:
        """Show a view. When nothing changed, a finger that is down is not disturbed."""
        if view == self._drawn:
            return
        self._drawn = view
        self.widget.clear_widgets()
        if view.officer:
            self.widget.add_widget(_panel(view))
        main = _question(view, self._on_touch) if view.levels else _message(view)
        self.widget.add_widget(on_ground(main, DAY.ground))


def _panel(view: PadView) -> Widget:
    """Return who serves at which counter."""
    about = [words(line, SIZES.body, DAY.muted) for line in (view.title, view.agency) if line]
    panel = column(
        high(drawing("person", DAY.line), PERSON),
        words(view.officer or "", SIZES.lead, bold=True),
        *about,
        space(),
        words(_place(view), SIZES.body),
        gap=SIZES.tight,
        padding=SIZES.wide,
    )
    return on_ground(wide(panel, PANEL), DAY.paper)


def _question(view: PadView, on_touch: Callable[[str], None]) -> Widget:
    """Return the question over a tile for each level."""
    tiles = [
        _level(level, text, partial(on_touch, level), chosen=level == view.chosen)
        for level, text in view.levels
    ]
    starts = range(0, len(tiles), TILES_IN_A_ROW)
    return column(
        fitted(
            column(
                words(view.heading, SIZES.title, bold=True, align="left"),
                words(view.note, SIZES.body, DAY.muted, align="left"),
                space(),
                gap=SIZES.tight,
            ),
            least=HEADING,
        ),
        *(row(*tiles[at : at + TILES_IN_A_ROW], gap=SIZES.near) for at in starts),
        gap=SIZES.near,
        padding=SIZES.far,
    )


def _level(level: str, text: str, on_release: Callable[[], None], *, chosen: bool) -> Widget:
    colour = LEVELS[level]
    ink = DAY.paper if chosen else colour
    content = column(
        drawing(level, ink),
        words(text, SIZES.lead, ink, bold=True),
        gap=SIZES.tight,
        padding=SIZES.near,
    )
    return tile(content, colour, on_release, filled=chosen)


def _message(view: PadView) -> Widget:
    """Return one sentence and its note in the middle, under the sign of the mode."""
    sign = [high(drawing(*SIGNS[view.mode]), SIGN)] if view.mode in SIGNS else []
    place = [] if view.officer else [words(_place(view), SIZES.body, DAY.muted)]
    heading = DAY.lacquer if view.mode == "idle" else DAY.ink
    return column(
        space(),
        *sign,
        words(view.heading, SIZES.title, heading, bold=True),
        words(view.note, SIZES.body, DAY.muted),
        space(),
        *place,
        gap=SIZES.near,
        padding=SIZES.far,
    )


def _place(view: PadView) -> str:
    return " · ".join(part for part in (view.counter, view.label) if part)
