"""What the device processes hold in memory, and how quickly a slip is ready for the printer."""

import asyncio
import time
from pathlib import Path
from uuid import UUID

from benchmarks.day import resident_mb
from benchmarks.table import Figure, percentile
from contract.messages import Intent, Issued, Ticket
from faces.fonts import Fonts
from hardware.escpos_language import encode
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_models import GENERIC
from hardware.printer_plugs import SerialPlug
from paper.slips import Slips
from tests.centre.harness import centre, running
from tests.centre.test_visit import counter_settings, devices_online, dispenser_settings
from tests.far_ends import modbus_sign, serial_keypad
from ticket_dispenser.settings import DispenserSettings

SLIPS = 200
PRINTED = 20
"""Slips that the dispenser prints before its memory is read."""


async def measure(folder: Path) -> list[Figure]:
    """Run a dispenser and a counter's display as processes, with work to do."""
    printer = PrinterEmulator()
    plug = SerialPlug(printer, folder / "printer")
    await plug.plug()
    with serial_keypad(folder / "buttons") as buttons, serial_keypad(folder / "keypad"):
        async with modbus_sign(folder / "sign", 7), centre(folder) as rig:
            async with running(rig.process("counter_display", counter_settings(folder))) as display:
                await devices_online(rig, "counter-1")
                sign = resident_mb(display.pid)
            async with running(rig.process("ticket_dispenser", dispenser_settings(folder))) as it:
                while len(printer.slips) < PRINTED:
                    buttons.send("1")
                    await asyncio.sleep(0.02)
                dispenser = resident_mb(it.pid)
            settings = DispenserSettings(**rig.device_settings(dispenser_settings(folder)))
    await plug.unplug()
    return [
        Figure("sign and keypad process, resident memory", sign, 45, "MB"),
        Figure(f"dispenser process after {PRINTED} slips, resident memory", dispenser, 60, "MB"),
        *_slip(settings),
    ]


def _slip(settings: DispenserSettings) -> list[Figure]:
    slips = Slips.open(settings, Fonts.load(), GENERIC.dots)
    drawn, whole = [], []
    for number in range(SLIPS):
        began = time.perf_counter()
        picture = slips.draw(_issued(number))
        drawn.append((time.perf_counter() - began) * 1e3)
        encode(picture, GENERIC)
        whole.append((time.perf_counter() - began) * 1e3)
    return [
        Figure(
            "a slip drawn from its answer", percentile(drawn, 0.5), 15, "ms", beside=_beside(drawn)
        ),
        Figure(
            "a slip from answer to bytes", percentile(whole, 0.5), 30, "ms", beside=_beside(whole)
        ),
    ]


def _beside(times: list[float]) -> str:
    return f"p99 {percentile(times, 0.99):.3g} ms, the first {times[0]:.3g} ms"


def _issued(number: int) -> Issued:
    ticket = Ticket(
        id=UUID(int=number),
        label=f"A{number:03}",
        service="dat-dai",
        service_name="Đất đai, môi trường",
        intent=Intent.FILE,
    )
    return Issued(
        ticket=ticket,
        issued_at=1_795_400_000_000 + number * 60_000,
        day="2026-11-23",
        ahead=number % 40,
        counters=("1", "2"),
        token=f"{number:020x}",
    )
