"""What was put into the outbox survives a killed process and a damaged file does not stop it."""

import logging
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.outbox import Item, Outbox

FIRST, SECOND, THIRD = (UUID(int=number) for number in (3, 1, 2))

KILLED_AFTER_PUT = """
import asyncio, os, signal, sys
from pathlib import Path
from uuid import UUID
from runtime.outbox import Outbox

async def main():
    async with Outbox.open(Path(sys.argv[1])) as outbox:
        for number in range(int(sys.argv[2])):
            await outbox.put(UUID(int=number), "rating", b"%d" % number)
        await outbox.done(UUID(int=0))
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "outbox.sqlite"


def fill_and_be_killed(path: Path, items: int) -> None:
    """Put items from 0 on, take 0 back, and die without a chance to tidy up."""
    program = [sys.executable, "-c", KILLED_AFTER_PUT, str(path), str(items)]
    killed = subprocess.run(program, check=False)
    assert killed.returncode == -signal.SIGKILL


def write(path: Path, content: bytes) -> None:
    """Put other bytes where the spool is."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def names(path: Path) -> list[str]:
    """All files in the spool's folder."""
    return sorted(file.name for file in path.parent.iterdir())


async def held(path: Path) -> list[Item]:
    async with Outbox.open(path) as outbox:
        return await outbox.pending()


async def test_what_was_put_waits_in_order(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "rating", b"one")
        await outbox.put(SECOND, "printed", b"two")
        assert await outbox.pending() == [
            Item(FIRST, "rating", b"one"),
            Item(SECOND, "printed", b"two"),
        ]


async def test_the_same_key_is_kept_once_as_it_was_first(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "rating", b"one")
        await outbox.put(FIRST, "rating", b"other")
        assert await outbox.pending() == [Item(FIRST, "rating", b"one")]


async def test_what_is_done_no_longer_waits(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        for key in (FIRST, SECOND, THIRD):
            await outbox.put(key, "rating", b"")
        await outbox.done(SECOND)
        await outbox.done(SECOND)
    assert [item.key for item in await held(path)] == [FIRST, THIRD]


async def test_one_item_turns_into_another_in_its_place(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "press", b"one")
        await outbox.put(SECOND, "rating", b"two")
        await outbox.turn(FIRST, THIRD, "slip")
    assert await held(path) == [Item(THIRD, "slip", b""), Item(SECOND, "rating", b"two")]


async def test_an_item_may_turn_into_one_that_is_kept_already(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "press", b"one")
        await outbox.put(SECOND, "slip", b"")
        await outbox.turn(FIRST, SECOND, "slip")
    assert await held(path) == [Item(SECOND, "slip", b"")]


async def test_it_is_all_there_when_opened_again(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "rating", b"\x00\xff")
    assert await held(path) == [Item(FIRST, "rating", b"\x00\xff")]


async def test_what_was_put_survives_kill_9(path: Path) -> None:
    fill_and_be_killed(path, items=100)
    assert await held(path) == [
        Item(UUID(int=number), "rating", b"%d" % number) for number in range(1, 100)
    ]


async def test_every_commit_is_forced_to_the_disk(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        ((level,),) = await outbox._db.execute_fetchall("PRAGMA synchronous")  # noqa: SLF001 - no kill shows it
        ((mode,),) = await outbox._db.execute_fetchall("PRAGMA journal_mode")  # noqa: SLF001
    assert (level, mode) == (2, "wal")


async def test_a_file_that_is_no_database_is_set_aside(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(path, b"not a database" * 100)
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "rating", b"")
    aside = path.with_name("outbox.sqlite.damaged-1")
    assert aside.read_bytes() == b"not a database" * 100
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert str(aside) in record.getMessage()


@pytest.mark.parametrize("noise", [b"no-uuid", b"\xff\xff\xff\xff\xff\xff\xff"])
async def test_a_sound_file_with_senseless_content_is_set_aside(path: Path, noise: bytes) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(FIRST, "rating", b"")
    write(path, path.read_bytes().replace(b"0000000", noise))
    assert await held(path) == []
    assert "outbox.sqlite.damaged-1" in names(path)


async def test_an_earlier_damaged_file_is_not_overwritten(path: Path) -> None:
    for number in (1, 2):
        write(path, b"damage %d " % number * 100)
        assert await held(path) == []
    assert names(path) == ["outbox.sqlite", "outbox.sqlite.damaged-1", "outbox.sqlite.damaged-2"]


async def test_the_log_of_a_damaged_file_is_not_played_into_the_new_one(path: Path) -> None:
    async with Outbox.open(path) as outbox:
        await outbox.put(THIRD, "rating", b"")
    fill_and_be_killed(path, items=2)
    write(path, b"\xff" * len(path.read_bytes()))
    assert await held(path) == []
    assert names(path) == ["outbox.sqlite", "outbox.sqlite.damaged-1"]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 20_000), noise=st.binary(min_size=1, max_size=200))
async def test_a_device_is_never_blocked_by_noise_on_its_disk(
    tmp_path: Path, at: int, noise: bytes
) -> None:
    path = tmp_path / str(uuid4()) / "outbox.sqlite"
    async with Outbox.open(path) as outbox:
        for number in range(50):
            await outbox.put(UUID(int=number), "rating", bytes(200))
    content = bytearray(path.read_bytes())
    content[at : at + len(noise)] = noise
    write(path, bytes(content))
    async with Outbox.open(path) as outbox:
        await outbox.put(THIRD, "rating", b"after")
        assert THIRD in {item.key for item in await outbox.pending()}


async def test_a_spool_that_cannot_be_opened_is_no_damage(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(sqlite3.OperationalError):
        await held(path)
    assert names(path) == ["outbox.sqlite"]
