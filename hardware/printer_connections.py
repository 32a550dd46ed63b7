"""The ways to reach a printer: serial line, network, device file, USB.

A connection is open once it is made; every failure after that is an `OSError`, a silence included
when the printer takes no more data. All calls block.
"""

import os
import select
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, Final, Protocol

CONNECT_WITHIN_S: Final = 3.0
STUCK_AFTER_S: Final = 5.0
"""A printer that takes no piece of data for so long takes none at all."""

_PIECE: Final = 2048
_REPLIES: Final = 512


class Connection(Protocol):
    """Bytes to a printer and back."""

    def send(self, data: bytes) -> None:
        """Hand over all of `data`."""

    def receive(self, within: float) -> bytes:
        """Return what has come, waiting at most `within` seconds for it; nothing is `b""`."""

    def close(self) -> None:
        """Let go of the port."""


class SerialConnection:
    """RS-232, or USB that shows up as a serial port. `baud` is set on the printer's switches."""

    def __init__(self, device: str, baud: int) -> None:
        import serial

        self._port = serial.Serial(device, baud, write_timeout=STUCK_AFTER_S, exclusive=True)

    def send(self, data: bytes) -> None:
        """See `Connection`."""
        for piece in _pieces(data):
            self._port.write(piece)

    def receive(self, within: float) -> bytes:
        """See `Connection`."""
        self._port.timeout = within
        first: bytes = self._port.read(1)
        return first + self._port.read(self._port.in_waiting)

    def close(self) -> None:
        """See `Connection`."""
        self._port.close()


class NetworkConnection:
    """Raw TCP, port 9100 on most printers."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), timeout=CONNECT_WITHIN_S)
        self._socket.settimeout(STUCK_AFTER_S)

    def send(self, data: bytes) -> None:
        """See `Connection`."""
        for piece in _pieces(data):
            self._socket.sendall(piece)

    def receive(self, within: float) -> bytes:
        """See `Connection`."""
        if not _readable(self._socket.fileno(), within):
            return b""
        answer = self._socket.recv(_REPLIES)
        if not answer:
            raise ConnectionResetError("the printer closed the connection")
        return answer

    def close(self) -> None:
        """See `Connection`."""
        self._socket.close()


class FileConnection:
    """A device file such as /dev/usb/lp0, which answers; or an ordinary file, which does not.

    The file must exist, lest an unplugged printer turn into a growing file of its name.
    """

    def __init__(self, path: str) -> None:
        self._answers = stat.S_ISCHR(os.stat(path).st_mode)  # noqa: PTH116 - a path as the system has it
        access = os.O_RDWR if self._answers else os.O_WRONLY | os.O_APPEND
        self._file = os.open(path, access | os.O_NONBLOCK | os.O_NOCTTY)

    def send(self, data: bytes) -> None:
        """See `Connection`."""
        while data:
            if not select.select([], [self._file], [], STUCK_AFTER_S)[1]:
                raise TimeoutError("the printer takes no more data")
            data = data[os.write(self._file, data) :]

    def receive(self, within: float) -> bytes:
        """See `Connection`."""
        if not self._answers or not _readable(self._file, within):
            return b""
        return os.read(self._file, _REPLIES)

    def close(self) -> None:
        """See `Connection`."""
        os.close(self._file)


class UsbConnection:
    """A printer on USB without a kernel driver, by its numbers as `lsusb` shows them.

    `backend` is what pyusb reaches the bus by; libusb where none is given.
    """

    def __init__(self, vendor: int, product: int, backend: object = None) -> None:
        import usb.core
        import usb.util

        try:
            device = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
        except usb.core.NoBackendError as error:
            raise OSError("libusb is missing: apt install libusb-1.0-0") from error
        if device is None:
            raise FileNotFoundError(f"lsusb shows no {vendor:04x}:{product:04x}")
        interface = device.get_active_configuration()[0, 0]
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(interface.bInterfaceNumber):
                device.detach_kernel_driver(interface.bInterfaceNumber)
        usb.util.claim_interface(device, interface)
        self._silence = usb.core.USBTimeoutError
        self._release: Callable[[], None] = partial(usb.util.dispose_resources, device)
        self._out = _endpoint(interface, usb.util.ENDPOINT_OUT)
        self._in = _endpoint(interface, usb.util.ENDPOINT_IN)

    def send(self, data: bytes) -> None:
        """See `Connection`."""
        for piece in _pieces(data):
            self._out.write(piece, timeout=int(STUCK_AFTER_S * 1000))

    def receive(self, within: float) -> bytes:
        """See `Connection`."""
        if self._in is None:
            return b""
        try:
            # To libusb no time at all means for ever.
            return bytes(self._in.read(_REPLIES, timeout=max(1, int(within * 1000))))
        except self._silence:
            return b""

    def close(self) -> None:
        """See `Connection`."""
        self._release()


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]


def _readable(descriptor: int, within: float) -> bool:
    return bool(select.select([descriptor], [], [], within)[0])


def _endpoint(interface: Any, direction: int) -> Any:  # noqa: ANN401 - pyusb carries no types
    from usb.util import endpoint_direction, find_descriptor

    def leads_there(endpoint: Any) -> bool:  # noqa: ANN401
        return bool(endpoint_direction(endpoint.bEndpointAddress) == direction)

    return find_descriptor(interface, custom_match=leads_there)
