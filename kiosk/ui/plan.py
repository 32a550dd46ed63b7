"""The plan of the centre: where the counters are, and the way there. Pure."""

from typing import Final

from faces.look import SIZES
from faces.widgets.boxes import Box
from faces.widgets.paper import Paper, seen
from faces.widgets.sheets import Part, Picture, Sheet, Sign, Stroke, Thing, Words
from kiosk.view import Plan, Spot

_ROOM: Final = 1.5
"""The plan is so many times as wide as high, where there is no picture of it."""
_SPOT: Final = 74, 58
_HERE: Final = 40


def drawn(plan: Plan, body: Box, paper: Paper) -> list[Part]:
    """The plan as large as its place allows, the wanted counters and the way to the first."""
    wide = min(body.width, body.height * _ROOM)
    room = body.middle(wide, min(body.height, wide / _ROOM * (1.6 if paper.upright else 1)))
    floor = room.inset(56, 52)
    things: list[Thing] = [Sheet(room, "paper", "ink", 3, 10)]
    if plan.picture:
        things.append(Picture(room.inset(6), plan.picture, whole=True))
    wanted = [spot for spot in plan.spots if spot.wanted]
    if plan.here and wanted:
        things += _way(plan.here, wanted, floor)
    for spot in plan.spots:
        things += _spot(spot, floor, paper)
    if plan.here:
        things += _here(plan.here, plan.here_name, floor, room, paper)
    return [seen(body, *things)]


def _at(x: float, y: float, floor: Box) -> tuple[float, float]:
    return floor.x + x * floor.width, floor.y + y * floor.height


def _way(here: tuple[float, float], wanted: list[Spot], floor: Box) -> list[Thing]:
    """From here along the hall, then across to the nearest of the wanted counters."""
    near = min(wanted, key=lambda spot: abs(spot.x - here[0]) + abs(spot.y - here[1]))
    start, end = _at(*here, floor), _at(near.x, near.y, floor)
    half = floor.centre[1]
    points = (start, (start[0], half), (end[0], half), end)
    return [Stroke(points, "go", 10)]


def _spot(spot: Spot, floor: Box, paper: Paper) -> list[Thing]:
    x, y = _at(spot.x, spot.y, floor)
    wide, high = (paper.size(side) for side in _SPOT)
    box = Box(x - wide / 2, y - high / 2, wide, high)
    fill, ink = ("go", "paper") if spot.wanted else ("paper", "ink")
    return [
        Sheet(box, fill, "" if spot.wanted else "ink", 3, 8),
        Words(
            box.inset(3, 2), spot.name, paper.size(SIZES.lead), ink, fill, bold=True, align="center"
        ),
    ]


def _here(here: tuple[float, float], name: str, floor: Box, room: Box, paper: Paper) -> list[Thing]:
    """A person in the centre's colour, and whose place it is."""
    x, y = _at(*here, floor)
    disc = Box(x - _HERE / 2, y - _HERE / 2, _HERE, _HERE)
    size = paper.size(SIZES.body)
    wide = size * 0.56 * len(name) + 16
    left = min(max(room.x + 8, x - wide / 2), room.right - wide - 8)
    text = Box(left, min(disc.bottom + 2, room.bottom - size * 1.5), wide, size * 1.4)
    return [
        Sign(disc, "disc", "lacquer", "paper"),
        Sign(disc.inset(9), "person", "paper", "lacquer"),
        Words(text, name, size, "lacquer", "paper", bold=True, align="center", least=12),
    ]
