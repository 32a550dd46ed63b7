"""A thread of one's own for a port that blocks, which nobody has to wait for.

The threads of `concurrent.futures` are joined when the process exits: a port that hangs would hold
the exit up. This one is a daemon.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class PortThread:
    """Carries out calls one after another; it runs from the first one until `close`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def run(self, call: Callable[[], T], within_s: float) -> T:
        """Return what the call returns, or raise what it raises.

        Raises:
            TimeoutError: it took longer. It goes on if it has begun, else it is never made.
        """
        if self._thread is None:
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._calls.put((call, future))
        async with asyncio.timeout(within_s):
            return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the thread end once it has done what was asked of it."""
        self._calls.put(None)

    def _work(self) -> None:
        while work := self._calls.get():
            call, future = work
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except Exception as error:  # noqa: BLE001 - carried to the caller, as executors do
                future.set_exception(error)
