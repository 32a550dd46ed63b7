"""A child says when it is ready, and never outlives us."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.child import Child, ChildError, program
from tests.simulation.rig import runs
from tests.waiting import until

READY = "from runtime.systemd import notify; notify('READY=1'); "
STAYS = READY + "import time; time.sleep(60)"


def child(folder: Path, script: str) -> Child:
    return Child((sys.executable, "-c", script), folder / "child.log")


async def test_a_child_runs_from_start_to_stop(tmp_path: Path) -> None:
    one = child(tmp_path, STAYS)
    await one.start()
    pid = one.pid
    assert pid is not None
    assert runs(pid)
    await one.stop()
    assert one.pid is None
    assert not runs(pid)


async def test_starting_it_twice_starts_one(tmp_path: Path) -> None:
    one = child(tmp_path, STAYS)
    await asyncio.gather(one.start(), one.start())
    first = one.pid
    await one.start()
    assert one.pid == first
    await one.kill()


async def test_it_can_be_started_again(tmp_path: Path) -> None:
    one = child(tmp_path, STAYS)
    await one.start()
    await one.kill()
    await one.start()
    assert one.pid is not None
    await one.stop()


async def test_a_child_that_ends_instead_of_being_ready_says_why(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="the reason is this"):
        await child(tmp_path, "raise SystemExit('the reason is this')").start()


async def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """Even when that process is killed and can clean up nothing."""
    script = f"""
import asyncio
from pathlib import Path
from simulation.child import Child

async def main():
    child = Child(({sys.executable!r}, "-c", {STAYS!r}), Path({str(tmp_path / "log")!r}))
    await child.start()
    print(child.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=subprocess.PIPE
    )
    assert parent.stdout
    pid = int(await parent.stdout.readline())
    assert runs(pid)
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    await until(lambda: not runs(pid))


def test_an_absent_program_is_named_with_its_package() -> None:
    with pytest.raises(ChildError, match="apt install mosquitto"):
        program("mosquitto-that-is-not-there", "mosquitto")
