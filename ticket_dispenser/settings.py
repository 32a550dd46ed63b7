"""The dispenser's settings: its buttons, its printer, and what stands on the slip."""

from typing import Literal, Self

from pydantic import Field, model_validator

from contract.messages import Intent, Name
from hardware.printer_settings import PrinterSettings
from hardware.settings import KeysSettings
from runtime.settings import DeviceSettings, Settings, Zone


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


class SlipSettings(Settings):
    """What is the same on every slip of this dispenser."""

    centre: str = Field(min_length=1)
    """Name of the centre at the head of the slip."""
    address: str | None = None
    """Address under it."""
    hotline: str | None = None
    """Telephone number under it."""
    follow_url: str | None = Field(default=None, max_length=200)
    """Address of the QR code; `{token}` stands for the ticket's secret text."""
    note: str | None = None
    """A sentence at the foot."""
    first_class: Name = "normal"
    """The class of everybody, which is not printed."""
    class_names: dict[Name, str] = Field(default_factory=dict)
    """Words for a class on the slip; without them those of the catalogue. Say no more than the
    counter must know: others may read a slip."""

    @model_validator(mode="after")
    def _url_has_a_token(self) -> Self:
        if self.follow_url is not None and "{token}" not in self.follow_url:
            raise ValueError("follow_url must contain {token}: without it all slips are alike")
        try:
            (self.follow_url or "").format(token="")
        except (KeyError, IndexError, ValueError, AttributeError):
            raise ValueError("follow_url may contain {token} and no other brace") from None
        return self


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
    slip: SlipSettings
    """What is on every slip."""
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
    def _buttons_have_keys(self) -> Self:
        keys = [*(b.key for b in self.buttons), *(c.key for c in self.class_keys)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f'two buttons have the key "{twice[0]}": give each its own')
        strange = sorted(set(keys) - self.keys.names)
        if strange:
            raise ValueError(f'`keys` has no key "{strange[0]}": add it there, or correct it')
        return self
