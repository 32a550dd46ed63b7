"""The driver for ESC/POS receipt printers, whatever they are plugged into.

`Conversation` says in which order a printer is asked and told; `EscposPrinter` holds it on a
thread of its own, since ports block.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from hardware import escpos_language as language
from hardware.printer import (
    DOTS_80_MM,
    SILENT,
    UNREACHABLE,
    Fault,
    Outcome,
    PrinterError,
    PrinterStatus,
)
from hardware.printer_connections import Connection

if TYPE_CHECKING:
    from PIL.Image import Image

ANSWER_WITHIN_S: Final = 0.5
"""A printer answers in a few milliseconds; the rest is for slow lines and networks."""

ROUNDS_AFTER_CUT: Final = 10
"""How often a printer is asked after the cut, each time for at most twice `ANSWER_WITHIN_S`."""

HANGS_AFTER_S: Final = 30.0
"""A slip and all questions about it take a few seconds, on a slow line some fifteen."""

_READS: Final = 8

T = TypeVar("T")


class EscposPrinter:
    """One printer; see `hardware.printer.Printer`.

    `connect` opens its port, or raises `OSError`; `name` is its address for messages.
    """

    def __init__(
        self, connect: Callable[[], Connection], name: str, width: int = DOTS_80_MM
    ) -> None:
        self.width = width
        self._conversation = Conversation(connect, name)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="printer")

    async def print(self, picture: "Image") -> Outcome:
        """See `Printer`."""
        slip = language.encode(picture, self.width)
        try:
            return await self._in_turn(lambda: self._conversation.print(slip))
        except TimeoutError:
            return Outcome.PERHAPS

    async def status(self) -> PrinterStatus:
        """See `Printer`."""
        try:
            return await self._in_turn(self._conversation.status)
        except TimeoutError:
            return UNREACHABLE

    async def close(self) -> None:
        """See `Printer`."""
        await self._in_turn(self._conversation.hang_up)
        self._thread.shutdown(wait=False)

    async def _in_turn(self, call: Callable[[], T]) -> T:
        """Raises `TimeoutError` for a port that hangs; what waits for it is done when it moves."""
        async with asyncio.timeout(HANGS_AFTER_S):
            return await asyncio.get_running_loop().run_in_executor(self._thread, call)


class Conversation:
    """What is said to one printer, and heard. Blocks; one call at a time.

    The port is opened when it is needed and again after any failure, so that a printer that was
    plugged in again works without a restart.
    """

    def __init__(self, connect: Callable[[], Connection], name: str) -> None:
        self._connect = connect
        self._name = name
        self._connection: Connection | None = None
        self._has_answered = False
        self._broke_off = False

    def print(self, slip: bytes) -> Outcome:
        """Send a whole slip if the printer can print, and ask it what became of it.

        Raises:
            PrinterError: nothing was sent, or the slip stopped on the way.
        """
        before = self._ask()
        if before.fault:
            raise PrinterError(before.fault, self._name)
        try:
            self._send(slip)
        except OSError as error:
            self.hang_up()
            fault = self.status().fault or Fault.UNREACHABLE
            raise PrinterError(fault, self._name, str(error), begun=True) from error
        return self._confirm() if before.known else Outcome.PERHAPS

    def status(self) -> PrinterStatus:
        """Ask the printer how it is."""
        try:
            return self._ask()
        except PrinterError:
            return UNREACHABLE

    def hang_up(self) -> None:
        """Close the port; the next call opens it again."""
        if self._connection:
            with suppress(OSError):
                self._connection.close()
        self._connection = None

    def _send(self, slip: bytes) -> None:
        line = self._line()
        if self._broke_off:  # the printer still waits for the rest of the last slip
            line.send(language.FORGET)
        self._broke_off = True
        line.send(slip)
        self._broke_off = False

    def _confirm(self) -> Outcome:
        """Wait until the printer has worked off the slip, watching for a fault meanwhile.

        A line that breaks here tells nothing of the slip, which was sent whole: hence `PERHAPS`.
        """
        try:
            for _ in range(ROUNDS_AFTER_CUT):
                answer = self._answer_to(language.ASK_IN_TURN, language.is_answer_in_turn)
                if answer is not None and language.printed_in_turn(answer):
                    return Outcome.PRINTED
                fault = Fault.PAPER_OUT if answer is not None else self._examine().fault
                if fault:
                    self._forget()
                    raise PrinterError(fault, self._name, begun=True)
        except OSError:
            self.hang_up()
        return Outcome.PERHAPS

    def _forget(self) -> None:
        """Keep a slip that failed from coming out later, when its ticket is void."""
        with suppress(OSError):
            self._line().send(language.FORGET)

    def _ask(self) -> PrinterStatus:
        """Examine the printer; on a broken line once more, since it may be back or have slept."""
        try:
            return self._examine()
        except OSError:
            self.hang_up()
        try:
            return self._examine()
        except OSError as error:
            self.hang_up()
            raise PrinterError(Fault.UNREACHABLE, self._name, str(error)) from error

    def _examine(self) -> PrinterStatus:
        printer = self._answer_to(language.ASK_PRINTER, language.is_answer)
        if printer is None:
            if self._has_answered:
                raise TimeoutError("it has answered before and is silent now")
            return SILENT
        self._has_answered = True
        cause = self._answer_to(language.ASK_OFFLINE_CAUSE, language.is_answer)
        roll = self._answer_to(language.ASK_ROLL, language.is_answer)
        return language.interpret(printer, cause, roll)

    def _answer_to(self, question: bytes, belongs: Callable[[int], bool]) -> int | None:
        """Ask, and return the first byte that `belongs` to the answer; `None` is silence."""
        line = self._line()
        line.receive(0)  # what came late answers an older question
        line.send(question)
        for _ in range(_READS):
            heard = line.receive(ANSWER_WITHIN_S)
            for byte in heard:
                if belongs(byte):
                    return byte
            if not heard:
                break
        return None

    def _line(self) -> Connection:
        self._connection = self._connection or self._connect()
        return self._connection
