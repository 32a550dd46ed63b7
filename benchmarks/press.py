"""A press: from the ask on the wire to the durable answer, alone and among fifty clients."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.limit import ECHOED, Asker, echo_process, measure_commit
from benchmarks.slow_disk import FLUSH_S
from benchmarks.table import Figure, percentile
from contract.messages import Issued, TicketAsk
from runtime.link import Link
from tests.centre.harness import CentreRig, centre, password_of

CLIENTS = 50
PRESSES = 150
"""By each of the clients, after `WARM_UP` that are not counted."""
WARM_UP = 50
RUSH = 1000
"""Asks, and echoes, in one slice of the rush."""

SLICES = 6
SLICE = 100
"""Presses and echoes are measured in turn, in slices, so that both see the same noise."""

MOST = 2.0
"""An echo and a commit take so many times longer: 1.3 x what it was (1.53) before the real rule of
who is next and expected waits."""

PAUSE_S = 0.010
"""Between two presses, and two echoes: nobody presses without a pause."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of clients saw."""

    waits: list[float]
    labels: list[tuple[str, str]]
    took: float

    @property
    def a_second(self) -> float:
        """Tickets a second."""
        return len(self.labels) / self.took


async def measure(folder: Path) -> list[Figure]:
    """Press, beside the limit of the same minute."""
    dispensers = [{"name": f"press-{n}", "role": "dispenser"} for n in range(CLIENTS)]
    places = [folder / name for name in ("ours", "echo", "slow")]
    for place in places:
        place.mkdir()
    async with (
        centre(places[0], more_devices=dispensers) as rig,
        centre(places[1]) as peer,
        rig.link("dispenser-1") as link,
    ):
        await peer.broker.stop()
        alone = await _alone(link, peer)
        crowd = await _press_together(rig)
        rush = await _rush(rig, peer)
    slow_disk = centre(places[2], program="benchmarks.slow_disk", more_devices=dispensers)
    async with slow_disk as rig:
        slow = await _press_together(rig)
    return [*alone, rush, *_crowd(crowd), _slow(slow)]


@contextmanager
def asking(peer: CentreRig, folder: Path | None = None) -> Iterator[Asker]:
    """An echo, which commits to `folder` if there is one, and somebody who asks it."""
    port = peer.mosquitto.port
    with echo_process(port, password_of("broker"), folder):
        asker = Asker(port, ECHOED, password_of(ECHOED))
        yield asker
        asker.close()


async def _alone(link: Link, peer: CentreRig) -> list[Figure]:
    presses, echoes = await _in_turn(link, peer, None, PAUSE_S)
    commit = measure_commit(peer.folder, SLICE, PAUSE_S) * 1e3
    quick, one_process = await _in_turn(link, peer, peer.folder, 0)
    median, echo = percentile(presses, 0.5) * 1e3, percentile(echoes, 0.5) * 1e3
    beside = (
        f"{MOST} x (echo {echo:.3g} + commit {commit:.2g} ms); without pauses"
        f" {percentile(quick, 0.5) * 1e3:.3g} ms, and an echo that commits in one process"
        f" {percentile(one_process, 0.5) * 1e3:.3g} ms"
    )
    worst = percentile(presses, 0.99) * 1e3
    bound = MOST * (echo + commit)
    return [
        Figure("press to durable answer, median", median, bound, "ms", beside=beside),
        Figure("press to durable answer, p99", worst, 3 * median, "ms", beside="3 x that median"),
    ]


async def _in_turn(
    link: Link, peer: CentreRig, commits: Path | None, pause_s: float
) -> tuple[list[float], list[float]]:
    """Presses and echoes, slice by slice; the echo commits to `commits`, if that is given."""
    presses, echoes = list[float](), list[float]()
    with asking(peer, commits) as asker:
        for number in range(SLICES):
            chance = Random(f"{commits} {number}")
            presses += (await _press(link, chance, SLICE, pause_s)).waits
            echoes += await asyncio.to_thread(asker.trips, SLICE, pause_s)
    return presses, echoes


async def _rush(rig: CentreRig, peer: CentreRig) -> Figure:
    """The same bare asker at the queue service and at the echo, in turn."""
    asker = Asker(rig.mosquitto.port, "dispenser-2", password_of("dispenser-2"))
    ours, echo = list[float](), list[float]()
    with asking(peer) as other:
        for _ in range(SLICES):
            ours.append(await asyncio.to_thread(asker.a_second, RUSH, CLIENTS))
            echo.append(await asyncio.to_thread(other.a_second, RUSH, CLIENTS))
    asker.close()
    least = percentile(echo, 0.5) / 2
    return Figure(
        f"{CLIENTS} asks at once, tickets",
        percentile(ours, 0.5),
        least,
        "/s",
        least=True,
        beside=f"half of the echo's {least * 2:.4g}/s with {CLIENTS} in flight",
    )


def _crowd(load: Load) -> list[Figure]:
    what = f"{CLIENTS} clients at once"
    expected = CLIENTS * PRESSES
    return [
        Figure(f"{what}, lost", expected - len(load.labels), 0, "tickets"),
        Figure(f"{what}, twice", len(load.labels) - len(set(load.labels)), 0, "tickets"),
        Figure(f"{what}, longest wait", max(load.waits), 1, "s"),
    ]


def _slow(load: Load) -> Figure:
    what = f"{CLIENTS} clients, a flush takes {FLUSH_S * 1e3:.0f} ms, tickets"
    return Figure(what, load.a_second, 800, "/s", least=True)


async def _press_together(rig: CentreRig) -> Load:
    async with AsyncExitStack() as links:
        crowd = [await links.enter_async_context(rig.link(f"press-{n}")) for n in range(CLIENTS)]
        await _all_press(crowd, WARM_UP, seed=CLIENTS)
        return await _all_press(crowd, PRESSES, seed=0)


async def _all_press(crowd: Sequence[Link], times: int, seed: int) -> Load:
    began = time.perf_counter()
    loads = await asyncio.gather(
        *(_press(link, Random(seed + n), times) for n, link in enumerate(crowd))
    )
    took = time.perf_counter() - began
    waits = [wait for load in loads for wait in load.waits]
    return Load(waits, [label for load in loads for label in load.labels], took)


async def _press(link: Link, chance: Random, times: int, pause_s: float = 0) -> Load:
    waits, labels = [], []
    for _ in range(times):
        if pause_s:
            await asyncio.sleep(pause_s)
        ask = TicketAsk(id=UUID(int=chance.getrandbits(128), version=4), service="dat-dai")
        began = time.perf_counter()
        answer = await link.ask(ask, patience_s=30)
        waits.append(time.perf_counter() - began)
        if isinstance(answer, Issued):
            labels.append((answer.day, answer.ticket.label))
    return Load(waits, labels, sum(waits))
