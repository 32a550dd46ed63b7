"""The kiosk's work: it keeps one `State`, and fulfils what people wish.

Whatever happens makes another state of it, and whenever it is another one, the face, the voice and
the device's own state show it. What somebody asks about a dossier is in memory alone: no line of it
is logged, and nothing of it is written.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from contract import messages as m
from faces.patience import ms
from faces.texts import LANGUAGES, load
from faces.touching import Face
from faces.wishes import Help, NewRoll, TrialPrint, TrialSound
from hardware.printer import Fault, Outcome, PrinterError
from hardware.reader import Reader
from kiosk import asking, model, tickets
from kiosk.asking import Asking
from kiosk.library import Library
from kiosk.outside import Outside
from kiosk.parts import Hardware, Parts
from kiosk.printing import Printing
from kiosk.settings import KioskSettings
from kiosk.state import Press, State, Taken, Told, Unprinted
from kiosk.technician import Technician
from kiosk.tickets import Tickets
from kiosk.view import View
from kiosk.visitor import somebody
from kiosk.wishes import (
    AskDossier,
    NotRead,
    PrintChecklist,
    PrintReceipt,
    SendFeedback,
    TakeNumber,
    Wish,
)
from paper.slips import slip_settings
from runtime.online import Station
from runtime.outbox import Item, Outbox


async def serve(
    settings: KioskSettings, hardware: Hardware, face: Face[View], station: Station
) -> None:
    """Serve until cancelled."""
    slip = slip_settings(settings)  # read once: pages tell of it too
    settings = settings.model_copy(update={"slip": slip, "slip_file": None})
    async with (
        Outbox.open(settings.data / "kiosk.db", _read) as outbox,
        asyncio.TaskGroup() as tasks,
    ):
        leftovers = await outbox.pending()
        kiosk = Kiosk(settings, hardware, face, station, outbox, tasks, leftovers)
        for name, work in kiosk.works().items():
            tasks.create_task(work, name=name)


def _read(note: Item) -> object:
    return asking.read(note) if note.kind == asking.FEEDBACK else tickets.read(note)


@dataclass
class Kiosk:
    """One kiosk at work."""

    settings: KioskSettings
    hardware: Hardware
    face: Face[View]
    station: Station
    outbox: Outbox
    tasks: asyncio.TaskGroup
    leftovers: Sequence[Item]
    state: State = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        """Put its parts together, and look for the queue service."""
        settings, station = self.settings, self.station
        self.state = State(somebody(settings, self._at()))
        self._texts = {language: load(language) for language in LANGUAGES}
        self._reader = Reader(self.hardware.voice)
        self._outside = Outside(settings, station, self._refresh)
        self._parts = Parts(settings, self.hardware, station, self._refresh)
        self._printing = Printing(settings, self._parts, self._texts)
        self._technician = Technician(settings, station, self._parts, self._texts)
        self._library = Library(settings, station, self._refresh)
        self._asking = Asking(settings, station, self.outbox, self._later)
        self._tickets = Tickets(
            station, self.outbox, settings.patience_s, self._outside.silent, self._later
        )
        self._asking.settle(self.leftovers)
        self._outside.listen()
        self._refresh()

    def works(self) -> dict[str, Coroutine[Any, Any, None]]:
        """All that goes on at once, by name."""
        return {
            "leftovers": self._tickets.settle(self.leftovers),
            "parts": self._parts.watch(lambda: self.state.busy),
            "catalogue": self._library.run(),
            "time": self._keep_time(),
            "voice": self._reader.run(),
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
        if isinstance(wish, Help):
            until = self._at() + ms(self.settings.help_s)
            self._become(replace(self.state, help_until=until))
        else:
            self._later(self._do(wish))

    async def _do(self, wish: Wish) -> None:
        match wish:
            case TakeNumber():
                await self._take(wish)
            case PrintChecklist():
                await self._print_checklist(wish)
            case PrintReceipt(code=code):
                language = self.state.visitor.language
                outcome = await self._printing.receipt(code, self.state.world, language)
                await self._tell_printed(outcome, "receipt_printed")
            case AskDossier():
                await self._ask_dossier(wish)
            case SendFeedback():
                await self._send(wish)
            case NotRead() if not self.state.busy:  # a finger may have been as fast as the scanner
                await self._tell(Told("not_read"))
            case TrialPrint():
                page = self._technician.trial(self.state.world, self._printing.width)
                await self._printing.print(page)
            case TrialSound():
                await self._technician.sound()
            case NewRoll():
                self._parts.new_roll()
        self._refresh()

    async def _take(self, wish: TakeNumber) -> None:
        """Bring a number to its citizen: on paper, or on the screen."""
        issued = await self._tickets.take(wish)
        if not isinstance(issued, m.Issued):
            await self._tell(issued)
            return
        label, working = issued.ticket.label, self.state.press

        def failed(error: PrinterError) -> None:
            self._later(self._show(issued, error.fault, working))

        if self._parts.fault is not None:  # another slip may hold the printer up for a while
            self._later(self._show(issued, self._parts.fault, working))
        outcome = await self._printing.ticket(issued, self.state.world.centre, failed)
        if outcome is None:
            await self._tickets.kept(issued)
        else:
            self._tickets.out(issued)
        if self._shows(label) or self.state.press is working:  # nobody else has begun
            self._become(model.served(self._now()))
            sure = outcome is Outcome.PRINTED
            await self._tell(Taken(label, outcome is not None, sure, self._parts.fault))

    async def _show(self, issued: m.Issued, fault: Fault, working: Press | None) -> None:
        """Show a number before there is paper, perhaps: once it is seen it is theirs."""
        await self._tickets.kept(issued)
        if self.state.press is working:
            press = Taken(issued.ticket.label, printed=False, fault=fault)
            self._become(replace(model.served(self._now()), press=press))

    def _shows(self, label: str) -> bool:
        press = self.state.press
        return isinstance(press, Taken) and press.label == label

    async def _print_checklist(self, wish: PrintChecklist) -> None:
        world, language = self.state.world, self.state.visitor.language
        known = world.shelf.procedure(wish.code) if world.shelf else None
        outcome = await self._printing.checklist(known, wish, world, language) if known else None
        await self._tell_printed(outcome, "printed")

    async def _ask_dossier(self, wish: AskDossier) -> None:
        """Ask the back office; what it says stays in memory until its citizen leaves."""
        answer = await self._asking.dossier(wish)
        if isinstance(answer, m.Dossier):
            self._become(model.told_dossier(self._now(), answer))
        else:
            await self._tell(answer)

    async def _send(self, wish: SendFeedback) -> None:
        answer = await self._asking.feedback(wish)
        if isinstance(answer, m.Received):
            self._become(model.received(self._now(), answer.code))
            return
        if isinstance(answer, Told) and answer.good:  # it is kept, so it is done for its writer
            self._become(model.served(self._now()))
        await self._tell(answer)

    async def _tell_printed(self, outcome: Outcome | None, words: str) -> None:
        fault = self._parts.fault
        await self._tell(Told(words, good=True) if outcome else Unprinted(fault))

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

    def _refresh(self) -> None:
        """Look at the world and the parts anew."""
        now = self._now()
        world = replace(
            self._outside.world,
            shelf=self._library.shelf(alone=model.alone(now)),
            fault=self._parts.fault,
            clock_trusted=self.station.clock.synchronised(),
        )
        lines: tuple[tuple[str, str], ...] = ()
        if now.visitor.page == "technician":
            lines = self._technician.lines(world, self._texts[now.visitor.language])
        self._become(replace(now, world=world, lines=lines))

    def _become(self, state: State) -> None:
        """Let this be what is known, and show it."""
        self.state = state
        view = model.view(state, self.settings, self._texts)
        self.face.show(view)
        self._reader.aloud(view.spoken, state.visitor.language)
        self.station.presence.set_says(view.sentence if view.mode == "trouble" else "")
        self.station.presence.set_asked_for(asked=state.at < state.help_until)
        self._changed.set()

    def _now(self) -> State:
        return model.timed(self.state, self.station.clock.now(), self._at(), self.settings)

    def _at(self) -> int:
        return ms(self.station.clock.monotonic())

    def _later(self, work: Coroutine[None, None, None]) -> None:
        self.tasks.create_task(work)
