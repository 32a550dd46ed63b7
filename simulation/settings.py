"""What each process of a simulated centre is told: derived from the centre's one settings file."""

from pathlib import Path
from typing import Any

import tomli_w

from bridge.settings import BridgeSettings
from broker.declared import Counter, Device
from broker.plan import Plan
from broker.settings import CentreSettings, WebSettings
from contract.channels import BRIDGE, Role
from counter_display.model import KEYS
from counter_display.settings import CounterDisplaySettings
from hardware.printer_settings import PrinterSimulated, RollSettings
from hardware.settings import KeysSimulated, SignSimulated, VoiceSimulated
from paper.slip_settings import SlipSettings
from rating_pad.settings import INDICES, PadSettings, Sentence
from runtime.settings import DeviceSettings, ScreenSettings, ServerSettings, TechnicianSettings
from simulation.cable import HOST
from ticket_dispenser.settings import Button, ClassKey, DispenserSettings

ALL_DAY = ("00:00-24:00",)
"""Opening hours of a simulated centre: it is tried out at any hour."""

FOLLOW_URL = "https://mot-cua.example.vn/so/{token}"
"""What the QR code of a simulated slip says; nobody answers there."""

DOSSIERS = Path(__file__).parents[1] / "examples" / "dossiers.toml"
"""What the back office of a simulated centre knows."""

HELP_LAMP = "help"
"""The lamp of a dispenser that calls the receptionist."""

PIN = "2580"
"""What a technician types on a simulated touch screen."""

NOTICE = Sentence(
    vi="Xin chuẩn bị giấy tờ tùy thân khi đến lượt.",
    en="Please have your identity papers ready.",
)
"""What the centre has to say while nobody is served."""

ROLL = RollSettings(length_m=80, near_end_m=8)
"""The paper in a simulated printer."""


def queue_service(
    centre: CentreSettings, folder: Path, port: int, web: int | None = None
) -> CentreSettings:
    """The queue service's settings, with the centre open all day and its clock believed.

    At port `web`, if there is one, kiosks fetch the catalogue.
    """
    return centre.model_copy(
        update={
            "server": server(centre.device, folder, port),
            "data": folder / "broker",
            "hours": ALL_DAY,
            "trust_clock": True,
            "web": WebSettings(host=HOST, port=web) if web else None,
        }
    )


def bridge(centre: CentreSettings, folder: Path, port: int) -> BridgeSettings:
    """The bridge with dossiers to try it; every kiosk and console may ask."""
    asking = (Role.KIOSK, Role.CONSOLE)
    return BridgeSettings(
        centre=centre.centre,
        device=BRIDGE,
        server=server(BRIDGE, folder, port),
        data=folder / BRIDGE,
        trust_clock=True,
        devices=tuple(device.name for device in centre.devices if device.role in asking),
        dossiers=DOSSIERS,
        zone=centre.zone,
    )


def write(path: Path, settings: DeviceSettings) -> None:
    """Write settings as the file that a process of ours is started with."""
    path.write_text(tomli_w.dumps(settings.model_dump(mode="json", exclude_none=True)))


def server(device: str, folder: Path, port: int) -> ServerSettings:
    """How a device finds the MQTT server, and the password in `folder` that it shows there."""
    return ServerSettings(host=HOST, port=port, password_file=password_file(device, folder))


def password_file(device: str, folder: Path) -> Path:
    """Where a device's password is kept."""
    return folder / f"{device}.password"


def dispenser(centre: CentreSettings, device: Device, folder: Path, port: int) -> DispenserSettings:
    """A dispenser with one button for each service, and a key for each class that needs one.

    A button is named after its service, a class key after its class. The last dispenser of the
    centre has a touch screen beside its buttons.
    """
    services = [service.id for service in centre.services]
    classes = [known.id for known in centre.classes[1:]]
    preferred = [known for known in classes if known != Plan(centre).appointment_class]
    return DispenserSettings(
        printer=PrinterSimulated(driver="simulated"),
        keys=KeysSimulated(driver="simulated", keys=[*services, *preferred], lamps=[HELP_LAMP]),
        buttons=tuple(Button(key=service, service=service) for service in services),
        class_keys=tuple(ClassKey(key=known, class_id=known) for known in preferred),
        slip=SlipSettings(
            centre=centre.name, follow_url=FOLLOW_URL, first_class=centre.classes[0].id
        ),
        face=ScreenSettings() if device == _dispensers(centre)[-1] else None,
        technician=TechnicianSettings(pin=PIN),
        voice=VoiceSimulated(driver="simulated"),
        roll=ROLL,
        help_lamp=HELP_LAMP,
        zone=centre.zone,
        unprinted="keep",  # the page shows the machine's face, and with it the number
        **common(centre, device, folder, port),
    )


def counter_display(
    centre: CentreSettings, device: Device, folder: Path, port: int
) -> CounterDisplaySettings:
    """A sign of four digits and a keypad with every key."""
    return CounterDisplaySettings(
        counter=_counter_of(device),
        sign=SignSimulated(driver="simulated"),
        keys=KeysSimulated(driver="simulated", keys=list(KEYS)),
        **common(centre, device, folder, port),
    )


def rating_pad(centre: CentreSettings, device: Device, folder: Path, port: int) -> PadSettings:
    """A rating pad with all levels, all reasons, and the further questions."""
    return PadSettings(
        counter=_counter_of(device),
        indices=INDICES,
        notices=(NOTICE,),
        voice=VoiceSimulated(driver="simulated"),
        technician=TechnicianSettings(pin=PIN),
        zone=centre.zone,
        **common(centre, device, folder, port),
    )


def seats(centre: CentreSettings) -> dict[str, str]:
    """Who signs in where: for each counter an officer of an agency that it serves, if there is one.

    Whoever is left takes a counter that is left.
    """
    agency_of = {service.id: service.agency for service in centre.services}
    free = {officer.id: officer.agency for officer in centre.officers}
    seats: dict[str, str] = {}
    for own_agency in (True, False):
        for counter in centre.counters:
            agencies = _agencies(counter, agency_of) if own_agency else set(free.values())
            fitting = [officer for officer, agency in free.items() if agency in agencies]
            if counter.name not in seats and fitting:
                seats[counter.name] = fitting[0]
                del free[fitting[0]]
    return seats


def _dispensers(centre: CentreSettings) -> list[Device]:
    return [device for device in centre.devices if device.role is Role.DISPENSER]


def _agencies(counter: Counter, agency_of: dict[str, str]) -> set[str]:
    return {agency_of[service] for service in counter.services}


def _counter_of(device: Device) -> str:
    if device.counter is None:
        raise ValueError(f'{device.name} has no counter: add counter = "..." to its table')
    return device.counter


def common(centre: CentreSettings, device: Device, folder: Path, port: int) -> dict[str, Any]:
    """What every device is told."""
    return {
        "centre": centre.centre,
        "device": device.name,
        "server": server(device.name, folder, port),
        "data": folder / device.name,
        "trust_clock": True,
        "language": centre.language,
    }
