"""The USB cable of the emulated printer: what pyusb finds where libusb would look.

`UsbPlug` stands in for libusb behind pyusb (a "backend" there): the driver, pyusb and its handling
of descriptors and time limits are the real ones.
"""

import errno
from array import array
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Final

from hardware.printer_emulator import Condition, PrinterEmulator

_OUT: Final = 0x01
_IN: Final = 0x82
_BULK: Final = 2
_PRINTER_CLASS: Final = 7
_GONE: Final = {Condition.UNPLUGGED, Condition.OFF}
"""A printer without power is no device on the bus."""


class UsbPlug:
    """Plugs an emulator into a bus of its own, under these numbers."""

    intr_read = intr_write = iso_read = iso_write = None
    """Pyusb looks for every kind of transfer; a printer has one."""

    def __init__(self, printer: PrinterEmulator, vendor: int, product: int) -> None:
        self._printer = printer
        self._vendor = vendor
        self._product = product
        self._answers = b""

    def enumerate_devices(self) -> Iterator[int]:
        """Yield the printer, if it is there."""
        if self._printer.condition not in _GONE:
            yield 0

    def get_parent(self, _device: int) -> None:
        """No hub is between."""

    def get_device_descriptor(self, _device: int) -> SimpleNamespace:
        """Say who made it."""
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=self._vendor, idProduct=self._product,
            bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=None,
        )  # fmt: skip

    def get_configuration_descriptor(self, _device: int, _config: int) -> SimpleNamespace:
        """Say that it has one configuration."""
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=(),
        )  # fmt: skip

    def get_interface_descriptor(
        self,
        _device: int,
        intf: int,
        alt: int,
        _config: int,
    ) -> SimpleNamespace:
        """Say that it is a printer that answers; there is no other interface."""
        if intf or alt:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=_PRINTER_CLASS, bInterfaceSubClass=1, bInterfaceProtocol=2,
            iInterface=0, extra_descriptors=(),
        )  # fmt: skip

    def get_endpoint_descriptor(
        self,
        _device: int,
        ep: int,
        _intf: int,
        _alt: int,
        _config: int,
    ) -> SimpleNamespace:
        """Say where bytes go in and out."""
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(_OUT, _IN)[ep], bmAttributes=_BULK,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=(),
        )  # fmt: skip

    def open_device(self, device: int) -> int:
        """Open it."""
        self._must_be_there()
        return device

    def close_device(self, _handle: int) -> None:
        """Close it."""
        self._answers = b""

    def get_configuration(self, _handle: int) -> int:
        """Say that its one configuration is chosen."""
        return 1

    def is_kernel_driver_active(self, _handle: int, _intf: int) -> bool:
        """Say that no driver of the system holds it."""
        return False

    def claim_interface(self, _handle: int, _intf: int) -> None:
        """Let only the caller use it."""
        self._must_be_there()

    def release_interface(self, _handle: int, _intf: int) -> None:
        """Let others use it."""

    def bulk_write(
        self, _handle: int, _ep: int, _intf: int, data: "array[int]", _timeout: int
    ) -> int:
        """Carry bytes to the printer."""
        self._must_be_there()
        self._answers += self._printer.feed(data.tobytes())
        return len(data)

    def bulk_read(
        self, _handle: int, _ep: int, _intf: int, buff: "array[int]", timeout: int
    ) -> int:
        """Carry answers back; time passes on this bus only while one waits."""
        from usb.core import USBTimeoutError

        self._must_be_there()
        said = self._answers or self._printer.pass_time(timeout / 1000)
        if not said:
            raise USBTimeoutError("nothing came", errno=errno.ETIMEDOUT)
        self._answers = said[len(buff) :]
        buff[: len(said)] = array("B", said[: len(buff)])
        return min(len(said), len(buff))

    def _must_be_there(self) -> None:
        from usb.core import USBError

        if self._printer.condition in _GONE:
            raise USBError("no such device", errno=errno.ENODEV)
