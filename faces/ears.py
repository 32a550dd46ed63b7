"""A screen for those who do not see it: one thing is read at a time, and confirmed. Pure."""

from collections.abc import Sequence

from faces.touching import Tile

_MOVES = {"ear:next": 1, "ear:previous": -1}


def heard(focus: int | None, touch: str, tiles: Sequence[Tile]) -> tuple[int | None, str]:
    """Move on, or return the touch that is confirmed; "" when nothing is.

    Args:
        focus: Which of the tiles is being read; none for those who see.
        touch: What was touched: `ear:toggle`, `ear:next`, `ear:previous` or `ear:confirm`.
        tiles: Those that can be touched now.
    """
    if touch == "ear:toggle":
        return (0 if focus is None else None), ""
    if focus is None or not tiles:
        return focus, ""
    on = min(focus, len(tiles) - 1)
    if touch in _MOVES:
        return (on + _MOVES[touch]) % len(tiles), ""
    if touch == "ear:confirm":
        return 0, tiles[on].touch
    return focus, ""


def words(focus: int, tiles: Sequence[Tile], heading: Sequence[str]) -> str:
    """What is read: the heading, when the first thing is reached, and the thing itself."""
    on = tiles[min(focus, len(tiles) - 1)]
    parts = [*(heading if focus == 0 else ()), on.text, on.note]
    return ". ".join(part for part in parts if part)
