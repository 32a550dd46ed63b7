"""Waits foretold on the real wire, by a process of its own that may die."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from contract import messages as m
from runtime.link import Link
from tests.centre.harness import CentreRig, centre
from tests.waiting import until

PATIENCE_S = 20
SERVICE = "dat-dai"


@dataclass
class Hall:
    """A centre with one counter open, its dispenser, and whoever reads the expected waits."""

    rig: CentreRig
    dispenser: Link
    told: list[m.WaitsState] = field(default_factory=list)

    async def press(self) -> m.Issued:
        """Take a number."""
        ask = m.TicketAsk(id=uuid4(), service=SERVICE)
        answer = await self.dispenser.ask(ask, patience_s=PATIENCE_S)
        assert isinstance(answer, m.Issued)
        return answer

    async def foretold(self, *tickets: m.Issued) -> m.WaitsState:
        """Wait until all of them are told how long they wait, and be told too."""
        ids = {issued.ticket.id for issued in tickets}

        def all_told() -> bool:
            return bool(self.told) and ids <= {one.ticket for one in self.told[-1].tickets}

        await until(all_told)
        return self.told[-1]

    def workers(self) -> list[int]:
        """The processes that foretell for this queue service."""
        children = Path(f"/proc/{self.rig.broker.pid}/task/{self.rig.broker.pid}/children")
        pids = [int(pid) for pid in children.read_text(encoding="ascii").split()]
        return [pid for pid in pids if "broker.worker" in _command(pid)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with AsyncExitStack() as stack:
        rig = await stack.enter_async_context(centre(tmp_path))
        reception = await stack.enter_async_context(rig.link("reception"))
        hall = Hall(rig, await stack.enter_async_context(rig.link("dispenser-1")))
        reception.on_state(m.WaitsState, SERVICE, hall.told.append)
        sign_in = m.CounterAsk(
            id=uuid4(), counter="1", action=m.CounterAction.SIGN_IN, officer="anh-tuyet"
        )
        assert await reception.ask(sign_in, patience_s=PATIENCE_S) == m.Done()
        yield hall


async def test_who_waits_is_told_how_long_and_so_is_who_comes(hall: Hall) -> None:
    tickets = [await hall.press() for _ in range(3)]
    state = await hall.foretold(*tickets)
    assert [one.label for one in state.tickets] == ["A001", "A002", "A003"]
    medians = [one.wait.median_s for one in state.tickets]
    assert medians == sorted(medians)
    assert medians[0] < medians[-1] < state.next["normal"].median_s
    answer = await hall.press()
    assert answer.wait is not None
    assert answer.wait.low_s <= answer.wait.median_s <= answer.wait.high_s
    assert answer.wait.median_s >= medians[-1]


async def test_numbers_are_given_and_waits_told_though_the_forecaster_dies(hall: Hall) -> None:
    first = await hall.press()
    await hall.foretold(first)
    [worker] = hall.workers()
    os.kill(worker, signal.SIGKILL)
    second = await hall.press()
    assert second.wait is not None
    await hall.foretold(first, second)
    await until(lambda: bool(hall.workers()) and worker not in hall.workers(), within_s=60)


async def test_a_forecaster_ends_with_its_queue_service(hall: Hall) -> None:
    await hall.foretold(await hall.press())
    [worker] = hall.workers()
    await hall.rig.broker.kill()
    await until(lambda: "broker.worker" not in _command(worker))
