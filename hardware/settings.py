"""The one list of drivers: `driver = "..."` in a settings file chooses one, `open()` builds it."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

if TYPE_CHECKING:
    from hardware.keys import Keys
    from hardware.keys_simulated import SimulatedKeys
    from hardware.sign import Sign
    from hardware.sign_simulated import SimulatedSign
    from hardware.voice_espeak import EspeakVoice
    from hardware.voice_none import NoVoice
    from hardware.voice_simulated import SimulatedVoice


class _Driver(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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

    @property
    def lamp_names(self) -> frozenset[str]:
        """The names of the lamps."""
        return frozenset(self.lamps)

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

    @property
    def lamp_names(self) -> frozenset[str]:
        """There are no lamps."""
        return frozenset()

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

    @property
    def lamp_names(self) -> frozenset[str]:
        """The names of the lamps: each key has one too."""
        return frozenset((*self.keys, *self.lamps))

    def open(self) -> "SimulatedKeys":
        """Build the simulated keys."""
        from hardware.keys_simulated import SimulatedKeys

        return SimulatedKeys(self.keys, more_lamps=self.lamps)


KeysSettings = Annotated[KeysGpiozero | KeysSerial | KeysSimulated, Field(discriminator="driver")]


class VoiceEspeak(_Driver):
    """A voice from espeak-ng, or from recorded words; see `hardware.voice_espeak.EspeakVoice`.

    Its speed is slower than espeak-ng's own 175: a hall echoes, and many who listen are old.
    """

    driver: Literal["espeak"]
    device: Annotated[str, Field(min_length=1)] = "default"
    voices: dict[str, str] = {"vi": "vi", "en": "en"}
    speed: Annotated[int, Field(ge=80, le=300)] = 140
    volume: Annotated[int, Field(ge=1, le=100)] = 100
    clips: Path | None = None

    def open(self) -> "EspeakVoice":
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

    def open(self) -> "NoVoice":
        """Build what is never heard."""
        from hardware.voice_none import NoVoice

        return NoVoice()


VoiceSettings = Annotated[VoiceEspeak | VoiceSimulated | VoiceNone, Field(discriminator="driver")]
