"""Tiles as they are drawn: cards, options, the main button, the foot, arrows. Pure.

What cannot be touched has a broken outline and muted words; what is chosen has a thick green
outline and a check. One button is filled.
"""

from typing import Final

from faces.look import SIZES
from faces.touching import Tile
from faces.widgets.boxes import Box
from faces.widgets.paper import Paper, line
from faces.widgets.sheets import Align, Part, Sheet, Sign, Stack, Thing, Words

_RADIUS: Final = 14
_SIGN: Final = 34
_NAME: Final = SIZES.lead - 2
_LEAST_NOTE: Final = 14
_LEAST_WORD: Final = 15
_LOW_CARD: Final = 64
_LETTER: Final = 0.52
"""About how wide a letter is, in sizes of its type."""
_ARROWS: Final = {
    ("less", False): "left", ("more", False): "right",
    ("less", True): "up", ("more", True): "down",
}  # fmt: skip


def card(box: Box, tile: Tile, paper: Paper) -> Part:
    """A choice: its name with what a touch does, and a note under it."""
    inner = box.inset(16, 8 if box.height > _LOW_CARD else 4)
    small = paper.size(SIZES.small + 1)
    named, texts = inner, []
    if tile.note:
        note, named = inner.foot(_note_height(inner, tile, small))
        texts.append(_note(note, tile, small))
    sign = "check" if tile.chosen else "right" if tile.enabled else ""
    name = named
    drawn: tuple[Thing, ...] = ()
    if sign:
        place, name = named.end(_SIGN if tile.chosen else 20, 8)
        drawn = _signed(place, sign, tile)
    group = "" if paper.look.large else "name"
    texts.insert(0, _text(name, tile.text, paper.size(_NAME), tile, group=group))
    return _part(box, tile, paper, (Stack(inner, tuple(texts)), *drawn))


def _note_height(box: Box, tile: Tile, size: float) -> float:
    """One line, or two for a long note; the name has one at least."""
    lines = 2 if len(tile.note) * size * _LETTER > box.width else 1
    wanted = min(lines * line(size), max(lines * line(SIZES.small), box.height * 0.4))
    return min(wanted, box.height - line(SIZES.small))


def _note(box: Box, tile: Tile, size: float) -> Words:
    """How many wait, or why this cannot be touched."""
    surface = _surface(tile)
    return Words(
        box, tile.note, size, "muted", surface, bold=not tile.enabled, least=_LEAST_NOTE,
        group="note",
    )  # fmt: skip


def option(box: Box, tile: Tile, paper: Paper) -> Part:
    """What some people want instead."""
    inner = box.inset(12, 6)
    drawn: tuple[Thing, ...] = ()
    if tile.chosen:
        place, inner = inner.left(_SIGN, 8)
        drawn = _signed(place, "check", tile)
    size = paper.size(SIZES.body)
    text = _text(inner, tile.text, size, tile, align="center", bold=tile.chosen, group="option")
    return _part(box, tile, paper, (*drawn, text), edge="muted")


def main(box: Box, tile: Tile, paper: Paper) -> Part:
    """The one filled button: what most people want next."""
    inner, size = box.inset(16, 6), paper.size(SIZES.lead)
    if not tile.enabled:
        text = _text(inner, tile.text, size, tile, align="center")
        return _part(box, tile, paper, (text,))
    words = Words(inner, tile.text, size, "paper", "go", bold=True, align="center")
    sheet = Sheet(box, "go", radius=_RADIUS)
    return Part(box, (sheet, words), tile.touch, paper.focused(tile.touch), _RADIUS)


def always(box: Box, tile: Tile, paper: Paper) -> Part:
    """A button of the foot: a drawing over a word."""
    inner = box.inset(5, 6)
    place, words = inner.top(28, 2)
    ink = "ink" if tile.enabled else "muted"
    surface = "paper" if tile.enabled else "ground"
    things: list[Thing] = [Sign(place.middle(27, 27), tile.touch, ink, surface)]
    if tile.chosen:
        things += _checked(box.end(30)[0].top(30)[0].middle(22, 22))
    size = paper.size(SIZES.small)
    things.append(
        _text(words, tile.text, size, tile, align="center", least=_LEAST_WORD, group="foot")
    )
    return _part(box, tile, paper, tuple(things))


def turn(box: Box, tile: Tile, paper: Paper, *, upwards: bool, beside: bool = False) -> Part:
    """An arrow through a long list; its word is under it, or `beside` it."""
    inner = box.inset(8, 6)
    name = tile.touch.rpartition(":")[2]
    sign = _ARROWS[name, upwards]
    if upwards and not beside:
        place, words = inner.top(inner.height * 0.5)
    elif name == "less":
        place, words = inner.left(48, 4)
    else:
        place, words = inner.end(48, 4)
    ink, surface = ("lacquer", "paper") if tile.enabled else ("muted", "ground")
    drawn = Sign(place.middle(36, 36), sign, ink, surface)
    size = paper.size(SIZES.body)
    text = _text(words, tile.text, size, tile, align="center", least=_LEAST_WORD)
    return _part(box, tile, paper, (drawn, text))


def _part(box: Box, tile: Tile, paper: Paper, things: tuple[Thing, ...], edge: str = "ink") -> Part:
    touch = tile.touch if tile.enabled else ""
    return Part(box, (_sheet(box, tile, edge), *things), touch, paper.focused(tile.touch), _RADIUS)


def _sheet(box: Box, tile: Tile, edge: str) -> Sheet:
    if tile.chosen:
        return Sheet(box, "paper", "go", 5, _RADIUS)
    if not tile.enabled:
        return Sheet(box, "ground", "muted", 2, _RADIUS, dashed=True)
    return Sheet(box, "paper", edge, 2, _RADIUS)


def _text(  # noqa: PLR0913 - a text and how it is set
    box: Box,
    text: str,
    size: float,
    tile: Tile,
    *,
    align: Align = "left",
    least: float = SIZES.small,
    bold: bool = True,
    group: str = "",
) -> Words:
    ink = "ink" if tile.enabled or tile.chosen else "muted"
    surface = _surface(tile)
    return Words(box, text, size, ink, surface, bold=bold, align=align, least=least, group=group)


def _surface(tile: Tile) -> str:
    return "paper" if tile.enabled or tile.chosen else "ground"


def _signed(place: Box, sign: str, tile: Tile) -> tuple[Thing, ...]:
    if not sign:
        return ()
    if sign == "check":
        return _checked(place.middle(_SIGN, _SIGN))
    return (Sign(place.middle(22, 22), sign, "lacquer", _surface(tile)),)


def _checked(box: Box) -> tuple[Thing, ...]:
    disc = Sign(box, "disc", "go", "paper")
    return disc, Sign(box.inset(box.width * 0.22), "check", "paper", "go")
