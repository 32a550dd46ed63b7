"""The settings that the project ships can be read, and fit together."""

from pathlib import Path

import pytest

from bridge.settings import BridgeSettings
from broker.settings import CentreSettings
from contract.channels import ASKS, BRIDGE, BROKER
from counter_display.settings import CounterDisplaySettings
from kiosk.settings import KioskSettings
from paper.slip_settings import SlipSettings
from rating_pad.settings import PadSettings
from runtime.settings import DeviceSettings, read
from ticket_dispenser.settings import DispenserSettings

EXAMPLES = Path(__file__).parents[1] / "examples"
APPS: dict[str, type[DeviceSettings]] = {
    "centre": CentreSettings,
    "dispenser": DispenserSettings,
    "touch": DispenserSettings,
    "counter": CounterDisplaySettings,
    "pad": PadSettings,
    "bridge": BridgeSettings,
    "kiosk": KioskSettings,
}


def test_every_example_has_its_app_but_the_slip_and_the_dossiers_which_are_parts() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == {*APPS, "slip", "dossiers"}


def test_the_example_slip_can_be_read() -> None:
    assert read(EXAMPLES / "slip.toml", SlipSettings).second_language == "en"


@pytest.mark.parametrize("name", APPS)
def test_an_example_can_be_read_and_its_device_belongs_to_the_centre(name: str) -> None:
    centre = read(EXAMPLES / "centre.toml", CentreSettings)
    settings = read(EXAMPLES / f"{name}.toml", APPS[name])
    assert settings.centre == centre.centre
    assert settings.device in {BROKER, BRIDGE, *(device.name for device in centre.devices)}


def test_the_example_bridge_finds_its_dossiers_and_hears_devices_of_the_centre() -> None:
    centre = read(EXAMPLES / "centre.toml", CentreSettings)
    bridge = read(EXAMPLES / "bridge.toml", BridgeSettings)
    assert bridge.dossiers == EXAMPLES / "dossiers.toml"
    roles = {device.name: device.role for device in centre.devices}
    assert {roles[name] for name in bridge.devices} <= ASKS["dossier"].roles
    assert bridge.code_pattern == BridgeSettings.model_fields["code_pattern"].default


def test_the_example_dispenser_offers_services_of_the_centre() -> None:
    centre = read(EXAMPLES / "centre.toml", CentreSettings)
    dispenser = read(EXAMPLES / "dispenser.toml", DispenserSettings)
    assert {b.service for b in dispenser.buttons} == {s.id for s in centre.services}


def test_the_example_with_a_screen_finds_its_slip_and_fits_beside_the_one_with_buttons() -> None:
    buttons = read(EXAMPLES / "dispenser.toml", DispenserSettings)
    screen = read(EXAMPLES / "touch.toml", DispenserSettings)
    assert screen.slip_file == EXAMPLES / "slip.toml"
    assert (screen.device, screen.data) != (buttons.device, buttons.data)
    assert buttons.face is None
    assert screen.face is not None
