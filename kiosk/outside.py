"""What a kiosk hears over the wire of the centre around it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from contract import messages as m
from kiosk.settings import KioskSettings
from kiosk.world import World
from runtime.declared import Declared
from runtime.online import Station
from runtime.reach import Reach


@dataclass
class Outside:
    """Gathers a `World`; `changed` is told of every change."""

    settings: KioskSettings
    station: Station
    changed: Callable[[], None]
    world: World = field(default_factory=World, init=False)

    def listen(self) -> None:
        """Begin to hear."""
        link = self.station.link
        known = Declared(link, self.settings.data, self._on_centre).known
        prints = self.settings.printer is not None
        self.world = replace(self.world, prints=prints, centre=known)
        self._reach = Reach(link, self._on_reach)
        link.on_state(m.QueueState, "+", self._on_queue)
        link.on_state(m.WaitsState, "+", self._on_waits)
        link.on_state(m.CounterState, "+", self._on_counter)
        self._on_reach(self._reach.reached)

    def silent(self, silent: bool) -> None:  # noqa: FBT001 - a level
        """Note that the queue service did not answer in time, or that it did again."""
        self._reach.silent(silent)

    def _on_reach(self, reached: bool) -> None:  # noqa: FBT001 - a level
        self._become(replace(self.world, reached=reached))

    def _on_centre(self, state: m.CentreState) -> None:
        self._become(replace(self.world, centre=state))

    def _on_queue(self, state: m.QueueState) -> None:
        told = state.model_copy(update={"claims": ()})  # those of others are nobody's here
        self._become(replace(self.world, queues={**self.world.queues, state.service: told}))

    def _on_waits(self, state: m.WaitsState) -> None:
        told = state.model_copy(update={"tickets": ()})
        self._become(replace(self.world, waits={**self.world.waits, state.service: told}))

    def _on_counter(self, state: m.CounterState) -> None:
        """Whether it is open and for what; who is served there is nobody's business here."""
        told = m.CounterState(
            counter=state.counter,
            status=state.status,
            services=state.services,
            day=state.day,
            seq=0,
        )
        self._become(replace(self.world, counters={**self.world.counters, state.counter: told}))

    def _become(self, world: World) -> None:
        if world != self.world:
            self.world = world
            self.changed()
