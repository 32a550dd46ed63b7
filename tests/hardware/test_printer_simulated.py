"""The faults and the history of the simulated printer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hardware.escpos_language import encode
from hardware.printer import Fault, Outcome, Paper, PrinterError
from hardware.printer_models import GENERIC
from hardware.printer_simulated import SimulatedPrinter, SimulatedPtyPrinter

SLIP = Image.new("1", (576, 100), 0)

Command = Callable[[SimulatedPrinter], None]


@pytest.mark.parametrize(
    ("breaks", "mends", "fault"),
    [
        (SimulatedPrinter.paper_out, SimulatedPrinter.paper_back, Fault.PAPER_OUT),
        (SimulatedPrinter.cover_open, SimulatedPrinter.cover_closed, Fault.COVER_OPEN),
        (SimulatedPrinter.jam, SimulatedPrinter.unjam, Fault.CUTTER),
        (SimulatedPrinter.unplug, SimulatedPrinter.plug, Fault.UNREACHABLE),
        (SimulatedPrinter.fail_during_next_print, SimulatedPrinter.paper_back, Fault.PAPER_OUT),
        (SimulatedPrinter.lose_power_during_next_print, SimulatedPrinter.plug, Fault.UNREACHABLE),
    ],
)
async def test_what_breaks_can_be_mended(breaks: Command, mends: Command, fault: Fault) -> None:
    printer = SimulatedPrinter()
    breaks(printer)
    with pytest.raises(PrinterError) as raised:
        await printer.print(SLIP)
    assert raised.value.fault is fault
    assert printer.history == []

    mends(printer)
    assert await printer.print(SLIP) is Outcome.PRINTED


async def test_it_remembers_what_came_out_of_it() -> None:
    printer = SimulatedPrinter()
    await printer.print(SLIP)
    assert [slip.tobytes() for slip in printer.history] == [SLIP.tobytes()]
    assert printer.slips == [encode(SLIP, GENERIC)]


async def test_it_can_be_mute_from_the_start_and_speak_later() -> None:
    printer = SimulatedPrinter()
    printer.mute()
    assert await printer.print(SLIP) is Outcome.PERHAPS
    printer.mute(mute=False)
    assert await printer.print(SLIP) is Outcome.PRINTED


async def test_its_serial_port_is_in_the_file_system_while_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "printer"
    path.symlink_to("/dev/pts/999999")  # left by a process that was killed
    printer = SimulatedPtyPrinter(path)
    await printer.status()
    assert path.is_char_device()
    printer.unplug()
    assert not path.is_symlink()
    printer.plug()
    assert await printer.print(SLIP) is Outcome.PRINTED
    await printer.close()
    assert not path.is_symlink()


async def test_its_roll_can_come_near_its_end() -> None:
    printer = SimulatedPrinter()
    printer.paper_near_end()
    assert (await printer.status()).paper is Paper.NEAR_END
