"""The HTTP server in the queue service's process: so far it hands out the catalogue's file.

It answers beside the queue: files are opened and read by threads, and a port that is taken stops
nobody from taking a number.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from broker.console.shelf import Shelf, ShelfError
from broker.settings import WebSettings
from contract import messages as m
from runtime.presence import Presence

log = logging.getLogger(__name__)

LOOK_S = 5.0
"""How often the shelf is looked at."""

AGAIN_S = 30.0
"""A port that cannot be had is tried again after so long."""

_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


@dataclass
class Console:
    """Serves what was published, and has it announced."""

    settings: WebSettings
    shelf: Shelf
    presence: Presence
    tell: Callable[[str, m.CatalogueState], None]
    """Keeps a state, by its key, where the whole centre sees it."""
    look_s: float = LOOK_S
    again_s: float = AGAIN_S
    port: int = field(default=0, init=False)
    """Where it listens; 0 while it does not."""
    _told: m.CatalogueState | None = field(default=None, init=False)

    async def run(self) -> None:
        """Serve until cancelled."""
        runner = web.AppRunner(self._application(), access_log=None)
        await runner.setup()
        try:
            await self._listen(runner)
            while True:
                await self._look()
                await asyncio.sleep(self.look_s)
        finally:
            await runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application()
        application.add_routes([web.get("/catalogue/{version:[0-9a-f]{16}}.db", self._catalogue)])
        return application

    async def _catalogue(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(self.shelf.file(request.match_info["version"]), headers=_HEADERS)

    async def _listen(self, runner: web.AppRunner) -> None:
        """Have the port, however long another program keeps it."""
        host, port = self.settings.host or None, self.settings.port
        while not self.port:
            try:
                await web.TCPSite(runner, host, port).start()
            except OSError as error:
                self._fault("web", f"port {port}: {error.strerror}; set another one in [web]")
                await asyncio.sleep(self.again_s)
            else:
                self.port = runner.addresses[0][1]
                self.presence.set_part("web", "ok")

    async def _look(self) -> None:
        """Announce what is new on the shelf."""
        try:
            state = await asyncio.to_thread(self.shelf.published)
        except ShelfError as error:
            self._fault("catalogue", str(error))
            return
        if state is not None and state != self._told:
            self._told = state
            log.info("catalogue %s of %s is announced", state.version, state.date)
            self.tell(state.centre, state.model_copy(update={"port": self.port}))
            self.presence.set_part("catalogue", "ok", f"{state.count} procedures of {state.date}")

    def _fault(self, part: str, words: str) -> None:
        log.warning("%s: %s", part, words)
        self.presence.set_part(part, "fault", words)
