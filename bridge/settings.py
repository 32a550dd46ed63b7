"""The settings of the bridge."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from contract.channels import BRIDGE
from contract.messages import DOSSIER_CODE, Name
from runtime.settings import DeviceSettings, Pattern, Settings, Zone


class Patience(Settings):
    """How many wrong guesses are borne, and how they are slowed down."""

    slow_after: int = Field(ge=1, le=1000)
    """From so many on each makes the next one wait, twice as long each time."""
    pause_s: int = Field(default=2, ge=1, le=600)
    """The first of these waits."""
    lock_after: int = Field(ge=1, le=1000)
    """After so many nothing is told any more for a while."""
    lock_min: int = Field(default=15, ge=1, le=24 * 60)
    """For so long. A wrong guess of longer ago than this counts no more."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.slow_after > self.lock_after:
            raise ValueError(
                f"`slow_after` is {self.slow_after}, `lock_after` {self.lock_after}: exchange them"
            )
        return self


class BridgeSettings(DeviceSettings):
    """Everything the bridge is told before it starts."""

    device: Literal["bridge"] = BRIDGE
    devices: tuple[Name, ...] = Field(min_length=1)
    """Who may ask for dossiers: kiosks and the reception."""
    dossiers: Path
    """The example's dossiers, as long as there is no back office."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    code_pattern: Pattern = DOSSIER_CODE
    """What a dossier's code looks like, as a regular expression."""
    patience_s: float = Field(default=5.0, gt=0, le=25)
    """The back office has this long to answer."""
    per_code: Patience = Patience(slow_after=3, lock_after=6)
    """Wrong guesses for one dossier, at whatever device."""
    per_device: Patience = Patience(slow_after=12, lock_after=40)
    """Wrong guesses at one device, for whatever dossiers. Many people use it: be patient."""
