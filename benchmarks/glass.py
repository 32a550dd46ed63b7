"""The dispenser with a touch screen: how soon a touch is seen, what the screen takes at rest.

The process is the dispenser's own, on a window that nobody sees, with a finger inside it; see
`benchmarks.finger`.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.day import resident_mb
from benchmarks.dispenser import DISPENSER, IDLE_S, idle_percent, load
from benchmarks.table import Figure, percentile
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_plugs import SerialPlug
from simulation.child import Child
from tests.centre.harness import centre, running
from tests.centre.test_visit import dispenser_settings
from tests.offscreen import OFFSCREEN
from tests.waiting import until

SIZE = 1024, 600
PLAYED_WITHIN_S = 90.0
REPORT = "touches.json"


async def measure(folder: Path) -> list[Figure]:
    """Have a finger at work on the screen, then leave it alone; beside it an empty window."""
    plug = SerialPlug(PrinterEmulator(), folder / "printer")
    await plug.plug()
    async with centre(folder) as rig:
        touched = rig.process("benchmarks.finger", _with_a_screen(folder), OFFSCREEN)
        report = folder / DISPENSER / REPORT
        async with running(touched):
            await until(lambda: report.exists() or not touched.pid, PLAYED_WITHIN_S)
            memory, idle = resident_mb(touched.pid), await idle_percent(touched.pid)
        command = (sys.executable, "-m", "benchmarks.bare", "window", *map(str, SIZE))
        empty = Child(command, folder / "bare.log", OFFSCREEN)
        async with running(empty):
            await asyncio.sleep(1)
            bare_memory, bare_idle = resident_mb(empty.pid), await idle_percent(empty.pid)
    await plug.unplug()
    return [
        *_touches(json.loads(report.read_text(encoding="utf-8"))),
        *_rest((memory, bare_memory), (idle, bare_idle)),
    ]


def _with_a_screen(folder: Path) -> dict[str, Any]:
    settings = dispenser_settings(folder)
    del settings["keys"], settings["buttons"]
    width, height = SIZE
    face = {"driver": "screen", "fullscreen": False, "width": width, "height": height}
    return {**settings, "face": face, "touch": {"direct": 2}, "printer_check_s": 3.0}


def _touches(seen: dict[str, list[float]]) -> list[Figure]:
    """Milliseconds from a finger's movement to the frame that shows what became of it."""
    bounds = {"down": 50, "up": 50, "typed": 50}
    whats = {
        "down": "a finger comes down, to its shade",
        "up": "a finger lifts, to another page",
        "typed": "a finger lifts from a key, to its letter",
    }
    bare, left = percentile(seen["bare"], 0.5), percentile(seen["left"], 0.5)
    return [
        Figure(
            f"dispenser's screen, {whats[kind]}, median", percentile(seen[kind], 0.5), bound, "ms",
            beside=(
                f"p99 {percentile(seen[kind], 0.99):.3g} ms of {len(seen[kind])}; a rectangle that"
                f" changes its colour {bare:.3g} ms, and {left:.3g} ms more until the renderer on"
                " the CPU has drawn the whole window"
            ),
        )
        for kind, bound in bounds.items()
    ]  # fmt: skip


def _rest(memory: tuple[float, float], idle: tuple[float, float]) -> list[Figure]:
    what = "dispenser's screen"
    return [
        Figure(
            f"{what}, resident memory after these touches", memory[0], 220, "MB",
            beside=f"an empty window {memory[1]:.3g} MB",
        ),
        Figure(
            f"{what}, idle", idle[0], 8, "% of a core",
            beside=f"an empty window {idle[1]:.2g} %; over {IDLE_S:.0f} s; {load()}",
        ),
    ]  # fmt: skip
