"""A whole centre: Mosquitto and the queue service as processes, every device as a task of ours."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from broker.settings import CentreSettings
from contract.channels import BRIDGE, BROKER, Role
from runtime.clock import Clock
from runtime.online import online
from runtime.settings import DeviceSettings, SettingsError
from runtime.signing import PublicKey
from simulation import settings
from simulation.bridge_process import bridge_process
from simulation.cable import cable
from simulation.child import Child
from simulation.device import Device
from simulation.eye import Eye
from simulation.front_desk import FrontDesk
from simulation.kiosk import Publish, dossiers
from simulation.machines import CounterDisplay, Dispenser, Kiosk, RatingPad, Touched, machine
from simulation.mosquitto import Mosquitto, free_port, private_mosquitto
from simulation.own_clock import OwnClock
from simulation.queue_process import queue_process
from simulation.reception import Reception

_PASSWORD_BITS = 128


@dataclass
class Centre:
    """Everything in the building."""

    settings: CentreSettings
    mosquitto: Mosquitto
    queue_service: Child
    eye: Eye
    devices: dict[str, Device]
    reception: Reception
    desk: FrontDesk
    codes: list[str]
    """Appointments of today whose number was not taken yet."""
    catalogue: Path | None = None
    """The procedures that its kiosks show."""
    dossiers: tuple[tuple[str, str], ...] = field(default_factory=dossiers)
    """Codes and secrets of dossiers that can be looked up."""

    def __post_init__(self) -> None:
        """Look up who stands where."""
        machines = [(name, device.machine) for name, device in self.devices.items()]
        self.dispensers = {name: m for name, m in machines if isinstance(m, Dispenser)}
        """Ticket dispensers, by name."""
        self.displays = {name: m for name, m in machines if isinstance(m, CounterDisplay)}
        """Signs with their keypads, by name."""
        self.pads = {name: m for name, m in machines if isinstance(m, RatingPad)}
        """Rating pads, by name."""
        self.kiosks = {name: m for name, m in machines if isinstance(m, Kiosk)}
        """Kiosks, by name."""
        self.printing: dict[str, Dispenser | Kiosk] = {**self.dispensers, **self.kiosks}
        """Whatever prints, by name."""
        self.touched: dict[str, Touched] = {**self.printing, **self.pads}
        """Whatever has a face, by name."""
        self.keypads: dict[str, Dispenser | CounterDisplay] = {**self.dispensers, **self.displays}
        """Whatever has keys, by name."""


@asynccontextmanager
async def open_centre(
    plan: CentreSettings,
    folder: Path,
    clock: Clock,
    chance: Random,
    publish: Publish | None = None,
) -> AsyncIterator[Centre]:
    """Run a whole centre in `folder` for the length of the block, its counters open.

    Officers on call stand by, and some citizens have appointments. Kiosks are there when somebody
    publishes a catalogue for them.

    Raises `ChildError` when Mosquitto, the queue service or the bridge does not start, and
    `SettingsError` when no device of `plan` is a console, from which counters could be opened.
    """
    console = _console(plan)
    passwords = _hand_out_passwords(plan, folder, chance)
    async with private_mosquitto(folder, plan.centre, passwords) as mosquitto:
        port, config = mosquitto.port, folder / "centre.toml"
        web = free_port() if publish else None
        settings.write(config, settings.queue_service(plan, folder, port, web))
        published = publish(config, folder) if publish else None
        async with (
            queue_process(config) as queue_service,
            bridge_process(plan, folder, port),
            online(_at(console, plan, folder, port), clock, chance) as station,
            _devices(
                plan, folder, port, clock, chance, published.key if published else None
            ) as devices,
        ):
            eye, reception = Eye(station.link, clock), Reception(station, plan)
            await reception.open_counters()
            codes = await reception.book()
            desk = FrontDesk(station, eye)
            yield Centre(
                plan, mosquitto, queue_service, eye, devices, reception, desk, codes,
                catalogue=published.file if published else None,
            )  # fmt: skip


@asynccontextmanager
async def _devices(  # noqa: PLR0913, PLR0917 - all that any of them needs
    plan: CentreSettings,
    folder: Path,
    port: int,
    clock: Clock,
    chance: Random,
    key: PublicKey | None,
) -> AsyncIterator[dict[str, Device]]:
    """Every device that has hardware, alive for the length of the block."""
    simulated = {Role.DISPENSER, Role.COUNTER, Role.PAD, *((Role.KIOSK,) if key else ())}
    async with AsyncExitStack() as cables, asyncio.TaskGroup() as tasks:
        devices = {}
        for declared in plan.devices:
            if declared.role in simulated:
                line = await cables.enter_async_context(cable(port))
                built = machine(plan, declared, folder, line.port, key)
                devices[declared.name] = Device(declared.name, built, line, OwnClock(clock), chance)
        lives = [tasks.create_task(device.run(), name=name) for name, device in devices.items()]
        yield devices
        for life in lives:
            life.cancel()


def _console(plan: CentreSettings) -> str:
    for device in plan.devices:
        if device.role is Role.CONSOLE:
            return device.name
    raise SettingsError('no device has role = "console": counters are opened from one, add it')


def _at(device: str, plan: CentreSettings, folder: Path, port: int) -> DeviceSettings:
    server = settings.server(device, folder, port)
    return DeviceSettings(centre=plan.centre, device=device, server=server, data=folder / device)


def _hand_out_passwords(plan: CentreSettings, folder: Path, chance: Random) -> dict[str, str]:
    passwords = {
        name: f"{chance.getrandbits(_PASSWORD_BITS):x}"
        for name in (BROKER, BRIDGE, *(device.name for device in plan.devices))
    }
    for name, password in passwords.items():
        file = settings.password_file(name, folder)
        file.touch(mode=0o600)
        file.write_text(password, encoding="utf-8")
    return passwords
