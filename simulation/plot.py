"""A day as a picture: each visitor's wait, how many waited, how many counters were open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from faces.fonts import Face, Fonts
from faces.look import DAY
from faces.texts import Texts
from simulation.report import Promises, minutes
from simulation.visits import Seen, Visit

SIZE = 1600, 900
_FINE = 2
"""Everything is drawn larger by this and reduced, for smooth edges."""

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_COLOURS = (DAY.wait, DAY.lacquer, DAY.go, DAY.amber, DAY.ink)
"""Of the classes, in the order of the settings; beyond that they begin anew."""

_LEFT, _RIGHT = 110, 1290
"""Where the time axis begins and ends; to the right is the legend."""
_LEGEND = _RIGHT + 40
_DOT = 4
_TITLE, _TEXT = 30, 20
_TICKS = 5
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 100, 120, 200, 500)


@dataclass(frozen=True, slots=True)
class Legend:
    """What the picture says beside the day's facts."""

    title: str
    classes: Mapping[str, str]
    """The words for each class, in the order of the settings."""
    promises: Promises
    zone: str


def picture(day: Seen, legend: Legend, texts: Texts, fonts: Fonts) -> Image.Image:
    """Draw a day of at least one visit, `SIZE` pixels."""
    image = Image.new("RGB", (SIZE[0] * _FINE, SIZE[1] * _FINE), DAY.paper)
    pen = _Pen(ImageDraw.Draw(image), fonts)
    zone = ZoneInfo(legend.zone)
    span = _Span(*_hours(day, zone))
    pen.text((_LEFT, 50), legend.title, _TITLE, face="bold")
    _Waits(day, legend, texts, pen, span).draw(90, 530)
    waiting, counters = texts.say("day.waiting"), texts.say("day.open_counters")
    _Counts(waiting, _queue(day), DAY.wait).draw(pen, span, 590, 720)
    _Counts(counters, day.open_counters, DAY.go).draw(pen, span, 780, 840)
    for at in range(span.start, span.end + 1, _HOUR):
        clock = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
        pen.text((span.x(at), 870), f"{clock:%H:%M}", _TEXT, anchor="ms", colour=DAY.muted)
    return image.reduce(_FINE)


@dataclass(frozen=True, slots=True)
class _Span:
    """The time axis, from one full hour to another."""

    start: int
    end: int

    def x(self, at: int) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (at - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws in the picture's pixels, finer than they are."""

    on: ImageDraw.ImageDraw
    fonts: Fonts

    def text(  # noqa: PLR0913 - how a text looks
        self,
        at: tuple[float, float],
        text: str,
        size: int,
        *,
        face: Face = "regular",
        anchor: str = "ls",
        colour: str = DAY.ink,
    ) -> None:
        font = self.fonts.at(face, size * _FINE).font
        self.on.text(_fine(at), text, fill=colour, font=font, anchor=anchor)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: int = 1) -> None:
        self.on.line([_fine(point) for point in points], fill=colour, width=width * _FINE)

    def area(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        self.on.polygon([_fine(point) for point in points], fill=colour)

    def dot(self, x: float, y: float, colour: str) -> None:
        corners = (*_fine((x - _DOT, y - _DOT)), *_fine((x + _DOT, y + _DOT)))
        self.on.ellipse(corners, fill=colour, outline=DAY.paper, width=1)

    def dashes(self, y: float, colour: str, lift: int = 0) -> None:
        """A broken line over the whole width; `lift` lets two at one height alternate."""
        for x in range(_LEFT + 12 * lift, _RIGHT - 12, 24):
            self.line(((x, y), (x + 12, y)), colour, 2)

    def scale(self, span: _Span, bottom: float, y_of_ticks: Mapping[str, float]) -> None:
        """A grid: full hours, and the values that are named."""
        ticks = y_of_ticks.values()
        for at in range(span.start, span.end + 1, _HOUR):
            self.line(((span.x(at), min(ticks)), (span.x(at), bottom)), DAY.line)
        for name, y in y_of_ticks.items():
            self.line(((_LEFT, y), (_RIGHT, y)), DAY.line)
            self.text((_LEFT - 12, y), name, _TEXT, anchor="rm", colour=DAY.muted)


def _fine(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] * _FINE, point[1] * _FINE


# --- The waits of all -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Waits:
    """One dot for each visitor: when they came, how long they waited, of which class."""

    day: Seen
    legend: Legend
    texts: Texts
    pen: _Pen
    span: _Span

    @property
    def _colours(self) -> dict[str, str]:
        classes = enumerate(self.legend.classes)
        return {name: _COLOURS[number % len(_COLOURS)] for number, name in classes}

    def draw(self, top: int, bottom: int) -> None:
        pen, called = self.pen, list(_called(self.day))
        longest = max((*map(minutes, called), *self.legend.promises.values()))
        top += 30
        ticks = _ticks(longest)
        per_minute = (bottom - top) / ticks[-1]
        pen.text((_LEFT, top - 18), self.texts.say("day.waits"), _TEXT, face="bold")
        pen.scale(self.span, bottom, {str(n): bottom - n * per_minute for n in ticks})
        for number, (class_id, colour) in enumerate(self._colours.items()):
            if class_id in self.legend.promises:
                y = bottom - self.legend.promises[class_id] * per_minute
                pen.dashes(y, colour, lift=number % 2)
        for visit in called:
            colour = self._colours.get(visit.class_id, DAY.muted)
            pen.dot(self.span.x(visit.issued_at), bottom - minutes(visit) * per_minute, colour)
        self._legend(top + 20, called)

    def _legend(self, top: int, called: Sequence[Visit]) -> None:
        for class_id, words in self.legend.classes.items():
            waits = [minutes(visit) for visit in called if visit.class_id == class_id]
            self.pen.dot(_LEGEND, top - 7, self._colours[class_id])
            self.pen.text((_LEGEND + 16, top), words, _TEXT, face="bold")
            for text in self._figures(class_id, waits):
                top += 28
                self.pen.text((_LEGEND + 16, top), text, _TEXT, colour=DAY.muted)
            top += 44
        self.pen.line(((_LEGEND - 6, top - 7), (_LEGEND + 6, top - 7)), DAY.muted, 2)
        self.pen.text((_LEGEND + 16, top), self.texts.say("day.promise"), _TEXT, colour=DAY.muted)

    def _figures(self, class_id: str, waits: Sequence[float]) -> Iterator[str]:
        yield self.texts.say("day.people", n=len(waits))
        if waits:
            mean = round(sum(waits) / len(waits))
            yield self.texts.say("day.mean", minutes=mean)
            if class_id in self.legend.promises:
                promise = self.legend.promises[class_id]
                kept = round(100 * sum(wait <= promise for wait in waits) / len(waits))
                yield self.texts.say("day.kept", percent=kept, minutes=promise)


def _called(day: Seen) -> Iterator[Visit]:
    return (visit for visit in day.visits.values() if visit.called_at is not None)


# --- Counts over the day --------------------------------------------------------------------------

Steps = Sequence[tuple[int, int]]
"""A count from each moment on."""


def _queue(day: Seen) -> Steps:
    """How many wait for their first call."""
    changes: list[tuple[int, int]] = []
    for visit in day.visits.values():
        changes.append((visit.issued_at, 1))
        changes.append((day.last if visit.called_at is None else visit.called_at, -1))
    waiting = 0
    steps = []
    for at, change in sorted(changes):
        waiting += change
        steps.append((at, waiting))
    return steps


@dataclass(frozen=True, slots=True)
class _Counts:
    """A count over the day as an area."""

    title: str
    steps: Steps
    colour: str

    def draw(self, pen: _Pen, span: _Span, top: int, bottom: int) -> None:
        most = max((count for _, count in self.steps), default=0)
        scale = (bottom - top) / max(1, most)
        pen.text((_LEFT, top - 16), self.title, _TEXT, face="bold")
        outline = [(span.x(span.start), float(bottom))]
        for at, count in self.steps:
            x = span.x(at)
            outline += [(x, outline[-1][1]), (x, bottom - count * scale)]
        outline.append((outline[-1][0], bottom))
        pen.area(outline, self.colour)
        pen.scale(span, bottom, {"0": float(bottom), str(most): float(top)})


def _ticks(longest: float) -> list[int]:
    """Round values from 0 to beyond the longest, about `_TICKS` of them."""
    step = next((step for step in _STEPS if step * _TICKS >= longest), _STEPS[-1])
    return list(range(0, int(longest) + step + 1, step))


def _hours(day: Seen, zone: ZoneInfo) -> tuple[int, int]:
    """The full hours around all that happened to visitors."""
    moments = [visit.issued_at for visit in day.visits.values()]
    offset = datetime.fromtimestamp(day.first / 1000, UTC).astimezone(zone).utcoffset()
    shift = round(offset.total_seconds() * 1000) if offset else 0
    start = (min(moments) + shift) // _HOUR * _HOUR - shift
    end = -(-(day.last + shift) // _HOUR) * _HOUR - shift
    return start, max(end, start + _HOUR)
