"""The example's catalogue, brought to the kiosks of the demo: imported, signed and published."""

from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

from provisioning.catalogue import importing, publishing
from runtime import signing
from runtime.clock import SystemClock
from simulation.kiosk import CATALOGUE, Published

SECOND = 1000
GOOD = timedelta(days=365)


def publish(config: Path, folder: Path) -> Published:
    """Do what a technician does with `motcua catalogue key`, `import` and `publish`.

    What those say goes into a log. Raises `CatalogueFileError` and `SettingsError`.

    Args:
        config: The queue service's settings.
        folder: Where the key, the catalogue and the log are put.
    """
    clock = SystemClock(trust=True)
    today = datetime.fromtimestamp(clock.now() / SECOND, UTC).date()
    pair, key = signing.new_pair(today + GOOD), folder / "catalogue.key"
    signing.keep(key, pair.private)
    file = folder / "catalogue.db"
    with (
        (folder / "catalogue.log").open("w", encoding="utf-8") as log,
        redirect_stdout(log),
        redirect_stderr(log),
    ):
        importing.run((CATALOGUE,), file, None, None, clock)
        publishing.publish(file, config, key, clock)
    return Published(file, pair.public)
