"""Drawings of lines and dots: the faces of satisfaction, a person, the signs of a state."""

from collections.abc import Callable
from functools import partial
from math import cos, pi, sin

from kivy.graphics import Mesh, SmoothEllipse, SmoothLine

from faces.widgets import signs

Pen = Callable[[float, float, float], None]
"""Draws around a centre x, y within a radius, in the colour that is set."""

MOUTH = 0.46
"""Half the width of a mouth, in radii."""


def _face(x: float, y: float, radius: float, *, bend: float, brows: bool = False) -> None:
    """Draw a face whose mouth bends up or down, from 1 to -1; `brows` frown over its eyes."""
    _ring(x, y, radius)
    for side in (-1, 1):
        _dot(x + side * radius * 0.34, y + radius * 0.24, radius * 0.12)
        if brows:
            frown = ((0.52, 0.58), (0.16, 0.42))
            _stroke([(x + side * a * radius, y + b * radius) for a, b in frown], radius)
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


def _working(x: float, y: float, radius: float) -> None:
    """A clock: it takes a moment."""
    _ring(x, y, radius)
    _lines(x, y, radius, [(0, 0.56), (0, 0), (0.36, -0.2)], 0.11)


def _slip(x: float, y: float, radius: float) -> None:
    """A slip that comes out of its machine."""
    _lines(
        x,
        y,
        radius,
        [(-0.5, 0.34), (-0.92, 0.34), (-0.92, 0.86), (0.92, 0.86), (0.92, 0.34), (0.5, 0.34)],
        0.11,
    )
    _lines(x, y, radius, [(-0.56, 0.5), (-0.56, -0.86), (0.56, -0.86), (0.56, 0.5)], 0.11)
    _lines(x, y, radius, [(-0.66, 0.54), (0.66, 0.54)], 0.11)
    for level, end in ((0.12, 0.28), (-0.2, 0.28), (-0.52, 0.06)):
        _lines(x, y, radius, [(-0.28, level), (end, level)], 0.11)


def _back(x: float, y: float, radius: float) -> None:
    _lines(x, y, radius, [(0.8, 0), (-0.75, 0)])
    _lines(x, y, radius, [(-0.15, 0.62), (-0.77, 0), (-0.15, -0.62)])


def _home(x: float, y: float, radius: float) -> None:
    _lines(x, y, radius, [(-0.9, 0.02), (0, 0.84), (0.9, 0.02)])
    _lines(x, y, radius, [(-0.62, 0.2), (-0.62, -0.8), (0.62, -0.8), (0.62, 0.2)])


def _larger(x: float, y: float, radius: float) -> None:
    """A small and a large letter."""
    for middle, base, size in ((-0.52, -0.7, 0.62), (0.36, -0.7, 1.1)):
        half = size * 0.5
        _lines(
            x,
            y,
            radius,
            [(middle - half, base), (middle, base + size * 1.3), (middle + half, base)],
        )
        bar = base + size * 0.45
        _lines(x, y, radius, [(middle - half * 0.62, bar), (middle + half * 0.62, bar)])


def _contrast(x: float, y: float, radius: float) -> None:
    _ring(x, y, radius, 0.17)
    size = radius * 1.8
    SmoothEllipse(pos=(x - size / 2, y - size / 2), size=(size, size), angle_start=0, angle_end=180)


def _lower(x: float, y: float, radius: float) -> None:
    """Down to the ground."""
    _lines(x, y, radius, [(0, 0.86), (0, -0.42)])
    _lines(x, y, radius, [(-0.5, 0.08), (0, -0.44), (0.5, 0.08)])
    _lines(x, y, radius, [(-0.8, -0.84), (0.8, -0.84)])


def _language(x: float, y: float, radius: float) -> None:
    """The globe."""
    _ring(x, y, radius, 0.15)
    oval = (x - radius * 0.42, y - radius * 0.92, radius * 0.84, radius * 1.84)
    SmoothLine(ellipse=(*oval, 0, 366), width=radius * 0.07)
    _lines(x, y, radius, [(-0.9, 0), (0.9, 0)], 0.15)


def _help(x: float, y: float, radius: float) -> None:
    """A bell on the desk."""
    SmoothEllipse(
        pos=(x - radius * 0.78, y - radius * 1.28),
        size=(radius * 1.56, radius * 1.7),
        angle_start=-90,
        angle_end=90,
    )
    _lines(x, y, radius, [(-0.88, -0.72), (0.88, -0.72)])
    _lines(x, y, radius, [(0, 0.5), (0, 0.66)])
    _lines(x, y, radius, [(-0.2, 0.72), (0.2, 0.72)])


def _pencil(x: float, y: float, radius: float) -> None:
    """A pencil that writes a line."""
    _lines(
        x, y, radius,
        [(-0.78, -0.4), (0.42, 0.8), (0.72, 0.5), (-0.48, -0.7), (-0.86, -0.78), (-0.78, -0.4)],
        0.14,
    )  # fmt: skip
    _lines(x, y, radius, [(-0.1, -0.8), (0.8, -0.8)], 0.14)


def _check(x: float, y: float, radius: float) -> None:
    _lines(x, y, radius, [(-0.66, 0.0), (-0.2, -0.5), (0.68, 0.5)], 0.26)


def _point(x: float, y: float, radius: float, *, across: float, down: float) -> None:
    """The tip of an arrow."""
    ends = ((-0.34, 0.62), (0.28, 0), (-0.34, -0.62))
    turned = [(a * across + b * down, b * abs(across) - a * down) for a, b in ends]
    _lines(x, y, radius, turned, 0.24)


def _star(x: float, y: float, radius: float) -> None:
    """Five points, one of them up."""
    outline = [
        (x + sin(at * pi / 5) * length, y + cos(at * pi / 5) * length)
        for at in range(10)
        for length in (radius if at % 2 == 0 else radius * 0.382,)
    ]
    corners = [(x, y), *outline, outline[0]]
    Mesh(
        vertices=[value for a, b in corners for value in (a, b, 0, 0)],
        indices=list(range(len(corners))),
        mode="triangle_fan",
    )


def _disc(x: float, y: float, radius: float) -> None:
    _dot(x, y, radius)


def _erase(x: float, y: float, radius: float) -> None:
    _lines(
        x,
        y,
        radius,
        [(-0.3, 0.56), (-0.92, 0), (-0.3, -0.56), (0.92, -0.56), (0.92, 0.56), (-0.3, 0.56)],
    )
    _lines(x, y, radius, [(-0.02, 0.24), (0.46, -0.24)])
    _lines(x, y, radius, [(-0.02, -0.24), (0.46, 0.24)])


def _lines(
    x: float, y: float, radius: float, points: list[tuple[float, float]], weight: float = 0.2
) -> None:
    """Strokes from point to point, in radii from the centre, as thick as `weight` radii."""
    placed = [(x + a * radius, y + b * radius) for a, b in points]
    thin = max(1.0, radius * weight / 2)
    SmoothLine(points=placed, width=thin, joint="round", cap="round")


def _ring(x: float, y: float, radius: float, weight: float = 0.1) -> None:
    SmoothLine(circle=(x, y, radius * (0.99 - weight / 2), 0, 366, 96), width=radius * weight / 2)


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
    "very_dissatisfied": partial(_face, bend=-1.0, brows=True),
    "person": _person,
    "paused": _paused,
    "closed": _closed,
    "offline": _offline,
    "working": _working,
    "slip": _slip,
    "back": _back,
    "home": _home,
    "size": _larger,
    "contrast": _contrast,
    "low": _lower,
    "language": _language,
    "help": _help,
    "pencil": _pencil,
    "check": _check,
    "right": partial(_point, across=1, down=0),
    "left": partial(_point, across=-1, down=0),
    "down": partial(_point, across=0, down=1),
    "up": partial(_point, across=0, down=-1),
    "star": _star,
    "disc": _disc,
    "erase": _erase,
    **signs.PENS,
}
