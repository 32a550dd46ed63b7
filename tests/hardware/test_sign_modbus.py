"""What the Modbus sign does beyond what every sign does."""

import os
from pathlib import Path

import pytest

from hardware.settings import SignModbus
from hardware.sign import Shown, SignError
from hardware.sign_modbus import MODELS, SignModel


async def test_a_silent_line_names_what_to_check() -> None:
    ours, theirs = os.openpty()
    sign = SignModbus(driver="modbus", device=os.ttyname(theirs), unit=9).open()
    with pytest.raises(
        SignError, match=r"sign 9 on .* check its power, the wires A and B, its addr"
    ):
        await sign.show(Shown("A012"))
    await sign.close()
    os.close(ours)
    os.close(theirs)


async def test_an_absent_port_is_an_error_of_the_sign(tmp_path: Path) -> None:
    sign = SignModbus(driver="modbus", device=str(tmp_path / "ttyUSB0"), unit=9).open()
    with pytest.raises(SignError, match="ttyUSB0"):
        await sign.show(Shown("A012"))
    await sign.close()


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_a_models_blinking_is_not_one_of_its_digits(model: SignModel) -> None:
    assert model.blink_register not in range(
        model.text_register, model.text_register + model.digits
    )
