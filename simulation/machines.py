"""The machines of a centre: the real apps on simulated hardware."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import counter_display.app
import kiosk.app
import rating_pad.app
import simulation.kiosk
import ticket_dispenser.app
from broker.declared import Device
from broker.settings import CentreSettings
from contract.channels import Role
from counter_display.model import KEYS
from counter_display.settings import CounterDisplaySettings
from hardware.keys import STUCK_AFTER_S
from hardware.keys_simulated import SimulatedKeys
from hardware.lamp import Lamp
from hardware.printer_simulated import SimulatedPrinter
from hardware.sign_simulated import SimulatedSign
from hardware.voice_simulated import SimulatedVoice
from kiosk.parts import Hardware as KioskHardware
from kiosk.settings import KioskSettings
from kiosk.view import View as KioskView
from rating_pad.settings import PadSettings
from rating_pad.view import PadView
from runtime.online import Station
from runtime.signing import PublicKey
from simulation import settings
from ticket_dispenser.parts import Hardware
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.view import View

V = TypeVar("V")


@dataclass
class Screen(Generic[V]):
    """A face without glass: it remembers what it shows, and can be touched."""

    view: V | None = field(default=None, init=False)
    """What it shows; None before the first picture and without power."""
    _touches: asyncio.Queue[str] = field(default_factory=asyncio.Queue, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def show(self, view: V) -> None:
        """See the app's `Face`."""
        self._become(view)

    def put_out(self) -> None:
        """Show nothing: it has no power."""
        self._become(None)

    async def other(self, than: V | None) -> V | None:
        """What it shows, once that is something else."""
        while self.view == than:
            await self._changed.wait()
        return self.view

    async def lit(self, *, on: bool) -> None:
        """Wait until it shows something, or nothing."""
        while (self.view is not None) is not on:
            await self._changed.wait()

    def _become(self, view: V | None) -> None:
        self.view = view
        self._changed.set()
        self._changed = asyncio.Event()

    async def touches(self) -> AsyncIterator[str]:
        """See the app's `Face`."""
        while True:
            yield await self._touches.get()

    def touch(self, what: str) -> None:
        """Put a finger on it; a dark screen feels nothing."""
        if self.view is not None:
            self._touches.put_nowait(what)


@dataclass
class SimulatedScanner:
    """A scanner without optics: it is told what is held under it."""

    _read: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def codes(self) -> AsyncIterator[str]:
        """See the dispenser's `Scanner`."""
        while True:
            yield await self._read.get()

    def read(self, code: str) -> None:
        """Hold a code under it."""
        self._read.put_nowait(code)


@dataclass(frozen=True, slots=True)
class Dispenser:
    """A ticket dispenser with a button for each service, and perhaps a touch screen."""

    settings: DispenserSettings
    printer: SimulatedPrinter
    keys: SimulatedKeys
    voice: SimulatedVoice
    face: Screen[View]
    scanner: SimulatedScanner

    def serve(self, station: Station) -> Coroutine[Any, Any, None]:
        """Its app at work."""
        hardware = Hardware(self.printer, self.keys, self.voice, self.scanner)
        return ticket_dispenser.app.serve(self.settings, hardware, self.face, station)

    @property
    def key_names(self) -> tuple[str, ...]:
        """Its buttons, from left to right, and the keys of classes."""
        return (*(b.key for b in self.settings.buttons), *self.class_keys)

    @property
    def class_keys(self) -> tuple[str, ...]:
        """The keys that are pressed before a button."""
        return tuple(known.key for known in self.settings.class_keys)

    @property
    def has_screen(self) -> bool:
        """Whether its face is a touch screen; otherwise it is read and not touched."""
        return self.settings.face is not None

    def stick(self, key: str) -> None:
        """Let something hold a button down for so long that it counts as stuck."""
        self.keys.hold(key, STUCK_AFTER_S + 1)

    def free(self) -> None:
        """Let go whatever is held down."""
        for key in self.keys.down():
            self.keys.release(key)

    def supply(self, *, on: bool) -> None:
        """Give power to its hardware, or take it."""
        if not on:
            _put_out(self.keys, self.keys.lamps())
            self.face.put_out()


@dataclass(frozen=True, slots=True)
class CounterDisplay:
    """The sign above a counter and the keypad on it."""

    settings: CounterDisplaySettings
    sign: SimulatedSign
    keys: SimulatedKeys
    key_names: tuple[str, ...] = KEYS

    def serve(self, station: Station) -> Coroutine[Any, Any, None]:
        """Its app at work."""
        return counter_display.app.serve(self.settings, self.sign, self.keys, station)

    def supply(self, *, on: bool) -> None:
        """Give power to its hardware, or take it."""
        if on:
            self.sign.power_on()
        else:
            self.sign.power_off()
            _put_out(self.keys, self.key_names)


@dataclass(frozen=True, slots=True)
class RatingPad:
    """The pad on which a citizen rates."""

    settings: PadSettings
    voice: SimulatedVoice
    face: Screen[PadView]

    def serve(self, station: Station) -> Coroutine[Any, Any, None]:
        """Its app at work."""
        return rating_pad.app.serve(self.settings, self.voice, self.face, station)

    def supply(self, *, on: bool) -> None:
        """Give power to its hardware, or take it."""
        if not on:
            self.face.put_out()


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The touch screen on which citizens look up what there is to know."""

    settings: KioskSettings
    printer: SimulatedPrinter
    voice: SimulatedVoice
    face: Screen[KioskView]

    def serve(self, station: Station) -> Coroutine[Any, Any, None]:
        """Its app at work."""
        hardware = KioskHardware(self.printer, self.voice)
        return kiosk.app.serve(self.settings, hardware, self.face, station)

    def supply(self, *, on: bool) -> None:
        """Give power to its hardware, or take it."""
        if not on:
            self.face.put_out()


Machine = Dispenser | CounterDisplay | RatingPad | Kiosk
Touched = Dispenser | RatingPad | Kiosk
"""Machines with a face."""


def machine(
    centre: CentreSettings, device: Device, folder: Path, port: int, key: PublicKey | None = None
) -> Machine:
    """Build what the centre's settings declare; `port` is the near end of its cable.

    A kiosk believes what is signed with `key`.
    """
    match device.role:
        case Role.DISPENSER:
            of_dispenser = settings.dispenser(centre, device, folder, port)
            buttons = (button.key for button in of_dispenser.buttons)
            keys = SimulatedKeys(
                [*buttons, *(known.key for known in of_dispenser.class_keys)],
                more_lamps=[settings.HELP_LAMP],
            )
            return Dispenser(
                of_dispenser, SimulatedPrinter(), keys, SimulatedVoice(), Screen(),
                SimulatedScanner(),
            )  # fmt: skip
        case Role.COUNTER:
            of_display = settings.counter_display(centre, device, folder, port)
            return CounterDisplay(of_display, SimulatedSign(), SimulatedKeys(KEYS))
        case Role.PAD:
            of_pad = settings.rating_pad(centre, device, folder, port)
            return RatingPad(of_pad, SimulatedVoice(), Screen())
        case Role.KIOSK if key:
            of_kiosk = simulation.kiosk.kiosk(centre, device, folder, port, key)
            return Kiosk(of_kiosk, SimulatedPrinter(), SimulatedVoice(), Screen())
        case _:
            raise ValueError(f"{device.name} is a {device.role}: it has no machine to simulate")


def _put_out(keys: SimulatedKeys, names: Iterable[str]) -> None:
    for name in names:
        keys.lamp(name, Lamp.DARK)
