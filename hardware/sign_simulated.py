"""A sign without hardware."""

from collections import deque
from typing import Final

from hardware.sign import Shown, SignError, fitted

BLANK: Final = Shown("")
_REMEMBERED: Final = 200


class SimulatedSign:
    """See `hardware.sign.Sign`; the other methods are its faults and its history."""

    def __init__(self, digits: int = 4) -> None:
        self.digits = digits
        self.shown = BLANK
        """What can be read on it now."""
        self.history: deque[Shown] = deque(maxlen=_REMEMBERED)
        """All it was told to show, oldest first."""
        self._powered = True
        self._plugged = True

    async def show(self, shown: Shown) -> None:
        """See `Sign`."""
        fitted(shown.text, self.digits)
        if not (self._plugged and self._powered):
            raise SignError("the simulated sign does not answer: plug it in and switch it on")
        self.shown = shown
        self.history.append(shown)

    async def close(self) -> None:
        """See `Sign`."""

    def power_off(self) -> None:
        """Switch it off: it goes dark, forgets, and answers nobody."""
        self._powered = False
        self.shown = BLANK

    def power_on(self) -> None:
        """Switch it on: it is blank until something is shown."""
        self._powered = True

    def unplug(self) -> None:
        """Pull the data line: what is shown stays."""
        self._plugged = False

    def plug(self) -> None:
        """Put the data line back."""
        self._plugged = True
