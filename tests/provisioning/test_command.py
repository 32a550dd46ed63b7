"""The command as a whole: how it ends when it is stopped, or nobody reads on."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning.command import NOBODY_READS, STOPPED, main

COMMAND = (sys.executable, "-c", "from provisioning.command import main; raise SystemExit(main())")
EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE, ROWS = EXAMPLES / "centre.toml", EXAMPLES / "reference_waits.csv"


@pytest.fixture
def at_a_terminal() -> Iterator[None]:
    """What is started hears Ctrl-C, even where the tests run in the background and ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("at_a_terminal")
async def test_ctrl_c_ends_it_with_a_word() -> None:
    rows = (*COMMAND, "simulate", "reference", str(ROWS), "--tickets", "100000")
    process = await asyncio.create_subprocess_exec(*rows, stdout=-1, stderr=-1)
    assert process.stdout is not None
    assert b"E01" in await process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = await process.communicate()
    assert said == b"motcua: stopped\n"
    assert process.returncode == STOPPED


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
