"""The settings of a rating pad."""

from pathlib import Path
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from contract.messages import CounterName, Level, Name
from hardware.settings import VoiceNone, VoiceSettings
from runtime.settings import DeviceSettings, ScreenSettings, Settings, TechnicianSettings, Zone

KnownReason = Literal["waiting", "attitude", "guidance", "papers", "money", "another"]
KNOWN_REASONS: Final[tuple[KnownReason, ...]] = get_args(KnownReason)
"""Reasons that the catalogues have words for."""

Index = Literal["time", "contacts", "agencies", "attitude"]
"""Indices 1, 3, 4 and 7, as `contract.messages.Indices` names them."""
INDICES: Final[tuple[Index, ...]] = get_args(Index)


def _each_once(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    if len(set(levels)) < len(levels):
        raise ValueError("a level stands there twice: name each one once")
    return levels


class Sentence(Settings):
    """A text of the centre's own, in both languages."""

    vi: str = Field(min_length=1, max_length=200)
    """In Vietnamese."""
    en: str = Field(min_length=1, max_length=200)
    """In English."""


class PadSettings(DeviceSettings):
    """Everything a rating pad is told before it starts."""

    counter: CounterName
    """The counter whose visits it rates."""
    levels: Annotated[
        tuple[Level, ...], Field(min_length=2, max_length=5), AfterValidator(_each_once)
    ] = (Level.VERY_SATISFIED, Level.SATISFIED, Level.NEUTRAL, Level.DISSATISFIED)
    """What can be chosen, best first."""
    reasons: Annotated[tuple[Name, ...], Field(max_length=6)] = KNOWN_REASONS
    """Why somebody is dissatisfied: asked with the last levels; without any nothing is asked."""
    reason_words: dict[Name, Sentence] = Field(default_factory=dict)
    """The words of reasons that the catalogues do not know, or other words for those they do."""
    indices: tuple[Index, ...] = ()
    """Further questions that may be answered after a rating: the legal indices 1, 3, 4 and 7."""
    remarks: bool = True
    """Whether a rating may have a remark in one's own words."""
    feedback: bool = True
    """Whether complaints and suggestions can be written here, each with a code for its answer."""
    photos: Path | None = None
    """Folder of the officers' photos: `<officer id>.jpg` or `.png`."""
    pictures: Path | None = None
    """Folder of pictures that are shown while nobody is being served."""
    notices: Annotated[tuple[Sentence, ...], Field(max_length=10)] = ()
    """What the centre has to say meanwhile, one after the other."""
    face: ScreenSettings = ScreenSettings()
    """What it is shown on."""
    voice: VoiceSettings = VoiceNone(driver="none")
    """The loudspeaker, for those who do not see the screen."""
    technician: TechnicianSettings | None = None
    """The technician's page; without this it cannot be opened."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Time zone of the technician's page."""
    grace_s: float = Field(default=10.0, gt=0, le=60)
    """Seconds in which a choice can be changed."""
    reason_s: float = Field(default=20.0, gt=0, le=120)
    """Seconds that a reason is waited for; without one the rating counts all the same."""
    longest_s: float = Field(default=300.0, ge=30, le=1800)
    """Seconds after which whoever goes on and on makes room: a rating is sent as it is."""
    thanks_s: float = Field(default=5.0, gt=0, le=60)
    """Seconds that the pad says thanks."""
    offer_s: float = Field(default=60.0, gt=0, le=3600)
    """Seconds that a visit can still be rated after it ended."""
    leaving_s: float = Field(default=15.0, ge=0, le=120)
    """Seconds that it goes before the next visit, when that was called at once."""
    idle_s: float = Field(default=15.0, ge=5, le=600)
    """Seconds without a touch until the first screen comes back, and all that was typed is gone."""
    ask_s: float = Field(default=5.0, ge=0, le=60)
    """For so many seconds before that it asks whether somebody is still there."""
    receipt_s: float = Field(default=60.0, ge=5, le=600)
    """Seconds that the code of a complaint or suggestion is shown."""
    patience_s: float = Field(default=5.0, gt=0, le=60)
    """Seconds that its writer waits for that code."""
    help_s: float = Field(default=60.0, gt=0, le=600)
    """Seconds that somebody who asked for the receptionist is shown as waiting for them."""
    picture_s: float = Field(default=20.0, ge=5, le=3600)
    """Seconds that each picture, and each notice, is shown."""
    dim_after_s: float = Field(default=120.0, ge=10, le=3600)
    """Seconds without a touch or a visit until the screen is dimmed; it is dark when closed."""
    dark_after_s: float = Field(default=20.0, ge=5, le=3600)
    """Seconds after which the screen of a closed counter is dark."""
    corner_s: float = Field(default=5.0, ge=1, le=30)
    """Seconds that a finger stays in the upper left corner to open the technician's page."""

    @model_validator(mode="after")
    def _asks_before_it_wipes(self) -> Self:
        if self.ask_s >= self.idle_s:
            raise ValueError("`ask_s` must be less than `idle_s`")
        return self

    @model_validator(mode="after")
    def _reasons_have_words(self) -> Self:
        strange = [one for one in self.reasons if one not in {*KNOWN_REASONS, *self.reason_words}]
        if strange:
            raise ValueError(
                f'the reason "{strange[0]}" has no words: add [reason_words.{strange[0]}]'
                " with vi and en"
            )
        return self
