"""The driver for a keypad on a serial line that sends one character for each key pressed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Final

from hardware.lamp import Lamp

if TYPE_CHECKING:
    from serial import Serial

log = logging.getLogger(__name__)

AGAIN_S: Final = 2.0
"""A keypad that was unplugged is looked for this often."""


class SerialKeys:
    """Keys by name; `codes` has the character that each sends. See `hardware.keys.Keys`.

    Such a keypad settles its own contacts and has no lamps. Its port is opened by `presses`, and
    again after it was unplugged.
    """

    def __init__(self, device: str, baud: int, codes: Mapping[str, str]) -> None:
        self._device = device
        self._baud = baud
        self._keys = {code.encode(): key for key, code in codes.items()}
        self._port: Serial | None = None
        self._again: asyncio.TimerHandle | None = None
        self._heard: asyncio.Queue[str | None] = asyncio.Queue()
        self._fault = ""

    def presses(self) -> AsyncIterator[str]:
        """See `Keys`."""
        self.close()
        self._heard = asyncio.Queue()
        self._open()
        return _each(self._heard)

    def lamp(self, key: str, lamp: Lamp) -> None:
        """There are no lamps."""

    def down(self) -> Mapping[str, float]:
        """See `Keys`: such a keypad does not tell."""
        return {}

    def stuck(self) -> frozenset[str]:
        """See `Keys`: such a keypad does not tell."""
        return frozenset()

    def fault(self) -> str:
        """See `Keys`: a keypad that is gone; it tells nothing of a jammed key."""
        return self._fault

    def close(self) -> None:
        """See `Keys`."""
        if self._again is not None:
            self._again.cancel()
        self._let_go()
        self._heard.put_nowait(None)

    def _open(self) -> None:
        from termios import error as TermiosError  # noqa: N812 - what pyserial lets through

        from serial import Serial, SerialException

        try:
            self._port = Serial(self._device, self._baud, timeout=0)
            self._port.reset_input_buffer()
        except (SerialException, OSError, TermiosError) as error:
            self._lose(error)
            return
        if self._fault:
            log.info("keypad %s is back", self._device)
        self._fault = ""
        asyncio.get_running_loop().add_reader(self._port.fileno(), self._read)

    def _read(self) -> None:
        from serial import SerialException

        if self._port is None:
            return
        try:
            sent = self._port.read(64)
        except (SerialException, OSError) as error:
            self._lose(error)
            return
        for code in sent:
            if key := self._keys.get(bytes((code,))):
                self._heard.put_nowait(key)

    def _lose(self, error: Exception) -> None:
        if not self._fault:
            log.warning("keypad %s is gone (%s); it is looked for again", self._device, error)
        self._fault = f"keypad {self._device} is gone: check its cable"
        self._let_go()
        self._again = asyncio.get_running_loop().call_later(AGAIN_S, self._open)

    def _let_go(self) -> None:
        if self._port is not None:
            asyncio.get_running_loop().remove_reader(self._port.fileno())
            self._port.close()
            self._port = None


async def _each(heard: asyncio.Queue[str | None]) -> AsyncIterator[str]:
    while (key := await heard.get()) is not None:
        yield key
