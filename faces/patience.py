"""How long a screen waits for whoever stands in front of it. Pure: the time is an argument.

Times are milliseconds of a clock that never jumps; what settings say is in seconds.
"""

from collections.abc import Iterable

AT_LEAST_MS = 60_000
"""So often somebody looks whether time has changed something."""


def ms(seconds: float) -> int:
    """Seconds as milliseconds."""
    return round(seconds * 1000)


def asks(left: int, ask_s: float) -> int | None:
    """Seconds to count down from, once so little time is left that it is time to ask; else None."""
    return max(0, -(-left // 1000)) if left <= ms(ask_s) else None


def held(since: int | None, now: int, corner_s: float) -> bool:
    """Whether a finger has been in the technician's corner for long enough."""
    return since is not None and now - since >= ms(corner_s)


def soonest(moments: Iterable[int], now: int) -> int:
    """The first of these moments that is yet to come; where there is none, in a minute."""
    return min((moment for moment in moments if moment > now), default=now + AT_LEAST_MS)
