"""What the ESC/POS driver does beyond what every printer does."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hardware.escpos_language import ASK_IN_TURN, ASK_PRINTER, FORGET, encode
from hardware.printer import Fault, Outcome, PrinterError
from hardware.printer_emulator import PrinterEmulator
from hardware.printer_escpos import Conversation
from hardware.settings import EscposFile, EscposUsb

SLIP = encode(Image.new("1", (576, 100), 0), 576)


class Line:
    """A line to an emulated printer on which `garble` changes what the printer says."""

    def __init__(self, garble: Callable[[bytes, bytes], bytes]) -> None:
        self.emulator = PrinterEmulator()
        self.said: list[bytes] = []
        self._garble = garble
        self._heard = b""

    def send(self, data: bytes) -> None:
        self.said.append(data)
        self._heard += self._garble(data, self.emulator.feed(data))

    def receive(self, _: float) -> bytes:
        heard, self._heard = self._heard, b""
        return heard

    def close(self) -> None:
        self._heard = b""


def conversation(line: Line) -> Conversation:
    return Conversation(lambda: line, "on the bench")


def test_noise_before_an_answer_is_passed_over() -> None:
    line = Line(lambda _, answer: b"\x11\xff" + answer if answer else b"")
    assert conversation(line).print(SLIP) is Outcome.PRINTED


def test_a_printer_that_confirms_nothing_after_the_cut_printed_perhaps() -> None:
    line = Line(lambda question, answer: b"" if question == ASK_IN_TURN else answer)
    assert conversation(line).print(SLIP) is Outcome.PERHAPS


def test_a_printer_that_swallows_slips_without_paper_is_found_out() -> None:
    line = Line(lambda question, answer: b"\x0c" if question == ASK_IN_TURN else answer)
    with pytest.raises(PrinterError) as raised:
        conversation(line).print(SLIP)
    assert raised.value.fault is Fault.PAPER_OUT


def test_a_line_that_breaks_after_the_cut_leaves_the_slip_in_doubt() -> None:
    def breaks_at_confirmation(question: bytes, answer: bytes) -> bytes:
        if question == ASK_IN_TURN:
            raise OSError("unplugged")
        return answer

    assert conversation(Line(breaks_at_confirmation)).print(SLIP) is Outcome.PERHAPS


def test_a_line_that_breaks_within_the_slip_is_an_error() -> None:
    def breaks_within_slip(question: bytes, answer: bytes) -> bytes:
        if question == SLIP:
            raise TimeoutError("takes no more data")
        return answer

    with pytest.raises(PrinterError, match="takes no more data") as raised:
        conversation(Line(breaks_within_slip)).print(SLIP)
    assert raised.value.fault is Fault.UNREACHABLE


def test_a_port_that_slept_is_opened_again_before_the_slip() -> None:
    fresh = Line(lambda _, answer: answer)

    def asleep(question: bytes, _: bytes) -> bytes:
        assert question == ASK_PRINTER
        raise ConnectionResetError("idle for too long")

    lines = iter([Line(asleep), fresh])
    assert Conversation(lambda: next(lines), "on the bench").print(SLIP) is Outcome.PRINTED


def test_the_rest_of_a_broken_slip_is_forgotten_before_the_next() -> None:
    faults = iter([OSError("unplugged")])

    def breaks_once_within_a_slip(question: bytes, answer: bytes) -> bytes:
        if question == SLIP:
            for fault in faults:
                raise fault
        return answer

    line = Line(breaks_once_within_a_slip)
    talk = conversation(line)
    with pytest.raises(PrinterError):
        talk.print(SLIP)
    assert talk.print(SLIP) is Outcome.PRINTED
    assert talk.print(SLIP) is Outcome.PRINTED
    slips = [said for said in line.said if said in {SLIP, FORGET}]
    assert slips == [SLIP, FORGET, SLIP, SLIP]


async def test_an_ordinary_file_takes_the_slip_and_confirms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "slips.bin"
    path.touch()
    printer = EscposFile(driver="escpos-file", path=str(path)).open()
    for _ in range(2):
        assert await printer.print(Image.new("1", (576, 100), 0)) is Outcome.PERHAPS
    assert not (await printer.status()).known
    await printer.close()
    assert path.read_bytes().count(SLIP) == 2


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
        await printer.print(Image.new("1", (576, 100), 0))
    await printer.close()
    assert not path.exists()


async def test_an_absent_usb_printer_is_unreachable_with_a_remedy() -> None:
    printer = EscposUsb(driver="escpos-usb", vendor=0x04B8, product=0x0E15).open()
    with pytest.raises(PrinterError, match=r"usb 04b8:0e15 .*(lsusb|libusb)") as raised:
        await printer.print(Image.new("1", (576, 100), 0))
    await printer.close()
    assert raised.value.fault is Fault.UNREACHABLE
