"""The settings of the bridge."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from contract.channels import BRIDGE
from contract.messages import Name
from runtime.settings import DeviceSettings, Settings, Zone

CODE = r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}(-\d{6}-\d{4}|\.\d{6}\.\d{4})"
"""Of a dossier, in both forms in use: Circular 01/2018/TT-VPCP, article 19, and the older one with
dots."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return text


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
    code_pattern: Annotated[str, AfterValidator(_pattern)] = CODE
    """What a dossier's code looks like, as a regular expression."""
    patience_s: float = Field(default=5.0, gt=0, le=25)
    """The back office has this long to answer."""
    per_code: Patience = Patience(slow_after=3, lock_after=6)
    """Wrong guesses for one dossier, at whatever device."""
    per_device: Patience = Patience(slow_after=12, lock_after=40)
    """Wrong guesses at one device, for whatever dossiers. Many people use it: be patient."""
