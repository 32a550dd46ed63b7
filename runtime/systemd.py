"""What a service says to systemd: it is ready, it is alive, it is stopping. Elsewhere, nothing."""

import asyncio
import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)


def notify(state: str) -> None:
    """Tell systemd `READY=1` or the like; see sd_notify(3). Not under systemd, nothing happens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # Linux's abstract names begin with a zero byte
        address = f"\0{address[1:]}"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker:
            speaker.connect(address)
            speaker.sendall(state.encode())
    except OSError as error:
        log.warning("systemd was not told %s (%s); it may restart this service", state, error)


def watchdog_period(environ: Mapping[str, str], pid: int) -> float | None:
    """Seconds from one sign of life to the next, half of what systemd allows; None if it asks none.

    The limit is meant for the process with this `pid` only: children inherit the environment.
    """
    allowed = environ.get("WATCHDOG_USEC")
    if not allowed or environ.get("WATCHDOG_PID", str(pid)) != str(pid):
        return None
    return int(allowed) / 1_000_000 / 2


async def feed_watchdog() -> None:
    """Give signs of life as long as the event loop turns. Returns at once if none are asked."""
    period = watchdog_period(os.environ, os.getpid())
    while period:
        notify("WATCHDOG=1")
        await asyncio.sleep(period)
