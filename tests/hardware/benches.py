"""Every printer driver, an emulated printer at its far end. A new one is a row in `BENCHES`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from hardware.printer import Printer
from hardware.printer_connections import UsbConnection
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_escpos import EscposPrinter
from hardware.printer_models import MODELS
from hardware.printer_plugs import NetworkPlug, SerialPlug
from hardware.printer_settings import (
    EscposFile,
    EscposNetwork,
    EscposSerial,
    PrinterSimulated,
    PrinterSimulatedPty,
)
from hardware.printer_usb_plug import UsbPlug

SPEC = {"model": "generic-80", "answer_within_s": 0.5}


@dataclass
class Bench:
    """A driver, and the printer at its far end."""

    printer: Printer
    emulator: PrinterEmulator


def emulated(spec: dict[str, Any]) -> PrinterEmulator:
    return PrinterEmulator(cutter=bool(MODELS[spec["model"]].cut))


@asynccontextmanager
async def serial(folder: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    emulator = emulated(spec)
    cable = SerialPlug(emulator, folder / "ttyUSB0")
    await cable.plug()
    driver = EscposSerial(driver="escpos-serial", device=str(cable.path), **spec).open()
    yield Bench(driver, emulator)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def device_file(folder: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    emulator = emulated(spec)
    cable = SerialPlug(emulator, folder / "lp0")
    await cable.plug()
    driver = EscposFile(driver="escpos-file", path=str(cable.path), **spec).open()
    yield Bench(driver, emulator)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def network(_: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    emulator = emulated(spec)
    cable = NetworkPlug(emulator)
    await cable.plug()
    driver = EscposNetwork(
        driver="escpos-network", host="127.0.0.1", port=cable.port, **spec
    ).open()
    yield Bench(driver, emulator)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def usb(_: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    emulator = emulated(spec)
    bus = UsbPlug(emulator, 0x04B8, 0x0E15)
    connect = partial(UsbConnection, 0x04B8, 0x0E15, bus)
    driver = EscposPrinter(connect, "usb", MODELS[spec["model"]], spec["answer_within_s"])
    yield Bench(driver, emulator)
    await driver.close()


@asynccontextmanager
async def simulated(_: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    printer = PrinterSimulated(driver="simulated", **spec).open()
    yield Bench(printer, printer.emulator)
    await printer.close()


@asynccontextmanager
async def simulated_pty(folder: Path, spec: dict[str, Any]) -> AsyncIterator[Bench]:
    printer = PrinterSimulatedPty(driver="simulated-pty", path=folder / "printer", **spec).open()
    yield Bench(printer, printer.emulator)
    await printer.close()


BENCHES: dict[str, Callable[[Path, dict[str, Any]], AbstractAsyncContextManager[Bench]]] = {
    "escpos-serial": serial,
    "escpos-network": network,
    "escpos-file": device_file,
    "escpos-usb": usb,
    "simulated": simulated,
    "simulated-pty": simulated_pty,
}


def picture(number: int = 12, width: int = 576) -> Image.Image:
    slip = Image.new("1", (width, 300), 1)
    ImageDraw.Draw(slip).text((40, 40), f"A{number:03}", font_size=130)
    return slip
