"""Keys without hardware: the real driver on gpiozero's mock pins, and a finger that chatters."""

from collections.abc import AsyncIterator, Callable, Iterable
from time import monotonic
from typing import Final

from hardware.keys_gpiozero import GpioKeys

_CHATTER_S: Final = 0.001
_DOWN_S: Final = 0.080
_FIRST_PIN: Final = 2
_PINS: Final = 26
"""A Raspberry Pi has GPIO 2 to 27."""


class SimulatedKeys:
    """See `hardware.keys.Keys`; the other methods are the finger and the eye.

    Every movement of the finger puts the keys' clock ahead by the time that it takes, so that
    nobody has to wait for it. Pins that are left are lamps, in the first keys.

    Raises:
        ValueError: there are more than 26 keys.
    """

    def __init__(self, keys: Iterable[str], now: Callable[[], float] = monotonic) -> None:
        from gpiozero.pins.mock import MockFactory

        self._pins = {key: pin for pin, key in enumerate(keys, start=_FIRST_PIN)}
        if len(self._pins) > _PINS:
            raise ValueError(f"there are pins for {_PINS} simulated keys, not {len(self._pins)}")
        left = range(_FIRST_PIN + len(self._pins), _FIRST_PIN + _PINS)
        self._lamps = dict(zip(self._pins, left, strict=False))
        self._factory = MockFactory()
        self._ahead = 0.0
        self._keys = GpioKeys(
            self._pins,
            pin_factory=self._factory,
            now=lambda: now() + self._ahead,
            lamps=self._lamps,
        )

    def presses(self) -> AsyncIterator[str]:
        """See `Keys`."""
        return self._keys.presses()

    def lamp(self, key: str, on: bool) -> None:  # noqa: FBT001 - a level, not a mode
        """See `Keys`."""
        self._keys.lamp(key, on)

    def fault(self) -> str:
        """See `Keys`."""
        return self._keys.fault()

    def close(self) -> None:
        """See `Keys`."""
        self._keys.close()

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        self.hold(key)
        self.release(key)

    def hold(self, key: str, seconds: float = _DOWN_S) -> None:
        """Press a key and keep the finger on it for so long on the keys' own clock."""
        self._move(key, down=True)
        self._ahead += seconds

    def release(self, key: str) -> None:
        """Let a key go."""
        self._move(key, down=False)
        self._ahead += _DOWN_S

    def lit(self, key: str) -> bool:
        """Whether the lamp in this key is on; a key without one is dark."""
        return key in self._lamps and bool(self._factory.pin(self._lamps[key]).state)

    def _move(self, key: str, *, down: bool) -> None:
        """Bring the contact to `down`, with one chatter."""
        pin = self._factory.pin(self._pins[key])
        for level in (down, not down, down):
            (pin.drive_low if level else pin.drive_high)()
            self._ahead += _CHATTER_S
