"""The settings of a rating pad."""

from typing import Annotated

from pydantic import AfterValidator, Field

from contract.messages import CounterName, Level
from runtime.settings import DeviceSettings, ScreenSettings


def _each_once(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    if len(set(levels)) < len(levels):
        raise ValueError("a level stands there twice: name each one once")
    return levels


class PadSettings(DeviceSettings):
    """Everything a rating pad is told before it starts."""

    counter: CounterName
    """The counter whose visits it rates."""
    levels: Annotated[tuple[Level, ...], Field(min_length=2), AfterValidator(_each_once)] = (
        Level.VERY_SATISFIED,
        Level.SATISFIED,
        Level.NEUTRAL,
        Level.DISSATISFIED,
    )
    """What can be chosen, best first."""
    face: ScreenSettings = ScreenSettings()
    """What it is shown on."""
    grace_s: float = Field(default=10.0, gt=0, le=60)
    """Seconds in which a choice can be changed."""
    thanks_s: float = Field(default=5.0, gt=0, le=60)
    """Seconds that the pad says thanks."""
    offer_s: float = Field(default=60.0, gt=0, le=3600)
    """Seconds that a visit can still be rated after it ended."""
    leaving_s: float = Field(default=15.0, ge=0, le=120)
    """Seconds that it goes before the next visit, when that was called at once."""
