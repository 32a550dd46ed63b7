"""`python -m broker --config FILE`: the queue service as a process."""

import sys
from random import Random, SystemRandom

from broker.journal import JournalInUse, open_journal
from broker.plan import Plan
from broker.service import Journal, Service
from broker.settings import CentreSettings
from runtime import life
from runtime.clock import Clock, SystemClock
from runtime.online import online

PROGRAM = "broker"


async def main() -> None:
    """Read the settings and serve until told to stop."""
    settings = life.load(PROGRAM, CentreSettings)
    clock, chance = SystemClock(trust=settings.trust_clock), SystemRandom()
    with life.mended_by_hand(JournalInUse):
        async with open_journal(settings.data / "journal.db") as journal:
            await serve(settings, journal, clock, chance)


async def serve(settings: CentreSettings, journal: Journal, clock: Clock, chance: Random) -> None:
    """Go online and decide on what is asked, until cancelled."""
    async with online(settings, clock, chance) as station:
        service = Service(
            plan=Plan(settings),
            journal=journal,
            link=station.link,
            clock=clock,
            chance=chance,
            count=station.presence.count,
        )
        await service.run(life.ready)


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
