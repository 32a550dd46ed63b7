"""The command as a whole: how it ends when it is stopped, or nobody reads on."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from provisioning.command import NOBODY_READS, STOPPED, main
from tests.waiting import until

COMMAND = (sys.executable, "-c", "from provisioning.command import main; raise SystemExit(main())")
EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"


def children(pid: int) -> str:
    """The processes that a process has started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")


async def test_ctrl_c_ends_it_with_a_word() -> None:
    compare = (*COMMAND, "simulate", "compare", "--days", "20")
    process = await asyncio.create_subprocess_exec(*compare, stdout=-1, stderr=-1)
    await until(lambda: bool(children(process.pid)), within_s=60)
    process.send_signal(signal.SIGINT)
    said = await process.communicate()
    assert process.returncode == STOPPED
    assert said == (b"", b"motcua: stopped\n")


def test_a_reader_that_leaves_is_no_error() -> None:
    day = (*COMMAND, "simulate", "day", "--visits", "120", "--counters", "4")
    with subprocess.Popen(day, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == NOBODY_READS


def test_a_number_is_explained_as_it_is_printed(tmp_path: Path) -> None:
    journal = str(tmp_path / "day.db")
    day = ["simulate", "day", "--settings", str(EXAMPLE), "--visits", "60", "--journal", journal]
    assert main(day) == 0
    for label in ("A001", "A 001", "a 001 "):
        assert main(["explain", label, "--config", str(EXAMPLE), "--journal", journal]) == 0
