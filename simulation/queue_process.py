"""The queue service as a child process, as systemd would run it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulation.child import Child


@asynccontextmanager
async def queue_process(config: Path) -> AsyncIterator[Child]:
    """Run the queue service for the length of the block; its log is beside its settings.

    Raises `ChildError` when it does not start.
    """
    command = (sys.executable, "-m", "broker", "--config", str(config))
    service = Child(command, config.with_name("broker.log"))
    try:
        await service.start()
        yield service
    finally:
        await service.stop()
