"""The dispenser's work: a press, a number, a slip, and what becomes of a number without one.

Notes in the outbox make it safe to die at any point. `press`: a number was asked for; whoever
finds the note later takes that number back, for its citizen has left. `slip`: the number may be on
paper; whoever finds the note leaves it valid, for nothing that was printed is ever lost. `void`:
the citizen was told that the number is taken back. `check_in` is the `press` of an appointment.
"""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from contract import messages as m
from faces.fonts import Fonts
from faces.texts import Texts, load
from hardware.keys import Keys
from hardware.lamp import Lamp
from hardware.printer import REMEDIES, Outcome, Printer, PrinterError
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.outbox import Outbox
from runtime.reach import Reach
from ticket_dispenser import model
from ticket_dispenser.model import State
from ticket_dispenser.scanner import Scanner
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.slips import Slips
from ticket_dispenser.view import Face

log = logging.getLogger(__name__)


Press = m.TicketAsk | m.CheckInAsk
"""What a citizen's press, or the code of an appointment, asks."""

LONGEST_CODE = 64
"""What is longer was not written by a centre; it is asked for cut off, and refused."""

SCANNED = "scanner"
"""Stands for a key where a code was read instead."""


async def serve(  # noqa: PLR0913, PLR0917 - its surroundings, each of another kind
    settings: DispenserSettings,
    printer: Printer,
    keys: Keys,
    face: Face,
    station: Station,
    scanner: Scanner,
) -> None:
    """Give numbers until cancelled."""
    async with (
        Outbox.open(settings.data / "dispenser.db") as outbox,
        asyncio.TaskGroup() as tasks,
    ):
        dispenser = Dispenser(settings, printer, keys, face, station, outbox, tasks)
        tasks.create_task(dispenser.settle_leftovers(), name="leftovers")
        tasks.create_task(dispenser.watch_parts(), name="parts")
        tasks.create_task(dispenser.take_codes(scanner), name="codes")
        await dispenser.take_presses()


@dataclass
class Dispenser:
    """One dispenser at work."""

    settings: DispenserSettings
    printer: Printer
    keys: Keys
    face: Face
    station: Station
    outbox: Outbox
    tasks: asyncio.TaskGroup
    state: State = field(default_factory=State, init=False)

    def __post_init__(self) -> None:
        """Load what is drawn with, and look for the queue service."""
        self._texts: Texts = load(self.settings.language)
        self._slips = Slips.open(self.settings, Fonts.load(), self.printer.width)
        self._buttons = {button.key: button for button in self.settings.buttons}
        self._class_keys = {known.key: known.class_id for known in self.settings.class_keys}
        self._reach = Reach(
            self.station.link, lambda reached: self._show(replace(self.state, reached=reached))
        )
        self._show(replace(self.state, reached=self._reach.reached))

    async def take_presses(self) -> None:
        """Serve one press after another; what is pressed meanwhile is nobody's turn."""
        async for key in self.keys.presses():
            if not self.state.takes_presses:
                continue
            if key in self._class_keys:
                self._choose(key)
            elif button := self._buttons.get(key):
                chosen = self.state.chosen
                ask = m.TicketAsk(
                    id=self.station.new_id(),
                    service=button.service,
                    intent=button.intent,
                    class_id=chosen.class_id if chosen else None,
                )
                self._begin(ask, key)

    async def take_codes(self, scanner: Scanner) -> None:
        """Give the numbers of appointments whose codes are read."""
        async for read in scanner.codes():
            code = read.strip()[:LONGEST_CODE]
            if code and self.state.takes_presses:
                self._begin(m.CheckInAsk(id=self.station.new_id(), code=code), SCANNED)

    def _begin(self, ask: Press, key: str) -> None:
        self._show(replace(self.state, press=model.Working(key), chosen=None))
        self.tasks.create_task(self._press(ask), name=f"press {key}")

    def _choose(self, key: str) -> None:
        """Let the next number be of a class; the same key again takes that back."""
        class_id = self._class_keys[key]
        name = self._slips.class_name(class_id) or class_id
        again = self.state.chosen is not None and self.state.chosen.key == key
        chosen = None if again else model.ChosenClass(key, class_id, name)
        self._show(replace(self.state, press=None, chosen=chosen))
        if chosen:
            self.tasks.create_task(self._forget(chosen), name=f"class {class_id}")

    async def _forget(self, chosen: model.ChosenClass) -> None:
        """A class that nobody pressed a button for is not that of whoever comes next."""
        await asyncio.sleep(self.settings.class_key_s)
        if self.state.chosen is chosen:
            self._show(replace(self.state, chosen=None))

    async def watch_parts(self) -> None:
        """Know how printer and keys are before anybody presses."""
        while True:
            if not isinstance(self.state.press, model.Working | model.Unprinted):
                await self._printer_is_well()
            fault = self.keys.fault()
            self.station.presence.set_part("keys", "fault" if fault else "ok", fault)
            await asyncio.sleep(self.settings.printer_check_s)

    async def settle_leftovers(self) -> None:
        """Take up what an earlier life of this process left unfinished."""
        items = await self.outbox.pending()
        voids = {UUID(bytes=item.body) for item in items if item.kind == "void"}
        slips = {item.key for item in items if item.kind == "slip"}
        for item in items:
            match item.kind:
                case "void":
                    await self._report_void(UUID(bytes=item.body), m.VoidReason.PRINTER_FAILED)
                case "slip" if item.key in voids:
                    await self.outbox.done(item.key)
                case "slip":
                    await self._report_printed(item.key)
                case "check_in":
                    await self._take_back(m.CheckInAsk.model_validate_json(item.body), slips)
                case _:
                    await self._take_back(m.TicketAsk.model_validate_json(item.body), slips)

    # --- A press ---------------------------------------------------------------------------

    async def _press(self, ask: Press) -> None:
        kind = "check_in" if isinstance(ask, m.CheckInAsk) else "press"
        await self.outbox.put(ask.id, kind, ask.model_dump_json().encode())
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            self.tasks.create_task(self._take_back(ask), name="take back")
            await self._tell(model.NoAnswer())
            return
        if isinstance(answer, m.Issued):
            await self.outbox.put(answer.ticket.id, "slip", b"")
            await self.outbox.done(ask.id)
            await self._hand_over(answer)
        else:
            await self.outbox.done(ask.id)
            await self._tell(_refusal(answer))

    async def _hand_over(self, issued: m.Issued) -> None:
        """Bring the number to its citizen: on paper, on the screen, or not at all."""
        ticket = issued.ticket
        outcome = await self._print_in_time(issued)
        if outcome is not None:
            self._later(self._report_printed(ticket.id))
            await self._tell(model.Taken(ticket.label, sure=outcome is Outcome.PRINTED))
        elif self.settings.unprinted == "void":
            await self.outbox.put(_void_note(ticket.id), "void", ticket.id.bytes)
            await self.outbox.done(ticket.id)
            self._later(self._report_void(ticket.id, m.VoidReason.PRINTER_FAILED))
            await self._tell(model.Voided(ticket.label))
        else:
            await self.outbox.done(ticket.id)
            self._show(replace(self.state, press=None))

    async def _print_in_time(self, issued: m.Issued) -> Outcome | None:
        """Print; when the printer fails, again as soon as it is well, until time is up."""
        picture = self._slips.draw(issued)
        until = self.station.clock.monotonic() + self.settings.reprint_within_s
        begun = False
        while True:
            try:
                return await self.printer.print(picture)
            except PrinterError as error:
                log.warning("%s is not printed: %s", issued.ticket.label, error)
                kept = self.settings.unprinted == "keep"
                fault = error.fault
                self._show(
                    replace(
                        self.state,
                        press=model.Unprinted(issued.ticket.label, fault, kept),
                        fault=fault,
                    )
                )
                begun = begun or error.begun
            if not await self._mended_by(until):
                return Outcome.PERHAPS if begun else None

    async def _mended_by(self, until: float) -> bool:
        """Wait until the printer is well; False when `until`, a monotonic time, comes first."""
        while self.station.clock.monotonic() < until:
            if await self._printer_is_well():
                return True
            await asyncio.sleep(self.settings.printer_check_s)
        return False

    # --- What must reach the queue service, however long it takes ----------------------------

    async def _take_back(self, ask: Press, unless: set[UUID] | None = None) -> None:
        """Learn which number a press led to after all, and void it: nobody holds it."""
        answer = await self.station.link.insist(ask)
        if isinstance(answer, m.Issued) and answer.ticket.id not in (unless or set()):
            await self._report_void(answer.ticket.id, m.VoidReason.TOO_LATE)
        await self.outbox.done(ask.id)

    async def _report_printed(self, ticket: UUID) -> None:
        await self._report(m.PrintedAsk(id=self.station.new_id(), ticket=ticket))
        await self.outbox.done(ticket)

    async def _report_void(self, ticket: UUID, reason: m.VoidReason) -> None:
        await self._report(m.VoidAsk(id=self.station.new_id(), ticket=ticket, reason=reason))
        await self.outbox.done(_void_note(ticket))

    async def _report(self, ask: m.PrintedAsk | m.VoidAsk) -> None:
        answer = await self.station.link.insist(ask)
        if isinstance(answer, m.Refused):
            log.warning("the queue service refused %r: %s %s", ask, answer.reason, answer.detail)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        self.tasks.create_task(work, name="report")

    # --- What is known, and what is shown of it ----------------------------------------------

    async def _printer_is_well(self) -> bool:
        status = await self.printer.status()
        if status.fault is not None:
            self.station.presence.set_part("printer", "fault", f"It {REMEDIES[status.fault]}.")
        else:
            self.station.presence.set_part("printer", "ok" if status.known else "unknown")
        self._show(replace(self.state, fault=status.fault))
        return status.fault is None

    async def _tell(self, situation: model.Situation) -> None:
        """Show how a press ended, for as long as one needs to read it."""
        self._show(replace(self.state, press=situation))
        await asyncio.sleep(self.settings.told_s)
        if self.state.press is situation:
            self._show(replace(self.state, press=None))

    def _show(self, state: State) -> None:
        """Let this be what is known, and show it."""
        self.state = state
        view = model.view(self.state, self._texts)
        self.face.show(view)
        self.station.presence.set_says(view.sentence if view.mode == "trouble" else "")
        for key in (*self._buttons, *self._class_keys):
            self.keys.lamp(key, self._lamp(key))

    def _lamp(self, key: str) -> Lamp:
        """What the lamp in a key tells; a stuck key cannot be pressed, so it does not invite."""
        press, chosen = self.state.press, self.state.chosen
        if key in self.keys.stuck():
            return Lamp.DARK
        if isinstance(press, model.Working) and press.key == key:
            return Lamp.BLINKING
        if key in self._class_keys:
            return Lamp.STEADY if chosen and chosen.key == key else Lamp.DARK
        return Lamp.BREATHING if self.state.takes_presses else Lamp.DARK


def _void_note(ticket: UUID) -> UUID:
    """The key of the note that a ticket is to be voided, beside the note that it is a slip."""
    return uuid5(ticket, "void")


def _refusal(answer: m.Answer) -> model.Refused:
    reason = answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE
    return model.Refused(reason)
