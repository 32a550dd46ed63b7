"""The queue service on a disk that takes 20 ms to flush: the delay is put before each commit."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom
from uuid import UUID

from broker.__main__ import serve
from broker.ballots import Ballot
from broker.facts import Entry
from broker.journal import Journal, open_journal
from broker.settings import CentreSettings
from runtime import life
from runtime.clock import SystemClock

FLUSH_S = 0.020


@dataclass(frozen=True, slots=True)
class SlowJournal:
    """A journal on a slow disk."""

    journal: Journal

    async def append(self, entries: Sequence[Entry], ballots: Sequence[Ballot] = ()) -> None:
        """See `Journal`."""
        await asyncio.sleep(FLUSH_S)
        await self.journal.append(entries, ballots)

    async def day(self, day: str) -> list[Entry]:
        """See `Journal`."""
        return await self.journal.day(day)

    async def heard_on(self, feedback: UUID) -> str | None:
        """See `Journal`."""
        return await self.journal.heard_on(feedback)

    async def last(self) -> tuple[int, str]:
        """See `Journal`."""
        return await self.journal.last()

    def tidy(self) -> None:
        """See `Journal`."""
        self.journal.tidy()


async def main() -> None:
    """Serve as `broker` does, on the slow journal."""
    settings = life.load("slow_disk", CentreSettings)
    async with open_journal(settings.data / "journal.db") as journal:
        await serve(settings, SlowJournal(journal), SystemClock(trust=True), SystemRandom())


if __name__ == "__main__":
    sys.exit(life.run("slow_disk", main))
