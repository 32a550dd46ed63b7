"""Drawings of lines and dots: the faces of satisfaction, a person, the signs of a state."""

from collections.abc import Callable
from functools import partial

from kivy.graphics import Color, SmoothEllipse, SmoothLine
from kivy.uix.widget import Widget

from faces.widgets.theme import colour

Pen = Callable[[float, float, float], None]
"""Draws around a centre x, y within a radius, in the colour that is set."""

MOUTH = 0.46
"""Half the width of a mouth, in radii."""


def drawing(name: str, token: str) -> Widget:
    """Return the drawing of a name in `PENS`, as large as its place, in a `#rrggbb`."""
    widget = Widget()

    def draw(*_: object) -> None:
        widget.canvas.clear()
        with widget.canvas:
            Color(*colour(token))
            # Not center_x: it is still the old one while pos and size are being told.
            x, y = widget.x + widget.width / 2, widget.y + widget.height / 2
            PENS[name](x, y, min(widget.size) / 2)

    widget.bind(pos=draw, size=draw)
    return widget


def _face(x: float, y: float, radius: float, *, bend: float) -> None:
    """Draw a face whose mouth bends up or down, from 1 to -1."""
    _ring(x, y, radius)
    for side in (-1, 1):
        _dot(x + side * radius * 0.34, y + radius * 0.24, radius * 0.12)
    steps = [step / 8 - 1 for step in range(17)]
    _stroke(
        [
            (x + MOUTH * at * radius, y + radius * (0.4 * bend * (at**2 - 0.5) - 0.3))
            for at in steps
        ],
        radius,
    )


def _person(x: float, y: float, radius: float) -> None:
    _dot(x, y + radius * 0.36, radius * 0.4)
    width, height = radius * 1.5, radius * 1.7
    SmoothEllipse(
        pos=(x - width / 2, y - radius - height / 2),
        size=(width, height),
        angle_start=-90,
        angle_end=90,
    )


def _paused(x: float, y: float, radius: float) -> None:
    _ring(x, y, radius)
    for side in (-0.24, 0.24):
        _stroke([(x + side * radius, y + end * radius) for end in (-0.36, 0.36)], radius)


def _closed(x: float, y: float, radius: float) -> None:
    _ring(x, y, radius)
    _stroke([(x + end * radius, y) for end in (-0.44, 0.44)], radius)


def _offline(x: float, y: float, radius: float) -> None:
    _ring(x, y, radius)
    _stroke([(x, y + end * radius) for end in (-0.06, 0.5)], radius)
    _dot(x, y - radius * 0.42, radius * 0.1)


def _ring(x: float, y: float, radius: float) -> None:
    SmoothLine(circle=(x, y, radius * 0.94, 0, 366, 96), width=radius * 0.05)


def _dot(x: float, y: float, radius: float) -> None:
    SmoothEllipse(pos=(x - radius, y - radius), size=(2 * radius, 2 * radius))


def _stroke(points: list[tuple[float, float]], radius: float) -> None:
    SmoothLine(points=points, width=radius * 0.06)
    for end in (points[0], points[-1]):
        _dot(*end, radius * 0.06)


PENS: dict[str, Pen] = {
    "very_satisfied": partial(_face, bend=0.8),
    "satisfied": partial(_face, bend=0.4),
    "neutral": partial(_face, bend=0.0),
    "dissatisfied": partial(_face, bend=-0.6),
    "person": _person,
    "paused": _paused,
    "closed": _closed,
    "offline": _offline,
}
