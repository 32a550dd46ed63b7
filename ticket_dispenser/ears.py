"""The screen for those who do not see it: one thing is read at a time, and confirmed. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from ticket_dispenser.view import Tile, View
from ticket_dispenser.visitor import Visitor

_MOVES = {"ear:next": 1, "ear:previous": -1}


def heard(visitor: Visitor, touch: str, tiles: Sequence[Tile], at: int) -> tuple[Visitor, str]:
    """Move on, or return the touch that is confirmed; "" when nothing is.

    `tiles` are those that can be touched now; `at` is the time of the touch.
    """
    visitor = replace(visitor, touched_at=at)
    if touch == "ear:toggle":
        return replace(visitor, focus=0 if visitor.focus is None else None), ""
    if visitor.focus is None or not tiles:
        return visitor, ""
    on = min(visitor.focus, len(tiles) - 1)
    if touch in _MOVES:
        return replace(visitor, focus=(on + _MOVES[touch]) % len(tiles)), ""
    if touch == "ear:confirm":
        return replace(visitor, focus=0), tiles[on].touch
    return visitor, ""


def read_aloud(shown: View, focus: int | None, tiles: Sequence[Tile]) -> View:
    """Add what is read aloud: the page, when its first thing is reached, and the thing itself."""
    if focus is None:
        return shown
    if not tiles:
        return replace(shown, spoken=shown.sentence)
    on = tiles[min(focus, len(tiles) - 1)]
    parts = [on.text, on.note]
    if focus == 0:
        parts = [*_heading(shown), *parts]
    return replace(shown, spoken=". ".join(part for part in parts if part), focus=on.touch)


def _heading(shown: View) -> list[str]:
    if shown.page is None:
        return [shown.sentence]
    return [shown.page.title, shown.page.note, shown.page.ribbon]
