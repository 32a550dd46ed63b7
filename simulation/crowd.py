"""A crowd: citizens and officers who see what people see, and act with their fingers alone."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from contract.messages import CounterState, CounterStatus, Level, Visit
from hardware.keys_simulated import SimulatedKeys
from rating_pad.view import PadView
from simulation import glass
from simulation.eye import Eye
from simulation.machines import CounterDisplay, Dispenser, RatingPad, Screen

BUSIEST = 7200.0
"""Visits an hour at most."""

LOAD = 0.85
"""How much of their time officers are busy, whatever the rate: queues grow, and shrink again."""

RATES = 0.6
PREFERRED = 0.12
HAS_APPOINTMENT = 0.10
NEVER_COMES = 0.03
COMES_BACK = 0.5
"""Shares of citizens; the last one is of those who did not come when called."""

TOUCHES = 0.5
"""Share of those at a machine with a touch screen who use it."""

TAP_S = 0.4
"""Between two touches."""

SENT_ON = 0.04
SET_ASIDE = 0.03
"""Shares of visits."""

COMES_BACK_S = 60.0
"""After so long on average somebody who was called in vain is back."""

SUMMONED_S = 8.0
"""After so long on average an officer on call is at the counter."""

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
    codes: list[str]
    """Appointments whose number was not taken yet."""
    report: Callable[[str], Awaitable[None]]
    """Tell the reception that the holder of a number is here."""
    rate: float = 0.0
    _tasks: asyncio.TaskGroup | None = field(default=None, init=False)
    _touched: list[Dispenser] = field(default_factory=list, init=False)
    """Machines at whose screens somebody is."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def come(self, rate: float) -> None:
        """Change the rate; 0 is an empty hall, with officers who leave the keypad to others."""
        self.rate = min(rate, BUSIEST)
        self._changed.set()
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Come and go until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
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
        machines = [machine for machine in self.dispensers if machine not in self._touched]
        self.chance.shuffle(machines)
        for machine in machines:
            if machine.has_screen and self.chance.random() < TOUCHES:
                self._begin_to_touch(machine)
                return
            button = self.chance.choice(machine.settings.buttons).key
            if machine.keys.lit(button):
                self._use(machine, button)
                return

    def _use(self, machine: Dispenser, button: str) -> None:
        """Take a number as one of everybody, of a class, or with an appointment."""
        kind = self.chance.random()
        if self.codes and kind < HAS_APPOINTMENT:
            machine.scanner.read(self.codes.pop(0))
            return
        if machine.class_keys and kind > 1 - PREFERRED:
            machine.keys.press(self.chance.choice(machine.class_keys))
        machine.keys.press(button)

    def _begin_to_touch(self, machine: Dispenser) -> None:
        if self._tasks:
            self._touched.append(machine)
            self._tasks.create_task(self._touch(machine), name="touches")

    async def _touch(self, machine: Dispenser) -> None:
        """Choose on the screen what it offers, one touch after another; leave when it is stuck."""
        wanted = ["service:", "intent:"]
        if self.chance.random() < PREFERRED:
            wanted = ["classes", "class:", *wanted]
        for what in wanted:
            await asyncio.sleep(TAP_S)
            seen = [touch for touch in glass.touchable(machine) if touch.startswith(what)]
            if not seen:
                break
            machine.face.touch(self.chance.choice(seen))
        self._touched.remove(machine)

    async def _come_back(self, label: str) -> None:
        """Somebody who was called in vain reports at the reception."""
        if await self._passes(self.chance.expovariate(1 / COMES_BACK_S)):
            await self.report(label)

    def _rate(self, pad: Screen[PadView]) -> None:
        offered = [level for level, _ in pad.view.levels] if pad.view else []
        if offered and self.chance.random() < RATES:
            weights = [_LEVELS[Level(level)] for level in offered]
            pad.touch(self.chance.choices(offered, weights)[0])
            if self._tasks:
                self._tasks.create_task(self._say_why(pad), name="says why")

    async def _say_why(self, pad: Screen[PadView]) -> None:
        """Touch a reason, if the pad asks for one."""
        await asyncio.sleep(TAP_S)
        tiles = pad.view.tiles if pad.view else ()
        reasons = [tile.touch for tile in tiles if tile.touch.startswith("reason:")]
        if reasons:
            pad.touch(self.chance.choice(reasons))

    # --- Officers ----------------------------------------------------------------------------

    async def _work(self, counter: str, desk: Desk) -> None:
        while True:
            state = self.eye.counters.get(counter)
            if not self.rate or state is None:
                await self._passes(_GLANCE_S if self.rate else None)
            elif state.status is CounterStatus.ON_CALL:
                await self._stand_by(state, desk)
            elif state.status is not CounterStatus.OPEN:
                await self._passes(_GLANCE_S)
            elif state.visit:
                await self._serve(state.visit, desk)
            elif await self._passes(_GLANCE_S):
                self._look_for_the_next(state, desk)

    async def _stand_by(self, state: CounterState, desk: Desk) -> None:
        """Come when summoned."""
        come_s = self.chance.expovariate(1 / SUMMONED_S) if state.summons else _GLANCE_S
        if await self._passes(come_s) and state.summons:
            desk.keys.press("next")
            await self._passes(_GLANCE_S)

    def _look_for_the_next(self, state: CounterState, desk: Desk) -> None:
        if state.parked:
            desk.keys.press("park")
        elif state.reserved or self._somebody_waits(state):
            desk.keys.press("next")

    async def _serve(self, visit: Visit, desk: Desk) -> None:
        """Serve whoever was called, or wait in vain."""
        if self.chance.random() < NEVER_COMES:
            if await self._passes(self.no_show_after_s + _GLANCE_S):
                self._miss(visit, desk)
                await self._passes(_GLANCE_S)
            return
        mean_s = LOAD * len(self.desks) * 3600 / self.rate
        if await self._passes(self.chance.gammavariate(4, mean_s / 4)):
            self._end(desk)
            await self._passes(_GLANCE_S)

    def _miss(self, visit: Visit, desk: Desk) -> None:
        desk.keys.press("no_show")
        if self._tasks and self.chance.random() < COMES_BACK:
            self._tasks.create_task(self._come_back(visit.ticket.label), name="comes back")

    def _end(self, desk: Desk) -> None:
        """Most visits end, some go on elsewhere, some are set aside while a paper is fetched."""
        kind = self.chance.random()
        if kind < SENT_ON:
            desk.keys.press("transfer")
            desk.keys.press("next")
        elif kind < SENT_ON + SET_ASIDE:
            desk.keys.press("park")
        else:
            if desk.pad:
                self._rate(desk.pad)
            desk.keys.press("next")

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
