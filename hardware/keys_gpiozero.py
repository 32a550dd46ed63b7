"""The driver for keys and lamps on GPIO pins: each key pulls its pin to ground."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hardware.keys import Debounce, KeysError
from hardware.keys_lamps import MovingLamps
from hardware.lamp import Lamp, duty

if TYPE_CHECKING:
    from gpiozero import OutputDevice
    from gpiozero.pins import Factory

_NO_LAMPS: Final[Mapping[str, int]] = MappingProxyType({})


class GpioKeys:
    """Keys and lamps by name, on pins in GPIO numbering; see `hardware.keys.Keys`.

    Lamps without `pwm` are on or off: a breathing one is on. `pin_factory` is closed together with
    the keys. `now` is a monotonic clock in seconds; it is read on gpiozero's thread too, everything
    else happens on the event loop.

    Raises:
        KeysError: a pin does not exist, is taken, or is named twice.
    """

    def __init__(
        self,
        pins: Mapping[str, int],
        *,
        pin_factory: "Factory",
        now: Callable[[], float],
        lamps: Mapping[str, int] = _NO_LAMPS,
        pwm: bool = True,
    ) -> None:
        from gpiozero import LED, PWMLED, DigitalInputDevice, GPIOZeroError

        self._now = now
        self._factory = pin_factory
        self._listener: _Listener | None = None
        try:
            # Not Button: that starts a thread for each key, to tell how long it is held.
            self._contacts = {
                key: DigitalInputDevice(pin, pull_up=True, pin_factory=pin_factory)
                for key, pin in pins.items()
            }
            led = PWMLED if pwm else LED
            self._leds = {name: led(pin, pin_factory=pin_factory) for name, pin in lamps.items()}
        except GPIOZeroError as error:
            pin_factory.close()
            raise KeysError(
                f"the keys cannot use their pins ({error}): check the GPIO numbers in the"
                " settings, each one used once and by no other program"
            ) from error
        drive = {name: partial(_drive, led) for name, led in self._leds.items()}
        self._pwm = pwm
        self._lamps = MovingLamps(drive, now)
        for key, contact in self._contacts.items():
            contact.when_activated = partial(self._closed, key)
            contact.when_deactivated = partial(self._opened, key)

    def presses(self) -> AsyncIterator[str]:
        """See `Keys`."""
        self._end()
        self._listener = _Listener()
        for key, contact in self._contacts.items():
            if contact.is_active:  # down already, so no press; but it may be stuck
                self._listener.debounce.edge(key, self._now(), down=True)
        return self._listener.presses()

    def lamp(self, key: str, lamp: Lamp) -> None:
        """See `Keys`."""
        can = self._pwm or lamp is not Lamp.BREATHING
        self._lamps.tell(key, lamp if can else Lamp.STEADY)

    def down(self) -> Mapping[str, float]:
        """See `Keys`."""
        return self._listener.debounce.down(self._now()) if self._listener else {}

    def stuck(self) -> frozenset[str]:
        """See `Keys`."""
        return self._listener.debounce.stuck(self._now()) if self._listener else frozenset()

    def fault(self) -> str:
        """See `Keys`: a key that is down for too long."""
        stuck = ", ".join(sorted(self.stuck()))
        return f"{stuck} is held down: free the key, or check its wires" if stuck else ""

    def close(self) -> None:
        """See `Keys`."""
        self._lamps.close()
        for device in (*self._contacts.values(), *self._leds.values()):
            device.close()
        self._factory.close()
        self._end()

    def _closed(self, key: str) -> None:
        if self._listener:
            self._listener.hear(key, self._now(), down=True)

    def _opened(self, key: str) -> None:
        if self._listener:
            self._listener.hear(key, self._now(), down=False)

    def _end(self) -> None:
        if self._listener:
            self._listener.end()
        self._listener = None


class _Listener:
    """Carries edges from gpiozero's thread to one iteration on the event loop."""

    def __init__(self) -> None:
        self.debounce = Debounce()
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def hear(self, key: str, at: float, *, down: bool) -> None:
        self._loop.call_soon_threadsafe(partial(self._take, key, at, down=down))

    def end(self) -> None:
        self._queue.put_nowait(None)

    async def presses(self) -> AsyncIterator[str]:
        while (key := await self._queue.get()) is not None:
            yield key

    def _take(self, key: str, at: float, *, down: bool) -> None:
        if press := self.debounce.edge(key, at, down=down):
            self._queue.put_nowait(press.key)


def _drive(led: "OutputDevice", bright: float) -> None:
    led.value = duty(bright)


def raspberry_pins() -> "Factory":
    """Return the pins of the Raspberry Pi that this runs on.

    Raises:
        KeysError: there are none, or the library for them is missing.
    """
    try:
        from gpiozero.pins import lgpio
    except ImportError as error:
        raise KeysError(
            "there is no lgpio for the pins of a Raspberry Pi here: apt-get install python3-lgpio,"
            " then make setup; on another machine choose another driver for the keys"
        ) from error
    try:
        return lgpio.LGPIOFactory()
    except lgpio.lgpio.error as error:
        raise KeysError(
            f"no GPIO pins here ({error}): is this a Raspberry Pi, is this user in the group gpio?"
        ) from error
