"""The dispenser's screen for those who do not see it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from faces import ears
from faces.touching import Tile
from ticket_dispenser.view import View
from ticket_dispenser.visitor import Visitor


def heard(visitor: Visitor, touch: str, tiles: Sequence[Tile], at: int) -> tuple[Visitor, str]:
    """Move on, or return the touch that is confirmed; "" when nothing is.

    `tiles` are those that can be touched now; `at` is the time of the touch.
    """
    focus, confirmed = ears.heard(visitor.focus, touch, tiles)
    return replace(visitor, focus=focus, touched_at=at), confirmed


def read_aloud(shown: View, focus: int | None, tiles: Sequence[Tile]) -> View:
    """Add what is read aloud: the page, when its first thing is reached, and the thing itself."""
    if focus is None:
        return shown
    if not tiles:
        return replace(shown, spoken=shown.sentence)
    on = tiles[min(focus, len(tiles) - 1)]
    return replace(shown, spoken=ears.words(focus, tiles, _heading(shown)), focus=on.touch)


def _heading(shown: View) -> list[str]:
    if shown.page is None:
        return [shown.sentence]
    return [shown.page.title, shown.page.note, shown.page.ribbon]
