"""The life of a process: it starts, it is stopped orderly, and it says why if it dies.

Exit codes: 0 stopped as asked, 1 an error of ours (the traceback is in the log, systemd starts it
again), 2 settings that a person must correct.
"""

import argparse
import asyncio
import faulthandler
import gc
import linecache
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from pydantic import BaseModel

from runtime import memory, settings, systemd

log = logging.getLogger(__name__)

FAILED = 1
MISCONFIGURED = 2

_PRIORITIES = {
    logging.CRITICAL: 2,
    logging.ERROR: 3,
    logging.WARNING: 4,
    logging.INFO: 6,
    logging.DEBUG: 7,
}

M = TypeVar("M", bound=BaseModel)


def load(program: str, model: type[M], argv: Sequence[str] | None = None) -> M:
    """Read the settings file that the command line names with `--config`.

    Raises `SettingsError`, which `run` turns into its line and exit code.
    """
    parser = argparse.ArgumentParser(prog=program)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="settings, TOML")
    return settings.read(parser.parse_args(argv).config, model)


@contextmanager
def mended_by_hand(*errors: type[Exception]) -> Iterator[None]:
    """Have errors that say what a technician must do end the process with that line alone."""
    try:
        yield
    except errors as error:
        raise settings.SettingsError(str(error)) from None
    except BaseExceptionGroup as group:
        matched: BaseException | None = group.subgroup(errors)
        while isinstance(matched, BaseExceptionGroup):
            matched = matched.exceptions[0]
        if matched is None:
            raise
        raise settings.SettingsError(str(matched)) from None


def ready() -> None:
    """Tell systemd that the service does its work from now on; give back what the start took."""
    systemd.notify("READY=1")
    linecache.clearcache()  # sources that were read for what settings mean
    gc.collect()
    memory.give_back()


def run(program: str, main: Callable[[], Coroutine[Any, Any, None]]) -> int:
    """Live `main` until it returns, fails or is told to stop; return the exit code.

    SIGTERM and SIGINT cancel `main`, once; a second signal ends the process on the spot.
    """
    _log_to(sys.stderr, os.environ)
    memory.share_one_heap()
    faulthandler.enable()  # systemd's watchdog aborts a hung service: then the log has its stack
    try:
        asyncio.run(_until_told(main()))
    except settings.SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return MISCONFIGURED
    except Exception:
        log.critical("%s ends by an error it did not expect; report it", program, exc_info=True)
        return FAILED
    return 0


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    loop = asyncio.get_running_loop()
    task = loop.create_task(work, name="main")
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, number, task, told)
    watchdog = loop.create_task(systemd.feed_watchdog(), name="watchdog")
    broken: list[BaseException] = []
    loop.set_exception_handler(lambda _, context: _break(context, broken, task))
    try:
        await task
    except asyncio.CancelledError:
        if broken:
            raise broken[0] from None
        if not told.is_set():
            raise RuntimeError("main was cancelled, but nobody told the process to stop") from None
    finally:
        watchdog.cancel()


def _break(
    context: Mapping[str, Any], broken: list[BaseException], task: asyncio.Task[None]
) -> None:
    """A callback failed, which no task would hear of: end `main` for it."""
    broken.append(context.get("exception") or RuntimeError(context["message"]))
    task.cancel()


def _stop(number: signal.Signals, task: asyncio.Task[None], told: asyncio.Event) -> None:
    if told.is_set():
        log.warning("%s again: ends at once", number.name)
        os._exit(FAILED)
    log.info("%s: stops", number.name)
    told.set()
    systemd.notify("STOPPING=1")
    task.cancel()


class _JournalFormatter(logging.Formatter):
    """Puts the priority before each line, as sd-daemon(3) has it; the journal knows the time."""

    def format(self, record: logging.LogRecord) -> str:
        priority = _PRIORITIES.get(record.levelno, 5)
        lines = super().format(record).splitlines()
        return "\n".join(f"<{priority}>{line}" for line in lines)


def _log_to(stream: TextIO, environ: Mapping[str, str]) -> None:
    handler = logging.StreamHandler(stream)
    if _is_journal(stream, environ):
        handler.setFormatter(_JournalFormatter("%(name)s: %(message)s"))
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _is_journal(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether this very stream goes to the journal; children with pipes inherit the variable."""
    told = environ.get("JOURNAL_STREAM")
    if not told:
        return False
    status = os.fstat(stream.fileno())
    return told == f"{status.st_dev}:{status.st_ino}"
