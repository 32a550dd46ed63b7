"""Which catalogue this kiosk shows: what is announced and signed, or a file of its own."""

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.editions import Edition, Editions
from kiosk.indexer import indexed
from kiosk.renewal import PART, Renewal
from kiosk.settings import KioskSettings
from kiosk.shelf import CatalogueShelf
from kiosk.trust import Trust
from runtime.catalogue_file import CatalogueFileError
from runtime.online import Station

log = logging.getLogger(__name__)


@dataclass
class Library:
    """Keeps one shelf open; `changed` is told when another one has come."""

    settings: KioskSettings
    station: Station
    changed: Callable[[], None]
    again_s: float = 60.0
    """Seconds until one that cannot be opened is tried again: a disk may have room by then."""
    _wanted: asyncio.Queue[Path] = field(default_factory=asyncio.Queue, init=False)
    _shown: CatalogueShelf | None = field(default=None, init=False)
    _next: CatalogueShelf | None = field(default=None, init=False)
    _failed: bool = field(default=False, init=False)
    """Whether what is wanted could not be opened, and this was told."""

    async def run(self) -> None:
        """Have the newest catalogue until cancelled."""
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

    def shelf(self, *, alone: bool) -> CatalogueShelf | None:
        """What is to be shown: nobody has another one put before them while they read."""
        if self._next is not None and (alone or self._shown is None):
            before, self._shown, self._next = self._shown, self._next, None
            if before is not None:
                before.close()
        return self._shown

    def _use(self, edition: Edition) -> None:
        self._wanted.put_nowait(edition.path)

    async def _open_all(self) -> None:
        """Open what is wanted; what cannot be opened is tried again until another is wanted."""
        path = await self._wanted.get()
        while True:
            opened = await self._is_opened(path)
            with suppress(TimeoutError):
                async with asyncio.timeout(None if opened else self.again_s):
                    path = await self._wanted.get()

    async def _is_opened(self, path: Path) -> bool:
        presence = self.station.presence
        try:
            shelf = await self._open(path)
        except (CatalogueFileError, OSError, ValueError, sqlite3.Error) as error:
            log.warning("%s cannot be shown: %s", path, error)
            presence.set_part(PART, "fault", f"it cannot be shown: {error}")
            self._failed = True
            return False
        if self._failed or self.settings.catalogue.file:  # else the renewal has told of it, or more
            presence.set_part(PART, "ok", f"{len(shelf.listings)} procedures of {shelf.date}")
        self._failed = False
        return True

    async def _open(self, path: Path) -> CatalogueShelf:
        index = await indexed(path, self.settings.data, self.settings.catalogue.synonyms)
        if self._next is not None:
            self._next.close()
        shelf = self._next = CatalogueShelf(path, index)
        _set_aside()
        self.changed()
        return shelf


def _set_aside() -> None:
    """Look for garbage among what comes from now on: thousands of listings are none.

    To look through them again and again holds a finger's frame up for a tenth of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
