"""A keypad on a serial line: a pty, whose other end is the keypad."""

import asyncio
import os
import tty
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hardware import keys_serial
from hardware.keys_serial import SerialKeys

CODES = {"next": "N", "recall": "R"}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The keypad's end of a line, and the port's path, which a cable pull can remove."""
    keypad, port = os.openpty()
    tty.setraw(port)
    path = tmp_path / "keypad"
    path.symlink_to(os.ttyname(port))
    yield keypad, path
    os.close(keypad)
    os.close(port)


async def heard(presses: AsyncIterator[str], count: int) -> list[str]:
    return [await anext(presses) for _ in range(count)]


async def test_each_character_is_a_press_and_noise_is_none(line: tuple[int, Path]) -> None:
    keypad, path = line
    keys = SerialKeys(str(path), 9600, CODES)
    presses = keys.presses()
    os.write(keypad, b"N\x00?RN")
    assert await heard(presses, 3) == ["next", "recall", "next"]
    keys.close()
    assert [key async for key in presses] == []


async def test_what_was_pressed_while_nobody_listened_is_nobodys_turn(
    line: tuple[int, Path],
) -> None:
    keypad, path = line
    os.write(keypad, b"RRR")
    keys = SerialKeys(str(path), 9600, CODES)
    presses = keys.presses()
    os.write(keypad, b"N")
    assert await heard(presses, 1) == ["next"]
    keys.close()


async def test_a_keypad_that_comes_later_is_found(
    line: tuple[int, Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keys_serial, "AGAIN_S", 0.01)
    keypad, path = line
    away = path.rename(path.with_name("away"))
    keys = SerialKeys(str(path), 9600, CODES)
    presses = keys.presses()
    assert "is gone" in caplog.text
    assert "check its cable" in keys.fault()
    away.rename(path)
    listening = asyncio.ensure_future(anext(presses))
    while not listening.done():
        os.write(keypad, b"N")
        await asyncio.sleep(0.01)
    assert listening.result() == "next"
    assert keys.fault() == ""
    keys.close()
