"""Lamps that move: one timer on the event loop for all of them, and none while they are still."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from hardware.lamp import Lamp, brightness, moves

UPDATES_PER_S: Final = 16
"""A breath looks smooth, and each half of a blink is four updates long."""


class MovingLamps:
    """Lamps by name; `drive` has for each what makes it so bright (0 to 1).

    `now` is a monotonic clock in seconds. Everything happens on the event loop.
    """

    def __init__(
        self, drive: Mapping[str, Callable[[float], None]], now: Callable[[], float]
    ) -> None:
        self._drive = drive
        self._now = now
        self._told: dict[str, tuple[Lamp, float]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def tell(self, name: str, lamp: Lamp) -> None:
        """Let a lamp tell this from now on; the same again does not disturb it."""
        before, _ = self._told.get(name, (None, 0.0))
        if name not in self._drive or lamp is before:
            return
        # A blink begins with the finger; breaths are one breath, whenever each of them began.
        self._told[name] = (lamp, self._now() if lamp is Lamp.BLINKING else 0.0)
        self._draw(name)
        if self._timer is None and moves(lamp):
            self._wind()

    def close(self) -> None:
        """Stop moving, and drive no lamp any more."""
        self._drive = {}
        self._told.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wind(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(1 / UPDATES_PER_S, self._move)

    def _move(self) -> None:
        self._timer = None
        moving = [name for name, (lamp, _) in self._told.items() if moves(lamp)]
        for name in moving:
            self._draw(name)
        if moving:
            self._wind()

    def _draw(self, name: str) -> None:
        lamp, since = self._told[name]
        self._drive[name](brightness(lamp, self._now() - since))
