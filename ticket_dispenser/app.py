"""The dispenser's work: what is pressed, touched or ordered becomes a number, and that a slip.

It keeps one `State`. Whatever happens makes another of it, and whenever it is another one, face,
lamps, voice and the device's own state show it.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from contract import messages as m
from faces.fonts import Fonts
from faces.patience import ms
from faces.texts import LANGUAGES, load
from faces.touching import Face
from faces.wishes import Help
from hardware.printer import Outcome, PrinterError
from paper.slips import Slips
from runtime import memory
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.outbox import Item, Outbox
from ticket_dispenser import model
from ticket_dispenser import situations as s
from ticket_dispenser.ledger import Ledger
from ticket_dispenser.lender import Lender
from ticket_dispenser.numbers import Given, Numbers, read
from ticket_dispenser.outside import Outside
from ticket_dispenser.parts import Hardware, Parts
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.speaking import Speaker
from ticket_dispenser.state import State
from ticket_dispenser.technician import Technician
from ticket_dispenser.view import View
from ticket_dispenser.visitor import somebody
from ticket_dispenser.wishes import CheckIn, Report, TakeNumber, Wish

log = logging.getLogger(__name__)

ORDERED_WITHIN_MS = 60_000
"""A slip that the reception ordered longer ago is not printed: its holder has left."""


async def serve(
    settings: DispenserSettings, hardware: Hardware, face: Face[View], station: Station
) -> None:
    """Give numbers until cancelled."""
    async with (
        Outbox.open(settings.data / "dispenser.db", read) as outbox,
        Ledger.open(settings.data / "numbers.db", station.new_id) as ledger,
        asyncio.TaskGroup() as tasks,
    ):
        leftovers = await outbox.pending()
        dispenser = Dispenser(settings, hardware, face, station, outbox, ledger, tasks, leftovers)
        for name, work in dispenser.works().items():
            tasks.create_task(work, name=name)


@dataclass
class Dispenser:
    """One dispenser at work."""

    settings: DispenserSettings
    hardware: Hardware
    face: Face[View]
    station: Station
    outbox: Outbox
    ledger: Ledger
    tasks: asyncio.TaskGroup
    leftovers: Sequence[Item]
    state: State = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _idle: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    """Set as long as no press is being served."""
    _reached: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _orders: asyncio.Queue[m.Issued] = field(default_factory=asyncio.Queue, init=False)

    def __post_init__(self) -> None:
        """Put its parts together, and look for the queue service."""
        settings, station = self.settings, self.station
        self.state = State(somebody(settings, self._at()))
        spoken = LANGUAGES if settings.face else (settings.language,)
        self._texts = {language: load(language) for language in spoken}
        self._slips = Slips.open(settings, Fonts.load(), self.hardware.printer.width)
        self._outside = Outside(settings, station, self._refresh, self._orders.put_nowait)
        self._parts = Parts(settings, self.hardware, station, self._refresh)
        self._speaker = Speaker(self.hardware.voice, settings, self._texts, self._later)
        self._technician = Technician(
            settings, station, self._parts, self._slips, self._texts, lambda: self.state.world
        )
        self._printer = self._parts.supply.slip_printer(settings.printer_check_s)
        self._lender = Lender(
            station.link, self.ledger, station.clock, self._services, self._reached,
            self._parts.set_lends,
        )  # fmt: skip
        self._numbers = Numbers(
            settings, station, self.outbox, self._lender,
            lambda: self._outside.world, self._outside.silent, self._later, self.leftovers,
        )  # fmt: skip
        self._outside.listen()
        self._refresh()

    def works(self) -> dict[str, Coroutine[Any, Any, None]]:
        """All that goes on at once, by name."""
        return {
            "leftovers": self._numbers.settle_leftovers(),
            "parts": self._parts.watch(lambda: self.state.busy),
            "numbers": self._lender.run(),
            "time": self._keep_time(),
            "presses": self._take_presses(),
            "touches": self._take_touches(),
            "codes": self._take_codes(),
            "orders": self._take_orders(),
        }

    # --- What people do ------------------------------------------------------------------------

    async def _take_presses(self) -> None:
        """Serve one press after another; what is pressed meanwhile is nobody's turn."""
        keys = self.hardware.keys
        if keys is None:
            return
        presses = keys.presses()
        log.info("takes presses")
        async for key in presses:
            self.hardware.voice.tick()
            self._technician.pressed(key)
            self._pressed(key)
            if self._technician.begins_to_hold(keys.down()):
                self._later(self._held_for_print())

    def _pressed(self, key: str) -> None:
        state, wish = model.pressed(self._now(), key, self.settings)
        if wish is None and any(button.key == key for button in self.settings.buttons):
            said = model.view(state, self.settings, self._texts).sentence
            log.info("press of %s is passed over, it says: %s", key, said)
        self._step(state, wish)

    async def _take_touches(self) -> None:
        async for touch in self.face.touches():
            self._touched(touch)

    async def _take_codes(self) -> None:
        """Give the numbers of appointments whose codes are read."""
        async for code in self.hardware.scanner.codes():
            self._touched(f"scan:{code}")

    def _touched(self, touch: str) -> None:
        if not touch.startswith("corner:"):
            self.hardware.voice.tick()
        self._step(*model.touched(self._now(), touch, self.settings, self._texts))

    async def _take_orders(self) -> None:
        """Print the slips that the reception asked for, when nobody else is being served."""
        while True:
            issued = await self._orders.get()
            if self.station.clock.now() - issued.issued_at > ORDERED_WITHIN_MS:
                log.warning("%s was ordered too long ago to be printed", issued.ticket.label)
                continue
            while self.state.busy:  # somebody may press before this task has its turn
                await self._idle.wait()
            if not self._numbers.was_ordered(issued):
                self._become(replace(self._now(), press=s.Working("")))
                await self._hand_over(await self._numbers.ordered(issued), keep=True)

    def _step(self, state: State, wish: Wish | None) -> None:
        self._become(state)
        match wish:
            case None:
                pass
            case TakeNumber() | CheckIn():
                # Of a state that is not busy yet when it was touched or read, not pressed.
                if not self.state.busy:
                    self._become(model.begun(self.state))
                self._later(self._serve(wish))
            case Report(label=label):
                self._become(model.begun(self.state))
                self._later(self._report(label))
            case Help():
                until = self._at() + ms(self.settings.help_s)
                self._become(replace(self.state, help_until=until))
            case _:
                self._later(self._technician.fulfil(wish, self._print))

    # --- A press -------------------------------------------------------------------------------

    async def _serve(self, wish: TakeNumber | CheckIn) -> None:
        given = await self._numbers.take(wish)
        if isinstance(given, Given):
            await self._hand_over(given, keep=self.settings.unprinted == "keep")
        else:
            await self._tell(given)
        self._refresh()  # one number of its own is gone, perhaps its last

    async def _report(self, label: str) -> None:
        ask = m.ReportAsk(id=self.station.new_id(), label=label[:12])
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            await self._tell(s.NoAnswer())
            return
        told = s.Refused(answer.reason) if isinstance(answer, m.Refused) else s.Reported(label)
        await self._tell(told)

    async def _hand_over(self, given: Given, *, keep: bool) -> None:
        """Bring a number to its citizen: on paper, on the screen, or not at all."""

        def failed(error: PrinterError) -> None:
            log.warning("%s is not printed: %s", given.label, error)
            self._become(
                replace(self._now(), press=s.Unprinted(given.label, error.fault, kept=keep))
            )

        # A number that stays good without a slip must be seen.
        within_s = max(self.settings.reprint_within_s, self.settings.told_s if keep else 0)
        outcome = await self._printer.print(
            given.draw(self._slips, self._outside.world), within_s, failed
        )
        memory.give_back()  # the picture was large, and the next one may be long in coming
        if outcome is not None:
            await given.out()
            sure = outcome is Outcome.PRINTED
            self._speaker.number(given.label, self.state.visitor.language)
            await self._tell(s.Taken(given.label, sure, given.claimed))
        elif keep:
            await given.kept()
            log.info("press: %s stays good without a slip", given.label)
            self._become(replace(self._now(), press=None))
        else:
            await given.void()
            await self._tell(s.Voided(given.label))

    async def _print(self, picture: Any) -> Outcome | None:  # noqa: ANN401
        """Print something that is no slip."""
        return await self._printer.print(picture, 0, lambda _: None)

    async def _held_for_print(self) -> None:
        """Two buttons are held: the sign of a technician where there is no screen."""
        if self.hardware.keys and await self._technician.holds_on(self.hardware.keys.down):
            await self._technician.fulfil_print(self._print)

    async def _tell(self, situation: s.Situation) -> None:
        """Show how a press ended, for as long as one needs to read it."""
        log.info("press: %s", s.in_log(situation))
        self._become(replace(self._now(), press=situation))
        await asyncio.sleep(self.settings.told_s)
        if self.state.press is situation:
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
        world = self._outside.world
        (self._reached.set if world.reached else self._reached.clear)()
        lent = frozenset(one for one in self._services() if self._lender.lacks(one) is None)
        trusted = self.station.clock.synchronised()
        world = replace(world, lent=lent, fault=self._parts.supply.fault, clock_trusted=trusted)
        self._parts.set_undeclared(model.undeclared(world, self.settings))
        facts = self._technician.facts(world, self.state.visitor)
        self._become(replace(self._now(), world=world, stuck=self._parts.stuck, facts=facts))

    def _become(self, state: State) -> None:
        """Let this be what is known, and show it."""
        self.state = state
        view = model.view(state, self.settings, self._texts)
        self.face.show(view)
        self._speaker.aloud(view.spoken, state.visitor.language)
        self._parts.set_says(view.sentence if view.mode == "trouble" else "")
        self.station.presence.set_asked_for(asked=state.at < state.help_until)
        if keys := self.hardware.keys:
            for name, lamp in model.lamps(state, self.settings).items():
                keys.lamp(name, lamp)
        (self._idle.clear if state.busy else self._idle.set)()
        self._changed.set()

    def _services(self) -> tuple[str, ...]:
        return model.offered(self._outside.world, self.settings)

    def _now(self) -> State:
        return model.timed(self.state, self.station.clock.now(), self._at(), self.settings)

    def _at(self) -> int:
        return ms(self.station.clock.monotonic())

    def _later(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        return self.tasks.create_task(work)
