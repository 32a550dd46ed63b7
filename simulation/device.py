"""One simulated device: a machine, its network cable, and the plug in its wall."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from runtime.online import online
from simulation.cable import Cable
from simulation.machines import Machine
from simulation.own_clock import OwnClock


@dataclass
class Device:
    """Lives whenever there is power; what it lives on can be taken away at any moment."""

    name: str
    machine: Machine
    cable: Cable
    clock: OwnClock
    chance: Random
    powered: bool = field(default=True, init=False)
    _switched: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def power(self, *, on: bool) -> None:
        """Switch it on or off. Off is a power cut: nobody asks the app first."""
        self.powered = on
        self._switched.set()

    async def run(self) -> None:
        """Live, and die with the power, until cancelled."""
        while True:
            self._switched.clear()
            self.machine.supply(on=self.powered)
            if self.powered:
                async with asyncio.TaskGroup() as tasks:
                    life = tasks.create_task(self._live(), name=self.name)
                    await self._switched.wait()
                    life.cancel()
            else:
                await self._switched.wait()

    async def _live(self) -> None:
        async with online(self.machine.settings, self.clock, self.chance) as station:
            await self.machine.serve(station)
