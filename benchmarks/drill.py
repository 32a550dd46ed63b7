"""A thousand presses on three dispensers while everything around them fails, and the proof.

`SEED=7 python -m benchmarks drill` is another day. What is wrong is printed, and fails the run.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.table import Figure
from tests.centre.drill import drill, hands
from tests.centre.drill_proof import Proof, proof

PRESSES = 1000
EVERY = 5
"""One press in so many meets a mishap."""


async def measure(folder: Path) -> list[Figure]:
    """Drill, and hold paper, journal and presses against each other."""
    seed = int(os.environ.get("SEED", "1"))
    began = time.perf_counter()
    async with drill(folder) as held:
        await held.run(hands(seed, PRESSES, EVERY), Random(seed))
        found = proof(held, folder)
    took = time.perf_counter() - began
    print(*found.wrong, sep="\n")
    return [*_proved(found), *_told(found), Figure(f"drill of seed {seed}", took, None, "s")]


def _proved(found: Proof) -> Iterator[Figure]:
    yield Figure("drill, slips", found.slips, found.presses, "", beside="one a press at most")
    yield Figure("drill, numbers on two slips", found.double, 0, "")
    yield Figure("drill, slips that the journal lacks, or calls void", found.lost, 0, "")
    yield Figure("drill, slips, numbers and presses unexplained", found.unexplained, 0, "")
    yield Figure("drill, all that is wrong", len(found.wrong), 0, "")


def _told(found: Proof) -> Iterator[Figure]:
    told = {
        "presses": found.presses,
        "slips of the queue service's numbers": found.online,
        "slips of own numbers": found.own,
        "numbers in doubt: valid, without a slip that was cut": found.in_doubt,
        "dispensers started again": found.restarts,
    }
    for what, count in told.items():
        yield Figure(f"drill, {what}", count, None, "")
    yield Figure("drill, longest from press to slip", found.longest_s, None, "s")
    yield Figure("drill, an own number's time beside its press", found.off_s, None, "s")
    for what, counts in (("press", found.ends), ("void", found.void), ("failed", found.happened)):
        for name, count in sorted(counts.items()):
            yield Figure(f"drill, {what}: {name}", count, None, "")
