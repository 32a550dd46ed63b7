"""A crowd: citizens and officers who see what people see, and act with their fingers alone."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from contract.messages import CounterState, CounterStatus, Level
from hardware.keys_simulated import SimulatedKeys
from rating_pad.view import PadView
from simulation.eye import Eye
from simulation.machines import CounterDisplay, Dispenser, RatingPad, Screen

BUSIEST = 7200.0
"""Visits an hour at most."""

LOAD = 0.85
"""How much of their time officers are busy, whatever the rate: queues grow, and shrink again."""

RATES = 0.6
NEVER_COMES = 0.03
"""Shares of citizens."""

_LEVELS = {
    Level.VERY_SATISFIED: 60,
    Level.SATISFIED: 30,
    Level.NEUTRAL: 7,
    Level.DISSATISFIED: 3,
}
_GLANCE_S = 1.0
"""An officer without a visit looks this often whether somebody waits."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an officer has on the counter, and the citizen before it."""

    keys: SimulatedKeys
    pad: Screen[PadView] | None


@dataclass
class Crowd:
    """People who come at `rate` visits an hour; officers work as fast as that asks for."""

    dispensers: Sequence[Dispenser]
    desks: Mapping[str, Desk]
    eye: Eye
    no_show_after_s: float
    chance: Random
    rate: float = 0.0
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def come(self, rate: float) -> None:
        """Change the rate; 0 is an empty hall, with officers who leave the keypad to others."""
        self.rate = min(rate, BUSIEST)
        self._changed.set()
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Come and go until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._arrive(), name="arrivals")
            for counter, desk in self.desks.items():
                tasks.create_task(self._work(counter, desk), name=f"officer at {counter}")

    # --- Citizens ----------------------------------------------------------------------------

    async def _arrive(self) -> None:
        while True:
            if await self._passes(self.chance.expovariate(self.rate / 3600) if self.rate else None):
                self._take_a_number()

    def _take_a_number(self) -> None:
        """Press a button at a machine whose lamps are lit; leave when there is none."""
        machines = list(self.dispensers)
        self.chance.shuffle(machines)
        for machine in machines:
            key = self.chance.choice(machine.key_names)
            if machine.keys.lit(key):
                machine.keys.press(key)
                return

    def _rate(self, pad: Screen[PadView]) -> None:
        offered = [level for level, _ in pad.view.levels] if pad.view else []
        if offered and self.chance.random() < RATES:
            weights = [_LEVELS[Level(level)] for level in offered]
            pad.touch(self.chance.choices(offered, weights)[0])

    # --- Officers ----------------------------------------------------------------------------

    async def _work(self, counter: str, desk: Desk) -> None:
        while True:
            state = self.eye.counters.get(counter)
            if not self.rate or state is None or state.status is not CounterStatus.OPEN:
                await self._passes(_GLANCE_S if self.rate else None)
            elif state.visit:
                await self._serve(desk)
            elif await self._passes(_GLANCE_S) and self._somebody_waits(state):
                desk.keys.press("next")

    async def _serve(self, desk: Desk) -> None:
        """Serve whoever was called, or wait in vain."""
        if self.chance.random() < NEVER_COMES:
            if await self._passes(self.no_show_after_s + _GLANCE_S):
                desk.keys.press("no_show")
                await self._passes(_GLANCE_S)
            return
        mean_s = LOAD * len(self.desks) * 3600 / self.rate
        if await self._passes(self.chance.gammavariate(4, mean_s / 4)):
            if desk.pad:
                self._rate(desk.pad)
            desk.keys.press("next")
            await self._passes(_GLANCE_S)

    def _somebody_waits(self, counter: CounterState) -> bool:
        queues = (self.eye.queues.get(service) for service in counter.services)
        return any(queue.waiting for queue in queues if queue)

    async def _passes(self, seconds: float | None) -> bool:
        """Let time pass; False when the rate changed meanwhile. None is for ever."""
        changed = self._changed
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await changed.wait()
        return not changed.is_set()


def desks(displays: Mapping[str, CounterDisplay], pads: Mapping[str, RatingPad]) -> dict[str, Desk]:
    """The desks by counter, from machines by their own names."""
    faces = {pad.settings.counter: pad.face for pad in pads.values()}
    return {
        display.settings.counter: Desk(display.keys, faces.get(display.settings.counter))
        for display in displays.values()
    }
