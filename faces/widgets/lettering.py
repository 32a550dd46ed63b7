"""Texts as textures; those that were drawn lately are kept."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from kivy.core.text import Label
from kivy.graphics.texture import Texture

from faces.look import FONT_FAMILY
from faces.widgets.boxes import Box
from faces.widgets.fitting import ELLIPSIS, NOTO_LINE, Fitted, fit
from faces.widgets.sheets import Part, Stack, Thing, Words

_MEASURED_AT = 100
"""Pixels of the type that is measured; widths of other sizes follow from it."""
_ROUNDING = 1.015
"""Letters are set to whole pixels, so that small type is a little wider than it should be."""


def fitted(words: Words) -> Fitted:
    """The lines of a text in its place, and their size, in reference pixels."""
    box = words.box
    return _fitted(words.text, words.size, words.least, box.width, box.height, bold=words.bold)


def levelled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with one size for all texts of a group; a text that is cut anyhow does not count.

    Texts of a group stand in things of their own, or in a stack.
    """
    sizes: dict[str, float] = {}
    for words in (words for part in parts for words in _grouped(part)):
        found = fitted(words)
        if not found.lines[-1:] or not found.lines[-1].endswith(ELLIPSIS):
            sizes[words.group] = min(found.size, sizes.get(words.group, words.size))
    return tuple(_resized(part, sizes) for part in parts) if sizes else parts


def _grouped(part: Part) -> Iterator[Words]:
    for thing in part.things:
        texts = thing.texts if isinstance(thing, Stack) else (thing,)
        yield from (text for text in texts if isinstance(text, Words) and text.group)


def _resized(part: Part, sizes: dict[str, float]) -> Part:
    if not any(True for _ in _grouped(part)):
        return part
    things: list[Thing] = []
    for thing in part.things:
        match thing:
            case Stack():
                texts = tuple(_sized(one, sizes) for one in thing.texts)
                things.append(replace(thing, texts=texts))
            case Words():
                things.append(_sized(thing, sizes))
            case _:
                things.append(thing)
    return replace(part, things=tuple(things))


def _sized(words: Words, sizes: dict[str, float]) -> Words:
    return replace(words, size=sizes.get(words.group, words.size))


def stacked(stack: Stack) -> list[Words]:
    """The texts of a stack where they stand, no higher than their lines."""
    heights = [len(found.lines) * found.size * NOTO_LINE for found in map(fitted, stack.texts)]
    y = stack.box.centre[1] - sum(heights) / 2
    placed = []
    for words, height in zip(stack.texts, heights, strict=True):
        placed.append(replace(words, box=Box(words.box.x, y, words.box.width, height)))
        y += height
    return placed


SHORT = 28
"""Letters of a text whose texture is kept: those of keys and buttons come back all the time, and
long ones would take the memory of all of them."""


def texture(lines: tuple[str, ...], pixels: float, align: str, *, bold: bool) -> Texture:
    """The lines in white, so many pixels large."""
    kept = len(lines) == 1 and len(lines[0]) <= SHORT
    return (_kept if kept else _texture)(lines, pixels, align, bold=bold)


def _texture(lines: tuple[str, ...], pixels: float, align: str, *, bold: bool) -> Texture:
    label = Label(
        text="\n".join(lines),
        font_name=FONT_FAMILY,
        font_size=pixels,
        bold=bold,
        halign=align,
    )
    label.refresh()
    texture = label.texture
    texture.mag_filter = texture.min_filter = "nearest"  # it is drawn pixel by pixel
    return texture


_kept = lru_cache(maxsize=128)(_texture)


@lru_cache(maxsize=512)
def _fitted(  # noqa: PLR0913 - a text, its sizes and its place, as keys of a cache
    text: str, size: float, least: float, width: float, height: float, *, bold: bool
) -> Fitted:
    widths = partial(measure, bold=bold)
    return fit(text, size, least, width, height, line_height=NOTO_LINE, measure=widths)


def measure(text: str, *, bold: bool) -> float:
    """How wide a line is, in units of its size."""
    space = _word_width(" ", bold=bold)
    words = text.split(" ")
    return sum(_word_width(word, bold=bold) for word in words) + space * (len(words) - 1)


@lru_cache(maxsize=4096)
def _word_width(word: str, *, bold: bool) -> float:
    label = Label(font_name=FONT_FAMILY, font_size=_MEASURED_AT, bold=bold)
    return label.get_extents(word)[0] / _MEASURED_AT * _ROUNDING if word else 0.0
