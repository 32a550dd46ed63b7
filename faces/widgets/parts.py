"""The few parts that screens are made of: words, columns and rows, surfaces, tiles."""

from collections.abc import Callable, Iterable
from typing import Literal

from kivy.graphics import Color, Rectangle, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.button import Button
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from faces.look import DAY, FONT_FAMILY, LINE_HEIGHT, SIZES
from faces.widgets.theme import colour

NOTO_LINE = 1.362
"""Noto Sans' own line height, which Kivy multiplies."""

VEIL = 0.25
"""Opacity of the ink over a pressed tile."""


def words(
    text: str,
    size: int,
    token: str = DAY.ink,
    *,
    bold: bool = False,
    align: Literal["left", "center"] = "center",
) -> Label:
    """Return a text as wide as its place, wrapped, as high as its lines."""
    label = Label(
        text=text,
        font_name=FONT_FAMILY,
        font_size=dp(size),
        bold=bold,
        color=colour(token),
        halign=align,
        line_height=LINE_HEIGHT / NOTO_LINE,
        size_hint_y=None,
    )
    label.bind(width=lambda _, width: setattr(label, "text_size", (width, None)))
    label.bind(texture_size=lambda _, size: setattr(label, "height", size[1]))
    return label


def column(*parts: Widget, gap: int = 0, padding: int = 0) -> BoxLayout:
    """Return parts from top to bottom; lengths are in reference pixels."""
    return _box("vertical", parts, gap, padding)


def row(*parts: Widget, gap: int = 0, padding: int = 0) -> BoxLayout:
    """Return parts from left to right."""
    return _box("horizontal", parts, gap, padding)


def space(weight: float = 1) -> Widget:
    """Return emptiness that takes what is left."""
    return Widget(size_hint=(weight, weight))


def wide(part: Widget, width: int) -> Widget:
    """Give a part a fixed width in reference pixels."""
    part.size_hint_x, part.width = None, dp(width)
    return part


def high(part: Widget, height: int) -> Widget:
    """Give a part a fixed height in reference pixels."""
    part.size_hint_y, part.height = None, dp(height)
    return part


def fitted(box: BoxLayout, least: int = 0) -> BoxLayout:
    """Make a box as high as what is in it, and not less than `least` reference pixels."""
    box.size_hint_y = None
    box.bind(minimum_height=lambda _, height: setattr(box, "height", max(height, dp(least))))
    return box


def on_ground(widget: Widget, token: str) -> Widget:
    """Paint the whole background of a widget."""
    with widget.canvas.before:
        Color(*colour(token))
        sheet = Rectangle()
    _follow(widget, lambda: _place(sheet, widget, 0))
    return widget


def tile(
    content: Widget, token: str, on_release: Callable[[], None], *, filled: bool = False
) -> FloatLayout:
    """Return a rounded button, outlined or filled with its colour; it acts when the finger lifts.

    It does not act when the finger slid off first, or when the tile is gone from the window by
    then. While pressed, it is veiled.
    """
    holder = FloatLayout()
    button = Button(background_color=(0, 0, 0, 0), pos_hint={"x": 0, "y": 0})
    with holder.canvas.before:
        Color(*colour(token))
        edge = SmoothRoundedRectangle(radius=[dp(SIZES.radius_tile)])
        Color(*colour(token if filled else DAY.paper))
        face = SmoothRoundedRectangle(radius=[dp(SIZES.radius_tile - SIZES.stroke)])
    with holder.canvas.after:
        veil = Color(*colour(DAY.ink)[:3], 0)
        shade = SmoothRoundedRectangle(radius=[dp(SIZES.radius_tile)])
    _follow(holder, lambda: _place(edge, holder, 0))
    _follow(holder, lambda: _place(shade, holder, 0))
    _follow(holder, lambda: _place(face, holder, dp(SIZES.stroke)))
    button.bind(state=lambda _, state: setattr(veil, "a", VEIL if state == "down" else 0))
    button.bind(on_release=lambda _: on_release() if holder.get_root_window() else None)
    content.pos_hint = {"x": 0, "y": 0}
    holder.add_widget(button)
    holder.add_widget(content)
    return holder


def _box(orientation: str, parts: Iterable[Widget], gap: int, padding: int) -> BoxLayout:
    box = BoxLayout(orientation=orientation, spacing=dp(gap), padding=dp(padding))
    for part in parts:
        box.add_widget(part)
    return box


def _follow(widget: Widget, place: Callable[[], None]) -> None:
    """Place a shape now and whenever its widget moves or grows."""
    widget.bind(pos=lambda *_: place(), size=lambda *_: place())
    place()


def _place(shape: Rectangle, widget: Widget, inset: float) -> None:
    shape.pos = widget.x + inset, widget.y + inset
    shape.size = widget.width - 2 * inset, widget.height - 2 * inset
