"""The ticket dispenser with buttons: how soon a press has its slip, what it holds, what it idles.

Real processes on the real Mosquitto: a finger writes to a serial keypad, and a printer at the far
end of a serial line knows when the first byte of the slip reached it.
"""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks.day import resident_mb
from benchmarks.limit import measure_commit
from benchmarks.press import asking
from benchmarks.table import Figure, percentile
from contract import messages as m
from hardware.escpos_language import RESET
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_plugs import SerialPlug
from simulation.child import Child
from tests.centre.harness import CentreRig, centre, running
from tests.centre.test_visit import devices_online, dispenser_settings
from tests.far_ends import KeypadFarEnd, serial_keypad
from tests.waiting import until

DISPENSER = "dispenser-1"
PRESSES, LENT, AWAY = 200, 120, 5
"""With the queue service there, with it known to be away, and finding it away."""
STARTS = 3
SLIPS = 20
"""Printed before a process's memory is read."""
IDLE_S = 20.0
PATIENCE_S = 2.0
"""After so long without an answer the dispenser gives a number of its own."""
PAUSE_S = 0.1, 0.3
"""Between a slip and the next press, at random: the next press meets no rhythm of the machine's."""
FORGOTTEN_S = 10.0
"""A press without a slip for so long was not answered."""
LEASES = {"least": 150, "most": 150}
SERVICES = ("dat-dai", "doanh-nghiep", "ho-tich", "cu-tru", "bao-hiem", "dien-nuoc")


async def measure(folder: Path) -> list[Figure]:
    """Start, press, press while the queue service is away, and rest."""
    for name in ("ours", "echo", "idle"):
        (folder / name).mkdir()
    return [
        *await _presses(folder / "ours", folder / "echo"),
        *await _at_rest(folder / "idle"),
    ]


class Watched(PrinterEmulator):
    """A printer that knows when a slip began to arrive."""

    began = 0.0

    def feed(self, data: bytes) -> bytes:
        """See `PrinterEmulator`."""
        if data.startswith(RESET):
            self.began = time.perf_counter()
        return super().feed(data)


@dataclass
class Hall:
    """A dispenser, a finger on its first button, and eyes for its slips."""

    rig: CentreRig
    printer: Watched
    buttons: KeypadFarEnd
    machine: Child
    chance: Random = field(default_factory=lambda: Random(7))
    forgotten: int = 0
    """Presses that led to no slip."""

    async def press(self) -> float:
        """Milliseconds from the press to the first byte at the printer; infinite without any."""
        await asyncio.sleep(self.chance.uniform(*PAUSE_S))
        slips, began = len(self.printer.slips), time.perf_counter()
        self.buttons.send("1")
        try:
            await until(lambda: len(self.printer.slips) > slips, FORGOTTEN_S)
        except TimeoutError:
            self.forgotten += 1
            return float("inf")
        finally:
            self.printer.slips.clear()
        return (self.printer.began - began) * 1e3

    async def journalled(self, kind: str, count: int) -> None:
        """Wait for so many facts of a kind."""
        with closing(sqlite3.connect(self.rig.journal)) as database:
            query = "SELECT count(*) FROM journal WHERE kind = ?"
            await until(lambda: database.execute(query, (kind,)).fetchone()[0] >= count)

    def queue_service(self, told: signal.Signals) -> None:
        """Stop it where it is, so that it only falls silent, or let it go on."""
        assert self.rig.broker.pid
        os.kill(self.rig.broker.pid, told)


@asynccontextmanager
async def hall(folder: Path) -> AsyncIterator[Hall]:
    """A centre with a dispenser that is not started yet."""
    printer = Watched()
    plug = SerialPlug(printer, folder / "printer")
    await plug.plug()
    with serial_keypad(folder / "buttons") as buttons:
        async with centre(folder, changes={"leases": LEASES}) as rig:
            machine = rig.process("ticket_dispenser", dispenser_settings(folder))
            yield Hall(rig, printer, buttons, machine)
    await plug.unplug()


async def _presses(folder: Path, beside: Path) -> list[Figure]:
    async with hall(folder) as here, centre(beside) as peer:
        await peer.broker.stop()
        started = [await _start(here) for _ in range(STARTS)]
        bare = [await _libraries() for _ in range(STARTS)]
        async with running(here.machine):
            await here.journalled("leased", 1)
            online = [await here.press() for _ in range(PRESSES)]
            with asking(peer) as asker:
                echo = await asyncio.to_thread(asker.trips, PRESSES, PAUSE_S[0])
            commit = measure_commit(peer.folder, PRESSES, PAUSE_S[0]) * 1e3
            found = [await _finding_it_away(here, count) for count in range(1, AWAY + 1)]
            here.queue_service(signal.SIGSTOP)
            await here.press()
            lent = [await here.press() for _ in range(LENT)]
            here.queue_service(signal.SIGCONT)
    ready, answered = (max(times) for times in zip(*started, strict=True))
    what = "dispenser, press to first byte at the printer"
    trip = percentile(echo, 0.5) * 1e3
    peers = f"an echo over MQTT {trip:.2g} ms, a commit {commit:.2g} ms; {load()}"
    online_p50, lent_p50 = percentile(online, 0.5), percentile(lent, 0.5)
    told = f"{PRESSES} presses, {LENT} on a lease, {AWAY} that found it away"
    libraries = f"its libraries alone {max(bare):.2g} s; longest of {STARTS}"
    more = max(found) / 1e3 - online_p50 / 1e3
    return [
        Figure(f"{what}, median", online_p50, 60, "ms", beside=peers),
        Figure(f"{what}, p99", percentile(online, 0.99), 200, "ms", beside=f"{PRESSES} presses"),
        Figure(f"{what} on a lease, median", lent_p50, None, "ms"),
        Figure(f"{what} on a lease, p99", percentile(lent, 0.99), 400, "ms", beside=f"{LENT}"),
        Figure(
            f"{what}, more where it finds the queue service away", more, PATIENCE_S + 0.1, "s",
            beside=f"its patience, {PATIENCE_S:.0f} s; longest of {AWAY}",
        ),
        Figure("dispenser, presses without a slip", here.forgotten, 0, "", beside=told),
        Figure("dispenser, process start to ready", ready, 10, "s", beside=libraries),
        Figure("dispenser, process start to the first slip", answered, 10, "s", beside=libraries),
    ]  # fmt: skip


async def _finding_it_away(here: Hall, count: int) -> float:
    """Press while the queue service is silent and nobody knows; then have it known again."""
    here.queue_service(signal.SIGSTOP)
    took = await here.press()
    here.queue_service(signal.SIGCONT)
    await here.journalled("voided", count)  # what it answered too late
    await here.press()
    return took


async def _start(here: Hall) -> tuple[float, float]:
    """Seconds until it says that it is ready, and until a press is answered by a slip."""
    here.printer.slips.clear()
    began = time.perf_counter()
    async with running(here.machine):
        ready = time.perf_counter() - began
        while not here.printer.slips:
            here.buttons.send("1")
            await asyncio.sleep(0.05)
        return ready, here.printer.began - began


async def _libraries() -> float:
    """Seconds in which Python imports what a dispenser cannot do without, and ends."""
    began = time.perf_counter()
    needed = "import asyncio, sqlite3, pydantic, paho.mqtt.client, PIL.ImageFont, qrcode, serial"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", needed)
    await process.wait()
    return time.perf_counter() - began


# --- At rest -------------------------------------------------------------------------------------


async def _at_rest(folder: Path) -> list[Figure]:
    """Six lamps breathe, nobody comes: the pins are gpiozero's mock, slips are ordered."""
    printer = PrinterEmulator()
    plug = SerialPlug(printer, folder / "printer")
    await plug.plug()
    async with centre(folder) as rig, rig.link("reception") as reception:
        async with running(rig.process("ticket_dispenser", _with_lamps(folder))) as machine:
            await devices_online(rig, DISPENSER)
            await _order(reception.ask, printer)
            busy = resident_mb(machine.pid)
            idle = await idle_percent(machine.pid)
            memory = resident_mb(machine.pid)
        peer = Child((sys.executable, "-m", "benchmarks.bare", "lamps"), folder / "bare.log")
        async with running(peer):
            bare_memory, bare_idle = resident_mb(peer.pid), await idle_percent(peer.pid)
    await plug.unplug()
    what = "dispenser with six breathing lamps"
    return [
        Figure(
            f"{what}, resident memory after {SLIPS} slips", memory, 60, "MB",
            beside=(
                f"{busy:.3g} MB while the last one came out; its libraries and lamps alone"
                f" {bare_memory:.3g} MB"
            ),
        ),
        Figure(
            f"{what}, idle", idle, 3, "% of a core",
            beside=f"its lamps alone {bare_idle:.2g} %; over {IDLE_S:.0f} s; {load()}",
        ),
    ]  # fmt: skip


def _with_lamps(folder: Path) -> dict[str, Any]:
    keys = [str(number) for number in range(1, len(SERVICES) + 1)]
    pairs = zip(keys, SERVICES, strict=True)
    return {
        **dispenser_settings(folder),
        "keys": {"driver": "simulated", "keys": keys},
        "buttons": [{"key": key, "service": service} for key, service in pairs],
        "printer_check_s": 3.0,
    }


async def _order(ask: Callable[..., Awaitable[m.Answer]], printer: PrinterEmulator) -> None:
    """Have slips printed, as the reception does."""
    for _ in range(SLIPS):
        printer.slips.clear()
        await ask(m.TicketAsk(id=uuid4(), service="dat-dai", slip=DISPENSER), patience_s=10)
        await until(lambda: printer.slips)


async def idle_percent(pid: int | None, seconds: float = IDLE_S) -> float:
    """Percent of a core that a process takes from now on."""
    before, began = _core_seconds(pid), time.perf_counter()
    await asyncio.sleep(seconds)
    return 100 * (_core_seconds(pid) - before) / (time.perf_counter() - began)


def _core_seconds(pid: int | None) -> float:
    """What a process has taken so far, by itself and by the system for it; see proc(5)."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def load() -> str:
    """How much the machine has to do besides, in words."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
