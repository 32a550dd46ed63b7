"""`motcua demo`: a whole centre on this machine, and the page to try it on."""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random, SystemRandom
from tempfile import TemporaryDirectory

from broker.settings import CentreSettings
from runtime import life
from runtime.clock import SystemClock
from runtime.settings import SettingsError, read
from simulation.centre import Centre, open_centre
from simulation.child import ChildError
from simulation.crowd import Crowd, desks
from simulation.hall import open_hall
from simulation.kiosk import Publish
from simulation.settings import ALL_DAY
from simulation.windows import Window, has_display, windows

PROGRAM = "motcua demo"

_SEED = 1
"""The same crowd each time."""


def run(settings_path: Path, port: int, crowd: float, publish: Publish) -> int:
    """Run the centre of a settings file until Ctrl-C; return the exit code.

    The page listens at `port` or the next free one; `crowd` visitors come an hour; `publish` gives
    the kiosks their catalogue.
    """
    return life.run(PROGRAM, lambda: _main(settings_path, port, crowd, publish))


async def _main(settings_path: Path, port: int, rate: float, publish: Publish) -> None:
    plan = read(settings_path, CentreSettings)
    clock = SystemClock(trust=True)
    with TemporaryDirectory(prefix="motcua-") as folder:
        try:
            opened = open_centre(plan, Path(folder), clock, SystemRandom(), publish)
            async with opened as centre:
                await _entertain(centre, port, rate, tuple(_windows(centre, Path(folder))))
        except ChildError as error:
            raise SettingsError(str(error)) from None  # for a person to mend, in one line


def _windows(centre: Centre, folder: Path) -> Iterator[Window]:
    """Real windows on the machines that people touch, where there is a display."""
    if has_display(os.environ):
        yield from windows(centre, folder)


async def _entertain(centre: Centre, port: int, rate: float, opened: Sequence[Window]) -> None:
    crowd = Crowd(
        dispensers=tuple(centre.dispensers.values()),
        desks=desks(centre.displays, centre.pads),
        eye=centre.eye,
        no_show_after_s=centre.settings.visit.no_show_after_s,
        chance=Random(_SEED),
        codes=centre.codes,
        report=centre.reception.report,
        rate=rate,
    )
    async with asyncio.TaskGroup() as tasks, open_hall(centre, crowd, port) as address:
        tasks.create_task(crowd.run(), name="crowd")
        for window in opened:
            tasks.create_task(window.run(), name=f"window of {window.name}")
        _say(f"The hall is open: {address}")
        if opened:
            _say(f"In windows of their own: {', '.join(one.name for one in opened)}.")
        _say(f"Numbers are given at any hour here ({', '.join(ALL_DAY)}). Ctrl-C closes it.")
        await asyncio.Event().wait()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
