"""The kiosk's settings: its screen, its printer, what it shows, where the counters are."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from contract.messages import DOSSIER_CODE, Clock, CounterName
from hardware.printer_settings import PrinterSettings, RollSettings
from hardware.settings import VoiceNone, VoiceSettings
from paper.slip_settings import SlipSettings
from runtime.settings import (
    DeviceSettings,
    Pattern,
    ScreenSettings,
    Settings,
    TechnicianSettings,
    Zone,
)
from runtime.signing import PublicKey

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of the width or height of the plan."""


class CatalogueSettings(Settings):
    """Where the catalogue of procedures comes from, and whom to believe about it."""

    keys: tuple[PublicKey, ...] = ()
    """The keys that it may be signed with; two while one replaces the other. Without any it is not
    renewed, and `file` is shown."""
    host: str | None = None
    """The machine of the queue service; without it that of the MQTT server."""
    file: Path | None = None
    """A catalogue file that is shown instead of what is announced."""
    synonyms: Path | None = None
    """What people here say, and what names say instead; without it the usual ones."""
    most_used: int = Field(default=20, ge=1, le=60)
    """So many of the procedures that are asked for most have a list of their own."""

    @model_validator(mode="after")
    def _from_somewhere(self) -> Self:
        if bool(self.keys) == (self.file is not None):
            raise ValueError("name either `keys` that the catalogue is signed with, or a `file`")
        return self


class TouchSettings(Settings):
    """How the screen behaves towards whoever stands in front of it."""

    idle_s: float = Field(default=15.0, ge=5, le=600)
    """Seconds without a touch until what somebody typed, ticked or was told is wiped."""
    reading_s: float = Field(default=60.0, ge=5, le=600)
    """The same where there is nothing but published words on the screen: they take time to read."""
    ask_s: float = Field(default=8.0, ge=0, le=60)
    """For so many seconds before that it asks whether somebody is still there."""
    attract_s: float = Field(default=45.0, ge=5, le=3600)
    """Seconds without a touch until the first page invites from afar."""
    dim_after_s: float = Field(default=900.0, ge=10, le=86400)
    """Seconds without a touch until the screen is dimmed."""
    corner_s: float = Field(default=5.0, ge=1, le=30)
    """Seconds that a finger stays in the upper left corner to open the technician's page."""

    @model_validator(mode="after")
    def _asks_before_it_wipes(self) -> Self:
        if self.ask_s >= min(self.idle_s, self.reading_s):
            raise ValueError("`ask_s` must be less than `idle_s` and `reading_s`")
        return self


class DossierSettings(Settings):
    """How dossiers are looked up."""

    pattern: Pattern = DOSSIER_CODE
    """What a dossier's code looks like: so a scanned one is known."""
    late_after: Clock | None = "15:00"
    """What is handed in after this is taken on the next morning; none where that is not so."""
    patience_s: float = Field(default=6.0, gt=0, le=15)
    """Seconds until the back office counts as away; whoever asked stands there as long."""


class Place(Settings):
    """Where a counter is on the plan of the centre."""

    counter: CounterName
    """The counter."""
    x: Share
    """From the left, in widths of the plan."""
    y: Share
    """From above, in heights of the plan."""


class MapSettings(Settings):
    """The plan of the centre."""

    picture: Path | None = None
    """A picture of it (PNG, JPEG); without it the plan is drawn."""
    places: tuple[Place, ...] = ()
    """Where the counters are."""
    x: Share = 0.5
    """Where this kiosk is, from the left."""
    y: Share = 0.9
    """And from above."""


class Notice(Settings):
    """Something that the centre wants everybody to know."""

    title: str = Field(min_length=1, max_length=200)
    """What it is about."""
    text: str = Field(max_length=4000)
    """What it says."""
    title_second: str = Field(default="", max_length=200)
    """The title in English; without it the other one."""
    text_second: str = Field(default="", max_length=4000)
    """The text in English; without it the other one."""


class KioskSettings(DeviceSettings):
    """Everything a kiosk is told before it starts."""

    face: ScreenSettings
    """The touch screen."""
    catalogue: CatalogueSettings
    """The catalogue of procedures."""
    printer: PrinterSettings | None = None
    """The slip printer; without one numbers are shown, and nothing is printed."""
    roll: RollSettings = RollSettings()
    """The paper in it."""
    slip: SlipSettings | None = None
    """What is on every slip."""
    slip_file: Path | None = None
    """File that says so instead, the same for many machines."""
    voice: VoiceSettings = VoiceNone(driver="none")
    """The loudspeaker."""
    touch: TouchSettings = TouchSettings()
    """How the screen behaves."""
    technician: TechnicianSettings | None = None
    """The technician's page; without this it cannot be opened."""
    dossier: DossierSettings | None = DossierSettings()
    """How dossiers are looked up."""
    feedback: bool = True
    """Take complaints and suggestions."""
    map: MapSettings = MapSettings()
    """The plan of the centre."""
    notices: tuple[Notice, ...] = ()
    """What everybody should know."""
    slogan: str = Field(default="Công khai - Minh bạch - Văn minh - Hiện đại", max_length=120)
    """On the screen that nobody touches."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Time zone of what is shown and printed."""
    patience_s: float = Field(default=3.0, gt=0, le=60)
    """Seconds until the queue service counts as away."""
    told_s: float = Field(default=8.0, gt=0, le=60)
    """Seconds that a sentence about one wish stays on the face."""
    help_s: float = Field(default=60.0, gt=0, le=600)
    """Seconds that somebody who asked for the receptionist is shown as waiting for them."""
    printer_check_s: float = Field(default=3.0, gt=0, le=60)
    """Seconds between two questions to the printer, whether it is well."""
    reprint_within_s: float = Field(default=20.0, ge=0, le=3600)
    """Seconds in which a mended printer still prints a slip."""

    @model_validator(mode="after")
    def _one_slip(self) -> Self:
        if (self.slip is None) == (self.slip_file is None):
            raise ValueError("what is on a slip? add either a table `[slip]` or `slip_file = ...`")
        return self
