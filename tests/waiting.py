"""Tests wait for what they want to see, and fail when it does not come."""

import asyncio
from collections.abc import Callable

PATIENCE_S = 20


async def until(condition: Callable[[], object], within_s: float = PATIENCE_S) -> None:
    """Wait until something is so, and fail when it never is."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - whatever it is, nobody sets an event for it
            await asyncio.sleep(0.002)
