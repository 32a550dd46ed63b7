"""Ports that hang, end, or are not there."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from hardware.escpos_language import encode
from hardware.printer import UNREACHABLE, Fault, Outcome, PrinterError
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_escpos import EscposPrinter
from hardware.printer_models import GENERIC
from hardware.printer_plugs import Wires
from hardware.printer_settings import EscposFile, EscposUsb

PICTURE = Image.new("1", (576, 100), 0)


async def test_an_ordinary_file_takes_the_slip_and_confirms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "slips.bin"
    path.touch()
    printer = EscposFile(driver="escpos-file", path=str(path)).open()
    for _ in range(2):
        assert await printer.print(PICTURE) is Outcome.PERHAPS
    assert not (await printer.status()).known
    await printer.close()
    assert path.read_bytes().count(encode(PICTURE, GENERIC)) == 2


async def test_closing_leaves_no_thread_behind(tmp_path: Path) -> None:
    path = tmp_path / "slips.bin"
    path.touch()
    printer = EscposFile(driver="escpos-file", path=str(path)).open()
    before = set(threading.enumerate())
    await printer.status()
    (thread,) = set(threading.enumerate()) - before
    await printer.close()
    async with asyncio.timeout(10):
        while thread.is_alive():  # noqa: ASYNC110 - a thread ends in its own time
            await asyncio.sleep(0.001)


async def test_a_device_file_that_is_absent_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    printer = EscposFile(driver="escpos-file", path=str(path)).open()
    with pytest.raises(PrinterError, match="No such file"):
        await printer.print(PICTURE)
    await printer.close()
    assert not path.exists()


async def test_an_absent_usb_printer_is_unreachable_with_a_remedy() -> None:
    printer = EscposUsb(driver="escpos-usb", vendor=0x04B8, product=0x0E15).open()
    with pytest.raises(PrinterError, match=r"usb 04b8:0e15 .*(lsusb|libusb)") as raised:
        await printer.print(PICTURE)
    await printer.close()
    assert raised.value.fault is Fault.UNREACHABLE


async def test_a_port_that_hangs_is_given_up_and_what_waits_for_it_is_never_printed() -> None:
    emulator = PrinterEmulator()
    moves = threading.Event()

    def connect() -> Wires:
        moves.wait()
        return Wires(emulator)

    printer = EscposPrinter(connect, "stuck", hangs_after_s=0.05)
    assert await printer.status() == UNREACHABLE
    with pytest.raises(PrinterError, match="its port hangs") as raised:
        await printer.print(PICTURE)
    assert (raised.value.fault, raised.value.begun) == (Fault.UNREACHABLE, True)
    moves.set()
    await printer.close()
    assert not emulator.slips


def test_a_port_that_hangs_does_not_hold_up_the_end_of_the_process() -> None:
    program = """
import asyncio, threading
from hardware.printer_escpos import EscposPrinter

async def main():
    printer = EscposPrinter(threading.Event().wait, "stuck", hangs_after_s=0.05)
    print((await printer.status()).fault)
    await printer.close()

asyncio.run(main())
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=60
    )
    assert ended.stdout == b"unreachable\n"
