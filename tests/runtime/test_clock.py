"""The machine's clock says whether it may be believed; the hand-set one does as it is told."""

import ctypes
import struct
import time
from pathlib import Path

import pytest

from runtime.clock import Clock, SetClock, SystemClock

NOON = 1_790_000_000_000
STATUS_OFFSET = 40
STA_UNSYNC = 0x40


@pytest.mark.parametrize("clock", [SystemClock(), SetClock()])
def test_both_are_clocks(clock: Clock) -> None:
    assert isinstance(clock.now(), int)
    assert isinstance(clock.monotonic(), float)
    assert isinstance(clock.synchronised(), bool)


def test_the_system_clock_counts_milliseconds_since_1970() -> None:
    before = time.time()
    now = SystemClock().now()
    assert int(before * 1000) <= now <= time.time() * 1000


def test_the_system_clock_is_synchronised_when_the_kernel_says_so(tmp_path: Path) -> None:
    timex = ctypes.create_string_buffer(512)
    ctypes.CDLL(None).adjtimex(timex)
    (status,) = struct.unpack_from("i", timex, STATUS_OFFSET)
    clock = SystemClock(stamp=tmp_path / "absent")
    assert clock.synchronised() == (not status & STA_UNSYNC)


def test_the_system_clock_is_synchronised_once_the_time_service_has_set_it(tmp_path: Path) -> None:
    stamp = tmp_path / "synchronized"
    stamp.touch()
    assert SystemClock(stamp=stamp).synchronised()


def test_a_trusted_clock_needs_no_time_service(tmp_path: Path) -> None:
    assert SystemClock(trust=True, stamp=tmp_path / "absent").synchronised()


def test_time_passes_for_both_readings_of_the_set_clock() -> None:
    clock = SetClock(NOON)
    clock.advance(1.5)
    assert (clock.now(), clock.monotonic()) == (NOON + 1500, 1.5)


def test_setting_the_clock_lets_no_time_pass() -> None:
    clock = SetClock(0, synchronised=False)
    clock.advance(2)
    clock.set(NOON)
    assert (clock.now(), clock.monotonic(), clock.synchronised()) == (NOON, 2.0, True)


def test_time_cannot_be_advanced_backwards() -> None:
    with pytest.raises(ValueError, match=r"set\(\)"):
        SetClock(NOON).advance(-1)
