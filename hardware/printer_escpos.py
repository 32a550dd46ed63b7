"""The driver for ESC/POS receipt printers, whatever they are plugged into.

It holds the conversation with one printer on a thread of its own, since ports block.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hardware.escpos_language import encode
from hardware.port_thread import PortThread
from hardware.printer import UNREACHABLE, Fault, Outcome, PrinterError, PrinterStatus
from hardware.printer_connections import Connection
from hardware.printer_conversation import ANSWER_WITHIN_S, Conversation
from hardware.printer_models import GENERIC, PrinterModel, paper_mm

if TYPE_CHECKING:
    from PIL.Image import Image

HANGS_AFTER_S: Final = 60.0
"""A slip and all questions about it take a few seconds, on a slow line some thirty."""

_CLOSES_WITHIN_S: Final = 3.0
"""Time for a slip that is under way when the process ends."""


class EscposPrinter:
    """One printer; see `hardware.printer.Printer`.

    `connect` opens its port, or raises `OSError`; `name` is its address for messages. A port that
    neither works nor fails for `hangs_after_s` seconds is given up, and so is the slip.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        name: str,
        model: PrinterModel = GENERIC,
        answer_within_s: float = ANSWER_WITHIN_S,
        hangs_after_s: float = HANGS_AFTER_S,
    ) -> None:
        self.model = model
        self.width = model.dots
        self._name = name
        self._hangs_after_s = hangs_after_s
        self._conversation = Conversation(connect, name, model, answer_within_s)
        self._thread = PortThread("printer")

    async def print(self, picture: "Image") -> Outcome:
        """See `Printer`."""
        slip = encode(picture, self.model)
        length_mm = paper_mm(picture.height, self.model)
        try:
            return await self._thread.run(
                lambda: self._conversation.print(slip, length_mm), self._hangs_after_s
            )
        except TimeoutError as error:
            said = "its port hangs"
            raise PrinterError(
                Fault.UNREACHABLE, self._name, said, begun=True, whole=True
            ) from error

    async def status(self) -> PrinterStatus:
        """See `Printer`."""
        try:
            return await self._thread.run(self._conversation.status, self._hangs_after_s)
        except TimeoutError:
            return UNREACHABLE

    async def close(self) -> None:
        """See `Printer`. A port that hangs is left alone: its thread ends with the process."""
        with suppress(TimeoutError):
            await self._thread.run(self._conversation.hang_up, _CLOSES_WITHIN_S)
        self._thread.close()
