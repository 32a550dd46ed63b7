"""What is said to one ESC/POS printer in which order, and what its answers tell of a slip.

The hard part is to know that a slip is on paper. GS r is answered when all before it is printed, so
that one answer to it means: printed. A printer that lost its power within the slip has forgotten
the slip and the question, and once it is back seems well; it answers a second GS r, but never the
first.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from math import ceil
from typing import Final, TypeVar

from hardware import escpos_language as language
from hardware.printer import (
    SILENT,
    UNREACHABLE,
    Fault,
    Outcome,
    Paper,
    PrinterError,
    PrinterStatus,
)
from hardware.printer_connections import Connection
from hardware.printer_models import GENERIC, PrinterModel

ANSWER_WITHIN_S: Final = 0.5
"""A printer answers in a few milliseconds; the rest is for slow lines and networks."""

SLOWEST_MM_S: Final = 50.0
"""No receipt printer prints more slowly, once it has the data."""

CUTS_WITHIN_S: Final = 1.0

ROUNDS_IN_DOUBT: Final = 4
"""How often a printer that should have printed, or is silent, is asked again: a few seconds."""

_READS: Final = 8

T = TypeVar("T")


class Conversation:
    """The conversation with one printer. Blocks; one call at a time.

    The port is opened when it is needed and again after any failure, so that a printer that was
    plugged in again works without a restart. No answer within `answer_within_s` is silence.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        name: str,
        model: PrinterModel = GENERIC,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        self._answer_within_s = answer_within_s
        self._connect = connect
        self._name = name
        self._model = model
        self._connection: Connection | None = None
        self._must_answer = bool(model.answers)
        self._has_confirmed = False
        self._broke_off = True
        """The printer may still wait for the rest of a slip, perhaps of an earlier life of ours."""
        self._is_sent = self._is_printed = False
        """How far the slip at hand has surely come."""
        self._in_turn = bytearray()

    def print(self, slip: bytes, length_mm: float) -> Outcome:
        """Send a whole slip if the printer can print, and ask it what became of it.

        Raises:
            PrinterError: nothing was sent, or the slip did not come out whole.
        """
        answers = self._ask(self._is_well)
        self._is_sent = self._is_printed = False
        try:
            self._begin()
            if answers and self._answers_one_in_turn():
                outcome = self._in_two_steps(slip, length_mm)
            else:
                self._line().send(slip)
                self._is_sent = True
                outcome = self._confirmed(length_mm) if answers else Outcome.PERHAPS
        except OSError as error:
            self.hang_up()
            raise self._failed(self.status().fault or Fault.UNREACHABLE, str(error)) from error
        self._broke_off = False
        return outcome

    def status(self) -> PrinterStatus:
        """Ask the printer how it is."""
        try:
            return self._ask(self._examine)
        except PrinterError:
            return UNREACHABLE

    def hang_up(self) -> None:
        """Close the port; the next call opens it again."""
        if self._connection:
            with suppress(OSError):
                self._connection.close()
        self._connection = None

    # --- Before the slip ----------------------------------------------------------------------

    def _is_well(self) -> bool:
        """Return whether the printer answers. A well one says so at once; only others are examined.

        Raises:
            PrinterError: it cannot print.
        """
        printer = self._greet()
        if printer is not None and language.is_offline(printer):
            fault = self._examine().fault
            if fault:
                raise PrinterError(fault, self._name)
        return printer is not None

    def _ask(self, question: Callable[[], T]) -> T:
        """Ask; on a broken line once more, since the printer may be back or have slept."""
        try:
            return question()
        except OSError:
            self.hang_up()
        try:
            return question()
        except OSError as error:
            self.hang_up()
            raise PrinterError(Fault.UNREACHABLE, self._name, str(error)) from error

    def _begin(self) -> None:
        if self._broke_off:
            self._line().send(language.FORGET)
        self._broke_off = True

    def _answers_one_in_turn(self) -> bool:
        """Whether it is known to answer in turn; before the first slip it is asked."""
        if self._model.answers_in_turn and not self._has_confirmed:
            self._in_turn.clear()
            self._line().send(language.ASK_IN_TURN)
            self._hear(self._answer_within_s)
            self._has_confirmed = bool(self._in_turn)
        return self._has_confirmed

    def _in_two_steps(self, slip: bytes, length_mm: float) -> Outcome:
        """Have it printed before it is cut: what fails until then has surely given nobody a slip.

        Paper that ends, or a cable that is pulled, at the very end of a slip would otherwise look
        the same as in its middle, and the slip would be printed again.
        """
        ending = language.ending(self._model)
        self._line().send(slip.removesuffix(ending))
        self._confirmed(length_mm)
        self._is_printed = True
        self._line().send(ending)
        return self._confirmed(0)

    # --- After the cut ------------------------------------------------------------------------

    def _confirmed(self, length_mm: float) -> Outcome:
        """Wait until the printer has worked off the slip, watching for a fault meanwhile."""
        due = ceil((length_mm / SLOWEST_MM_S + CUTS_WITHIN_S) / self._answer_within_s)
        if not self._model.answers_in_turn:
            return self._watched(due)
        self._in_turn.clear()
        for questions, rounds in ((1, due), (2, ROUNDS_IN_DOUBT)):
            self._line().send(language.ASK_IN_TURN)
            if self._answers_in_turn(rounds):
                return self._told(questions)
        if self._has_confirmed:
            raise self._failed(Fault.POWER_LOST)
        return Outcome.PERHAPS

    def _answers_in_turn(self, rounds: int) -> bool:
        """Whether an answer in turn comes within so many rounds."""
        silent = 0
        for _ in range(rounds):
            self._hear(self._answer_within_s)
            if not self._in_turn:
                silent = 0 if self._goes_on() else silent + 1
            if self._in_turn:
                return True
            if silent == ROUNDS_IN_DOUBT:
                raise self._failed(Fault.UNREACHABLE, "it fell silent within the slip")
        return False

    def _told(self, questions: int) -> Outcome:
        """What the answers to so many questions in turn tell.

        A line whose printer loses power may make up a byte: whoever answered must still be there.
        """
        if len(self._in_turn) < questions:
            self._hear(self._answer_within_s)
        if not any(self._goes_on(whatever=True) for _ in range(ROUNDS_IN_DOUBT)):
            raise self._failed(Fault.UNREACHABLE, "it fell silent after the slip")
        self._has_confirmed = True
        if len(self._in_turn) < questions:
            raise self._failed(Fault.POWER_LOST)
        if not all(map(language.printed_in_turn, self._in_turn)):
            raise self._failed(Fault.PAPER_OUT)
        return Outcome.PRINTED

    def _watched(self, due: int) -> Outcome:
        """Believe a printer that is well for as long as a slip takes, if it cannot confirm one."""
        well = []
        for _ in range(due):
            self._hear(self._answer_within_s)
            well.append(self._goes_on())
        if not well[-1]:
            raise self._failed(Fault.UNREACHABLE, "it fell silent within the slip")
        return Outcome.PRINTED if all(well) else Outcome.PERHAPS

    def _goes_on(self, *, whatever: bool = False) -> bool:
        """Whether the printer answers; some are silent while they print.

        Raises:
            PrinterError: it says that it cannot go on, and that is not to be passed over.
        """
        try:
            fault = self._examine().fault
        except TimeoutError:
            return False
        if fault and not whatever:
            raise self._failed(fault)
        return True

    def _failed(self, fault: Fault, said: str = "") -> PrinterError:
        """Keep a slip that failed from coming out later, when its ticket is void.

        A printer that answers has heard so, before anybody can put a new roll in.
        """
        if fault is not Fault.UNREACHABLE:
            with suppress(OSError):
                self._line().send(language.FORGET)
                self._answer_to(language.ASK_PRINTER)
        whole = self._is_printed or (self._is_sent and fault is Fault.UNREACHABLE)
        return PrinterError(fault, self._name, said, begun=True, whole=whole)

    # --- Question and answer ------------------------------------------------------------------

    def _greet(self) -> int | None:
        """Ask the one question that a well printer answers with "well"; `None` is a mute printer.

        Raises:
            TimeoutError: a printer that is not mute is silent.
        """
        if self._model.answers is False:
            self._hear(0)  # at least the port is there
            return None
        printer = self._answer_to(language.ASK_PRINTER)
        if printer is None and self._must_answer:
            raise TimeoutError("it should answer, and is silent")
        self._must_answer = printer is not None
        return printer

    def _examine(self) -> PrinterStatus:
        printer = self._greet()
        if printer is None:
            return SILENT
        cause = self._answer_to(language.ASK_OFFLINE_CAUSE)
        error = None
        if language.hides_an_error(printer, cause):
            error = self._answer_to(language.ASK_ERROR)
        roll = self._answer_to(language.ASK_ROLL)
        status = language.interpret(printer, cause, error, roll)
        if status.paper is Paper.NEAR_END and not self._model.near_end_sensor:
            return replace(status, paper=Paper.OK)
        return status

    def _answer_to(self, question: bytes) -> int | None:
        """Ask by DLE EOT, and return the answer; `None` is silence."""
        self._hear(0)  # what came late answers an older question
        self._line().send(question)
        for _ in range(_READS):
            heard = self._hear(self._answer_within_s)
            for byte in heard:
                if language.is_answer(byte):
                    return byte
            if not heard:
                break
        return None

    def _hear(self, within: float) -> bytes:
        """Listen, and keep what may answer in turn: the two kinds of answers are told apart."""
        heard = self._line().receive(within)
        self._in_turn += bytes(byte for byte in heard if language.is_answer_in_turn(byte))
        return heard

    def _line(self) -> Connection:
        self._connection = self._connection or self._connect()
        return self._connection
