"""The language of receipt printers, judged by a decoder that others wrote."""

import random
from pathlib import Path

import pytest
import qrcode
from escpos.printer import Dummy
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.escpos_language import encode, interpret, is_answer, is_answer_in_turn
from hardware.printer import Fault, Paper
from hardware.printer_emulator import drawn
from hardware.printer_models import GENERIC
from tests.far_ends import decoded, qr_text

WIDE = 576


def noise(width: int, height: int, seed: int) -> Image.Image:
    dots = random.Random(seed).randbytes((width + 7) // 8 * height)
    return Image.frombytes("1", (width, height), dots)


def pixels(picture: Image.Image) -> tuple[tuple[int, int], bytes]:
    return picture.size, picture.tobytes()


@pytest.mark.parametrize("height", [1, 40, 41, 480, 801])
def test_another_decoder_draws_the_same_dots(height: int) -> None:
    slip = noise(WIDE, height, seed=height)
    assert pixels(decoded(encode(slip, GENERIC))) == pixels(slip)


def test_the_qr_code_on_a_slip_can_be_read(tmp_path: Path) -> None:
    code = qrcode.make("motcua:A012", box_size=8).get_image().convert("1")
    slip = Image.new("1", (WIDE, 500), 1)
    slip.paste(code, (100, 100))
    assert qr_text(decoded(encode(slip, GENERIC)), tmp_path) == "motcua:A012"


@settings(deadline=None)
@given(st.integers(1, 72), st.integers(1, 200), st.integers())
def test_the_emulator_draws_every_picture_as_it_was(width: int, height: int, seed: int) -> None:
    slip = noise(width * 8, height, seed)
    assert pixels(drawn(encode(slip, GENERIC))) == pixels(slip)


def test_a_slip_begins_with_a_reset_and_ends_with_a_cut() -> None:
    slip = encode(Image.new("1", (8, 1), 0), GENERIC)
    assert slip == b"\x1b@\x1dv0\x00\x01\x00\x01\x00\xff\x1bd\x06\x1dV\x00"


def test_encoding_says_nothing_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    encode(Image.new("1", (WIDE, 100)), GENERIC)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("byte", [0x12, 0x1A, 0x16, 0x32, 0x1E, 0x72, 0x7E])
def test_answers_to_the_two_questions_are_told_apart(byte: int) -> None:
    assert is_answer(byte)
    assert not is_answer_in_turn(byte)


@pytest.mark.parametrize("byte", [0x11, 0x13, 0x00, 0x0F, 0xFF])
def test_flow_control_and_noise_are_no_answers(byte: int) -> None:
    assert not is_answer(byte)


def test_a_printer_that_answers_only_the_first_question_has_paper_unknown() -> None:
    status = interpret(0x12, None, None, None)
    assert (status.paper, status.fault, status.known) == (Paper.UNKNOWN, None, True)


def test_a_printer_stopped_by_the_paper_sensor_is_out_of_paper() -> None:
    assert interpret(0x1A, 0x32, None, None).fault is Fault.PAPER_OUT


def test_an_open_cover_is_named_before_the_paper_it_hides() -> None:
    assert interpret(0x1A, 0x36, 0x1A, 0x7E).fault is Fault.COVER_OPEN


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (0x1A, Fault.CUTTER),
        (0x16, Fault.ERROR),
        (0x32, Fault.ERROR),
        (0x52, Fault.RECOVERING),
        (0x12, Fault.ERROR),
        (None, Fault.ERROR),
    ],
)
def test_an_error_is_named_as_far_as_the_printer_tells(error: int | None, fault: Fault) -> None:
    assert interpret(0x1A, 0x52, error, 0x12).fault is fault


def test_a_printer_that_says_no_more_than_that_it_cannot_print_is_offline() -> None:
    assert interpret(0x1A, 0x12, 0x12, 0x12).fault is Fault.OFFLINE
    assert interpret(0x1A, None, None, None).fault is Fault.OFFLINE


def test_another_encoder_writes_the_same_dots() -> None:
    other = Dummy()
    slip = noise(WIDE, 40, seed=7)
    other.image(slip, impl="bitImageRaster")
    assert other.output in encode(slip, GENERIC)
