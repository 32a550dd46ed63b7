"""What the GPIO keys do beyond what all keys do."""

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from hardware.keys import KeysError
from hardware.keys_gpiozero import GpioKeys, raspberry_pins
from hardware.keys_simulated import forgetful_pins


@pytest.mark.parametrize(
    ("pins", "lamps"),
    [({"next": 99}, {}), ({"next": 17, "recall": 17}, {}), ({"next": 17}, {"next": 17})],
)
def test_pins_that_cannot_be_used_are_named(pins: dict[str, int], lamps: dict[str, int]) -> None:
    with pytest.raises(KeysError, match=r"(99|17).*check the GPIO numbers in the settings"):
        GpioKeys(pins, pin_factory=forgetful_pins(), now=lambda: 0.0, lamps=lamps)


def test_pins_are_free_again_after_a_failure_and_after_closing() -> None:
    pins = MockFactory()
    for wrong in ({"next": 17, "recall": 99}, {"next": 17, "recall": 17}):
        with pytest.raises(KeysError):
            GpioKeys(wrong, pin_factory=pins, now=lambda: 0.0)
    for _ in range(2):
        GpioKeys({"next": 17}, pin_factory=pins, now=lambda: 0.0).close()


def test_the_global_pin_factory_stays_untouched() -> None:
    GpioKeys({"next": 17}, pin_factory=MockFactory(), now=lambda: 0.0).close()
    assert Device.pin_factory is None


def test_a_machine_without_pins_says_what_to_do() -> None:
    with pytest.raises(KeysError, match=r"apt-get install python3-lgpio|is this a Raspberry Pi"):
        raspberry_pins()
