"""The kiosk on its screen: how soon it is there, what a keystroke and a list take, its memory.

The process is the kiosk's own, on a window that nobody sees, with 6,000 procedures and a finger
inside it; see `benchmarks.browser`. The renderer is on the CPU, as in the cheapest machines, so
that each pixel costs: beside the frames of a list stands what a window reaches that scrolls one
picture as large as its own.
"""

import asyncio
import csv
import json
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.day import resident_mb
from benchmarks.dispenser import IDLE_S, idle_percent, load
from benchmarks.glass import PLAYED_WITHIN_S, REPORT
from benchmarks.kiosk_queries import PROCEDURES, entries, multiplied
from benchmarks.table import Figure, percentile
from simulation.child import Child
from tests.centre.harness import CentreRig, centre, running
from tests.offscreen import OFFSCREEN
from tests.waiting import until

MANY = 6_000
SIZES = (1080, 1920), (1280, 720)
"""A kiosk that stands upright, and a small one that lies."""
DETAILS = PROCEDURES.with_name("procedure_details.json")
COLUMNS = "ma_thu_tuc", "ten_thu_tuc", "linh_vuc", "co_quan_thuc_hien", "doi_tuong"
KIOSK = "kiosk-1"


async def measure(folder: Path) -> list[Figure]:
    """Make a catalogue of many procedures, and have it read on each screen."""
    catalogue = folder / "catalogue.db"
    figures = [await _imported(folder, catalogue)]
    for size in SIZES:
        on = folder / "x".join(map(str, size))
        on.mkdir()
        figures += await _on_screen(on, catalogue, size)
    return figures


async def _imported(folder: Path, catalogue: Path) -> Figure:
    listed = folder / "procedures.csv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for one in multiplied(entries(), MANY, Random(11)):
            rows.writerow((one.code, one.name, one.field, one.agency, one.audience))
    motcua = Path(sys.executable).with_name("motcua")
    began = time.perf_counter()
    told = await asyncio.create_subprocess_exec(
        motcua, "catalogue", "import", listed, DETAILS, "--out", catalogue,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    said = (await told.communicate())[0].decode()
    took = time.perf_counter() - began
    assert said.startswith(str(catalogue)), said
    beside = said.partition(": ")[2].partition(" as of")[0]
    return Figure(f"import of {MANY} procedures", took, 20, "s", beside=beside)


async def _on_screen(folder: Path, catalogue: Path, size: tuple[int, int]) -> list[Figure]:
    async with centre(folder) as rig:
        kiosk = rig.process("benchmarks.browser", _settings(catalogue, size), OFFSCREEN)
        report = folder / KIOSK / REPORT
        async with running(kiosk):
            await until(lambda: report.exists() or not kiosk.pid, PLAYED_WITHIN_S)
            memory, idle = resident_mb(kiosk.pid), await idle_percent(kiosk.pid)
        peer, bare_memory = await _peer(rig, size)
    seen = json.loads(report.read_text(encoding="utf-8"))
    what = "kiosk at {}x{}".format(*size)
    return [
        *_pace(what, seen, peer),
        Figure(
            f"{what}, resident memory after all this", memory, 230, "MB",
            beside=f"an empty window, then a picture of its size {bare_memory:.3g} MB",
        ),
        Figure(
            f"{what}, idle", idle, 5, "% of a core", beside=f"over {IDLE_S:.0f} s; {load()}",
        ),
    ]  # fmt: skip


async def _peer(rig: CentreRig, size: tuple[int, int]) -> tuple[float, float]:
    """Frames per second of a window that scrolls one picture, and its memory."""
    report = rig.folder / "bare.json"
    command = (sys.executable, "-m", "benchmarks.bare", "list", *map(str, size), str(report))
    bare = Child(command, rig.folder / "bare.log", OFFSCREEN)
    async with running(bare):
        await until(lambda: report.exists() or not bare.pid, PLAYED_WITHIN_S)
        memory = resident_mb(bare.pid)
    return json.loads(report.read_text(encoding="utf-8")), memory


def _settings(catalogue: Path, size: tuple[int, int]) -> dict[str, Any]:
    width, height = size
    return {
        "device": KIOSK,
        "face": {"fullscreen": False, "width": width, "height": height},
        "catalogue": {"file": str(catalogue)},
        "slip": {"centre": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"},
    }


def _pace(what: str, seen: dict[str, list[float]], peer: float) -> list[Figure]:
    typed = seen["typed"] + seen["erased"]
    bare, left = (percentile(seen[name], 0.5) for name in ("bare", "left"))
    frames = seen["frames"]
    pages, most = percentile(seen["page"], 0.5), max(seen["page"])
    return [
        Figure(
            f"{what}, process start to first frame", seen["first"][0], 2, "s",
            beside=f"{seen['shelved'][0]:.2g} s until the catalogue is there, indexed anew",
        ),
        Figure(
            f"{what}, a finger lifts from a key, to what is found, median",
            percentile(typed, 0.5), 60, "ms",
            beside=(
                f"p95 {percentile(typed, 0.95):.3g} ms, longest {max(typed):.3g} ms of"
                f" {len(typed)}; a rectangle {bare:.3g} ms, and {left:.3g} ms more until the"
                f" renderer on the CPU has drawn the whole window; another page median"
                f" {pages:.3g} ms, longest {most:.3g} ms of {len(seen['page'])}"
            ),
        ),
        Figure(
            f"{what}, a finger scrolls a list", 1e3 * len(frames) / sum(frames), 40, "frames/s",
            least=True,
            beside=(
                f"95 % within {percentile(frames, 0.95):.3g} ms, longest {max(frames):.3g} ms of"
                f" {len(frames)}, {seen['work'][0]:.3g} ms of work each; one picture {peer:.3g}"
                f" frames/s; {load()}"
            ),
        ),
    ]  # fmt: skip
