"""A service that starts in the middle of a busy day, and what it holds in memory."""

import os
import time
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.table import Figure
from broker.case import Case, NoOutlook
from broker.centre import Centre
from broker.decisions import decide
from broker.facts import Entry
from broker.journal import open_journal
from broker.plan import Plan
from broker.settings import CentreSettings
from contract import messages as m
from contract.channels import ASKS
from runtime.clock import SystemClock
from runtime.settings import read
from tests.centre.harness import CentreRig, centre

VISITS = 5000
ASK_NAMES = {channel.model: name for name, channel in ASKS.items()}


async def measure(folder: Path) -> list[Figure]:
    """Start the service on a day of `VISITS` visits, each printed, called, finished and rated."""
    async with centre(folder) as rig:
        await rig.broker.stop()
        rig.journal.unlink()
        entries = await _write_day(rig)
        began = time.perf_counter()
        await rig.broker.start()
        took = time.perf_counter() - began
        memory = resident_mb(rig.broker.pid)
    what = f"service on a day of {VISITS} visits"
    return [
        Figure(f"{what}, process start to ready", took, 1, "s", beside=f"{entries} facts"),
        Figure(f"{what}, resident memory", memory, 80, "MB"),
    ]


def resident_mb(pid: int | None) -> float:
    """What a process holds in memory, in megabytes of 1,000,000 bytes."""
    status = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    return int(status[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class _Day:
    """Decides and applies, as the service does, and keeps what there is to journal."""

    def __init__(self, plan: Plan, now: int) -> None:
        self.plan = plan
        self.now = now
        self.chance = Random(5)
        self.centre = Centre(plan.day(now))
        self.entries: list[Entry] = []

    def ask(self, device: str, model: type[m.Ask], **fields: object) -> None:
        ask = model.model_validate({"id": UUID(int=self.chance.getrandbits(128)), **fields})
        case = Case(
            self.plan, self.centre, self.plan.devices[device], self.now, self.chance, NoOutlook()
        )
        for fact in decide(ASK_NAMES[model], ask, case):
            entry = Entry(len(self.entries) + 1, self.centre.day, ask.id, fact)
            self.centre.apply(entry)
            self.entries.append(entry)

    def visit(self) -> None:
        """One citizen from press to rating."""
        seen = self.centre.counter("1").ticket
        self.ask("dispenser-1", m.TicketAsk, service="dat-dai")
        ticket = next(reversed(self.centre.tickets))
        self.ask("dispenser-1", m.PrintedAsk, ticket=ticket)
        self.ask("counter-1", m.NextAsk, counter="1", seen=seen)
        self.ask("counter-1", m.ServeAsk, counter="1", ticket=ticket)
        rating = {"ticket": ticket, "day": self.centre.day, "level": m.Level.SATISFIED}
        self.ask("pad-1", m.RatingAsk, counter="1", **rating)


async def _write_day(rig: CentreRig) -> int:
    settings = read(rig.folder / "broker.toml", CentreSettings)
    day = _Day(Plan(settings), SystemClock().now())
    sign_in = {"counter": "1", "action": m.CounterAction.SIGN_IN, "officer": "anh-tuyet"}
    day.ask("reception", m.CounterAsk, **sign_in)
    for _ in range(VISITS):
        day.visit()
    async with open_journal(rig.journal) as journal:
        await journal.append(day.entries)
    return len(day.entries)
