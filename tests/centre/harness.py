"""A real centre for tests: Mosquitto, the queue service and devices, each a process of its own."""

import sys
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import tomli_w

from contract import messages as m
from contract.channels import BRIDGE, BROKER, Topics
from runtime.link import Link
from runtime.mqtt_wire import connect
from runtime.server import Server
from simulation.child import Child
from simulation.mosquitto import Mosquitto, private_mosquitto
from tests.waiting import until

CENTRE = "mot-cua"
STARTED_WITHIN_S = 10.0
NOTHING: Mapping[str, str] = MappingProxyType({})
EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"


@dataclass
class CentreRig:
    """A folder, a Mosquitto, and the processes that were started on it."""

    folder: Path
    mosquitto: Mosquitto
    broker: Child

    @property
    def journal(self) -> Path:
        """The queue service's journal."""
        return self.folder / "broker" / "journal.db"

    @asynccontextmanager
    async def link(self, device: str) -> AsyncIterator[Link]:
        """Speak and hear as a device of the settings."""
        server = Server("127.0.0.1", self.mosquitto.port, device, password_of(device))
        async with connect(server) as wire:
            await until(lambda: wire.connected)
            yield Link(wire, Topics(CENTRE), device)

    async def heard(self) -> None:
        """Wait until the queue service hears asks; who does not ask again, as a link does, must."""
        async with self.link("reception") as link:
            nobody = m.ExplainAsk(id=uuid4(), label="A999")
            assert isinstance(await link.ask(nobody, patience_s=STARTED_WITHIN_S), m.Refused)

    def process(
        self, program: str, settings: dict[str, Any], environment: Mapping[str, str] = NOTHING
    ) -> Child:
        """An app with these settings, not started yet."""
        device = settings["device"]
        config = write(self.folder / f"{device}.toml", self.device_settings(settings))
        command = (sys.executable, "-m", program, "--config", str(config))
        return Child(command, self.folder / f"{device}.log", environment)

    def device_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Settings with everything that this rig knows added."""
        return {
            "centre": CENTRE,
            "data": settings["device"],
            "trust_clock": True,
            "server": self.server(settings["device"]),
            **settings,
        }

    def server(self, device: str) -> dict[str, Any]:
        """The `[server]` table of a device."""
        password = self.folder / f"{device}.password"
        password.write_text(password_of(device), encoding="utf-8")
        return {"host": "127.0.0.1", "port": self.mosquitto.port, "password_file": str(password)}


@asynccontextmanager
async def centre(
    folder: Path,
    *,
    program: str = "broker",
    more_devices: Sequence[dict[str, Any]] = (),
    changes: Mapping[str, Any] = NOTHING,
) -> AsyncIterator[CentreRig]:
    """Run Mosquitto and the queue service; `changes` replace values of the example's settings."""
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    example["devices"] += more_devices
    devices = [BROKER, BRIDGE, *(device["name"] for device in example["devices"])]
    passwords = {device: password_of(device) for device in devices}
    async with private_mosquitto(folder, CENTRE, passwords) as mosquitto:
        rig = CentreRig(folder, mosquitto, Child((), folder / "broker.log"))
        settings = {**example, "hours": ["00:00-24:00"], "device": "broker", **changes}
        for key in ("data", "server"):
            settings.pop(key)
        rig.broker = rig.process(program, settings)
        try:
            await rig.broker.start()
            yield rig
        finally:
            await rig.broker.stop()


@asynccontextmanager
async def running(child: Child) -> AsyncIterator[Child]:
    """Run a process for the length of the block."""
    await child.start()
    try:
        yield child
    finally:
        await child.stop()


def password_of(device: str) -> str:
    """The password of a device in tests."""
    return f"secret of {device}"


def write(path: Path, settings: dict[str, Any]) -> Path:
    """Write a settings file."""
    path.write_text(tomli_w.dumps(settings), encoding="utf-8")
    return path
