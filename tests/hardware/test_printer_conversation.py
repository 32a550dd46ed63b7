"""How a printer is asked and told, beyond what every driver shows: odd answers, broken lines."""

from collections.abc import Callable

import pytest
from PIL import Image

from hardware.escpos_language import (
    ASK_IN_TURN,
    ASK_PRINTER,
    ASK_ROLL,
    FORGET,
    encode,
    ending,
)
from hardware.printer import Fault, Outcome, Paper, PrinterError
from hardware.printer_conversation import Conversation
from hardware.printer_emulator import Condition, PrinterEmulator
from hardware.printer_models import GENERIC, MODELS, PrinterModel
from hardware.printer_plugs import Wires

SLIP = encode(Image.new("1", (576, 100), 0), GENERIC)
ENDING = ending(GENERIC)
PICTURE = SLIP.removesuffix(ENDING)
"""What is sent first to a printer that can say when it is printed."""
LENGTH_MM = 35.0


class Line(Wires):
    """Wires to an emulated printer on which `garble` changes what the printer says."""

    def __init__(self, garble: Callable[[bytes, bytes], bytes] = lambda _, answer: answer) -> None:
        self.emulator = PrinterEmulator()
        super().__init__(self.emulator)
        self.said: list[bytes] = []
        self._garble = garble

    def send(self, data: bytes) -> None:
        self.said.append(data)
        before = len(self._answers)
        super().send(data)
        self._answers = self._answers[:before] + self._garble(data, self._answers[before:])


def conversation(line: Line, model: PrinterModel = GENERIC) -> Conversation:
    return Conversation(lambda: line, "on the bench", model)


def fails(talk: Conversation) -> tuple[Fault, bool]:
    with pytest.raises(PrinterError) as raised:
        talk.print(SLIP, LENGTH_MM)
    return raised.value.fault, raised.value.begun


def test_noise_before_an_answer_is_passed_over() -> None:
    line = Line(lambda _, answer: b"\x11\xff" + answer if answer else b"")
    assert conversation(line).print(SLIP, LENGTH_MM) is Outcome.PRINTED


def test_one_answer_is_all_a_well_printer_is_waited_for_before_its_slip() -> None:
    line = Line()
    talk = conversation(line)
    talk.print(SLIP, LENGTH_MM)
    line.said.clear()
    talk.print(SLIP, LENGTH_MM)
    assert line.said[: line.said.index(PICTURE)] == [ASK_PRINTER]


def test_before_its_first_slip_a_printer_is_asked_whether_it_will_say_when_it_is_out() -> None:
    line = Line()
    conversation(line).print(SLIP, LENGTH_MM)
    assert line.said[: line.said.index(PICTURE)] == [ASK_PRINTER, FORGET, ASK_IN_TURN]


def test_a_slip_is_cut_only_when_it_is_printed() -> None:
    line = Line()
    conversation(line).print(SLIP, LENGTH_MM)
    sent = [said for said in line.said if said in {PICTURE, ASK_IN_TURN, ENDING}]
    assert sent == [ASK_IN_TURN, PICTURE, ASK_IN_TURN, ENDING, ASK_IN_TURN]


def test_paper_that_ends_just_after_the_cut_leaves_a_slip_that_may_be_whole() -> None:
    def ends(question: bytes, answer: bytes) -> bytes:
        if question == ENDING:
            line.emulator.condition = Condition.OUT
        return answer

    line = Line(ends)
    with pytest.raises(PrinterError) as raised:
        conversation(line).print(SLIP, LENGTH_MM)
    assert (raised.value.fault, raised.value.whole) == (Fault.PAPER_OUT, True)
    assert len(line.emulator.slips) == 1


def test_paper_that_ends_before_the_cut_leaves_no_whole_slip() -> None:
    line = Line()
    line.emulator.condition = Condition.RUNS_OUT
    with pytest.raises(PrinterError) as raised:
        conversation(line).print(SLIP, LENGTH_MM)
    assert (raised.value.begun, raised.value.whole) == (True, False)
    assert not line.emulator.slips


def test_what_a_process_that_was_killed_had_begun_is_forgotten_before_the_first_slip() -> None:
    line = Line()
    line.emulator.feed(SLIP[:700])
    assert conversation(line).print(SLIP, LENGTH_MM) is Outcome.PRINTED
    assert list(line.emulator.slips) == [SLIP]


def test_a_printer_that_confirms_nothing_after_the_cut_printed_perhaps() -> None:
    line = Line(lambda question, answer: b"" if question == ASK_IN_TURN else answer)
    assert conversation(line).print(SLIP, LENGTH_MM) is Outcome.PERHAPS


def test_a_printer_that_confirmed_before_and_does_not_now_has_lost_the_slip() -> None:
    deaf = False

    def falls_deaf(question: bytes, answer: bytes) -> bytes:
        return b"" if deaf and question == ASK_IN_TURN else answer

    talk = conversation(Line(falls_deaf))
    assert talk.print(SLIP, LENGTH_MM) is Outcome.PRINTED
    deaf = True
    assert fails(talk) == (Fault.POWER_LOST, True)


def test_a_printer_that_swallows_slips_without_paper_is_found_out() -> None:
    line = Line(lambda question, answer: b"\x0c" if question == ASK_IN_TURN else answer)
    assert fails(conversation(line)) == (Fault.PAPER_OUT, True)


def test_a_byte_that_the_line_makes_up_when_power_goes_confirms_nothing() -> None:
    def goes_dark(question: bytes, answer: bytes) -> bytes:
        if question == ASK_IN_TURN:
            line.emulator.condition = Condition.OFF
            return b"\x00"
        return answer

    line = Line(goes_dark)
    assert fails(conversation(line)) == (Fault.UNREACHABLE, True)


def test_a_printer_that_is_silent_while_it_prints_is_waited_for() -> None:
    silences = iter([b"", b"", b""])
    begun = False

    def busy(question: bytes, answer: bytes) -> bytes:
        nonlocal begun
        begun = begun or question == PICTURE
        return next(silences, answer) if begun and question == ASK_PRINTER else answer

    line = Line(busy)
    line.emulator.condition = Condition.SLOW
    line.emulator.seconds_per_raster = 0.7
    assert conversation(line).print(SLIP, LENGTH_MM) is Outcome.PRINTED


def test_a_printer_that_takes_longer_than_any_is_given_up() -> None:
    line = Line()
    line.emulator.condition = Condition.SLOW
    line.emulator.seconds_per_raster = 60
    assert fails(conversation(line)) == (Fault.POWER_LOST, True)
    assert not line.emulator.slips


@pytest.mark.parametrize("model", ["zjiang-58", "csn-a2"])
def test_a_model_that_cannot_confirm_is_believed_if_it_is_well_all_the_time(model: str) -> None:
    line = Line()
    assert conversation(line, MODELS[model]).print(SLIP, LENGTH_MM) is Outcome.PRINTED
    assert ASK_IN_TURN not in line.said
    line.emulator.condition = Condition.POWER_LOST
    assert fails(conversation(line, MODELS[model])) == (Fault.UNREACHABLE, True)


def test_a_model_that_cannot_confirm_and_was_silent_for_a_while_printed_perhaps() -> None:
    silences = iter([b""])

    def blinks(question: bytes, answer: bytes) -> bytes:
        return next(silences, answer) if SLIP in line.said and question == ASK_PRINTER else answer

    line = Line(blinks)
    assert conversation(line, MODELS["zjiang-58"]).print(SLIP, LENGTH_MM) is Outcome.PERHAPS


def test_a_mute_model_is_asked_nothing() -> None:
    line = Line()
    talk = conversation(line, MODELS["mute-80"])
    assert talk.print(SLIP, LENGTH_MM) is Outcome.PERHAPS
    assert not talk.status().known
    assert line.said == [FORGET, SLIP]


def test_a_model_that_always_answers_is_never_taken_for_a_mute_one() -> None:
    line = Line()
    line.emulator.condition = Condition.OFF
    assert fails(conversation(line, MODELS["epson-tm-t82"])) == (Fault.UNREACHABLE, False)


def test_what_a_model_without_the_sensor_says_of_the_rolls_end_means_nothing() -> None:
    line = Line(lambda question, answer: b"\x1e" if question == ASK_ROLL else answer)
    assert conversation(line, MODELS["generic-58"]).status().paper is Paper.OK
    assert conversation(line, GENERIC).status().paper is Paper.NEAR_END


def test_a_line_that_breaks_after_the_cut_leaves_the_slip_begun() -> None:
    def breaks_at_confirmation(question: bytes, answer: bytes) -> bytes:
        if question == ASK_IN_TURN:
            raise OSError("unplugged")
        return answer

    assert fails(conversation(Line(breaks_at_confirmation))) == (Fault.UNREACHABLE, True)


def test_a_line_that_breaks_within_the_slip_is_an_error() -> None:
    def breaks_within_slip(question: bytes, answer: bytes) -> bytes:
        if question == PICTURE:
            raise TimeoutError("takes no more data")
        return answer

    with pytest.raises(PrinterError, match="takes no more data") as raised:
        conversation(Line(breaks_within_slip)).print(SLIP, LENGTH_MM)
    assert raised.value.fault is Fault.UNREACHABLE


def test_a_port_that_slept_is_opened_again_before_the_slip() -> None:
    def asleep(question: bytes, _: bytes) -> bytes:
        assert question == ASK_PRINTER
        raise ConnectionResetError("idle for too long")

    lines = iter([Line(asleep), Line()])
    talk = Conversation(lambda: next(lines), "on the bench")
    assert talk.print(SLIP, LENGTH_MM) is Outcome.PRINTED


def test_the_rest_of_a_broken_slip_is_forgotten_before_the_next() -> None:
    faults = iter([OSError("unplugged")])

    def breaks_once_within_a_slip(question: bytes, answer: bytes) -> bytes:
        if question == PICTURE:
            for fault in faults:
                raise fault
        return answer

    line = Line(breaks_once_within_a_slip)
    talk = conversation(line)
    fails(talk)
    assert talk.print(SLIP, LENGTH_MM) is Outcome.PRINTED
    assert talk.print(SLIP, LENGTH_MM) is Outcome.PRINTED
    sent = [said for said in line.said if said in {PICTURE, FORGET}]
    assert sent == [FORGET, PICTURE, FORGET, PICTURE, PICTURE]
