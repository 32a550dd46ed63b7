"""A process of its own that plays futures and reads old journals, so that no ask waits for either.

`python -m broker.worker` reads tasks from its standard input and writes what came of them to its
standard output; when the input ends, so does it. Both ends are this file, and nobody else can write
to the pipe, which is why objects may travel on it as they are.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import BinaryIO, cast

from broker import records
from broker.calibration import Calibrations, calibrate
from broker.chronicle import day_of
from broker.facts import Entry
from broker.forecast import forecast
from broker.learning import learn
from broker.parameters import MINUTE, PRIOR, Parameters, lognormal
from broker.plan import Plan
from broker.settings import CentreSettings
from broker.timetable import timetable
from broker.waiting import Scene, Table

log = logging.getLogger(__name__)

DAYS = 30
"""So many past days are learned from; older ones would count for next to nothing."""
PATIENCE_S = 60.0
"""A worker that takes longer is stuck."""
NICE = 19
"""Asks come first when the processor is short."""
_LENGTH = 8
"""Bytes that say how long a message is."""


@dataclass(frozen=True, slots=True)
class Play:
    """Play futures of a scene."""

    scene: Scene
    parameters: Parameters
    futures: int
    seed: int

    def done(self) -> Table:
        """What they foretell."""
        return forecast(self.scene, self.parameters, self.futures, Random(self.seed))  # noqa: S311 - repeatable, not secret


@dataclass(frozen=True, slots=True)
class Study:
    """Learn from the journal of the days before one."""

    settings: CentreSettings
    journal: Path
    before: str
    """`YYYY-MM-DD`."""

    def done(self) -> "Learned":
        """What they teach."""
        names = past(self.journal, self.before)
        return learned(self.settings, ((name, records.day(self.journal, name)) for name in names))


@dataclass(frozen=True, slots=True)
class Learned:
    """What past days teach."""

    parameters: Parameters
    calibrations: Calibrations
    days: int
    """How many there were."""


Task = Play | Study


def prior(settings: CentreSettings) -> Parameters:
    """What a centre reckons with before its journal tells more: its own word, and usual figures."""
    declared = {
        service.id: lognormal(service.minutes * MINUTE, PRIOR.other.log_sd)
        for service in settings.services
        if service.minutes is not None
    }
    return replace(PRIOR, services=declared)


def past(journal: Path, before: str) -> list[str]:
    """The days to learn from: the last ones before one, oldest first; raises `RecordsError`."""
    return [day for day in records.names(journal) if day < before][-DAYS:]


def learned(settings: CentreSettings, journal: Iterable[tuple[str, Iterable[Entry]]]) -> Learned:
    """What these days of a journal teach, each with its entries, oldest first."""
    plan = Plan(settings)
    days = [day_of(plan, timetable(settings, name), entries) for name, entries in journal]
    told = (outcome for day in days for outcome in day.told)
    return Learned(learn(days, prior(settings)), calibrate(told), len(days))


# --- The process ----------------------------------------------------------------------------------


def work(tasks: BinaryIO, results: BinaryIO) -> None:
    """Do task after task until there are no more."""
    while size := tasks.read(_LENGTH):
        task: Task = pickle.loads(tasks.read(int.from_bytes(size)))  # noqa: S301 - our own pipe
        results.write(_framed(task.done()))
        results.flush()


def _framed(message: object) -> bytes:
    data = pickle.dumps(message)
    return len(data).to_bytes(_LENGTH) + data


@dataclass(slots=True)
class Worker:
    """The other end of the pipe. One task at a time; a worker that dies is replaced."""

    process: asyncio.subprocess.Process | None = None

    async def play(self, task: Play) -> Table | None:
        """What futures foretell; none when the worker could not tell."""
        return cast("Table | None", await self._do(task))

    async def study(self, task: Study) -> Learned | None:
        """What past days teach; none when the worker could not tell."""
        return cast("Learned | None", await self._do(task))

    async def dismiss(self) -> None:
        """End the process, whatever it does."""
        process, self.process = self.process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _do(self, task: Task) -> object:
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._exchange(task)
        except (OSError, EOFError, TimeoutError) as error:
            log.warning("the forecasting process failed: %r; a new one takes over", error)
            await self.dismiss()
            return None

    async def _exchange(self, task: Task) -> object:
        if self.process is None:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "broker.worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
        tasks, results = self.process.stdin, self.process.stdout
        if tasks is None or results is None:
            raise BrokenPipeError("the process has no pipes")
        tasks.write(_framed(task))
        await tasks.drain()
        size = int.from_bytes(await results.readexactly(_LENGTH))
        return pickle.loads(await results.readexactly(size))  # noqa: S301 - our own pipe


@contextlib.asynccontextmanager
async def hired() -> AsyncIterator[Worker]:
    """A worker for the length of the block."""
    worker = Worker()
    try:
        yield worker
    finally:
        await worker.dismiss()


if __name__ == "__main__":
    os.nice(NICE)
    work(sys.stdin.buffer, sys.stdout.buffer)
