"""One day by the clock: when tickets are given and when each counter's officer is usually away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from broker.parameters import HOUR, MINUTE
from broker.settings import CentreSettings

Span = tuple[int, int]
"""From when until when, in milliseconds since 1970-01-01 UTC."""

AFTER_HOURS = 15 * MINUTE
"""Counters go on calling so long after the last ticket, as in a hall that takes the last one at
16:45 and closes at 17:00."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """One business day of a centre."""

    midnight: int
    """When it began, in the centre's time zone."""
    open: tuple[Span, ...]
    """When tickets are given."""
    away: Mapping[str, tuple[Span, ...]]
    """For each counter: its own times away, and the breaks between the opening hours."""

    @property
    def closing(self) -> int:
        """Nobody is called from then on."""
        return self.open[-1][1] + AFTER_HOURS

    def closing_from(self, now: int) -> int:
        """The closing as it is known at a moment; who still calls then goes on as long again."""
        return self.closing if now < self.closing else now + AFTER_HOURS


def timetable(settings: CentreSettings, day: str) -> Timetable:
    """The timetable of a business day, `YYYY-MM-DD`."""
    begin = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(settings.zone))
    midnight = round(begin.timestamp() * 1000)
    opened = tuple(sorted(span(hours, midnight) for hours in settings.hours))
    breaks = tuple((end, start) for (_, end), (start, _) in pairwise(opened) if end < start)
    away = {
        counter.name: tuple(_merged((*breaks, *(span(one, midnight) for one in counter.away))))
        for counter in settings.counters
    }
    return Timetable(midnight, opened, away)


def span(hours: str, midnight: int) -> Span:
    """From when until when, for a stretch of the day such as `11:30-12:15`."""
    start, _, end = hours.partition("-")
    return midnight + _since_midnight(start), midnight + _since_midnight(end)


def _since_midnight(clock: str) -> int:
    """`24:00` is the end of the day."""
    hour, _, minute = clock.partition(":")
    return int(hour) * HOUR + int(minute) * MINUTE


def _merged(spans: tuple[Span, ...]) -> Iterator[Span]:
    """The same times, none within another."""
    until: Span | None = None
    for start, end in sorted(spans):
        if until is None or start > until[1]:
            if until is not None:
                yield until
            until = start, end
        else:
            until = until[0], max(until[1], end)
    if until is not None:
        yield until
