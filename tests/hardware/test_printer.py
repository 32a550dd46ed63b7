"""What every printer does, whatever it is plugged into. A new driver is a row in `BENCHES`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from hardware.escpos_language import encode
from hardware.printer import Fault, Outcome, Paper, Printer, PrinterError, PrinterStatus
from hardware.printer_emulator import Condition, NetworkPlug, PrinterEmulator, SerialPlug
from hardware.printer_simulated import SimulatedPrinter
from hardware.settings import EscposFile, EscposNetwork, EscposSerial


@dataclass
class Bench:
    """A driver, the printer at its far end, and the cable between them."""

    printer: Printer
    emulator: PrinterEmulator
    plug: Callable[[], Awaitable[None]]
    unplug: Callable[[], Awaitable[None]]


@asynccontextmanager
async def serial(folder: Path) -> AsyncIterator[Bench]:
    emulator = PrinterEmulator()
    cable = SerialPlug(emulator, folder / "ttyUSB0")
    await cable.plug()
    driver = EscposSerial(driver="escpos-serial", device=str(cable.path)).open()
    yield Bench(driver, emulator, cable.plug, cable.unplug)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def device_file(folder: Path) -> AsyncIterator[Bench]:
    emulator = PrinterEmulator()
    cable = SerialPlug(emulator, folder / "lp0")
    await cable.plug()
    driver = EscposFile(driver="escpos-file", path=str(cable.path)).open()
    yield Bench(driver, emulator, cable.plug, cable.unplug)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def network(_: Path) -> AsyncIterator[Bench]:
    emulator = PrinterEmulator()
    cable = NetworkPlug(emulator)
    await cable.plug()
    driver = EscposNetwork(driver="escpos-network", host="127.0.0.1", port=cable.port).open()
    yield Bench(driver, emulator, cable.plug, cable.unplug)
    await driver.close()
    await cable.unplug()


@asynccontextmanager
async def simulated(_: Path) -> AsyncIterator[Bench]:
    printer = SimulatedPrinter()

    async def plug() -> None:
        printer.plug()

    async def unplug() -> None:
        printer.unplug()

    yield Bench(printer, printer.emulator, plug, unplug)
    await printer.close()


BENCHES: dict[str, Callable[[Path], AbstractAsyncContextManager[Bench]]] = {
    "escpos-serial": serial,
    "escpos-network": network,
    "escpos-file": device_file,
    "simulated": simulated,
}


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with BENCHES[request.param](tmp_path) as bench:
        yield bench


def picture(number: int = 12) -> Image.Image:
    slip = Image.new("1", (576, 300), 1)
    ImageDraw.Draw(slip).text((40, 40), f"A{number:03}", font_size=160)
    return slip


async def failure(bench: Bench) -> PrinterError:
    with pytest.raises(PrinterError) as raised:
        await bench.printer.print(picture())
    return raised.value


async def test_a_picture_comes_out_whole_and_is_confirmed(bench: Bench) -> None:
    assert await bench.printer.print(picture()) is Outcome.PRINTED
    assert list(bench.emulator.slips) == [encode(picture(), 576)]


async def test_slips_asked_for_at_once_come_out_one_after_another(bench: Bench) -> None:
    outcomes = await asyncio.gather(*(bench.printer.print(picture(n)) for n in range(5)))
    assert outcomes == [Outcome.PRINTED] * 5
    assert list(bench.emulator.slips) == [encode(picture(n), 576) for n in range(5)]


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (Condition.OK, PrinterStatus(Paper.OK, None, known=True)),
        (Condition.NEAR_END, PrinterStatus(Paper.NEAR_END, None, known=True)),
        (Condition.OUT, PrinterStatus(Paper.OUT, Fault.PAPER_OUT, known=True)),
        (Condition.COVER_OPEN, PrinterStatus(Paper.OK, Fault.COVER_OPEN, known=True)),
        (Condition.OFFLINE, PrinterStatus(Paper.OK, Fault.OFFLINE, known=True)),
    ],
)
async def test_the_status_says_what_the_printer_says(
    bench: Bench, condition: Condition, status: PrinterStatus
) -> None:
    bench.emulator.condition = condition
    assert await bench.printer.status() == status


@pytest.mark.parametrize(
    ("condition", "fault", "remedy"),
    [
        (Condition.OUT, Fault.PAPER_OUT, "put in a new roll"),
        (Condition.COVER_OPEN, Fault.COVER_OPEN, "close it"),
        (Condition.OFFLINE, Fault.OFFLINE, "switch it off and on"),
    ],
)
async def test_nothing_is_sent_to_a_printer_that_cannot_print(
    bench: Bench, condition: Condition, fault: Fault, remedy: str
) -> None:
    bench.emulator.condition = condition
    error = await failure(bench)
    assert error.fault is fault
    assert remedy in str(error)

    bench.emulator.condition = Condition.OK
    assert await bench.printer.print(picture(13)) is Outcome.PRINTED
    assert list(bench.emulator.slips) == [encode(picture(13), 576)]


async def test_a_roll_near_its_end_still_prints(bench: Bench) -> None:
    bench.emulator.condition = Condition.NEAR_END
    assert await bench.printer.print(picture()) is Outcome.PRINTED


async def test_paper_that_ends_within_a_slip_is_an_error(bench: Bench) -> None:
    bench.emulator.rasters_left = 3
    assert (await failure(bench)).fault is Fault.PAPER_OUT


async def test_a_slip_that_failed_does_not_come_out_with_the_next_roll(bench: Bench) -> None:
    bench.emulator.rasters_left = 3
    await failure(bench)
    assert (await bench.printer.status()).fault is Fault.PAPER_OUT
    bench.emulator.condition = Condition.OK
    await bench.printer.print(picture(13))
    assert list(bench.emulator.slips) == [encode(picture(13), 576)]


async def test_a_mute_printer_prints_perhaps_and_is_never_called_well(bench: Bench) -> None:
    bench.emulator.mute = True
    assert await bench.printer.print(picture()) is Outcome.PERHAPS
    async with asyncio.timeout(10):
        while not bench.emulator.slips:  # noqa: ASYNC110 - its bytes are still on the line
            await asyncio.sleep(0.001)
    assert list(bench.emulator.slips) == [encode(picture(), 576)]
    assert await bench.printer.status() == PrinterStatus(Paper.UNKNOWN, None, known=False)


async def test_a_printer_that_falls_silent_is_unreachable(bench: Bench) -> None:
    await bench.printer.status()
    bench.emulator.mute = True
    assert (await failure(bench)).fault is Fault.UNREACHABLE
    assert not bench.emulator.slips


async def test_an_absent_printer_is_unreachable(bench: Bench) -> None:
    await bench.unplug()
    error = await failure(bench)
    assert error.fault is Fault.UNREACHABLE
    assert "check its power, its cable" in str(error)
    assert await bench.printer.status() == PrinterStatus(
        Paper.UNKNOWN, Fault.UNREACHABLE, known=False
    )


async def test_a_printer_plugged_in_again_works_without_a_restart(bench: Bench) -> None:
    await bench.printer.print(picture(1))
    await bench.unplug()
    await failure(bench)
    await bench.plug()
    assert await bench.printer.print(picture(2)) is Outcome.PRINTED
    assert list(bench.emulator.slips) == [encode(picture(n), 576) for n in (1, 2)]


async def test_a_printer_that_was_away_unnoticed_loses_no_slip(bench: Bench) -> None:
    await bench.printer.print(picture(1))
    await bench.unplug()
    await bench.plug()
    assert await bench.printer.print(picture(2)) is Outcome.PRINTED


@pytest.mark.parametrize("wrong", [Image.new("1", (577, 10)), Image.new("L", (576, 10))])
async def test_a_picture_that_is_no_slip_is_refused(bench: Bench, wrong: Image.Image) -> None:
    with pytest.raises(ValueError, match='a slip is a picture in mode "1"'):
        await bench.printer.print(wrong)
    assert not bench.emulator.slips
