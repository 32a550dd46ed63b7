"""The list of drivers: what a settings file may say, and what is built from it."""

import subprocess
import sys

import pytest
from pydantic import TypeAdapter, ValidationError

from hardware.keys_simulated import SimulatedKeys
from hardware.printer_escpos import EscposPrinter
from hardware.printer_simulated import SimulatedPrinter
from hardware.settings import KeysSettings, PrinterSettings, SignSettings, VoiceSettings
from hardware.sign_modbus import ModbusSign
from hardware.sign_simulated import SimulatedSign
from hardware.voice_espeak import EspeakVoice
from hardware.voice_none import NoVoice
from hardware.voice_simulated import SimulatedVoice

PRINTER: TypeAdapter[PrinterSettings] = TypeAdapter(PrinterSettings)
SIGN: TypeAdapter[SignSettings] = TypeAdapter(SignSettings)
KEYS: TypeAdapter[KeysSettings] = TypeAdapter(KeysSettings)
VOICE: TypeAdapter[VoiceSettings] = TypeAdapter(VoiceSettings)

Kind = (
    TypeAdapter[PrinterSettings]
    | TypeAdapter[SignSettings]
    | TypeAdapter[KeysSettings]
    | TypeAdapter[VoiceSettings]
)

DRIVERS = [
    (PRINTER, {"driver": "escpos-usb", "vendor": 1208, "product": 3605}, EscposPrinter),
    (PRINTER, {"driver": "escpos-serial", "device": "/dev/ttyUSB0"}, EscposPrinter),
    (PRINTER, {"driver": "escpos-network", "host": "10.0.0.9"}, EscposPrinter),
    (PRINTER, {"driver": "escpos-file", "path": "/dev/usb/lp0"}, EscposPrinter),
    (PRINTER, {"driver": "simulated"}, SimulatedPrinter),
    (SIGN, {"driver": "modbus", "device": "/dev/ttyUSB1", "unit": 3}, ModbusSign),
    (SIGN, {"driver": "simulated"}, SimulatedSign),
    (KEYS, {"driver": "simulated", "keys": ["next"]}, SimulatedKeys),
    (KEYS, {"driver": "simulated", "keys": ["next"], "lamps": ["help"]}, SimulatedKeys),
    (VOICE, {"driver": "espeak", "device": "plughw:1", "clips": "/data/clips"}, EspeakVoice),
    (VOICE, {"driver": "simulated"}, SimulatedVoice),
    (VOICE, {"driver": "none"}, NoVoice),
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
        (SIGN, {"driver": "modbus", "device": "a", "unit": 248}, "unit"),
        (SIGN, {"driver": "modbus", "device": "a", "unit": 1, "model": "x"}, "generic-4"),
        (KEYS, {"driver": "simulated", "keys": []}, "keys"),
        (VOICE, {"driver": "espeak", "speed": 20}, "speed"),
        (VOICE, {"driver": "espeak", "volume": 101}, "volume"),
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
