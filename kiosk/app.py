"""The kiosk's work: it keeps one `State`, and fulfils what people wish.

Whatever happens makes another state of it, and whenever it is another one, the face, the voice and
the device's own state show it. What somebody asks about a dossier is in memory alone: no line of it
is logged, and nothing of it is written.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from PIL.Image import Image

from contract import messages as m
from faces.fonts import Fonts
from faces.texts import LANGUAGES, load
from hardware.printer import Outcome, PrinterError
from hardware.voice import VoiceError
from kiosk import model
from kiosk.library import Library
from kiosk.outside import Outside
from kiosk.parts import Hardware, Parts
from kiosk.printed import checklist_of
from kiosk.settings import KioskSettings
from kiosk.shelf import CatalogueShelf
from kiosk.state import Press, Refused, State, Taken, Told
from kiosk.technician import Technician
from kiosk.tickets import Tickets
from kiosk.view import Face
from kiosk.visitor import Place, gone, ms, somebody, wiped
from kiosk.wishes import AskDossier, Help, PrintChecklist, SendFeedback, TakeNumber, Wish
from paper.slip_printer import SlipPrinter
from paper.slips import Slips
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.outbox import Item, Outbox

log = logging.getLogger(__name__)

WIDTH = 576
"""Dots of paper that nobody has: a kiosk without a printer still knows what would be on it."""


async def serve(settings: KioskSettings, hardware: Hardware, face: Face, station: Station) -> None:
    """Serve until cancelled."""
    async with (
        Outbox.open(settings.data / "kiosk.db") as outbox,
        asyncio.TaskGroup() as tasks,
    ):
        leftovers = await outbox.pending()
        kiosk = Kiosk(settings, hardware, face, station, outbox, tasks, leftovers)
        for name, work in kiosk.works().items():
            tasks.create_task(work, name=name)


@dataclass
class Kiosk:
    """One kiosk at work."""

    settings: KioskSettings
    hardware: Hardware
    face: Face
    station: Station
    outbox: Outbox
    tasks: asyncio.TaskGroup
    leftovers: Sequence[Item]
    state: State = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _spoken: str = field(default="", init=False)
    _unsent: tuple[SendFeedback, UUID] | None = field(default=None, init=False)
    """What was sent and not answered: sent again it is the same."""

    def __post_init__(self) -> None:
        """Put its parts together, and look for the queue service."""
        settings, station = self.settings, self.station
        self.state = State(somebody(settings, self._at()))
        self._texts = {language: load(language) for language in LANGUAGES}
        self._fonts = Fonts.load()
        printer = self.hardware.printer
        self._slips = Slips.open(settings, self._fonts, printer.width if printer else WIDTH)
        self._outside = Outside(settings, station, self._refresh)
        self._parts = Parts(settings, self.hardware, station, self._refresh)
        self._technician = Technician(settings, station, self._parts, self._texts)
        self._library = Library(settings, station, self._on_shelf)
        self._tickets = Tickets(
            station, self.outbox, settings.patience_s, self._outside.silent, self._later
        )
        self._printer = (
            SlipPrinter(
                printer,
                station.clock,
                settings.printer_check_s,
                self._parts.saw,
                self._parts.came_out,
            )
            if printer
            else None
        )
        self._outside.listen()
        self._refresh()

    def works(self) -> dict[str, Coroutine[Any, Any, None]]:
        """All that goes on at once, by name."""
        return {
            "leftovers": self._tickets.settle(self.leftovers),
            "parts": self._parts.watch(lambda: self.state.busy),
            "catalogue": self._library.run(),
            "time": self._keep_time(),
            "touches": self._take_touches(),
        }

    # --- What people do ------------------------------------------------------------------------

    async def _take_touches(self) -> None:
        async for touch in self.face.touches():
            if not touch.startswith("corner:"):
                self.hardware.voice.tick()
            state, wish = model.touched(self._now(), touch, self.settings, self._texts)
            self._become(state)
            if wish is not None:
                self._fulfil(wish)

    def _fulfil(self, wish: Wish) -> None:
        match wish:
            case TakeNumber():
                self._later(self._take(wish))
            case PrintChecklist():
                self._later(self._print_checklist(wish))
            case AskDossier():
                self._later(self._ask_dossier(wish))
            case SendFeedback():
                self._later(self._send(wish))
            case Help():
                until = self._at() + ms(self.settings.help_s)
                self._become(replace(self.state, help_until=until))
            case _:
                self._later(self._technicians(wish))

    async def _technicians(self, wish: Wish) -> None:
        match type(wish).__name__:
            case "TrialPrint" if self.hardware.printer:
                await self._print(self._technician.trial(self.hardware.printer.width))
            case "TrialSound":
                await self._technician.sound()
            case "NewRoll":
                self._parts.new_roll()
        self._refresh()

    # --- Numbers and paper ---------------------------------------------------------------------

    async def _take(self, wish: TakeNumber) -> None:
        """Bring a number to its citizen: on paper, or on the screen."""
        issued = await self._tickets.take(wish)
        if not isinstance(issued, m.Issued):
            await self._tell(issued)
            return
        label = issued.ticket.label
        picture = self._slips.draw(issued, self._outside.world.centre)
        outcome = await self._print(picture, self.settings.reprint_within_s)
        self._become(model.served(self._now()))
        if outcome is None:
            await self._tickets.kept(issued)
        else:
            self._tickets.out(issued)
        await self._tell(Taken(label, outcome is not None, outcome is Outcome.PRINTED))

    async def _print_checklist(self, wish: PrintChecklist) -> None:
        world, language = self._outside.world, self.state.visitor.language
        known = world.shelf.procedure(wish.code) if world.shelf else None
        outcome = None
        if known and world.shelf and self.hardware.printer:
            centre = world.centre.name if world.centre else ""
            texts, width = self._texts[language], self.hardware.printer.width
            picture = checklist_of(known, wish, centre, world.shelf.date, texts, self._fonts, width)
            outcome = await self._print(picture)
        await self._tell(Told("printed" if outcome else "not_printed", good=outcome is not None))

    async def _print(self, picture: Image, within_s: float = 0) -> Outcome | None:
        if self._printer is None:
            return None

        def failed(error: PrinterError) -> None:
            log.warning("something is not printed: %s", error)

        return await self._printer.print(picture, within_s, failed)

    # --- Dossiers and feedback -----------------------------------------------------------------

    async def _ask_dossier(self, wish: AskDossier) -> None:
        """Ask the back office; what it says stays in memory until its citizen leaves."""
        asked = self.settings.dossier
        patience_s = asked.patience_s if asked else 0
        ask = m.DossierAsk(id=self.station.new_id(), code=wish.code, secret=wish.secret)
        try:
            answer = await self.station.link.ask(ask, patience_s=patience_s)
        except NoAnswer:
            await self._tell(Told("dossier_away"))
            return
        if not isinstance(answer, m.Dossier):
            reason = answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE
            await self._tell(Refused(reason))
            return
        now = self._now()
        visitor = replace(wiped(now.visitor, now.at), touched_at=now.at)
        shown = replace(gone(visitor, Place("dossier")), dossier=answer)
        self._become(replace(now, press=None, visitor=shown))

    async def _send(self, wish: SendFeedback) -> None:
        unsent = self._unsent
        id_ = unsent[1] if unsent and unsent[0] == wish else self.station.new_id()
        self._unsent = wish, id_
        ask = m.FeedbackAsk(id=id_, about=wish.about, text=wish.text, contact=wish.contact)
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            await self._tell(Told("no_answer"))
            return
        self._unsent = None
        if not isinstance(answer, m.Received):
            reason = answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE
            await self._tell(Refused(reason))
            return
        now = self._now()
        visitor = replace(wiped(now.visitor, now.at), touched_at=now.at)
        shown = replace(gone(visitor, Place("feedback_done")), receipt=answer.code)
        self._become(replace(now, press=None, visitor=shown))

    async def _tell(self, press: Press) -> None:
        """Show how a wish ended, for as long as one needs to read it."""
        now = self._now()
        self._become(replace(now, press=press, visitor=replace(now.visitor, touched_at=now.at)))
        await asyncio.sleep(self.settings.told_s)
        if self.state.press is press:
            self._become(replace(self._now(), press=None))

    # --- What is known, and what is shown of it ------------------------------------------------

    async def _keep_time(self) -> None:
        """Let time pass in the model: at each of its deadlines."""
        while True:
            self._refresh()
            self._changed.clear()
            left = (model.deadline(self.state, self.settings) - self._at()) / 1000
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, left)):
                    await self._changed.wait()

    def _on_shelf(self, shelf: CatalogueShelf) -> None:
        self._outside.become(shelf=shelf)

    def _refresh(self) -> None:
        """Look at the world and the parts anew."""
        trusted = self.station.clock.synchronised()
        world = replace(self._outside.world, fault=self._parts.fault, clock_trusted=trusted)
        now = self._now()
        lines: tuple[tuple[str, str], ...] = ()
        if now.visitor.page == "technician":
            lines = self._technician.lines(world, self._texts[now.visitor.language])
        self._become(replace(now, world=world, lines=lines))

    def _become(self, state: State) -> None:
        """Let this be what is known, and show it."""
        if state.visitor != self.state.visitor and not self._is_of(state):
            self._unsent = None
        self.state = state
        view = model.view(state, self.settings, self._texts)
        self.face.show(view)
        if view.spoken != self._spoken:
            self._spoken = view.spoken
            if view.spoken:
                self._later(self._say(view.spoken, state.visitor.language))
        self.station.presence.set_says(view.sentence if view.mode == "trouble" else "")
        self._parts.set_asked_for(asked=state.at < state.help_until)
        self._changed.set()

    def _is_of(self, state: State) -> bool:
        """Whether whoever wrote what could not be sent is still here."""
        return state.visitor.about is not None

    async def _say(self, text: str, language: str) -> None:
        try:
            await self.hardware.voice.say(text, language)
        except VoiceError as error:
            log.warning("not heard: %s", error)

    def _now(self) -> State:
        return model.timed(self.state, self.station.clock.now(), self._at(), self.settings)

    def _at(self) -> int:
        return ms(self.station.clock.monotonic())

    def _later(self, work: Coroutine[None, None, None]) -> None:
        self.tasks.create_task(work)
