"""What a dispenser hears over the wire of the centre around it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from contract import messages as m
from runtime.declared import Declared
from runtime.online import Station
from runtime.reach import Reach
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.world import World


@dataclass
class Outside:
    """Gathers a `World`; `changed` is told of every change."""

    settings: DispenserSettings
    station: Station
    changed: Callable[[], None]
    ordered: Callable[[m.Issued], None]
    """Told of slips that the reception wants printed here."""
    world: World = field(default_factory=World, init=False)

    def listen(self) -> None:
        """Begin to hear."""
        link = self.station.link
        known = Declared(link, self.settings.data, self._on_centre).known
        self.world = replace(self.world, centre=known)
        self._reach = Reach(link, self._on_reach)
        link.on_state(m.QueueState, "+", self._on_queue)
        if self.settings.face:  # nobody would read them elsewhere
            link.on_state(m.WaitsState, "+", self._on_waits)
        link.on_unasked(self._on_unasked)
        self._on_reach(self._reach.reached)

    def silent(self, silent: bool) -> None:  # noqa: FBT001 - a level
        """Note that the queue service did not answer in time, or that it did again."""
        self._reach.silent(silent)

    def _on_reach(self, reached: bool) -> None:  # noqa: FBT001 - a level
        self._become(replace(self.world, reached=reached))

    def _on_centre(self, state: m.CentreState) -> None:
        self._become(replace(self.world, centre=state))

    def _on_queue(self, state: m.QueueState) -> None:
        told = state.model_copy(update={"claims": ()})  # who asks for what is nobody's here
        self._become(replace(self.world, queues={**self.world.queues, state.service: told}))

    def _on_waits(self, state: m.WaitsState) -> None:
        told = state.model_copy(update={"tickets": ()})  # those of others are nobody's here
        self._become(replace(self.world, waits={**self.world.waits, state.service: told}))

    def _on_unasked(self, answer: m.Answer) -> None:
        if isinstance(answer, m.Issued) and answer.slip == self.settings.device:
            self.ordered(answer)

    def _become(self, world: World) -> None:
        if world != self.world:
            self.world = world
            self.changed()
