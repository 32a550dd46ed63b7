"""What a lamp in a key can tell, and how bright it is then. Pure: time is an argument."""

from enum import StrEnum
from math import cos, tau
from typing import Final

BREATH_S: Final = 4.0
"""From bright to faint and back; slower than a resting breath would look dead."""

FAINTEST: Final = 0.25
"""A breathing lamp never looks dark: it says that the key can be pressed."""

BLINKS_PER_S: Final = 2.0
"""Seen as urgent; what flashes above 3 Hz can bring on a seizure."""

_EYE: Final = 2.2
"""The eye sees a fifth of the light as half as bright."""


class Lamp(StrEnum):
    """What a lamp tells."""

    DARK = "dark"
    STEADY = "steady"
    BREATHING = "breathing"
    """Ready: press me."""
    BLINKING = "blinking"
    """Pressed, and at work."""


def moves(lamp: Lamp) -> bool:
    """Whether it changes by itself."""
    return lamp in {Lamp.BREATHING, Lamp.BLINKING}


def brightness(lamp: Lamp, at: float) -> float:
    """How bright a lamp looks, 0 to 1, `at` seconds after it began at its brightest."""
    match lamp:
        case Lamp.DARK:
            return 0.0
        case Lamp.STEADY:
            return 1.0
        case Lamp.BREATHING:
            return FAINTEST + (1 - FAINTEST) * (1 + cos(tau * at / BREATH_S)) / 2
        case Lamp.BLINKING:
            return 1.0 if at * BLINKS_PER_S % 1 < 1 / 2 else 0.0


def duty(bright: float) -> float:
    """The share of time, 0 to 1, that a lamp must be on to look so bright."""
    return float(bright**_EYE)
