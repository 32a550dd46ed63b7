"""All that a kiosk knows at one moment. Pure."""

from dataclasses import dataclass, field

from contract.messages import Reason
from hardware.printer import Fault
from kiosk.visitor import Visitor
from kiosk.world import World


@dataclass(frozen=True, slots=True)
class Working:
    """A wish is being fulfilled; `text` is what is said meanwhile."""

    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """There is a number; on paper, as far as the printer says, or on the screen alone."""

    label: str
    printed: bool
    sure: bool = True
    fault: Fault | None = None
    """Why there is no paper, as far as the printer says."""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Nothing came out of the printer, and it says why, or does not."""

    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the catalogue about how it ended."""

    text: str
    good: bool = False


Press = Working | Taken | Unprinted | Refused | Told


@dataclass(frozen=True, slots=True)
class State:
    """The wish at hand, whoever is in front of the machine, and the world around it."""

    visitor: Visitor
    world: World = field(default_factory=World)
    press: Press | None = None
    help_until: int = 0
    """Until when somebody waits for the receptionist, by the clock of `at`."""
    lines: tuple[tuple[str, str], ...] = ()
    """What the technician's page tells."""
    now: int = 0
    """The time, in milliseconds since 1970."""
    at: int = 0
    """Milliseconds of a clock that never jumps."""

    @property
    def busy(self) -> bool:
        """Whether a wish is being fulfilled: another one is nobody's turn."""
        return isinstance(self.press, Working)
