"""The catalogue on this kiosk's disk is kept as the centre has published it.

What is announced is judged, fetched, checked and only then used; until then, and whatever fails,
the one before is shown. Nothing here is waited for by the screen.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from aiohttp import ClientError

from contract import messages as m
from kiosk.download import download
from kiosk.editions import DamagedError, Edition, Editions
from kiosk.trust import SECOND, RefusedError, Trust
from runtime.online import Station

log = logging.getLogger(__name__)

USUAL_PORT = 8091
PART = "catalogue"
"""What the technician reads about in this kiosk's state."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait before something is tried again, in seconds."""

    first_s: float = 5.0
    """After it failed once; twice as long each time."""
    longest_s: float = 600.0
    """But no longer than this."""


@dataclass
class Renewal:
    """Keeps the catalogue new."""

    station: Station
    editions: Editions
    trust: Trust
    host: str
    """The machine that serves it."""
    use: Callable[[Edition], None]
    """Told of the catalogue to show: the one on the disk at first, then each that replaces it."""
    patience: Patience = Patience()
    _wanted: m.CatalogueState | None = field(default=None, init=False)
    _shown: m.CatalogueState | None = field(default=None, init=False)
    _news: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    async def run(self) -> None:
        """Show what is on the disk, and renew it until cancelled."""
        current = await asyncio.to_thread(self.editions.current)
        if current is None:
            self._tell("unknown", "no catalogue has come yet")
        else:
            self._show(current)
        self.station.link.on_state(m.CatalogueState, self.trust.centre, self._hear)
        while True:
            await self._news.wait()
            self._news.clear()
            await self._settle()

    def _hear(self, state: m.CatalogueState) -> None:
        """A state is told again after each reconnection: only a new one is news."""
        if state != self._wanted:
            self._wanted = state
            self._news.set()

    async def _settle(self) -> None:
        """Have what is wanted, however often it must be tried, until something else is wanted."""
        pause_s = self.patience.first_s
        while (state := self._wanted) is not None and not self._news.is_set():
            try:
                await self._renew(state)
            except RefusedError as error:
                self._fail(state, f"refused: {error}")
                return
            except (DamagedError, ClientError, OSError, TimeoutError) as error:
                self._fail(state, f"did not come: {str(error) or type(error).__name__}")
            else:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s * self.station.chance.uniform(0.5, 1)):
                    await self._news.wait()
            pause_s = min(2 * pause_s, self.patience.longest_s)

    async def _renew(self, state: m.CatalogueState) -> None:
        newest = await asyncio.to_thread(self.editions.newest_serial)
        self.trust.judge(state, newest, self._today())
        if not await asyncio.to_thread(self.editions.has, state):
            part = await asyncio.to_thread(self.editions.room_for, state)
            url = f"http://{self.host}:{state.port or USUAL_PORT}{state.path}"
            try:
                await download(url, part, state.size)
                await asyncio.to_thread(self.editions.put, state, part)
            finally:
                part.unlink(missing_ok=True)
        if self._shown is None or self._shown.signature != state.signature:
            self._show(await asyncio.to_thread(self.editions.use, state))

    def _today(self) -> date | None:
        clock = self.station.clock
        if not clock.synchronised():
            return None
        return datetime.fromtimestamp(clock.now() / SECOND, UTC).date()

    def _show(self, edition: Edition) -> None:
        state = self._shown = edition.state
        log.info("catalogue %s of %s is here", state.version, state.date)
        self._tell("ok", f"{state.count} procedures of {state.date}, version {state.version}")
        self.use(edition)

    def _fail(self, state: m.CatalogueState, words: str) -> None:
        log.warning("catalogue %s of %s %s", state.version, state.date, words)
        self._tell("fault", f"the catalogue of {state.date} {words}")

    def _tell(self, condition: Literal["ok", "fault", "unknown"], words: str) -> None:
        self.station.presence.set_part(PART, condition, words)
