"""`python -m broker --config FILE [--restored]`: the queue service as a process."""

import argparse
import asyncio
import logging
import sys
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

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
from runtime.online import Station, online
from runtime.settings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from broker.console.web import Console

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
    if not clock.synchronised():
        log.warning(
            "the clock is not known to be right: no numbers are given until a time service sets it;"
            " on a machine with a battery clock and no such service, set trust_clock = true"
        )
    plan = Plan(settings)
    outlook = TableOutlook(plan, prior(settings))
    console = _console(settings)
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
            beside = [tasks.create_task(foreteller.run(), name="foreteller")]
            if console is not None:
                beside.append(tasks.create_task(console(station).run(), name="console"))
            try:
                await service.run(life.ready)
            finally:
                for task in beside:
                    task.cancel()


def _console(settings: CentreSettings) -> "Callable[[Station], Console] | None":
    """What is given by HTTP beside the queue, if the settings want it; loaded before it opens."""
    if (web := settings.web) is None:
        return None
    from broker.console.shelf import Shelf  # noqa: PLC0415 - only who wants it pays for HTTP
    from broker.console.web import Console  # noqa: PLC0415 - as above

    return lambda station: Console(web, Shelf(settings.data), station.presence, station.link.state)


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
