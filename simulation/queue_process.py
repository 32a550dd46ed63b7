"""The queue service as a child process, as systemd would run it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from broker.settings import CentreSettings
from simulation import settings
from simulation.child import Child


@asynccontextmanager
async def queue_process(centre: CentreSettings, folder: Path, port: int) -> AsyncIterator[Child]:
    """Run the queue service for the length of the block; its data and its log are in `folder`.

    `port` is that of the MQTT server. Raises `ChildError` when it does not start.
    """
    config = folder / "centre.toml"
    settings.write(config, settings.queue_service(centre, folder, port))
    command = (sys.executable, "-m", "broker", "--config", str(config))
    service = Child(command, folder / "broker.log")
    try:
        await service.start()
        yield service
    finally:
        await service.stop()
