"""Which catalogue this kiosk shows: what is announced and signed, or a file of its own."""

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk import synonyms
from kiosk.editions import Edition, Editions
from kiosk.renewal import PART, Renewal
from kiosk.settings import KioskSettings
from kiosk.shelf import CatalogueShelf, prepare
from kiosk.trust import Trust
from runtime.catalogue_file import CatalogueFileError
from runtime.online import Station

log = logging.getLogger(__name__)


@dataclass
class Library:
    """Keeps one shelf open; `changed` is told of each new one."""

    settings: KioskSettings
    station: Station
    changed: Callable[[CatalogueShelf], None]
    _wanted: asyncio.Queue[Path] = field(default_factory=asyncio.Queue, init=False)
    _shelf: CatalogueShelf | None = field(default=None, init=False)

    async def run(self) -> None:
        """Show the newest catalogue until cancelled."""
        known, folder = self.settings.catalogue, self.settings.data / "catalogue"
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._open_all(), name="catalogues")
            if known.file is not None:
                self._wanted.put_nowait(known.file)
                return
            trust = Trust(self.settings.centre, known.keys)
            host = known.host or self.settings.server.host
            renewal = Renewal(self.station, Editions(folder), trust, host, self._use)
            tasks.create_task(renewal.run(), name="renewal")

    def _use(self, edition: Edition) -> None:
        self._wanted.put_nowait(edition.path)

    async def _open_all(self) -> None:
        while True:
            path = await self._wanted.get()
            try:
                await self._open(path)
            except (CatalogueFileError, OSError, ValueError, sqlite3.Error) as error:
                log.warning("%s cannot be shown: %s", path, error)
                self.station.presence.set_part(PART, "fault", f"it cannot be shown: {error}")

    async def _open(self, path: Path) -> None:
        own = self.settings.catalogue.synonyms
        words = synonyms.read(own) if own else synonyms.usual()
        index = await asyncio.to_thread(prepare, path, self.settings.data, words)
        before, self._shelf = self._shelf, CatalogueShelf(path, index)
        _set_aside()
        self.changed(self._shelf)
        if before is not None:
            before.close()


def _set_aside() -> None:
    """Look for garbage among what comes from now on: thousands of listings are none.

    To look through them again and again holds a finger's frame up for a tenth of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
