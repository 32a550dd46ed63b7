"""What a simulated kiosk is told, and what can be tried at it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from broker.declared import Device
from broker.settings import CentreSettings
from hardware.printer_settings import PrinterSimulated
from hardware.settings import VoiceSimulated
from kiosk.settings import CatalogueSettings, KioskSettings, MapSettings, Notice, Place
from paper.slip_settings import SlipSettings
from runtime.settings import ScreenSettings, TechnicianSettings
from runtime.signing import PublicKey
from simulation.settings import DOSSIERS, FOLLOW_URL, NOTICE, PIN, ROLL, common

CATALOGUE = Path(__file__).parents[1] / "examples" / "catalogue.csv"
"""The procedures of a simulated centre."""


class Published(NamedTuple):
    """A catalogue that kiosks fetch."""

    file: Path
    key: PublicKey
    """Whom they are to believe about it."""


Publish = Callable[[Path, Path], Published]
"""Imports, signs and publishes a catalogue, as a technician does, before the queue service starts.

It is told the queue service's settings file and a folder for what it makes.
"""

_ROWS = 0.14, 0.5
"""Where the counters are on the plan: along two walls."""


def kiosk(
    centre: CentreSettings, device: Device, folder: Path, port: int, key: PublicKey
) -> KioskSettings:
    """A kiosk with a printer and a loudspeaker, which believes `key`."""
    return KioskSettings(
        face=ScreenSettings(),
        catalogue=CatalogueSettings(keys=(key,)),
        printer=PrinterSimulated(driver="simulated"),
        roll=ROLL,
        slip=SlipSettings(
            centre=centre.name, follow_url=FOLLOW_URL, first_class=centre.classes[0].id
        ),
        voice=VoiceSimulated(driver="simulated"),
        technician=TechnicianSettings(pin=PIN),
        map=MapSettings(places=_places(centre)),
        notices=(Notice(title=NOTICE.vi, text="", title_second=NOTICE.en),),
        zone=centre.zone,
        **common(centre, device, folder, port),
    )


def dossiers() -> tuple[tuple[str, str], ...]:
    """Codes and secrets of dossiers that the back office of a simulated centre knows."""
    known = tomllib.loads(DOSSIERS.read_text(encoding="utf-8"))["dossiers"]
    return tuple((one["code"], one["secret"]) for one in known)


def _places(centre: CentreSettings) -> tuple[Place, ...]:
    names = [counter.name for counter in centre.counters]
    half = -(-len(names) // 2)
    rows = zip(_ROWS, (names[:half], names[half:]), strict=True)
    return tuple(
        Place(counter=name, x=(at + 0.5) / half, y=y)
        for y, row in rows
        for at, name in enumerate(row)
    )
