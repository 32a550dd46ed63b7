"""Broken outlines, drawn on the canvas that is open."""

from kivy.graphics import Line


def dashed(
    place: tuple[float, float, float, float], radius: float, thick: float, dash: float
) -> None:
    """A rectangle of dashes with whole round corners, in the ink that is set.

    Args:
        place: Its left and lower edge, width and height, in pixels; the outline lies on them.
        radius: Of its corners.
        thick: Half the width of the outline.
        dash: Length of a dash, and about that of the gap behind it.
    """
    x, y, width, height = place
    for across, length in ((True, width - 2 * radius), (False, height - 2 * radius)):
        count = max(1, int(length / (2 * dash)))
        step = length / count
        for at in range(count):
            start = radius + at * step + step / 4
            for far in (0.0, height if across else width):
                ends = ((start, far), (start + step / 2, far))
                turned = ends if across else tuple((b, a) for a, b in ends)
                Line(points=[(x + a, y + b) for a, b in turned], width=thick, cap="none")
    _corners(place, radius, thick)


def _corners(place: tuple[float, float, float, float], radius: float, thick: float) -> None:
    x, y, width, height = place
    places = ((x, y, 180), (x, y + height, 270), (x + width, y + height, 0), (x + width, y, 90))
    for a, b, angle in places:
        middle = a + (radius if a == x else -radius), b + (radius if b == y else -radius)
        Line(circle=(*middle, radius, angle, angle + 90), width=thick)
