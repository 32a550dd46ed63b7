"""Drawings of what a kiosk offers; see `drawings` for the others."""

from math import cos, pi, sin

from kivy.graphics import SmoothEllipse, SmoothLine

Points = list[tuple[float, float]]


def lines(x: float, y: float, radius: float, points: Points, weight: float = 0.15) -> None:
    """Strokes from point to point, in radii from the centre, as thick as `weight` radii."""
    placed = [(x + a * radius, y + b * radius) for a, b in points]
    SmoothLine(points=placed, width=max(1.0, radius * weight / 2), joint="round", cap="round")


def ring(x: float, y: float, radius: float, weight: float) -> None:
    """A circle of this radius, as thick as `weight`."""
    SmoothLine(circle=(x, y, radius, 0, 366, 64), width=max(1.0, weight / 2))


def dot(x: float, y: float, radius: float) -> None:
    """A full circle."""
    SmoothEllipse(pos=(x - radius, y - radius), size=(2 * radius, 2 * radius))


def search(x: float, y: float, radius: float) -> None:
    """A glass to look through."""
    ring(x - radius * 0.18, y + radius * 0.18, radius * 0.56, radius * 0.17)
    lines(x, y, radius, [(0.26, -0.26), (0.82, -0.82)], 0.24)


def agencies(x: float, y: float, radius: float) -> None:
    """A house with columns."""
    lines(x, y, radius, [(-0.9, 0.36), (0, 0.86), (0.9, 0.36), (-0.9, 0.36)])
    for at in (-0.6, -0.2, 0.2, 0.6):
        lines(x, y, radius, [(at, 0.2), (at, -0.52)])
    lines(x, y, radius, [(-0.9, -0.72), (0.9, -0.72)])


def audiences(x: float, y: float, radius: float) -> None:
    """Two people."""
    for at, size in ((-0.42, 0.86), (0.46, 0.66)):
        dot(x + at * radius, y + radius * (0.5 * size), radius * 0.3 * size)
        width, height = radius * 0.95 * size, radius * 1.3 * size
        SmoothEllipse(
            pos=(x + at * radius - width / 2, y - radius * 0.75 - height / 2),
            size=(width, height),
            angle_start=-90,
            angle_end=90,
        )


def often(x: float, y: float, radius: float) -> None:
    """A star, in outline."""
    corners = [
        (sin(at * pi / 5) * size, cos(at * pi / 5) * size)
        for at in range(11)
        for size in (0.92 if at % 2 == 0 else 0.4,)
    ]
    lines(x, y, radius, corners, 0.16)


def dossier(x: float, y: float, radius: float) -> None:
    """A folder with a paper in it."""
    lines(
        x, y, radius,
        [(-0.86, -0.66), (-0.86, 0.62), (-0.3, 0.62), (-0.1, 0.4), (0.86, 0.4), (0.86, -0.66),
         (-0.86, -0.66)],
    )  # fmt: skip
    for level, end in ((0.08, 0.5), (-0.26, 0.2)):
        lines(x, y, radius, [(-0.5, level), (end, level)], 0.13)


def feedback(x: float, y: float, radius: float) -> None:
    """What somebody says."""
    lines(
        x, y, radius,
        [(-0.88, 0.66), (0.88, 0.66), (0.88, -0.36), (-0.1, -0.36), (-0.5, -0.8), (-0.5, -0.36),
         (-0.88, -0.36), (-0.88, 0.66)],
    )  # fmt: skip
    for level in (0.32, 0.0):
        lines(x, y, radius, [(-0.5, level), (0.5, level)], 0.13)


def place(x: float, y: float, radius: float) -> None:
    """A pin on a map."""
    outline = [(0.56 * cos(at * pi / 12), 0.34 + 0.56 * sin(at * pi / 12)) for at in range(-2, 15)]
    lines(x, y, radius, [(0, -0.9), *outline, (0, -0.9)])
    ring(x, y + radius * 0.34, radius * 0.2, radius * 0.14)


def info(x: float, y: float, radius: float) -> None:
    """An i in a ring."""
    ring(x, y, radius * 0.92, radius * 0.14)
    dot(x, y + radius * 0.44, radius * 0.12)
    lines(x, y, radius, [(0, 0.1), (0, -0.5)], 0.2)


PENS = {
    "search": search,
    "agencies": agencies,
    "audiences": audiences,
    "often": often,
    "dossier": dossier,
    "feedback": feedback,
    "map": place,
    "info": info,
}
