"""The drill: a day's presses on three dispensers, while everything around them fails.

Broker, Mosquitto and dispensers are processes; network, printers and buttons are in our hands. One
seed decides which button is pressed and what fails at which moment.
"""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hardware.printer_emulator import Condition
from hardware.printer_plugs import NetworkPlug, SerialPlug
from simulation.cable import cable
from simulation.child import Child
from tests.centre.drill_booth import BUTTONS, CODES, Booth, ended
from tests.centre.drill_plan import CENTRAL, Mishap, Part, Turn, dealt
from tests.centre.harness import CentreRig, centre
from tests.far_ends import serial_keypad
from tests.waiting import until

BOOTHS = ("drill-1", "drill-2", "drill-3")
MORE_PRESSES = 60
"""A booth presses so often beyond its turns at most, until all has failed that was to."""
SIGNALS = {"killed": signal.SIGKILL, "hangs": signal.SIGSTOP, "restarted": signal.SIGTERM}


@dataclass(slots=True)
class Broken:
    """Something that has failed, until it is mended."""

    mishap: Mishap
    booth: Booth
    presses: int
    """It is mended after so many more."""
    mended: bool = False

    @property
    def central(self) -> bool:
        """Whether all dispensers feel it."""
        return self.mishap.part in CENTRAL


@dataclass
class Drill:
    """Three booths, and what is broken around them."""

    rig: CentreRig
    booths: list[Booth] = field(default_factory=list)
    broken: dict[tuple[Part, str], Broken] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)

    def strike(self, booth: Booth, mishap: Mishap) -> bool:
        """Let a part fail now, if it is whole."""
        struck = self._strike(booth, mishap)
        self.happened[mishap.kind] += struck
        return struck

    def _strike(self, booth: Booth, mishap: Mishap) -> bool:
        what = (mishap.part, "" if mishap.part in CENTRAL else booth.name)
        process = self._process(mishap.part)
        if what in self.broken or (process and process.pid is None):
            return False
        if mishap.part is Part.DISPENSER:
            return booth.end(SIGNALS[mishap.how])
        presses = mishap.lasts * (len(BOOTHS) if mishap.part in CENTRAL else 1)
        self.broken[what] = Broken(mishap, booth, presses)
        if process and process.pid:
            os.kill(process.pid, SIGNALS[mishap.how])
        elif mishap.part is Part.PRINTER:
            booth.printer.condition = Condition(mishap.how)
        else:
            booth.cable.pull()
            if mishap.how == "flaps":
                booth.cable.plug()
                del self.broken[what]
        return True

    def noticed(self, booth: Booth) -> None:
        """Mend a printer at once, where somebody stands by."""
        broken = self.broken.get((Part.PRINTER, booth.name))
        if broken and not broken.mishap.lasts:
            del self.broken[Part.PRINTER, booth.name]
            booth.printer.condition = Condition.OK

    async def run(self, hands: Sequence[Sequence[Turn]], chance: Random) -> None:
        """Have all booths pressed at the same time; at the end mend everything, and wait."""
        async with asyncio.TaskGroup() as people:
            for booth, turns in zip(self.booths, hands, strict=True):
                people.create_task(self._press(booth, turns, Random(chance.random())))
        for broken in list(self.broken.values()):
            await self._mend(broken)
        for booth in self.booths:
            await booth.well(set)
        for booth in self.booths:
            await booth.settled()
            booth.collect()

    async def _press(self, booth: Booth, turns: Sequence[Turn], chance: Random) -> None:
        for turn in turns:
            if turn.mishap:
                booth.waiting.append(turn.mishap)
            await self._press_once(booth, turn.button)
        for _ in range(MORE_PRESSES):
            if not booth.waiting:
                break
            await self._press_once(booth, chance.randrange(len(BUTTONS)))

    async def _press_once(self, booth: Booth, button: int) -> None:
        await booth.well(lambda: set(self._ills(booth)))
        await booth.press(button)
        for broken in list(self.broken.values()):
            if broken.booth is booth or broken.central:
                broken.presses -= 1
                if broken.presses <= 0:
                    await self._mend(broken)

    async def _mend(self, broken: Broken) -> None:
        if broken.mended:
            return
        broken.mended = True
        mishap, booth = broken.mishap, broken.booth
        process = self._process(mishap.part)
        if mishap.how == "hangs" and process and process.pid:
            os.kill(process.pid, signal.SIGCONT)
        elif process:
            await ended(process)
        match mishap.part:
            case Part.BROKER:
                await self.rig.broker.start()
            case Part.MOSQUITTO:
                await self.rig.mosquitto.start()
            case Part.CABLE:
                booth.cable.plug()
            case Part.PRINTER:
                booth.printer.condition = Condition.OK
            case Part.DISPENSER:
                pass  # whoever presses next starts it
        where = "" if mishap.part in CENTRAL else booth.name
        self.broken.pop((mishap.part, where), None)

    def _ills(self, booth: Booth) -> Iterator[Part]:
        """What is the matter with a booth now."""
        for part, name in self.broken:
            if name in {"", booth.name}:
                yield part

    def _process(self, part: Part) -> Child | None:
        if part is Part.BROKER:
            return self.rig.broker
        return self.rig.mosquitto.child if part is Part.MOSQUITTO else None


@asynccontextmanager
async def drill(folder: Path) -> AsyncIterator[Drill]:
    """A centre of three dispensers, each with numbers of its own, ready to be broken."""
    devices = [{"name": name, "role": "dispenser"} for name in BOOTHS]
    async with AsyncExitStack() as stack:
        rig = await stack.enter_async_context(
            centre(folder, more_devices=devices, changes=_changes())
        )
        held = Drill(rig)
        for name in BOOTHS:
            held.booths.append(await _booth(held, name, stack))
        for booth in held.booths:
            await booth.stand()
            stack.push_async_callback(booth.child.stop)
        await until(lambda: all(booth.can_be_alone() for booth in held.booths))
        yield held


def _changes() -> Mapping[str, Any]:
    """A day that does not turn within a drill, and enough numbers to lend."""
    noon = datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(hours=12)
    lent = {"first": 1001, "last": 4000, "least": 20, "most": 40}
    return {"day_turns": f"{noon.hour:02}:00", "leases": lent, "sign_width": 5}


async def _booth(held: Drill, name: str, stack: AsyncExitStack) -> Booth:
    rig = held.rig
    wire = await stack.enter_async_context(cable(rig.mosquitto.port))
    keypad = stack.enter_context(serial_keypad(rig.folder / f"{name}.buttons"))
    data = rig.folder / name
    child = Child((), rig.folder / f"{name}.log")
    child.log.touch()
    booth = Booth(name, data, child, wire, keypad, held.strike, held.noticed)
    printer = await _plugged(booth, rig.folder, stack)
    settings = _settings(name, rig.folder, printer)
    server = {**rig.server(name), "port": wire.port}
    booth.child = rig.process("ticket_dispenser", {**settings, "server": server})
    return booth


async def _plugged(booth: Booth, folder: Path, stack: AsyncExitStack) -> dict[str, Any]:
    """Its printer's cable: the last booth's printer is on the network."""
    if booth.name == BOOTHS[-1]:
        network = NetworkPlug(booth.printer)
        await network.plug()
        stack.push_async_callback(network.unplug)
        return {"driver": "escpos-network", "host": "127.0.0.1", "port": network.port}
    serial = SerialPlug(booth.printer, folder / f"{booth.name}.printer")
    await serial.plug()
    stack.push_async_callback(serial.unplug)
    return {"driver": "escpos-serial", "device": str(serial.path)}


def _settings(name: str, folder: Path, printer: dict[str, Any]) -> dict[str, Any]:
    """A dispenser of little patience; on the last one a screen would show what is not printed."""
    return {
        "device": name,
        "printer": {**printer, "answer_within_s": 0.2},
        "keys": {"driver": "serial", "device": str(folder / f"{name}.buttons"), "codes": CODES},
        "buttons": [{"key": key, "service": service} for key, service in BUTTONS.items()],
        "patience_s": 0.7,
        "printer_check_s": 0.02,
        "told_s": 0.01,
        "reprint_within_s": 1.0,
        "unprinted": "keep" if name == BOOTHS[-1] else "void",
        "slip": {
            "centre": "Trung tâm Phục vụ hành chính công",
            "follow_url": "https://mot-cua.example/t/{token}",
        },
    }


def hands(seed: int, presses: int, every: int) -> list[list[Turn]]:
    """Who presses what, and what fails when."""
    return dealt(Random(seed), presses, every, len(BUTTONS), len(BOOTHS))
