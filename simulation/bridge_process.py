"""The bridge as a child process, with the example's dossiers."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from broker.settings import CentreSettings
from simulation import settings
from simulation.child import Child


@asynccontextmanager
async def bridge_process(centre: CentreSettings, folder: Path, port: int) -> AsyncIterator[Child]:
    """Run the bridge for the length of the block; its data and its log are in `folder`.

    `port` is that of the MQTT server. Raises `ChildError` when it does not start.
    """
    config = folder / "bridge.toml"
    settings.write(config, settings.bridge(centre, folder, port))
    bridge = Child((sys.executable, "-m", "bridge", "--config", str(config)), folder / "bridge.log")
    try:
        await bridge.start()
        yield bridge
    finally:
        await bridge.stop()
