"""What every printer does, whatever it is plugged into, and whatever is the matter with it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from hardware.escpos_language import encode
from hardware.printer import (
    REMEDIES,
    SILENT,
    UNREACHABLE,
    Fault,
    Outcome,
    Paper,
    PrinterError,
    PrinterStatus,
)
from hardware.printer_emulator import Condition
from hardware.printer_models import GENERIC, MODELS
from tests.far_ends import decoded
from tests.hardware.benches import BENCHES, SPEC, Bench, picture
from tests.waiting import until

WELL = PrinterStatus(Paper.OK, None, known=True)
IMPATIENT = SPEC | {"answer_within_s": 0.2}
"""For tests in which the printer is silent for long."""

Result = Outcome | tuple[Fault, bool]
"""The outcome of a slip, or why there is none, and whether it had begun."""

AT_SLIP: dict[Condition, Result] = {
    Condition.OK: Outcome.PRINTED,
    Condition.NEAR_END: Outcome.PRINTED,
    Condition.SLOW: Outcome.PRINTED,
    Condition.OUT: (Fault.PAPER_OUT, False),
    Condition.COVER_OPEN: (Fault.COVER_OPEN, False),
    Condition.CUTTER_JAM: (Fault.CUTTER, False),
    Condition.ERROR: (Fault.ERROR, False),
    Condition.HOT: (Fault.RECOVERING, False),
    Condition.OFFLINE: (Fault.OFFLINE, False),
    Condition.MUTE: (Fault.UNREACHABLE, False),
    Condition.GARBLED: (Fault.UNREACHABLE, False),
    Condition.OFF: (Fault.UNREACHABLE, False),
    Condition.UNPLUGGED: (Fault.UNREACHABLE, False),
    Condition.RUNS_OUT: (Fault.PAPER_OUT, True),
    Condition.JAMS_AT_CUT: (Fault.CUTTER, True),
    Condition.POWER_LOST: (Fault.UNREACHABLE, True),
    Condition.RESTARTS: (Fault.POWER_LOST, True),
}
"""What becomes of a slip that is asked of a printer that was well before."""

STATUS = {
    Condition.OK: WELL,
    Condition.NEAR_END: PrinterStatus(Paper.NEAR_END, None, known=True),
    Condition.OUT: PrinterStatus(Paper.OUT, Fault.PAPER_OUT, known=True),
    Condition.COVER_OPEN: PrinterStatus(Paper.OK, Fault.COVER_OPEN, known=True),
    Condition.CUTTER_JAM: PrinterStatus(Paper.OK, Fault.CUTTER, known=True),
    Condition.ERROR: PrinterStatus(Paper.OK, Fault.ERROR, known=True),
    Condition.HOT: PrinterStatus(Paper.OK, Fault.RECOVERING, known=True),
    Condition.OFFLINE: PrinterStatus(Paper.OK, Fault.OFFLINE, known=True),
    Condition.UNPLUGGED: UNREACHABLE,
}


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with BENCHES[request.param](tmp_path, SPEC) as bench:
        yield bench


def encoded(number: int) -> bytes:
    return encode(picture(number), GENERIC)


async def result(bench: Bench, number: int) -> Result:
    try:
        return await bench.printer.print(picture(number))
    except PrinterError as error:
        return error.fault, error.begun


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_tells_the_technician_what_to_do(fault: Fault) -> None:
    said = str(PrinterError(fault, "/dev/ttyUSB0", "gone"))
    assert said == f"printer /dev/ttyUSB0 {REMEDIES[fault]} (gone)"


def test_no_condition_of_a_printer_is_left_out() -> None:
    assert set(AT_SLIP) == set(Condition)
    assert set(REMEDIES) == set(Fault)


@pytest.mark.parametrize("condition", AT_SLIP)
@pytest.mark.parametrize("driver", BENCHES)
async def test_a_slip_is_answered_by_what_became_of_it_and_comes_whole_when_all_is_mended(
    driver: str, condition: Condition, tmp_path: Path
) -> None:
    async with BENCHES[driver](tmp_path, IMPATIENT) as bench:
        assert await result(bench, 1) is Outcome.PRINTED
        bench.emulator.condition = condition
        expected = AT_SLIP[condition]
        assert await result(bench, 2) == expected
        out = [1, 2] if expected is Outcome.PRINTED else [1]
        assert list(bench.emulator.slips) == [encoded(n) for n in out]

        bench.emulator.condition = Condition.OK
        assert await result(bench, 3) is Outcome.PRINTED
        assert list(bench.emulator.slips) == [encoded(n) for n in [*out, 3]]


@pytest.mark.parametrize("condition", STATUS)
async def test_the_status_says_what_the_printer_says(bench: Bench, condition: Condition) -> None:
    bench.emulator.condition = condition
    assert await bench.printer.status() == STATUS[condition]


@pytest.mark.parametrize("condition", [Condition.MUTE, Condition.GARBLED])
async def test_a_printer_that_never_answered_prints_perhaps_and_is_never_called_well(
    bench: Bench, condition: Condition
) -> None:
    bench.emulator.condition = condition
    assert await result(bench, 1) is Outcome.PERHAPS
    await until(lambda: bench.emulator.slips)  # its bytes were still on the line
    assert list(bench.emulator.slips) == [encoded(1)]
    assert await bench.printer.status() == SILENT


async def test_the_first_slip_of_all_is_not_called_printed_when_power_flickers(
    bench: Bench,
) -> None:
    bench.emulator.condition = Condition.RESTARTS
    assert await result(bench, 1) == (Fault.POWER_LOST, True)


async def test_slips_asked_for_at_once_come_out_one_after_another(bench: Bench) -> None:
    outcomes = await asyncio.gather(*(bench.printer.print(picture(n)) for n in range(5)))
    assert outcomes == [Outcome.PRINTED] * 5
    assert list(bench.emulator.slips) == [encoded(n) for n in range(5)]


async def test_a_printer_that_was_away_unnoticed_loses_no_slip(bench: Bench) -> None:
    await bench.printer.print(picture(1))
    bench.emulator.condition = Condition.UNPLUGGED
    bench.emulator.condition = Condition.OK
    assert await result(bench, 2) is Outcome.PRINTED


async def test_a_slip_that_failed_does_not_come_out_when_the_printer_is_mended(
    bench: Bench,
) -> None:
    bench.emulator.condition = Condition.RUNS_OUT
    await result(bench, 1)
    bench.emulator.condition = Condition.OK
    assert await bench.printer.status() == WELL
    assert not bench.emulator.slips


@pytest.mark.parametrize("wrong", [Image.new("1", (577, 10)), Image.new("L", (576, 10))])
async def test_a_picture_that_is_no_slip_is_refused(bench: Bench, wrong: Image.Image) -> None:
    with pytest.raises(ValueError, match='a slip is a picture in mode "1"'):
        await bench.printer.print(wrong)
    assert not bench.emulator.slips


@pytest.mark.parametrize("model", MODELS)
async def test_every_model_prints_the_picture_that_was_drawn(model: str, tmp_path: Path) -> None:
    row = MODELS[model]
    drawn = picture(7, row.dots)
    async with BENCHES["simulated-pty"](tmp_path, SPEC | {"model": model}) as bench:
        assert (bench.printer.model, bench.printer.width) == (row, row.dots)
        sure = Outcome.PERHAPS if row.answers is False else Outcome.PRINTED
        assert await bench.printer.print(drawn) is sure
        await until(lambda: bench.emulator.slips)
    on_paper = decoded(bench.emulator.slips[0].replace(row.setup, b""))  # which is the maker's own
    assert (on_paper.size, on_paper.tobytes()) == (drawn.size, drawn.tobytes())
