"""The list of drivers: what a settings file may say, and what is built from it."""

import subprocess
import sys

import pytest
from pydantic import TypeAdapter, ValidationError

from hardware.keys_simulated import SimulatedKeys
from hardware.printer_escpos import EscposPrinter
from hardware.printer_settings import PrinterSettings, RollSettings
from hardware.printer_simulated import SimulatedPrinter, SimulatedPtyPrinter
from hardware.settings import KeysSettings, SignSettings
from hardware.sign_modbus import ModbusSign
from hardware.sign_simulated import SimulatedSign

PRINTER: TypeAdapter[PrinterSettings] = TypeAdapter(PrinterSettings)
SIGN: TypeAdapter[SignSettings] = TypeAdapter(SignSettings)
KEYS: TypeAdapter[KeysSettings] = TypeAdapter(KeysSettings)

Kind = TypeAdapter[PrinterSettings] | TypeAdapter[SignSettings] | TypeAdapter[KeysSettings]

DRIVERS = [
    (PRINTER, {"driver": "escpos-usb", "vendor": 1208, "product": 3605}, EscposPrinter),
    (PRINTER, {"driver": "escpos-serial", "device": "/dev/ttyUSB0"}, EscposPrinter),
    (PRINTER, {"driver": "escpos-network", "host": "10.0.0.9"}, EscposPrinter),
    (PRINTER, {"driver": "escpos-file", "path": "/dev/usb/lp0"}, EscposPrinter),
    (PRINTER, {"driver": "simulated", "model": "epson-tm-t82"}, SimulatedPrinter),
    (PRINTER, {"driver": "simulated-pty", "path": "/run/printer"}, SimulatedPtyPrinter),
    (SIGN, {"driver": "modbus", "device": "/dev/ttyUSB1", "unit": 3}, ModbusSign),
    (SIGN, {"driver": "simulated"}, SimulatedSign),
    (KEYS, {"driver": "simulated", "keys": ["next"]}, SimulatedKeys),
]


@pytest.mark.parametrize(("kind", "said", "built"), DRIVERS)
async def test_each_driver_is_chosen_by_its_name_and_built_without_its_device(
    kind: Kind, said: dict[str, object], built: type
) -> None:
    driver = kind.validate_python(said).open()
    assert isinstance(driver, built)
    closing = driver.close()
    if closing:
        await closing


@pytest.mark.parametrize(
    ("kind", "said", "complaint"),
    [
        (PRINTER, {"driver": "escpos"}, "escpos-usb"),
        (PRINTER, {"driver": "simulated", "widht": 512}, "widht"),
        (PRINTER, {"driver": "escpos-network", "host": "a", "port": 0}, "port"),
        (PRINTER, {"driver": "simulated", "model": "tm"}, "no printer model 'tm': .*generic-80"),
        (SIGN, {"driver": "modbus", "device": "a", "unit": 248}, "unit"),
        (SIGN, {"driver": "modbus", "device": "a", "unit": 1, "model": "x"}, "generic-4"),
        (KEYS, {"driver": "simulated", "keys": []}, "keys"),
    ],
)
def test_what_no_driver_knows_is_refused(
    kind: Kind, said: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        kind.validate_python(said)


def test_a_sign_and_keys_do_not_load_pictures_or_printers() -> None:
    program = (
        "import sys, hardware.settings, hardware.sign_modbus, hardware.keys_simulated;"
        "print([m for m in ('PIL', 'escpos', 'serial', 'gpiozero', 'usb') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert loaded.stdout == b"[]\n"


def test_a_width_of_its_own_goes_before_that_of_the_model() -> None:
    said = {"driver": "simulated", "model": "epson-tm-t88", "width": 500}
    printer = PRINTER.validate_python(said).open()
    assert (printer.width, printer.model.dots, printer.model.name) == (500, 500, "epson-tm-t88")


def test_rolls_are_those_of_80_mm_printers_until_somebody_says_otherwise() -> None:
    assert (RollSettings().length_m, RollSettings().near_end_m) == (80, 8)
