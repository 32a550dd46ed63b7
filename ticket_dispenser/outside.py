"""What a dispenser hears over the wire of the centre around it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from contract import messages as m
from runtime.keep import keep, kept
from runtime.online import Station
from runtime.reach import Reach
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.world import World

log = logging.getLogger(__name__)

FILE = "centre.json"


@dataclass
class Outside:
    """Gathers a `World`; `changed` is told of every change.

    What the centre declares is kept on the disk: a machine that starts while the queue service is
    away knows what it can offer, and when.
    """

    settings: DispenserSettings
    station: Station
    changed: Callable[[], None]
    ordered: Callable[[m.Issued], None]
    """Told of slips that the reception wants printed here."""
    world: World = field(default_factory=World, init=False)
    _silent: bool = field(default=False, init=False)

    def listen(self) -> None:
        """Begin to hear."""
        link = self.station.link
        self._remember()
        self._reach = Reach(link, self._on_reach)
        link.on_state(m.CentreState, self.settings.centre, self._on_centre)
        link.on_state(m.QueueState, "+", self._on_queue)
        if self.settings.face:  # nobody would read them elsewhere
            link.on_state(m.WaitsState, "+", self._on_waits)
        link.on_unasked(self._on_unasked)
        self._on_reach(self._reach.reached)

    def silent(self, silent: bool) -> None:  # noqa: FBT001 - a level
        """Note that the queue service did not answer in time, or that it did again."""
        self._silent = silent
        self._on_reach(self._reach.reached)

    def _on_reach(self, reached: bool) -> None:  # noqa: FBT001 - a level
        self._silent = self._silent and reached
        self._become(replace(self.world, reached=reached and not self._silent))

    def _on_centre(self, state: m.CentreState) -> None:
        if state != self.world.centre and _has_a_zone(state):
            keep(self.settings.data / FILE, state.model_dump_json())
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

    def _remember(self) -> None:
        if text := kept(self.settings.data / FILE):
            try:
                known = m.CentreState.model_validate_json(text, extra="ignore")
            except ValidationError as error:
                log.warning("%s is not understood and left: %s", FILE, error)
            else:
                self.world = replace(self.world, centre=known if _has_a_zone(known) else None)


def _has_a_zone(state: m.CentreState) -> bool:
    """Whether this machine knows the centre's time zone; without it no hours can be told."""
    try:
        ZoneInfo(state.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        log.warning(
            "what the centre declares is passed over, its time zone is not known: %s", error
        )
        return False
    return True
