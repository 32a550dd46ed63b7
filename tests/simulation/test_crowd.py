"""A crowd keeps the centre busy: numbers, calls, visits, ratings, by hand and eye alone."""

import asyncio
from pathlib import Path
from random import Random

from contract.channels import Topics
from runtime.clock import SetClock
from runtime.link import Link
from runtime.wire import MemoryServer
from simulation.crowd import BUSIEST, Crowd, desks
from simulation.eye import Eye
from tests.simulation.rig import open_example
from tests.waiting import until


async def test_a_crowd_comes_is_served_and_rates(tmp_path: Path) -> None:
    async with open_example(tmp_path) as centre, asyncio.TaskGroup() as tasks:
        crowd = Crowd(
            dispensers=tuple(centre.dispensers.values()),
            desks=desks(centre.displays, centre.pads),
            eye=centre.eye,
            no_show_after_s=0,
            chance=Random(1),
            codes=centre.codes,
            report=centre.reception.report,
        )
        busy = tasks.create_task(crowd.run())
        crowd.come(BUSIEST)
        seen: set[str] = set()

        def went_round() -> bool:
            seen.update(happening.text for happening in centre.eye.happenings)
            faces = (pad.face.view for pad in centre.pads.values())
            rated = any(face.chosen for face in faces if face)
            return rated and {"event_ticket", "event_called", "event_finished"} <= seen

        await until(went_round, within_s=60)
        busy.cancel()


async def test_nobody_comes_faster_than_the_busiest_rate() -> None:
    nobody = Eye(Link(MemoryServer().client(), Topics("mot-cua"), "reception"), SetClock())
    crowd = Crowd((), {}, nobody, no_show_after_s=0, chance=Random(1), codes=[], report=unheard)
    crowd.come(BUSIEST * 2)
    assert crowd.rate == BUSIEST


async def unheard(label: str) -> None:
    """Nobody is at the reception."""
    raise AssertionError(label)
