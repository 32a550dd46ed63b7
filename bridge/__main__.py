"""`python -m bridge --config FILE`: the bridge as a process."""

import asyncio
import sys
from datetime import UTC, date, datetime
from random import SystemRandom
from zoneinfo import ZoneInfo

from bridge.app import serve
from bridge.dossiers import DossierFile, FileOffice
from bridge.settings import BridgeSettings
from runtime import life, settings
from runtime.clock import Clock, SystemClock
from runtime.online import online

PROGRAM = "bridge"


async def main() -> None:
    """Compose the bridge from its settings and answer until told to stop."""
    told = life.load(PROGRAM, BridgeSettings)
    file = settings.read(told.dossiers, DossierFile)
    clock, zone = SystemClock(trust=told.trust_clock), ZoneInfo(told.zone)
    office = FileOffice(file, lambda: today(clock, zone))
    async with online(told, clock, SystemRandom()) as station, asyncio.TaskGroup() as tasks:
        tasks.create_task(serve(told, office, station), name="bridge")
        life.ready()


def today(clock: Clock, zone: ZoneInfo) -> date:
    """The day by the clock on the centre's wall."""
    return datetime.fromtimestamp(clock.now() / 1000, UTC).astimezone(zone).date()


if __name__ == "__main__":
    sys.exit(life.run(PROGRAM, main))
