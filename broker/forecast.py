"""Waits foretold: the rest of the day is played many times over.

Fifty futures are enough: more would narrow the median by less than the day itself is uncertain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from broker.futures import NEVER, Future
from broker.parameters import Lognormal, Parameters
from broker.waiting import WORKING, Scene, Table, quantiles, roughly
from broker.world import Chance, World, prepare

_SEEDS = 1 << 48
_GOLDEN = 0.6180339887498949
"""Multiples of the golden ratio fill the interval from 0 to 1 more evenly than any others."""


def forecast(scene: Scene, parameters: Parameters, futures: int, chance: Chance) -> Table:
    """What so many futures foretell for everyone who waits, and for the next of each line.

    The same seed gives the same table. The visits that go on now decide the near calls: each future
    gets its own part of the lengths they may have, so that few futures cover them all.
    `chance` is seeded anew for each future.
    """
    world = prepare(scene, parameters, futures, chance)
    seed = int(chance.random() * _SEEDS)
    calls: list[list[int]] = []
    for number in range(futures):
        chance.seed(seed + number)
        calls.append(Future(world, chance, number).play())
    estimates = tuple(
        quantiles([call - scene.now if call < NEVER else NEVER for call in of_one], NEVER)
        for of_one in zip(*calls, strict=True)
    )
    tickets = scene.tickets
    ghosts = tuple(zip(scene.ghosts, estimates[tickets:], strict=True))
    return Table(scene.now, estimates[:tickets], ghosts, tuple(_steps(world)))


def replay(scene: Scene, parameters: Parameters) -> Table:
    """One future in which everything takes its mean time: quick, for when there is no better."""
    table = forecast(scene, parameters, 1, _Means())
    return Table(
        table.now,
        tuple(roughly(estimate.p50) for estimate in table.tickets),
        tuple((ghost, roughly(estimate.p50)) for ghost, estimate in table.next),
        table.step,
    )


@dataclass(slots=True)
class _Means:
    """No chance at all: every length is its mean, and shares are gone through evenly."""

    share: float = 0.5

    def seed(self, _seed: int) -> None:
        """There is nothing to repeat."""

    def random(self) -> float:
        """The next of a sequence that fills the interval evenly."""
        self.share = (self.share + _GOLDEN) % 1
        return self.share

    def expovariate(self, rate: float) -> float:
        """The mean."""
        return 1 / rate

    def gauss(self, mean: float, _sd: float) -> float:
        """The mean."""
        return mean

    def lognormvariate(self, log_mean: float, log_sd: float) -> float:
        """The mean."""
        return Lognormal(log_mean, log_sd).mean

    def shuffle(self, _parts: list[int]) -> None:
        """There is one part."""


def _steps(world: World) -> Iterator[int]:
    """By how much one more ticket ahead delays the next, for each line."""
    desks, parameters = world.scene.desks, world.parameters
    for line, able in enumerate(world.skill):
        at_work = [desk for desk in able if desks[desk].doing in WORKING] or list(able)
        taken = [world.visits[desk][world.service_of(line)].mean for desk in at_work]
        rate = sum(1 / (visit + parameters.walk + parameters.gap) for visit in taken)
        yield int(1 / rate) if rate else 0
