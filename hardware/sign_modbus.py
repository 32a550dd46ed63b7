"""The driver for LED signs on RS-485 that speak Modbus RTU.

Such signs differ in where their registers are and how fast they talk: a model is a row of `MODELS`.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from hardware.sign import Shown, SignError, fitted

ANSWER_WITHIN_S: Final = 0.3


@dataclass(frozen=True, slots=True)
class SignModel:
    """One make of sign: 8 data bits, no parity, 1 stop bit.

    `text_register` is the holding register of the leftmost digit, one ASCII code each, the others
    following; `blink_register` holds 1 while the text blinks, else 0.
    """

    name: str
    digits: int
    text_register: int
    blink_register: int
    baud: int


MODELS: Final = {
    model.name: model
    for model in (
        # No maker's sign in particular: what a sign with free registers can be set to.
        SignModel("generic-4", digits=4, text_register=0, blink_register=4, baud=9600),
    )
}


class ModbusSign:
    """One sign at address `unit` (1 to 247) of the line at `device`; see `hardware.sign.Sign`.

    The port is open only while something is shown, so that a line that was pulled out and put back
    works without a restart.
    """

    def __init__(self, device: str, unit: int, model: SignModel) -> None:
        self.digits = model.digits
        self._device = device
        self._unit = unit
        self._model = model
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sign")

    async def show(self, shown: Shown) -> None:
        """See `Sign`."""
        text = fitted(shown.text, self.digits)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._write, text, shown.blink)

    async def close(self) -> None:
        """See `Sign`."""
        self._thread.shutdown(wait=False)

    def _write(self, text: str, blink: bool) -> None:  # noqa: FBT001 - private, called by position
        from minimalmodbus import Instrument
        from serial import Serial

        try:
            with Serial(
                self._device, self._model.baud, timeout=ANSWER_WITHIN_S, write_timeout=1
            ) as port:
                sign = Instrument(port, self._unit)
                sign.write_registers(self._model.text_register, list(text.encode("ascii")))
                sign.write_register(self._model.blink_register, int(blink), functioncode=6)
        except OSError as error:
            raise SignError(
                f"sign {self._unit} on {self._device} does not answer: check its power, the"
                f" wires A and B, its address and its speed of {self._model.baud} baud ({error})"
            ) from error
