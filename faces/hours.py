"""Whether tickets are given now, by what the centre declares. Pure: the time is an argument."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from contract.messages import CentreState

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Doors:
    """The opening hours as they are at one moment."""

    minutes_left: int = 0
    """Whole minutes until tickets are no longer given; 0 when they are not now."""
    end: str = ""
    """When that is, `11:30`."""

    @property
    def open(self) -> bool:
        """Whether tickets are given."""
        return self.minutes_left > 0


def doors(centre: CentreState | None, now: int) -> Doors | None:
    """How the doors are at `now`, in milliseconds since 1970; None as long as nobody told."""
    if centre is None:
        return None
    minute = _minute_of_day(now, centre.zone)
    for opening in centre.hours:
        end = _minutes(opening.end)
        if _minutes(opening.start) <= minute < end:
            return Doors(_left(minute, end, centre), opening.end)
    return Doors()


def business_day(centre: CentreState, now: int) -> str:
    """The business day at `now`, `YYYY-MM-DD`: until it turns at night, yesterday's goes on."""
    turn = timedelta(minutes=_minutes(centre.day_turns))
    return (_local(now, centre.zone) - turn).date().isoformat()


def in_words(centre: CentreState) -> str:
    """All opening hours, `07:00-11:30, 13:00-17:00`."""
    return ", ".join(f"{opening.start}-{opening.end}" for opening in centre.hours)


def _left(minute: int, end: int, centre: CentreState) -> int:
    """Minutes until the doors close: not where one stretch goes on in the next, nor at midnight."""
    starts = {_minutes(opening.start): _minutes(opening.end) for opening in centre.hours}
    while end in starts:
        end = starts[end]
    return end - minute


def _minute_of_day(now: int, zone: str) -> int:
    local = _local(now, zone)
    return local.hour * _HOUR + local.minute


def _local(now: int, zone: str) -> datetime:
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(zone))


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * _HOUR + int(minute)
