"""The dispenser's settings: its buttons, its printer, its slip."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from contract.messages import Intent, Name
from hardware.printer_settings import PrinterSettings
from hardware.settings import KeysSettings
from runtime.settings import DeviceSettings, Settings, Zone
from ticket_dispenser.slip_settings import SlipSettings


class Button(Settings):
    """One button of the machine."""

    key: str = Field(min_length=1)
    """Name of the key, as `keys` has it."""
    service: Name
    """The service whose queue a press joins."""
    intent: Intent = Intent.FILE
    """What the citizen comes to do."""


class ClassKey(Settings):
    """A key that is pressed before a button: the number will be of this class."""

    key: str = Field(min_length=1)
    """Name of the key, as `keys` has it."""
    class_id: Name
    """The class, for example that of elderly, disabled and pregnant people."""


class DispenserSettings(DeviceSettings):
    """Everything a dispenser is told before it starts."""

    printer: PrinterSettings
    """The slip printer."""
    keys: KeysSettings
    """The buttons' hardware."""
    buttons: tuple[Button, ...] = Field(min_length=1)
    """What each button stands for."""
    class_keys: tuple[ClassKey, ...] = ()
    """Keys for those who are promised a shorter wait; without them everybody is alike."""
    class_key_s: float = Field(default=15.0, gt=0, le=120)
    """Seconds that a class key counts for the button pressed next."""
    slip: SlipSettings | None = None
    """What is on every slip."""
    slip_file: Path | None = None
    """File that says so instead, the same for many dispensers."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Time zone of the printed time."""
    patience_s: float = Field(default=5.0, gt=0, le=60)
    """Seconds that a citizen waits for a number before being told to try again."""
    told_s: float = Field(default=6.0, gt=0, le=60)
    """Seconds that a sentence about one press stays on the face."""
    printer_check_s: float = Field(default=3.0, gt=0, le=60)
    """Seconds between two questions to the printer, whether it is well."""
    unprinted: Literal["keep", "void"] = "void"
    """What becomes of a number whose slip cannot be printed in time: `keep` where a screen shows
    it to the citizen, `void` where nobody could read it."""
    reprint_within_s: float = Field(default=60.0, ge=0, le=3600)
    """Seconds in which a mended printer still prints the slip."""

    @model_validator(mode="after")
    def _one_slip(self) -> Self:
        if (self.slip is None) == (self.slip_file is None):
            raise ValueError("what is on a slip? add either a table `[slip]` or `slip_file = ...`")
        return self

    @model_validator(mode="after")
    def _buttons_have_keys(self) -> Self:
        keys = [*(b.key for b in self.buttons), *(c.key for c in self.class_keys)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f'two buttons have the key "{twice[0]}": give each its own')
        strange = sorted(set(keys) - self.keys.names)
        if strange:
            raise ValueError(f'`keys` has no key "{strange[0]}": add it there, or correct it')
        return self
