"""What tests of the simulation share: the example centre, waiting, and looking for processes."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from random import Random

from broker.declared import Device
from broker.settings import CentreSettings
from contract.channels import Role
from runtime.clock import SystemClock
from runtime.settings import read
from simulation.centre import Centre, open_centre
from tests.waiting import until

EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"


def example() -> CentreSettings:
    """The settings that the demo starts from."""
    return read(EXAMPLE, CentreSettings)


@asynccontextmanager
async def open_example(folder: Path, *consoles: str) -> AsyncIterator[Centre]:
    """The example centre, its devices online and its dispensers ready; and further consoles."""
    plan = example()
    more = tuple(Device(name=name, role=Role.CONSOLE) for name in consoles)
    plan = plan.model_copy(update={"devices": (*plan.devices, *more)})
    async with open_centre(plan, folder, SystemClock(trust=True), Random(1)) as centre:
        await until(lambda: all(centre.eye.is_online(name) for name in centre.devices))
        await until(lambda: all(d.keys.lit("dat-dai") for d in centre.dispensers.values()))
        yield centre


def leases(folder: Path, device: str) -> int:
    """How many series of numbers a dispenser has borrowed; `folder` is that of the centre."""
    file = folder / device / "numbers.db"
    if not file.exists():
        return 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as ledger:
        try:
            [[count]] = ledger.execute("SELECT count(*) FROM lease")
        except sqlite3.OperationalError:  # it is being made
            return 0
    return int(count)


def runs(pid: int) -> bool:
    """Whether there is such a process, other than one that only waits to be forgotten."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def processes_about(path: Path) -> list[int]:
    """Processes that were started with something in this folder on their command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(path).encode() in command:
            found.append(int(process.name))
    return found
