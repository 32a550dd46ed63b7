"""The faults and the history of the simulated printer."""

from collections.abc import Callable

import pytest
from PIL import Image

from hardware.escpos_language import encode
from hardware.printer import Fault, Outcome, Paper, PrinterError
from hardware.printer_simulated import SimulatedPrinter

SLIP = Image.new("1", (576, 100), 0)

Command = Callable[[SimulatedPrinter], None]


@pytest.mark.parametrize(
    ("breaks", "mends", "fault"),
    [
        (SimulatedPrinter.paper_out, SimulatedPrinter.paper_back, Fault.PAPER_OUT),
        (SimulatedPrinter.cover_open, SimulatedPrinter.cover_closed, Fault.COVER_OPEN),
        (SimulatedPrinter.jam, SimulatedPrinter.unjam, Fault.OFFLINE),
        (SimulatedPrinter.unplug, SimulatedPrinter.plug, Fault.UNREACHABLE),
        (SimulatedPrinter.fail_during_next_print, SimulatedPrinter.paper_back, Fault.PAPER_OUT),
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
    assert printer.slips == [encode(SLIP, 576)]


async def test_it_can_be_exchanged_for_a_mute_one_and_back() -> None:
    printer = SimulatedPrinter()
    await printer.print(SLIP)
    printer.mute()
    assert await printer.print(SLIP) is Outcome.PERHAPS
    printer.mute(mute=False)
    assert await printer.print(SLIP) is Outcome.PRINTED


async def test_its_roll_can_come_near_its_end() -> None:
    printer = SimulatedPrinter()
    printer.paper_near_end()
    assert (await printer.status()).paper is Paper.NEAR_END
