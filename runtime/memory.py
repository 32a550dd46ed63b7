"""What a process asks of the C library's memory; other libraries than glibc have no such choice."""

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""Their numbers in glibc's malloc.h, see mallopt(3)."""

_OF_ITS_OWN = 128 * 1024
"""Bytes from which a piece of memory goes back to the system as soon as it is free."""


def share_one_heap() -> None:
    """Have all threads take memory from one place, and pictures leave no holes in it.

    Threads wait for disks and ports: a heap for each would stand about half empty.
    """
    with suppress(AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _OF_ITS_OWN)


def give_back() -> None:
    """Give the system what is free in the middle of the heap, after something large was done."""
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
