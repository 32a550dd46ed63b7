"""Where the codes of appointments come from: a scanner beside the buttons, or nothing at all."""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol


class Scanner(Protocol):
    """Whatever reads the code that a citizen shows."""

    def codes(self) -> AsyncIterator[str]:
        """Return the codes as they are read from now on."""
        ...


class NoScanner:
    """A machine that reads no codes: appointments are checked in at the reception."""

    async def codes(self) -> AsyncIterator[str]:
        """See `Scanner`: none ever comes."""
        await asyncio.Event().wait()
        yield ""  # pragma: no cover - what makes this a generator is never reached
