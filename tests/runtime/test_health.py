"""Health is measured where the machine tells it, and is unknown elsewhere."""

import shutil
import socket
from pathlib import Path

import pytest

from runtime.clock import SetClock
from runtime.health import address, measure


def test_the_temperature_is_in_degrees(tmp_path: Path) -> None:
    thermometer = tmp_path / "temp"
    thermometer.write_text("48312\n")
    assert measure(tmp_path, SetClock(), thermometer).temperature_c == 48.312


@pytest.mark.parametrize("content", [None, "", "warm"])
def test_a_temperature_that_cannot_be_read_is_unknown(tmp_path: Path, content: str | None) -> None:
    thermometer = tmp_path / "temp"
    if content is not None:
        thermometer.write_text(content)
    assert measure(tmp_path, SetClock(), thermometer).temperature_c is None


def test_free_space_is_in_megabytes(tmp_path: Path) -> None:
    free = measure(tmp_path, SetClock()).disk_free_mb
    assert free is not None
    assert free == pytest.approx(shutil.disk_usage(tmp_path).free / 1_000_000, rel=0.05)


def test_free_space_of_an_absent_folder_is_unknown(tmp_path: Path) -> None:
    assert measure(tmp_path / "absent", SetClock()).disk_free_mb is None


@pytest.mark.parametrize("synchronised", [True, False])
def test_the_clock_is_asked(tmp_path: Path, *, synchronised: bool) -> None:
    clock = SetClock(synchronised=synchronised)
    assert measure(tmp_path, clock).clock_synchronised is synchronised


def test_the_address_is_the_one_towards_the_server() -> None:
    assert address("127.0.0.1") == "127.0.0.1"


def test_a_server_known_by_name_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    class Towards(socket.socket):
        def connect(self, to: object) -> None:
            asked.append(to)
            raise OSError("no network")

    monkeypatch.setattr(socket, "socket", Towards)
    assert address("may-chu.local") is None
    assert asked == [("192.0.2.1", 9)]
