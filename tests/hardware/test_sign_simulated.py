"""The faults and the history of the simulated sign."""

import pytest

from hardware.sign import Shown, SignError
from hardware.sign_simulated import BLANK, SimulatedSign


async def test_a_sign_that_lost_power_is_blank_until_it_is_told_again() -> None:
    sign = SimulatedSign()
    await sign.show(Shown("A012"))
    sign.power_off()
    with pytest.raises(SignError):
        await sign.show(Shown("A012"))
    sign.power_on()
    assert sign.shown == BLANK
    await sign.show(Shown("A012"))
    assert sign.shown == Shown("A012")


async def test_an_unplugged_sign_goes_on_showing_what_it_showed() -> None:
    sign = SimulatedSign()
    await sign.show(Shown("A012"))
    sign.unplug()
    with pytest.raises(SignError):
        await sign.show(Shown("A013"))
    assert sign.shown == Shown("A012")


async def test_it_remembers_all_that_it_showed() -> None:
    sign = SimulatedSign()
    for text in ("A012", "A013", ""):
        await sign.show(Shown(text))
    assert list(sign.history) == [Shown("A012"), Shown("A013"), BLANK]
