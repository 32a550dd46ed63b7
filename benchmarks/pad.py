"""The rating pad at rest: how soon it is there, what it holds, what it idles.

The process is the pad's own, on a window that nobody sees, with a photo and a picture to show.
"""

from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image

from benchmarks.day import resident_mb
from benchmarks.dispenser import IDLE_S, idle_percent, load
from benchmarks.first_frame import REPORT
from benchmarks.table import Figure
from contract import messages as m
from simulation.child import Child
from tests.centre.harness import CentreRig, centre, running
from tests.centre.test_visit import devices_online, pad_settings
from tests.offscreen import OFFSCREEN
from tests.waiting import until

STARTS = 3
MEGAPIXELS = 4000, 3000


async def measure(folder: Path) -> list[Figure]:
    """Start it some times, then leave it alone at an open counter."""
    async with centre(folder) as rig:
        told = _with_pictures(folder)
        looked_at = rig.process("benchmarks.first_frame", told, OFFSCREEN)
        started = [await _start(looked_at, folder / told["device"]) for _ in range(STARTS)]
        pad = rig.process("rating_pad", told, OFFSCREEN)
        async with running(pad):
            await _opened(rig)
            idle = await idle_percent(pad.pid)
            memory = resident_mb(pad.pid)
    return [
        Figure(
            "pad, process start to first frame", max(started), 2, "s", beside=f"longest of {STARTS}"
        ),
        Figure("pad with a photo and a picture, resident memory", memory, 230, "MB"),
        Figure("pad, idle", idle, 5, "% of a core", beside=f"over {IDLE_S:.0f} s; {load()}"),
    ]


async def _opened(rig: CentreRig) -> None:
    """Have its officer sign in, so that there is something to show."""
    await devices_online(rig, "pad-1")
    signs_in = m.CounterAction.SIGN_IN
    ask = m.CounterAsk(id=uuid4(), counter="1", action=signs_in, officer="anh-tuyet")
    async with rig.link("reception") as reception:
        assert await reception.ask(ask, patience_s=20) == m.Done()


async def _start(pad: Child, data: Path) -> float:
    report = data / REPORT
    report.unlink(missing_ok=True)
    async with running(pad):
        await until(lambda: report.exists() and report.read_text())
    return float(report.read_text())


def _with_pictures(folder: Path) -> dict[str, Any]:
    """Settings with a picture of a camera, and a photo of whoever signs in."""
    for name in ("photos", "pictures"):
        (folder / name).mkdir()
        Image.radial_gradient("L").resize(MEGAPIXELS).convert("RGB").save(
            folder / name / "anh-tuyet.jpg"
        )
    folders = {name: str(folder / name) for name in ("photos", "pictures")}
    return {**pad_settings(), **folders}
