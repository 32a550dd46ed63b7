"""The one list of drivers: `driver = "..."` in a settings file chooses one, `open()` builds it."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

if TYPE_CHECKING:
    from hardware.keys import Keys
    from hardware.keys_simulated import SimulatedKeys
    from hardware.printer import Printer
    from hardware.printer_simulated import SimulatedPrinter
    from hardware.sign import Sign
    from hardware.sign_simulated import SimulatedSign
    from hardware.voice import Voice
    from hardware.voice_simulated import SimulatedVoice

Port = Annotated[int, Field(ge=1, le=65535)]
UsbNumber = Annotated[int, Field(ge=0, le=0xFFFF)]
Dots = Annotated[int, Field(ge=8, le=1024)]


class _Driver(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _PrinterDriver(_Driver):
    width: Dots = 576


class EscposUsb(_PrinterDriver):
    """A receipt printer on USB, by its numbers as `lsusb` shows them."""

    driver: Literal["escpos-usb"]
    vendor: UsbNumber
    product: UsbNumber

    def open(self) -> "Printer":
        """Build the driver; the printer itself is reached when it is needed."""
        from hardware.printer_connections import UsbConnection
        from hardware.printer_escpos import EscposPrinter

        name = f"usb {self.vendor:04x}:{self.product:04x}"
        return EscposPrinter(partial(UsbConnection, self.vendor, self.product), name, self.width)


class EscposSerial(_PrinterDriver):
    """A receipt printer on a serial port."""

    driver: Literal["escpos-serial"]
    device: str
    baud: int = 38400

    def open(self) -> "Printer":
        """Build the driver; the printer itself is reached when it is needed."""
        from hardware.printer_connections import SerialConnection
        from hardware.printer_escpos import EscposPrinter

        return EscposPrinter(
            partial(SerialConnection, self.device, self.baud), self.device, self.width
        )


class EscposNetwork(_PrinterDriver):
    """A receipt printer with an address of its own."""

    driver: Literal["escpos-network"]
    host: str
    port: Port = 9100

    def open(self) -> "Printer":
        """Build the driver; the printer itself is reached when it is needed."""
        from hardware.printer_connections import NetworkConnection
        from hardware.printer_escpos import EscposPrinter

        name = f"{self.host}:{self.port}"
        return EscposPrinter(partial(NetworkConnection, self.host, self.port), name, self.width)


class EscposFile(_PrinterDriver):
    """A receipt printer behind a device file such as /dev/usb/lp0."""

    driver: Literal["escpos-file"]
    path: str

    def open(self) -> "Printer":
        """Build the driver; the printer itself is reached when it is needed."""
        from hardware.printer_connections import FileConnection
        from hardware.printer_escpos import EscposPrinter

        return EscposPrinter(partial(FileConnection, self.path), self.path, self.width)


class PrinterSimulated(_PrinterDriver):
    """A printer without hardware."""

    driver: Literal["simulated"]

    def open(self) -> "SimulatedPrinter":
        """Build the simulated printer."""
        from hardware.printer_simulated import SimulatedPrinter

        return SimulatedPrinter(self.width)


PrinterSettings = Annotated[
    EscposUsb | EscposSerial | EscposNetwork | EscposFile | PrinterSimulated,
    Field(discriminator="driver"),
]


class SignModbus(_Driver):
    """An LED sign on an RS-485 line; `unit` is the address set on the sign."""

    driver: Literal["modbus"]
    device: str
    unit: Annotated[int, Field(ge=1, le=247)]
    model: str = "generic-4"

    @field_validator("model")
    @classmethod
    def _known(cls, model: str) -> str:
        from hardware.sign_modbus import MODELS

        if model not in MODELS:
            raise ValueError(f"no sign model {model!r}: there are {', '.join(MODELS)}")
        return model

    def open(self) -> "Sign":
        """Build the driver; the sign itself is reached when something is shown."""
        from hardware.sign_modbus import MODELS, ModbusSign

        return ModbusSign(self.device, self.unit, MODELS[self.model])


class SignSimulated(_Driver):
    """A sign without hardware."""

    driver: Literal["simulated"]
    digits: Annotated[int, Field(ge=1, le=8)] = 4

    def open(self) -> "SimulatedSign":
        """Build the simulated sign."""
        from hardware.sign_simulated import SimulatedSign

        return SimulatedSign(self.digits)


SignSettings = Annotated[SignModbus | SignSimulated, Field(discriminator="driver")]


class KeysGpiozero(_Driver):
    """Keys on the GPIO pins of a Raspberry Pi, and lamps in some of them or without a key.

    `pwm = false` is for lamps that can only be on or off, behind a relay for instance.
    """

    driver: Literal["gpiozero"]
    pins: dict[str, int]
    lamps: dict[str, int] = {}
    pwm: bool = True

    @property
    def names(self) -> frozenset[str]:
        """The names of the keys."""
        return frozenset(self.pins)

    def open(self) -> "Keys":
        """Take the pins.

        Raises:
            KeysError: the pins cannot be used.
        """
        from hardware.keys_gpiozero import GpioKeys, raspberry_pins

        return GpioKeys(
            self.pins,
            pin_factory=raspberry_pins(),
            now=monotonic,
            lamps=self.lamps,
            pwm=self.pwm,
        )


class KeysSerial(_Driver):
    """A keypad on a serial line; `codes` has the character that each key sends."""

    driver: Literal["serial"]
    device: str
    codes: Annotated[
        dict[str, Annotated[str, Field(pattern=r"^[\x20-\x7e]$")]], Field(min_length=1)
    ]
    baud: int = 9600

    @property
    def names(self) -> frozenset[str]:
        """The names of the keys."""
        return frozenset(self.codes)

    def open(self) -> "Keys":
        """Build the driver; the keypad itself is reached when somebody listens."""
        from hardware.keys_serial import SerialKeys

        return SerialKeys(self.device, self.baud, self.codes)


class KeysSimulated(_Driver):
    """Keys without hardware; `lamps` are those without a key."""

    driver: Literal["simulated"]
    keys: Annotated[list[str], Field(min_length=1, max_length=26)]
    lamps: list[str] = []

    @property
    def names(self) -> frozenset[str]:
        """The names of the keys."""
        return frozenset(self.keys)

    def open(self) -> "SimulatedKeys":
        """Build the simulated keys."""
        from hardware.keys_simulated import SimulatedKeys

        return SimulatedKeys(self.keys, more_lamps=self.lamps)


KeysSettings = Annotated[KeysGpiozero | KeysSerial | KeysSimulated, Field(discriminator="driver")]


class VoiceEspeak(_Driver):
    """A voice from espeak-ng, or from recorded words; see `hardware.voice_espeak.EspeakVoice`."""

    driver: Literal["espeak"]
    device: Annotated[str, Field(min_length=1)] = "default"
    voices: dict[str, str] = {"vi": "vi", "en": "en"}
    speed: Annotated[int, Field(ge=80, le=300)] = 140
    volume: Annotated[int, Field(ge=1, le=100)] = 100
    clips: Path | None = None

    def open(self) -> "Voice":
        """Build the driver; the sound card itself is reached when something is said."""
        from hardware.voice_espeak import EspeakVoice

        return EspeakVoice(**self.model_dump(exclude={"driver"}))


class VoiceSimulated(_Driver):
    """A voice without hardware."""

    driver: Literal["simulated"]

    def open(self) -> "SimulatedVoice":
        """Build the simulated voice."""
        from hardware.voice_simulated import SimulatedVoice

        return SimulatedVoice()


class VoiceNone(_Driver):
    """Silence."""

    driver: Literal["none"]

    def open(self) -> "Voice":
        """Build what is never heard."""
        from hardware.voice_none import NoVoice

        return NoVoice()


VoiceSettings = Annotated[VoiceEspeak | VoiceSimulated | VoiceNone, Field(discriminator="driver")]
