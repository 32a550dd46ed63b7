"""The list of printer drivers: `driver = "..."` chooses one, `model = "..."` says what it drives.

`open()` builds the driver; the printer itself is reached when it is needed.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from hardware.printer import Printer
    from hardware.printer_connections import Connection
    from hardware.printer_models import PrinterModel
    from hardware.printer_simulated import SimulatedPrinter, SimulatedPtyPrinter

Port = Annotated[int, Field(ge=1, le=65535)]
UsbNumber = Annotated[int, Field(ge=0, le=0xFFFF)]
Dots = Annotated[int, Field(ge=8, le=1024)]


class _Driver(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    model: str = "generic-80"
    """A row of `hardware.printer_models`."""
    width: Dots | None = None
    """Dots across, where the machine has others than its model."""
    answer_within_s: Annotated[float, Field(gt=0, le=10)] = 0.5
    """Seconds after which a printer that has not answered is silent; more on a slow network."""

    @field_validator("model")
    @classmethod
    def _known(cls, model: str) -> str:
        from hardware.printer_models import MODELS

        if model not in MODELS:
            raise ValueError(f"no printer model {model!r}: there are {', '.join(MODELS)}")
        return model

    @property
    def row(self) -> "PrinterModel":
        """What is known of this printer."""
        from hardware.printer_models import MODELS

        row = MODELS[self.model]
        return replace(row, dots=self.width) if self.width else row

    def _escpos(self, connect: "Callable[[], Connection]", name: str) -> "Printer":
        from hardware.printer_escpos import EscposPrinter

        return EscposPrinter(connect, name, self.row, self.answer_within_s)


class EscposUsb(_Driver):
    """A receipt printer on USB, by its numbers as `lsusb` shows them."""

    driver: Literal["escpos-usb"]
    vendor: UsbNumber
    product: UsbNumber

    def open(self) -> "Printer":
        """Build the driver."""
        from hardware.printer_connections import UsbConnection

        name = f"usb {self.vendor:04x}:{self.product:04x}"
        return self._escpos(partial(UsbConnection, self.vendor, self.product), name)


class EscposSerial(_Driver):
    """A receipt printer on a serial port."""

    driver: Literal["escpos-serial"]
    device: str
    baud: int = 38400

    def open(self) -> "Printer":
        """Build the driver."""
        from hardware.printer_connections import SerialConnection

        return self._escpos(partial(SerialConnection, self.device, self.baud), self.device)


class EscposNetwork(_Driver):
    """A receipt printer with an address of its own."""

    driver: Literal["escpos-network"]
    host: str
    port: Port = 9100

    def open(self) -> "Printer":
        """Build the driver."""
        from hardware.printer_connections import NetworkConnection

        name = f"{self.host}:{self.port}"
        return self._escpos(partial(NetworkConnection, self.host, self.port), name)


class EscposFile(_Driver):
    """A receipt printer behind a device file such as /dev/usb/lp0."""

    driver: Literal["escpos-file"]
    path: str

    def open(self) -> "Printer":
        """Build the driver."""
        from hardware.printer_connections import FileConnection

        return self._escpos(partial(FileConnection, self.path), self.path)


class PrinterSimulated(_Driver):
    """A printer without hardware."""

    driver: Literal["simulated"]

    def open(self) -> "SimulatedPrinter":
        """Build the simulated printer."""
        from hardware.printer_simulated import SimulatedPrinter

        return SimulatedPrinter(self.row)


class PrinterSimulatedPty(_Driver):
    """A printer without hardware behind a serial port that appears at `path`."""

    driver: Literal["simulated-pty"]
    path: Path

    def open(self) -> "SimulatedPtyPrinter":
        """Build the simulated printer."""
        from hardware.printer_simulated import SimulatedPtyPrinter

        return SimulatedPtyPrinter(self.path, self.row, self.answer_within_s)


PrinterSettings = Annotated[
    EscposUsb | EscposSerial | EscposNetwork | EscposFile | PrinterSimulated | PrinterSimulatedPty,
    Field(discriminator="driver"),
]


class RollSettings(BaseModel):
    """The rolls that are put into the printer; see `hardware.roll`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    length_m: Annotated[float, Field(gt=0, le=500)] = 80
    """Metres on a fresh roll, as its box says."""
    near_end_m: Annotated[float, Field(ge=0, le=50)] = 8
    """Metres that are left when the printer first says that the roll nears its end. Where the
    sensor's height can be set, so can this."""
