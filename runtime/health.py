"""How the machine under a device is."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from runtime.clock import Clock

_PROCESSOR = Path("/sys/class/thermal/thermal_zone0/temp")


@dataclass(frozen=True, slots=True)
class Health:
    """What was measured; None where this machine does not tell."""

    temperature_c: float | None
    """Of the processor, in degrees Celsius."""
    disk_free_mb: int | None
    """Free space where the device keeps its data, in megabytes of 1,000,000 bytes."""
    clock_synchronised: bool
    """Whether the clock can be trusted."""


def measure(data: Path, clock: Clock, thermometer: Path = _PROCESSOR) -> Health:
    """Measure now; `thermometer` is a sysfs file with thousandths of a degree Celsius."""
    return Health(_temperature_c(thermometer), _disk_free_mb(data), clock.synchronised())


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
