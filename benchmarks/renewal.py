"""How soon the expected waits on the wire know of a press, with the real service and its worker."""

import asyncio
import time
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.table import Figure, percentile
from contract.messages import CounterAction, CounterAsk, Issued, TicketAsk, WaitsState
from runtime.link import Link
from tests.centre.harness import centre

SERVICE = "dat-dai"
PRESSES = 20
PATIENCE_S = 30
PAUSES_S = (0.1, 2.9)
"""Between two presses: at any moment of the worker's round."""


async def measure(folder: Path) -> list[Figure]:
    """Presses, each until a state tells its wait."""
    chance = Random(1)
    async with centre(folder) as rig, rig.link("reception") as ear, rig.link("dispenser-1") as link:
        told: asyncio.Queue[WaitsState] = asyncio.Queue()
        ear.on_state(WaitsState, SERVICE, told.put_nowait)
        await ear.ask(
            CounterAsk(
                id=_id(chance), counter="1", action=CounterAction.SIGN_IN, officer="anh-tuyet"
            ),
            patience_s=PATIENCE_S,
        )
        await _renewed(link, told, chance)
        took = [await _renewed(link, told, chance) for _ in range(PRESSES)]
    beside = f"median {percentile(took, 0.5):.2g} s of {PRESSES} presses"
    return [
        Figure("a press until its wait is told to all, longest", max(took), 3, "s", beside=beside)
    ]


async def _renewed(link: Link, told: asyncio.Queue[WaitsState], chance: Random) -> float:
    """Press at some moment, and wait until a state tells how long the ticket waits. Seconds."""
    await asyncio.sleep(chance.uniform(*PAUSES_S))
    began = time.perf_counter()
    answer = await link.ask(TicketAsk(id=_id(chance), service=SERVICE), patience_s=PATIENCE_S)
    if not isinstance(answer, Issued):
        raise TypeError(f"no ticket: {answer}")
    async with asyncio.timeout(PATIENCE_S):
        while all(one.ticket != answer.ticket.id for one in (await told.get()).tickets):
            pass
    return time.perf_counter() - began


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
