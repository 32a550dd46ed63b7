"""The contents of a page, one below the other: cards to touch, blocks to read, codes. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.sheets import Modules, Part, Sheet, Sign, Thing, Words
from kiosk.ui.setting import Setter, high, words
from kiosk.view import Block, Card, Chip, Code, Item

GAP: Final = 12
_TITLE, _BODY, _NOTE, _HEAD, _LARGE, _HUGE = 24.0, 22.0, 19.0, 19.0, 28.0, 64.0
_RADIUS: Final = 12
_ACROSS, _DOWN = 18, 13
_LEAST: Final = SIZES.target
_MOST_TITLE, _MOST_NOTE = 4, 2
_BOX: Final = 36
_CODE: Final = 190
_PIECE: Final = 360
"""A long text is cut into parts of about this height."""


def stacked(
    items: Sequence[Item], place: Box, set_: Setter, start: int = 0
) -> tuple[tuple[Part, ...], float]:
    """The items from `start` on from the top of a place down, as high as they are; and how high."""
    parts: list[Part] = []
    y = place.y
    for at, item in enumerate(items[start:], start):
        box = Box(place.x, y, place.width, 0)
        match item:
            case Card():
                new = [_card(item, box, set_)]
            case Block():
                new = _block(item, f"read:{at}", box, set_)
            case Code():
                new = [_code(item, f"read:{at}", box, set_)]
        parts += new
        y = new[-1].box.bottom + GAP
    return tuple(parts), max(0.0, y - GAP - place.y)


def _card(card: Card, box: Box, set_: Setter) -> Part:
    """A choice: its name in up to four lines, what else is to be known, what a touch does."""
    tile, paper = card.tile, set_.paper
    surface = "paper" if tile.enabled else "ground"
    ink = "ink" if tile.enabled else "muted"
    x, right = box.x + _ACROSS, box.right - _ACROSS - 30
    if card.ticked is not None or tile.chosen:
        x += _BOX + 14
        right = box.right - _ACROSS
    width, y = right - x, box.y + _DOWN
    things: list[Sheet | Words] = []
    for text, size, most, colour, bold in (
        (tile.text, paper.size(_TITLE), _MOST_TITLE, ink, True),
        (tile.note, paper.size(_NOTE), _MOST_NOTE, "muted", False),
    ):
        lines = set_.cut(text, size, width, most, bold=bold) if text else []
        if lines:
            things.append(words(lines, size, x, y, width, colour, bold=bold, surface=surface))
            y += high(lines, size) + 2
    framed, y = _chips(card.chips, x, y, width, set_)
    things += framed
    height = max(_LEAST, y + _DOWN - 2 - box.y)
    shift = (box.y + height - (y + _DOWN - 2)) / 2
    things = [replace(one, box=replace(one.box, y=one.box.y + shift)) for one in things]
    whole = Box(box.x, box.y, box.width, height)
    drawn = (_surface(card, whole), *things, *_before(card, whole))
    touch = tile.touch if tile.enabled else ""
    return Part(whole, drawn, touch, paper.focused(tile.touch), _RADIUS)


def _surface(card: Card, box: Box) -> Sheet:
    if card.tile.chosen:
        return Sheet(box, "paper", "go", 4, _RADIUS)
    if not card.tile.enabled:
        return Sheet(box, "ground", "muted", 2, _RADIUS, dashed=True)
    return Sheet(box, "paper", "muted", 2, _RADIUS)


def _before(card: Card, box: Box) -> list[Thing]:
    """A box for a check, or the tip of an arrow behind it."""
    if card.ticked is None and not card.tile.chosen:
        tip = Box(box.right - _ACROSS - 18, box.centre[1] - 11, 22, 22)
        return [Sign(tip, "right", "lacquer", "paper")] if card.tile.enabled else []
    square = Box(box.x + _ACROSS, box.centre[1] - _BOX / 2, _BOX, _BOX)
    if card.sign == "radio":
        ring = Sheet(square, "paper", "go" if card.tile.chosen else "ink", 3, _BOX / 2)
        return [ring, *([Sign(square.inset(9), "disc", "go", "paper")] if card.tile.chosen else [])]
    if card.tile.chosen:
        return [
            Sheet(square, "go", radius=8),
            Sign(square.inset(7), "check", "paper", "go"),
        ]
    return [Sheet(square, "paper", "ink", 3, 8)]


def _block(block: Block, touch: str, box: Box, set_: Setter) -> list[Part]:
    """Something to read, in as many parts as its length needs; one below the other they are one."""
    paper = set_.paper
    x, right = box.x + _ACROSS, box.right - _ACROSS
    sign: list[Thing] = []
    strong = block.large or block.huge
    if block.sign:
        side = 52 if strong else 34
        sign = _signed(block, Box(x, box.y + _DOWN + 2, side, side))
        x += side + 16
    width, y = right - x, box.y + _DOWN
    size = _HUGE if block.huge else paper.size(_LARGE if block.large else _BODY)
    things: list[Thing] = []
    if block.heading:
        head = paper.size(_HEAD)
        lines = set_.lines(block.heading, head, width, bold=True)
        things.append(words(lines, head, x, y, width, "muted", bold=True))
        y += high(lines, head) + 3
    drawn, y = _chips(block.chips, x, y, width, set_)
    things += drawn
    ink = block.ink if strong and block.ink != "muted" else "ink"
    parts, top = [], box.y
    focused = paper.focused(touch)
    for chunk in set_.chunks(block.text, size, width, bold=strong):
        if things and y - top > _PIECE:
            parts.append(_read(Box(box.x, top, box.width, y - top), things, focused=focused))
            things, top = [], y
        things.append(words(chunk, size, x, y, width, ink, bold=strong))
        y += high(chunk, size) + 3
    bottom = max(y + _DOWN, box.y + _DOWN * 2 + (56 if block.sign and strong else 38))
    parts.append(_read(Box(box.x, top, box.width, bottom - top), things, focused=focused))
    if sign:
        parts[0] = Part(parts[0].box, (*parts[0].things, *sign), parts[0].touch, parts[0].focused)
    return parts


def _read(box: Box, things: Sequence[Thing], *, focused: bool) -> Part:
    return Part(box, (Sheet(box, "paper"), *things), focused=focused, radius=0)


def _signed(block: Block, box: Box) -> list[Thing]:
    if block.sign == "box":
        return [Sheet(box.inset(2), "paper", "ink" if block.ink == "ink" else block.ink, 3, 7)]
    if block.sign == "check":
        return [
            Sign(box, "disc", block.ink, "paper"),
            Sign(box.inset(box.width * 0.22), "check", "paper", block.ink),
        ]
    return [Sign(box, block.sign, block.ink, "paper")]


def _code(code: Code, touch: str, box: Box, set_: Setter) -> Part:
    """A QR code, and beside it what it is for."""
    whole = Box(box.x, box.y, box.width, _CODE + 2 * _DOWN)
    place, text = whole.inset(_ACROSS, _DOWN).left(_CODE, 20)
    size = set_.paper.size(_BODY)
    lines = set_.lines(code.text, size, text.width, bold=True)
    y = text.centre[1] - high(lines, size) / 2
    said = words(lines, size, text.x, y, text.width, bold=True)
    things = (Sheet(whole, "paper"), Modules(place, code.content), said)
    return Part(whole, things, focused=set_.paper.focused(touch), radius=0)


def _chips(
    chips: Sequence[Chip], x: float, y: float, width: float, set_: Setter
) -> tuple[list[Sheet | Words], float]:
    """Words in frames, from left to right and then below; and where they end."""
    if not chips:
        return [], y
    size = set_.paper.size(_NOTE)
    left, top, bottom = x, y + 4, y + 4
    things: list[Sheet | Words] = []
    for chip in chips:
        wide = min(width, set_.width(chip.text, size, bold=True) + 22)
        if left > x and left + wide > x + width:
            left, top = x, bottom + 6
        lines = set_.cut(chip.text, size, wide - 20, 2, bold=True)
        frame = Box(left, top, wide, high(lines, size) + size * 0.14)
        at = top + (frame.height - high(lines, size)) / 2
        things += [
            Sheet(frame, "paper", chip.ink, 2, 8),
            words(lines, size, left + 9, at, wide - 18, chip.ink, bold=True, align="center"),
        ]
        left, bottom = frame.right + 8, max(bottom, frame.bottom)
    return things, bottom + 4
