"""The virtual hall: a page on this machine that shows the whole centre, and hands to act with."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from contract import messages as m
from faces import look, marks
from faces.explaining import sentences
from faces.texts import LANGUAGES, Texts, load
from hardware.printer_emulator import drawn
from simulation import actions, draw, hands
from simulation.cable import HOST
from simulation.centre import Centre
from simulation.child import ChildError
from simulation.crowd import Crowd
from simulation.picture import HallPicture

FRAME_S = 0.1
"""The page is drawn at most this often."""

QUIET_S = 15.0
"""A page that has nothing new to draw hears at least this often that we are there."""

NEXT_PORTS = 20
"""So many ports after the wanted one are tried when it is taken."""

LONGEST_CODE = 500
"""Letters of a QR code."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_FILES = (
    "hall.css", "machines.css", "dispenser.css", "glass.css", "pad.css", "queues.css", "desk.css",
    "kiosk.css",
    "hall.js", "deeds.js", "machines.js", "dispenser.js", "parts.js", "queues.js", "desk.js",
    "glass.js", "paint.js", "paint_dispenser.js", "paint_pad.js", "paint_kiosk.js", "kiosk.js",
)  # fmt: skip
SHARED = ("class.", "wait.", "intent.", "part.", "refusal.")
"""Texts that the page has in common with other faces."""

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_picture: TypeAdapter[HallPicture] = TypeAdapter(HallPicture)


@dataclass
class Hall:
    """The page's server."""

    centre: Centre
    crowd: Crowd
    _closing: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def application(self) -> web.Application:
        """The routes of the page."""
        application = web.Application(middlewares=[_for_this_machine_only])
        application.add_routes(
            [
                web.get("/", _file("index.html")),
                *(web.get(f"/{name}", _file(name)) for name in _FILES),
                web.get("/look.css", _look),
                web.get("/texts/{language}.json", _texts),
                web.get("/live", self.live),
                web.get("/slip/{device}.png", self.slip),
                web.get("/code.png", _code),
                web.get("/why/{label}/{language}.json", self.why),
                web.post("/do", self.do),
            ]
        )
        application.on_shutdown.append(self._close)
        return application

    async def live(self, request: web.Request) -> web.StreamResponse:
        """The picture as server-sent events, whenever it has changed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_HEADERS})
        await response.prepare(request)
        shown, quiet_s = b"", 0.0
        with suppress(ConnectionError):
            while not self._closing.is_set():
                now = _picture.dump_json(draw.hall(self.centre, self.crowd.rate))
                quiet_s += FRAME_S
                if now != shown or quiet_s >= QUIET_S:
                    await response.write(b"data: %b\n\n" % now)
                    shown, quiet_s = now, 0.0
                await self._a_frame()
        return response

    async def slip(self, request: web.Request) -> web.Response:
        """The last slip of a machine, as it came out of its printer."""
        machine = self.centre.printing.get(request.match_info["device"])
        if machine is None or not machine.printer.emulator.slips:
            raise web.HTTPNotFound(text="no slip has come out of such a printer")
        png = BytesIO()
        drawn(machine.printer.emulator.slips[-1]).save(png, "PNG")
        return web.Response(body=png.getvalue(), content_type="image/png", headers=_HEADERS)

    async def why(self, request: web.Request) -> web.Response:
        """Why a number was called when it was, or where it stands, in sentences."""
        texts = _in_language(request)
        answer = await self.centre.reception.explain(request.match_info["label"])
        if isinstance(answer, m.Explained):
            zone = ZoneInfo(self.centre.settings.zone)
            told = sentences(answer, texts, zone)
        elif isinstance(answer, m.Refused):
            told = (texts.say(f"refusal.{answer.reason}"),)
        else:
            told = (texts.say("dispenser.no_answer"),)
        return web.json_response({"sentences": told}, headers=_HEADERS)

    async def do(self, request: web.Request) -> web.Response:
        """Carry out one action, or say in words why not."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="send application/json")
        try:
            await hands.carry_out(actions.read(await request.read()), self.centre, self.crowd)
        except ValidationError as error:
            return _no(422, _in_words(error))
        except hands.NotHere as error:
            return _no(404, str(error))
        except ChildError as error:
            return _no(503, str(error))
        return web.json_response({"done": True})

    async def _a_frame(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), FRAME_S)

    async def _close(self, _: web.Application) -> None:
        self._closing.set()


@asynccontextmanager
async def open_hall(centre: Centre, crowd: Crowd, port: int) -> AsyncIterator[str]:
    """Serve the page for the length of the block, at `port` or the next free one; its address.

    Raises `OSError` when none of them can be had.
    """
    runner = web.AppRunner(Hall(centre, crowd).application(), access_log=None)
    await runner.setup()
    try:
        yield f"http://{HOST}:{await _listen(runner, port)}/"
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> int:
    for candidate in range(port, port + NEXT_PORTS):
        try:
            await web.TCPSite(runner, HOST, candidate).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return candidate
    raise OSError(errno.EADDRINUSE, f"ports {port} to {port + NEXT_PORTS - 1} are taken")


@web.middleware
async def _for_this_machine_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse pages of other sites that found a name for this address."""
    if request.url.host not in {HOST, "localhost"}:
        raise web.HTTPForbidden(text=f"open this page at {HOST}")
    return await handler(request)


def _file(name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def send(_: web.Request) -> web.Response:
        text = resources.files("simulation").joinpath("web", name).read_text(encoding="utf-8")
        kind = _TYPES[name.rpartition(".")[2]]
        return web.Response(text=text, content_type=kind, headers=_HEADERS)

    return send


async def _look(_: web.Request) -> web.Response:
    return web.Response(text=look.css(), content_type="text/css", headers=_HEADERS)


async def _code(request: web.Request) -> web.Response:
    """A text as a QR code, as a touch screen draws it."""
    text = request.query.get("text", "")
    if not 0 < len(text) <= LONGEST_CODE:
        raise web.HTTPNotFound(text="no text, or too much of it")
    png = BytesIO()
    marks.qr(text, 300).save(png, "PNG")
    return web.Response(body=png.getvalue(), content_type="image/png", headers=_HEADERS)


async def _texts(request: web.Request) -> web.Response:
    return web.json_response(_of_the_hall(_in_language(request)), headers=_HEADERS)


def _in_language(request: web.Request) -> Texts:
    for language in LANGUAGES:
        if language == request.match_info["language"]:
            return load(language)
    raise web.HTTPNotFound(text=f"there are {', '.join(LANGUAGES)}")


def _of_the_hall(texts: Texts) -> dict[str, dict[str, str]]:
    """The page's own texts, and those that every face shares."""
    return {
        key.removeprefix("hall.").replace(".", "_"): dict(texts.forms(key))
        for key in sorted(texts.keys)
        if key.startswith(("hall.", *SHARED))
    }


def _in_words(error: ValidationError) -> str:
    wrong = ((".".join(map(str, detail["loc"])), detail["msg"]) for detail in error.errors())
    return "; ".join(f"{where}: {what}" if where else what for where, what in wrong)


def _no(status: int, words: str) -> web.Response:
    return web.json_response({"error": words}, status=status, headers=_HEADERS)
