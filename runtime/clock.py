"""The one clock of a process: handed down as an argument, so nothing below it asks the time."""

import ctypes
import time
from pathlib import Path
from typing import Protocol

_TIME_ERROR = 5
_TIMEX_ROOM = 512
_TIMESYNC_STAMP = Path("/run/systemd/timesync/synchronized")


class Clock(Protocol):
    """What the time is, and whether that may be believed."""

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC. It jumps when the clock is set."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment. It never jumps: only differences have a meaning."""
        ...

    def synchronised(self) -> bool:
        """Whether `now` may be believed, so that a new business day may be opened by it."""
        ...


class SystemClock:
    """The machine's clock.

    It counts as synchronised when the kernel says that a time service keeps it (`adjtimex(2)`), or
    when systemd-timesyncd has set it since the machine started. The kernel alone would take its
    word back nine hours after the network went, and a centre that was offline overnight could not
    open, although its clock is off by a second at most. Neither source proves that the time is
    right, only that a time service answered. A machine with a battery clock and no time service is
    never synchronised in this sense: there `trust` is for the technician to say.
    """

    def __init__(self, *, trust: bool = False, stamp: Path = _TIMESYNC_STAMP) -> None:
        """With `trust` the clock is always believed; `stamp` is the file timesyncd leaves."""
        self._trust = trust
        self._stamp = stamp

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def synchronised(self) -> bool:
        """Whether a time service has set the clock, or the technician trusts it."""
        return self._trust or _kept_by_time_service() or self._stamp.exists()


class SetClock:
    """A clock that is set by hand, for tests and simulation."""

    def __init__(self, now: int = 0, *, synchronised: bool = True) -> None:
        """Stand at `now`, in milliseconds since 1970-01-01 UTC."""
        self._now = now
        self._passed_ms = 0
        self._synchronised = synchronised

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that `advance` has let pass."""
        return self._passed_ms / 1000

    def synchronised(self) -> bool:
        """Whether the clock was said to be so."""
        return self._synchronised

    def set(self, now: int, *, synchronised: bool = True) -> None:
        """Jump to `now`, as a time service makes a clock jump; no time passes."""
        self._now = now
        self._synchronised = synchronised

    def advance(self, seconds: float) -> None:
        """Let time pass, to the millisecond."""
        passed = round(seconds * 1000)
        if passed < 0:
            raise ValueError(f"time does not run backwards: advance({seconds}); set() makes jumps")
        self._now += passed
        self._passed_ms += passed


def _kept_by_time_service() -> bool:
    """Whether the kernel says so; `False` too where it cannot be asked (containers, not Linux)."""
    try:
        adjtimex = ctypes.CDLL(None).adjtimex
    except AttributeError:
        return False
    # All zeros is `modes = 0`: read only. The verdict is the return value, so the fields of
    # `struct timex`, which differ between machines, need not be known; it takes 208 bytes at most.
    verdict: int = adjtimex(ctypes.create_string_buffer(_TIMEX_ROOM))
    return 0 <= verdict < _TIME_ERROR
