"""A press: from the ask on the wire to the durable answer, alone and among fifty clients."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.limit import echo_process, measure_commit, measure_echo
from benchmarks.table import Figure, percentile
from contract.messages import Issued, TicketAsk
from runtime.link import Link
from tests.centre.harness import CentreRig, centre, password_of

CLIENTS = 50
ROUNDS = 1500
ROUNDS_EACH = 60
SLOW_FLUSH_S = 0.020


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
    (folder / "fast").mkdir()
    async with centre(folder / "fast", more_devices=dispensers) as rig:
        alone, crowd = await _press_alone(rig), await _press_together(rig)
        await rig.broker.stop()
        port, broker = rig.mosquitto.port, password_of("broker")
        user = ("dispenser-1", password_of("dispenser-1"))
        with echo_process(port, broker):
            single = await asyncio.to_thread(measure_echo, port, *user, 1, ROUNDS)
            flight = await asyncio.to_thread(measure_echo, port, *user, CLIENTS, ROUNDS * 5)
        commit = measure_commit(folder, ROUNDS)
    (folder / "slow").mkdir()
    async with centre(
        folder / "slow", program="benchmarks.slow_disk", more_devices=dispensers
    ) as rig:
        slow = await _press_together(rig)
    return [*_alone(alone, single.median, commit), *_crowd(crowd, flight.a_second), _slow(slow)]


def _alone(waits: list[float], echo: float, commit: float) -> list[Figure]:
    median, limit = percentile(waits, 0.5) * 1e3, (echo + commit) * 1e3
    beside = f"limit {limit:.3g} ms = echo {echo * 1e3:.3g} + commit {commit * 1e3:.3g}"
    return [
        Figure("press to durable answer, median", median, 1.6 * limit, "ms", beside=beside),
        Figure(
            "press to durable answer, p99",
            percentile(waits, 0.99) * 1e3,
            3 * median,
            "ms",
            beside=f"3 x median of {median:.3g} ms",
        ),
    ]


def _crowd(load: Load, echo: float) -> list[Figure]:
    what = f"{CLIENTS} clients at once"
    expected = CLIENTS * ROUNDS_EACH
    return [
        Figure(
            f"{what}, tickets a second",
            load.a_second,
            echo / 2,
            "/s",
            least=True,
            beside=f"half of the echo's {echo:.4g}/s with {CLIENTS} in flight",
        ),
        Figure(f"{what}, lost", expected - len(load.labels), 0, "tickets"),
        Figure(f"{what}, twice", len(load.labels) - len(set(load.labels)), 0, "tickets"),
        Figure(f"{what}, longest wait", max(load.waits), 1, "s"),
    ]


def _slow(load: Load) -> Figure:
    what = f"{CLIENTS} clients, a flush takes {SLOW_FLUSH_S * 1e3:.0f} ms"
    return Figure(f"{what}, tickets a second", load.a_second, 800, "/s", least=True)


async def _press_alone(rig: CentreRig) -> list[float]:
    async with rig.link("press-0") as link:
        load = await _press(link, Random(0), ROUNDS)
    return load.waits[ROUNDS // 10 :]


async def _press_together(rig: CentreRig) -> Load:
    async with AsyncExitStack() as links:
        crowd = [await links.enter_async_context(rig.link(f"press-{n}")) for n in range(CLIENTS)]
        began = time.perf_counter()
        loads = await asyncio.gather(
            *(_press(link, Random(n + 1), ROUNDS_EACH) for n, link in enumerate(crowd))
        )
        took = time.perf_counter() - began
    waits = [wait for load in loads for wait in load.waits]
    return Load(waits, [label for load in loads for label in load.labels], took)


async def _press(link: Link, chance: Random, times: int) -> Load:
    waits, labels = [], []
    for _ in range(times):
        ask = TicketAsk(id=UUID(int=chance.getrandbits(128), version=4), service="dat-dai")
        began = time.perf_counter()
        answer = await link.ask(ask, patience_s=30)
        waits.append(time.perf_counter() - began)
        if isinstance(answer, Issued):
            labels.append((answer.day, answer.ticket.label))
    return Load(waits, labels, sum(waits))
