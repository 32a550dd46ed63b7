"""Keys without hardware: the real driver on gpiozero's mock pins, and a finger that chatters."""

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Final

from hardware.keys_gpiozero import GpioKeys
from hardware.lamp import Lamp

if TYPE_CHECKING:
    from gpiozero.pins.mock import MockFactory

_CHATTER_S: Final = 0.001
_DOWN_S: Final = 0.080
_FIRST_PIN: Final = 2
_PINS: Final = 26
"""A Raspberry Pi has GPIO 2 to 27."""


class SimulatedKeys:
    """See `hardware.keys.Keys`; the other methods are the finger and the eye.

    Every movement of the finger puts the keys' clock ahead by the time that it takes, so that
    nobody has to wait for it. `more_lamps` are lamps without a key; pins that are left then are
    lamps in the first keys.

    Raises:
        ValueError: there are more than 26 keys and lamps without a key.
    """

    def __init__(
        self,
        keys: Iterable[str],
        now: Callable[[], float] = monotonic,
        *,
        more_lamps: Iterable[str] = (),
        pwm: bool = True,
    ) -> None:
        self._pins = {key: pin for pin, key in enumerate(keys, start=_FIRST_PIN)}
        names = [*more_lamps, *self._pins]
        if len(names) > _PINS:
            raise ValueError(f"there are pins for {_PINS} simulated keys, not {len(names)}")
        left = range(_FIRST_PIN + len(self._pins), _FIRST_PIN + _PINS)
        self._lamps = dict(zip(names, left, strict=False))
        self._told = dict.fromkeys(self._lamps, Lamp.DARK)
        self._factory = forgetful_pins()
        self._ahead = 0.0
        self._keys = GpioKeys(
            self._pins,
            pin_factory=self._factory,
            now=lambda: now() + self._ahead,
            lamps=self._lamps,
            pwm=pwm,
        )

    def presses(self) -> AsyncIterator[str]:
        """See `Keys`."""
        return self._keys.presses()

    def lamp(self, key: str, lamp: Lamp) -> None:
        """See `Keys`."""
        if key in self._told:
            self._told[key] = lamp
        self._keys.lamp(key, lamp)

    def down(self) -> Mapping[str, float]:
        """See `Keys`."""
        return self._keys.down()

    def stuck(self) -> frozenset[str]:
        """See `Keys`."""
        return self._keys.stuck()

    def fault(self) -> str:
        """See `Keys`."""
        return self._keys.fault()

    def close(self) -> None:
        """See `Keys`."""
        self._keys.close()
        self._told = dict.fromkeys(self._told, Lamp.DARK)

    # --- The finger ------------------------------------------------------------------------

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

    def wait(self, seconds: float) -> None:
        """Let so much time pass on the keys' own clock, whatever is held."""
        self._ahead += seconds

    # --- The eye ---------------------------------------------------------------------------

    def lamps(self) -> Mapping[str, Lamp]:
        """Return what each lamp tells."""
        return dict(self._told)

    def lamp_of(self, key: str) -> Lamp:
        """Return what the lamp of this name tells; without one it is dark."""
        return self._told.get(key, Lamp.DARK)

    def lit(self, key: str) -> bool:
        """Whether the lamp of this name tells anything, be it in the dark half of a blink."""
        return self.lamp_of(key) is not Lamp.DARK

    def power(self, key: str) -> float:
        """Return the share of time, 0 to 1, that the pin of this lamp is on at this moment."""
        return float(self._factory.pin(self._lamps[key]).state)

    def _move(self, key: str, *, down: bool) -> None:
        """Bring the contact to `down`, with one chatter."""
        pin = self._factory.pin(self._pins[key])
        for level in (down, not down, down):
            (pin.drive_low if level else pin.drive_high)()
            self._ahead += _CHATTER_S


def forgetful_pins() -> "MockFactory":
    """Return gpiozero's mock pins, of which each remembers its last state only.

    They remember every state otherwise: a lamp that breathes would fill the memory in some days.
    """
    from gpiozero.pins.mock import MockFactory, MockPWMPin

    class ForgetfulPin(MockPWMPin):  # type: ignore[misc] # gpiozero carries no types
        def clear_states(self) -> None:
            super().clear_states()
            self.states: deque[tuple[float, float]] = deque(self.states, maxlen=1)

    return MockFactory(pin_class=ForgetfulPin)
