"""How the machine under a device is."""

import shutil
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path

from runtime.clock import Clock

_PROCESSOR = Path("/sys/class/thermal/thermal_zone0/temp")
_UPTIME = Path("/proc/uptime")
_SOMEWHERE = "192.0.2.1"
"""An address that is nobody's (RFC 5737): the way there is the way out of this network."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was measured; None where this machine does not tell."""

    temperature_c: float | None
    """Of the processor, in degrees Celsius."""
    disk_free_mb: int | None
    """Free space where the device keeps its data, in megabytes of 1,000,000 bytes."""
    clock_synchronised: bool
    """Whether the clock can be trusted."""
    uptime_s: int | None = None
    """Seconds since the machine started."""


def measure(data: Path, clock: Clock, thermometer: Path = _PROCESSOR) -> Health:
    """Measure now; `thermometer` is a sysfs file with thousandths of a degree Celsius."""
    return Health(
        _temperature_c(thermometer), _disk_free_mb(data), clock.synchronised(), _uptime_s(_UPTIME)
    )


def address(server: str) -> str | None:
    """This machine's own address in the network towards a server; None without a network.

    A server that is known by name is taken to be beyond this network: names are not looked up, for
    without a network that takes long.
    """
    try:
        to = str(IPv4Address(server))
    except ValueError:
        to = _SOMEWHERE
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as towards:
            towards.connect((to, 9))  # chooses a route; nothing is sent
            return str(towards.getsockname()[0])
    except OSError:
        return None


def _uptime_s(file: Path) -> int | None:
    try:
        return int(float(file.read_text(encoding="ascii").split()[0]))
    except (OSError, ValueError, IndexError):
        return None


def _temperature_c(thermometer: Path) -> float | None:
    try:
        return int(thermometer.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return None


def _disk_free_mb(data: Path) -> int | None:
    try:
        return shutil.disk_usage(data).free // 1_000_000
    except OSError:
        return None
