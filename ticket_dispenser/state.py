"""All that a dispenser knows at one moment. Pure."""

from dataclasses import dataclass, field

from ticket_dispenser.pages import Facts
from ticket_dispenser.situations import Situation, Unprinted, Working
from ticket_dispenser.visitor import Visitor
from ticket_dispenser.world import Status, World


@dataclass(frozen=True, slots=True)
class State:
    """The press at hand, whoever is in front of the machine, and the world around it."""

    visitor: Visitor
    world: World = field(default_factory=World)
    press: Situation | None = None
    help_until: int = 0
    """Until when somebody waits for the receptionist, by the clock of `at`."""
    stuck: frozenset[str] = frozenset()
    """Buttons that are held down by something."""
    facts: Facts = field(default_factory=Facts)
    now: int = 0
    """The time, in milliseconds since 1970: for opening hours."""
    at: int = 0
    """Milliseconds of a clock that never jumps: for how long something is shown."""

    @property
    def busy(self) -> bool:
        """Whether a press is being served: another one is nobody's turn."""
        return isinstance(self.press, Working | Unprinted)

    @property
    def takes_presses(self) -> bool:
        """Whether some press would lead to a slip now."""
        ready = not self.busy and self.world.fault is None
        return ready and self.world.gives_numbers(self.now)

    @property
    def needs_somebody(self) -> bool:
        """Whether the receptionist should come and look."""
        waits = self.at < self.help_until or isinstance(self.press, Unprinted)
        return waits or self.world.fault is not None or not self._has_numbers

    @property
    def _has_numbers(self) -> bool:
        return self.world.reached or bool(self.world.lent)

    def gives(self, service: str) -> bool:
        """Whether a press for this service would lead to a slip now."""
        return self.takes_presses and self.world.status(service, self.now) is Status.OPEN
