"""The clock of one simulated device, which can be lost as it is where no battery keeps it."""

from dataclasses import dataclass

from runtime.clock import Clock


@dataclass
class OwnClock:
    """See `runtime.clock.Clock`: the hall's time, which this device may have to doubt."""

    hall: Clock
    lost: bool = False
    """Whether no time service has set it: it may be right, and the device cannot know."""

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return self.hall.now()

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self.hall.monotonic()

    def synchronised(self) -> bool:
        """Whether `now` may be believed."""
        return not self.lost and self.hall.synchronised()
