"""A process is started, stopped and ended as systemd and a terminal do it: with real signals."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import PIPE
from uuid import uuid4

import pytest

from runtime.systemd import watchdog_period

LONGEST_S = 30

OBEDIENT = """
async def main():
    ready()
    print("up", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        print("cleaned up", flush=True)
"""

STUBBORN = """
async def main():
    print("up", flush=True)
    while True:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print("no", flush=True)
"""

HUNG = """
async def main():
    print("up", flush=True)
    threading.Event().wait()
"""

LATE = """
async def main():
    ready()
    await asyncio.sleep(0.2)
    notify("STATUS=the loop stands still")
    time.sleep(0.3)
    notify("STATUS=the loop turns")
    await asyncio.Event().wait()
"""


@contextmanager
def started(main: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program whose `main` is given; it does not outlive the test."""
    program = (
        "import asyncio, sys, threading, time\n"
        "from runtime.life import load, mended_by_hand, ready, run\n"
        "from runtime.settings import DeviceSettings\n"
        "from runtime.systemd import notify\n"
        f"{main}\n"
        "sys.exit(run('pad', main))\n"
    )
    quiet = {key: value for key, value in os.environ.items() if key != "JOURNAL_STREAM"}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, stdout=PIPE, stderr=PIPE, text=True, env=quiet | environ
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def up(main: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program that has come as far as saying `up`."""
    with started(main) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        yield process


def ended(main: str) -> tuple[int, str]:
    """Run a program to its end: exit code and what it wrote to stderr."""
    with started(main) as process:
        _, complaint = process.communicate(timeout=LONGEST_S)
    return process.returncode, complaint


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_orderly(told: signal.Signals) -> None:
    with up(OBEDIENT) as process:
        process.send_signal(told)
        said, _ = process.communicate(timeout=LONGEST_S)
    assert (process.returncode, said) == (0, "cleaned up\n")


def test_a_second_signal_ends_it_at_once() -> None:
    with up(STUBBORN) as process:
        process.terminate()
        assert process.stdout is not None
        assert process.stdout.readline() == "no\n"
        process.terminate()
        _, complaint = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 1
    assert "SIGTERM again: ends at once" in complaint


def test_a_main_that_returns_is_a_good_end() -> None:
    assert ended("async def main(): pass") == (0, "")


def test_an_unexpected_error_is_told_once_with_its_traceback() -> None:
    code, complaint = ended("async def main(): raise KeyError('sign')")
    assert code == 1
    assert complaint.count("Traceback (most recent call last)") == 1
    assert complaint.count("KeyError: 'sign'") == 1


CALLED_BACK = """
def fail(): raise KeyError('sign')
async def main():
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.Event().wait()
"""


def test_an_error_in_a_callback_ends_it_too() -> None:
    code, complaint = ended(CALLED_BACK)
    assert code == 1
    assert complaint.count("KeyError: 'sign'") == 1


def test_errors_of_several_tasks_are_told_too() -> None:
    group = "ExceptionGroup('two at once', [KeyError('sign'), OSError('printer')])"
    code, complaint = ended(f"async def main(): raise {group}")
    assert code == 1
    assert complaint.count("KeyError: 'sign'") == 1
    assert complaint.count("OSError: printer") == 1


def test_an_error_while_it_stops_is_not_a_good_end() -> None:
    with up(
        OBEDIENT.replace('print("cleaned up", flush=True)', "raise OSError('full')")
    ) as process:
        process.terminate()
        _, complaint = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 1
    assert "OSError: full" in complaint


def test_a_cancellation_that_nobody_asked_for_is_an_error() -> None:
    code, complaint = ended("async def main(): raise asyncio.CancelledError")
    assert code == 1
    assert "nobody told the process to stop" in complaint


def test_bad_settings_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "pad.toml"
    code, complaint = ended(
        f"async def live(settings): pass\n"
        f"def main(): return live(load('pad', DeviceSettings, ['--config', {str(file)!r}]))"
    )
    assert code == 2
    assert complaint == f"{file}: there is no such file; check the name that was given\n"


MENDED = """
async def main():
    with mended_by_hand(KeyError):
        async with asyncio.TaskGroup():
            raise {error}('put the key back')
"""


def test_what_a_technician_mends_is_one_line_whatever_else_was_going_on() -> None:
    assert ended(MENDED.format(error="KeyError")) == (2, "'put the key back'\n")
    assert "OSError: put the key back" in ended(MENDED.format(error="OSError"))[1]


def test_settings_come_from_the_file_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "pad.toml"
    file.write_text('centre = "p1"\ndevice = "pad-3"\ndata = "d"\nserver = { host = "h" }')
    code, _ = ended(
        f"async def live(settings): assert settings.device == 'pad-3'\n"
        f"def main(): return live(load('pad', DeviceSettings, ['--config', {str(file)!r}]))"
    )
    assert code == 0


def test_a_command_line_without_settings_is_refused() -> None:
    code, complaint = ended("def main(): return load('pad', DeviceSettings, [])")
    assert code == 2
    assert "--config" in complaint


def test_a_hung_process_shows_where_when_the_watchdog_aborts_it() -> None:
    with up(HUNG) as process:
        process.send_signal(signal.SIGABRT)
        _, complaint = process.communicate(timeout=LONGEST_S)
    assert process.returncode == -signal.SIGABRT
    assert "in main" in complaint


# --- systemd -------------------------------------------------------------------------------------


@contextmanager
def systemd(address: str) -> Iterator[socket.socket]:
    """Listen where systemd would."""
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as listener:
        listener.bind(address.replace("@", "\0"))
        listener.settimeout(LONGEST_S)
        yield listener


def heard_until(listener: socket.socket, last: str) -> list[str]:
    """All that was said, up to and with `last`."""
    words = [listener.recv(100).decode()]
    while words[-1] != last:
        words.append(listener.recv(100).decode())
    return words


@pytest.mark.parametrize("abstract", [False, True], ids=["file", "abstract"])
def test_systemd_hears_that_it_is_ready_alive_and_stopping(
    tmp_path: Path, *, abstract: bool
) -> None:
    address = f"@motcua-{uuid4()}" if abstract else str(tmp_path / "notify")
    with (
        systemd(address) as listener,
        started(OBEDIENT, NOTIFY_SOCKET=address, WATCHDOG_USEC="20000") as process,
    ):
        heard_until(listener, "READY=1")
        assert listener.recv(100) == b"WATCHDOG=1"
        assert listener.recv(100) == b"WATCHDOG=1"
        process.terminate()
        heard_until(listener, "STOPPING=1")
        process.communicate(timeout=LONGEST_S)
    assert process.returncode == 0


def test_a_loop_that_stands_still_gives_no_sign_of_life(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with (
        systemd(address) as listener,
        started(LATE, NOTIFY_SOCKET=address, WATCHDOG_USEC="20000") as process,
    ):
        assert "WATCHDOG=1" in heard_until(listener, "STATUS=the loop stands still")
        assert heard_until(listener, "STATUS=the loop turns") == ["STATUS=the loop turns"]
        heard_until(listener, "WATCHDOG=1")
        process.terminate()
        process.communicate(timeout=LONGEST_S)


def test_a_systemd_that_does_not_listen_is_a_warning(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    with started("async def main(): ready()", NOTIFY_SOCKET=gone) as process:
        _, complaint = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 0
    assert "systemd was not told READY=1" in complaint


def test_half_of_the_allowed_time_passes_between_signs_of_life() -> None:
    assert watchdog_period({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"}, 7) == 15.0


@pytest.mark.parametrize("environ", [{}, {"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"}])
def test_no_signs_of_life_are_given_unasked(environ: dict[str, str]) -> None:
    assert watchdog_period(environ, 7) is None


# --- The log -------------------------------------------------------------------------------------

FAILING = "async def main(): raise KeyError('sign')"


def test_in_the_journal_each_line_has_its_priority_and_no_time(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    program = f"from runtime.life import run\n{FAILING}\nrun('pad', main)"
    with file.open("w") as journal:
        status = os.fstat(journal.fileno())
        stream = f"{status.st_dev}:{status.st_ino}"
        environ = os.environ | {"JOURNAL_STREAM": stream}
        subprocess.run([sys.executable, "-c", program], check=True, stderr=journal, env=environ)
    lines = file.read_text().splitlines()
    assert lines[0] == "<2>runtime.life: pad ends by an error it did not expect; report it"
    assert {line[:3] for line in lines} == {"<2>"}


def test_a_pipe_is_not_taken_for_the_journal() -> None:
    with started(FAILING, JOURNAL_STREAM="1:2") as process:
        _, complaint = process.communicate(timeout=LONGEST_S)
    assert complaint.startswith("20")
    assert "CRITICAL runtime.life: pad ends" in complaint
