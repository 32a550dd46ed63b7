"""Tests wait for what they want to see, and say so when it does not come."""

import asyncio
from collections.abc import Callable

PATIENCE_S = 15


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - whatever it is, nobody sets an event for it
            await asyncio.sleep(0.005)
