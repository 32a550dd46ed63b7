"""`python -m broker --config FILE [--restored]`: the queue service as a process."""

import argparse
import asyncio
import logging
import sys
from pathlib import Path
from random import Random, SystemRandom

from broker.advice import advice
from broker.automatic import StrandedError
from broker.foretell import Foreteller
from broker.journal import JournalInUse, open_journal
from broker.outlook import TableOutlook
from broker.plan import Plan
from broker.service import Journal, Service
from broker.settings import CentreSettings
from broker.worker import hired, prior
from runtime import life
from runtime.clock import Clock, SystemClock
from runtime.online import online
from runtime.settings import read

log = logging.getLogger(__name__)

PROGRAM = "broker"
JOURNAL = "journal.db"
"""The journal's file in the data folder."""


async def main() -> None:
    """Read the settings and serve until told to stop."""
    arguments = _parser().parse_args()
    settings = configured(arguments.config)
    clock, chance = SystemClock(trust=settings.trust_clock), SystemRandom()
    with life.mended_by_hand(JournalInUse, StrandedError):
        async with open_journal(settings.data / JOURNAL) as journal:
            await serve(settings, journal, clock, chance, restored=arguments.restored)


def configured(path: Path) -> CentreSettings:
    """The settings of a file; what had better be otherwise in them is said in the log."""
    settings = read(path, CentreSettings)
    for sentence in advice(settings):
        log.warning("%s: %s", path, sentence)
    return settings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROGRAM)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="settings, TOML")
    parser.add_argument(
        "--restored", action="store_true",
        help="the journal came back from a backup: leave out numbers that may be on paper",
    )  # fmt: skip
    return parser


async def serve(
    settings: CentreSettings,
    journal: Journal,
    clock: Clock,
    chance: Random,
    *,
    restored: bool = False,
) -> None:
    """Go online and decide on what is asked, until cancelled; beside it waits are foretold."""
    plan = Plan(settings)
    outlook = TableOutlook(plan, prior(settings))
    async with online(settings, clock, chance) as station, hired() as worker:
        service = Service(
            plan=plan,
            journal=journal,
            link=station.link,
            clock=clock,
            chance=chance,
            count=station.presence.count,
            outlook=outlook,
            restored=restored,
        )
        foreteller = Foreteller(
            outlook, worker, clock, settings.data / JOURNAL, service.today, service.draw_waits
        )
        async with asyncio.TaskGroup() as tasks:
            foretelling = tasks.create_task(foreteller.run(), name="foreteller")
            try:
                await service.run(life.ready)
            finally:
                foretelling.cancel()


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
