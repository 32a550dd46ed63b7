"""`python -m benchmarks`: measures everything and prints the table; exit status 1 for a miss."""

import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    accuracy,
    day,
    devices,
    dispenser,
    drill,
    forecast,
    glass,
    kiosk,
    kiosk_search,
    pad,
    policies,
    press,
    reference,
    renewal,
    simulate,
)
from benchmarks.table import Figure, table

PARTS = {
    "press": press.measure,
    "day": day.measure,
    "devices": devices.measure,
    "dispenser": dispenser.measure,
    "glass": glass.measure,
    "pad": pad.measure,
    "reference": reference.measure,
    "forecast": forecast.measure,
    "renewal": renewal.measure,
    "drill": drill.measure,
    "policies": policies.measure,
    "accuracy": accuracy.measure,
    "simulate": simulate.measure,
    "search": kiosk_search.measure,
    "kiosk": kiosk.measure,
}


async def main(chosen: list[str]) -> int:
    """Measure the chosen parts, or all, each in a folder of its own; then print."""
    figures: list[Figure] = []
    for name in chosen or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            figures += await PARTS[name](Path(folder))
    print(table(figures))
    return 0 if all(figure.good for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
