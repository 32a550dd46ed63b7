"""A day in which everything fails: nothing that was printed is lost, and nothing given twice.

`python -m benchmarks drill` does the same with a thousand presses.
"""

from pathlib import Path
from random import Random

import pytest

from tests.centre.drill import drill, hands
from tests.centre.drill_plan import KINDS
from tests.centre.drill_proof import proof

SEED = 1
PRESSES = 150
EVERY = 3
"""One press in so many meets a mishap."""


@pytest.mark.timeout(240)
async def test_whatever_fails_every_slip_is_known_once_and_every_number_explained(
    tmp_path: Path,
) -> None:
    async with drill(tmp_path) as held:
        await held.run(hands(SEED, PRESSES, EVERY), Random(SEED))
        found = proof(held, tmp_path)
    assert not found.wrong
    assert set(held.happened) == {f"{part} {how}" for part, how in KINDS}
    assert found.presses >= PRESSES
    assert found.online
    assert found.own
