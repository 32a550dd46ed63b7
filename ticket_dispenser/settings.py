"""The dispenser's settings: its buttons, its printer, its slip."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from contract.messages import Intent, Name
from hardware.printer_settings import PrinterSettings, RollSettings
from hardware.settings import KeysSettings, VoiceNone, VoiceSettings
from paper.slip_settings import SlipSettings
from runtime.settings import DeviceSettings, ScreenSettings, Settings, TechnicianSettings, Zone


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


class TouchSettings(Settings):
    """How the screen behaves towards whoever stands in front of it."""

    services: tuple[Name, ...] = ()
    """The services it offers, in this order; without them all of the centre."""
    direct: int = Field(default=8, ge=1, le=60)
    """Up to so many services are shown at once; with more of them agencies come first."""
    on_a_page: int = Field(default=8, ge=2, le=20)
    """Tiles that are seen at once."""
    on_a_large_page: int = Field(default=4, ge=2, le=20)
    """Tiles that are seen at once in large type; half of them, where they must be low as well."""
    on_a_low_page: int = Field(default=6, ge=2, le=20)
    """Tiles that are seen at once within reach from a wheelchair."""
    idle_s: float = Field(default=15.0, ge=5, le=600)
    """Seconds without a touch until the first page comes back, and all choices are forgotten."""
    ask_s: float = Field(default=5.0, ge=0, le=60)
    """For so many seconds before that it asks whether somebody is still there."""
    dim_after_s: float = Field(default=120.0, ge=10, le=3600)
    """Seconds without a touch until the screen is dimmed."""
    corner_s: float = Field(default=5.0, ge=1, le=30)
    """Seconds that a finger stays in the upper left corner to open the technician's page."""


class DispenserSettings(DeviceSettings):
    """Everything a dispenser is told before it starts."""

    printer: PrinterSettings
    """The slip printer."""
    keys: KeysSettings | None = None
    """The buttons' hardware; none on a machine with a screen alone."""
    buttons: tuple[Button, ...] = ()
    """What each button stands for."""
    face: ScreenSettings | None = None
    """The touch screen; none on a machine with buttons alone."""
    touch: TouchSettings = TouchSettings()
    """How the screen behaves."""
    technician: TechnicianSettings | None = None
    """The technician's page; without this it cannot be opened."""
    voice: VoiceSettings = VoiceNone(driver="none")
    """The loudspeaker."""
    speak_numbers: bool = True
    """Say each number when its slip is out, where there is a loudspeaker."""
    roll: RollSettings = RollSettings()
    """The paper in the printer."""
    closing_soon_min: int = Field(default=15, ge=0, le=120)
    """So many minutes before tickets are no longer given people are told that it will be soon."""
    help_lamp: str | None = None
    """Name of the lamp in `keys` that calls the receptionist: it is lit when the machine needs
    somebody."""
    help_s: float = Field(default=60.0, gt=0, le=600)
    """Seconds that somebody who asked for the receptionist is shown as waiting for them."""
    class_keys: tuple[ClassKey, ...] = ()
    """Keys for those who are promised a shorter wait; without them everybody is alike."""
    slip: SlipSettings | None = None
    """What is on every slip."""
    slip_file: Path | None = None
    """File that says so instead, the same for many dispensers."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Time zone of the printed time."""
    patience_s: float = Field(default=2.0, gt=0, le=60)
    """Seconds until the queue service counts as away, and the machine gives a number of its own."""
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
    def _something_to_press(self) -> Self:
        if self.face is None and not self.buttons:
            raise ValueError("there is nothing to press: add [[buttons]] with [keys], or [face]")
        if self.touch.ask_s >= self.touch.idle_s:
            raise ValueError("`touch.ask_s` must be less than `touch.idle_s`")
        return self

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
        strange = sorted(set(keys) - (self.keys.names if self.keys else frozenset()))
        if strange:
            raise ValueError(f'`keys` has no key "{strange[0]}": add it there, or correct it')
        return self

    @model_validator(mode="after")
    def _help_has_a_lamp(self) -> Self:
        lamps = self.keys.lamp_names if self.keys else frozenset[str]()
        if self.help_lamp is not None and self.help_lamp not in lamps:
            raise ValueError(
                f'`keys` has no lamp "{self.help_lamp}", which `help_lamp` names: add or correct it'
            )
        return self
