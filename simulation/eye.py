"""What can be seen of the centre on the wire: the last states, and the latest events."""

from collections import deque
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from contract import messages as m
from contract.channels import BROKER
from runtime.clock import Clock
from runtime.link import Link
from simulation.people import People

REMEMBERED = 60
SLIPS_REMEMBERED = 500

SlipEnd = Literal["printed", "voided"]
"""What becomes of a slip."""

TicketEvent = (
    m.IssuedEvent | m.VoidedEvent | m.ClassifiedEvent | m.CalledEvent | m.VisitEvent | m.QueuedEvent
)
"""What happens to somebody with a number."""

_TOLD_STAGES = {m.Stage.FINISHED, m.Stage.NO_SHOW, m.Stage.HELD, m.Stage.PARKED}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened; `text` is a key in the message catalogues under `hall`."""

    at: int
    """Milliseconds since 1970-01-01 UTC."""
    text: str
    values: tuple[tuple[str, str], ...] = ()
    """What fills the text's placeholders."""


@dataclass
class Eye:
    """A watcher in the centre: it hears everything and says nothing."""

    link: Link
    clock: Clock
    counters: dict[str, m.CounterState] = field(default_factory=dict, init=False)
    queues: dict[str, m.QueueState] = field(default_factory=dict, init=False)
    waits: dict[str, m.WaitsState] = field(default_factory=dict, init=False)
    devices: dict[str, m.DeviceState] = field(default_factory=dict, init=False)
    people: People = field(default_factory=People, init=False)
    slips: dict[UUID, SlipEnd] = field(default_factory=dict, init=False)
    """What became of the latest slips, by ticket; nothing as long as that was not heard."""
    happenings: deque[Happening] = field(
        default_factory=lambda: deque(maxlen=REMEMBERED), init=False
    )
    """Oldest first."""

    def __post_init__(self) -> None:
        """Begin to watch."""
        link = self.link
        link.on_state(m.CounterState, "+", self._on_counter)
        link.on_state(m.QueueState, "+", self._on_queue)
        link.on_state(m.WaitsState, "+", self._on_waits)
        link.on_state(m.DeviceState, "+", self._on_device)
        link.on_event(m.IssuedEvent, lambda event: self._note("event_ticket", event))
        link.on_event(m.PrintedEvent, lambda event: self._slip(event.ticket, "printed"))
        link.on_event(m.VoidedEvent, self._on_voided)
        link.on_event(m.ClassifiedEvent, lambda event: self._note("event_classified", event))
        link.on_event(m.CalledEvent, self._on_called)
        link.on_event(m.VisitEvent, self._on_visit)
        link.on_event(m.QueuedEvent, self._on_queued)
        link.on_event(m.SummonedEvent, self._on_summoned)

    @property
    def connected(self) -> bool:
        """Whether what it sees is news, or memory."""
        return self.link.wire.connected

    @property
    def service_is_online(self) -> bool:
        """Whether the queue service can be reached."""
        return self.is_online(BROKER)

    def is_online(self, device: str) -> bool:
        """What a device, or its last will, said last, as long as we could hear it."""
        known = self.devices.get(device)
        return self.connected and known is not None and known.status == "online"

    def happened(self, text: str, **values: str) -> None:
        """Add what was seen elsewhere."""
        self.happenings.append(Happening(self.clock.now(), text, tuple(values.items())))

    def _on_counter(self, state: m.CounterState) -> None:
        self.counters[state.counter] = state

    def _on_queue(self, state: m.QueueState) -> None:
        self.queues[state.service] = state

    def _on_waits(self, state: m.WaitsState) -> None:
        self.waits[state.service] = state

    def _on_device(self, state: m.DeviceState) -> None:
        known = self.devices.get(state.device)
        self.devices[state.device] = state
        if not known or known.status == state.status or state.device == self.link.device:
            return
        who = "service" if state.device == BROKER else "device"
        self.happened(f"event_{who}_{state.status}", device=state.device)

    def _slip(self, ticket: m.Ticket, end: SlipEnd) -> None:
        self.slips[ticket.id] = end
        if len(self.slips) > SLIPS_REMEMBERED:
            del self.slips[next(iter(self.slips))]

    def _on_voided(self, event: m.VoidedEvent) -> None:
        self._slip(event.ticket, "voided")
        self._note("event_voided", event)

    def _on_called(self, event: m.CalledEvent) -> None:
        text = "event_called" if event.calls == 1 else "event_recalled"
        self._note(text, event, counter=event.counter)

    def _on_visit(self, event: m.VisitEvent) -> None:
        if event.stage in _TOLD_STAGES:
            self._note(f"event_{event.stage}", event, counter=event.counter or "")
        else:
            self.people.heard(event)

    def _on_queued(self, event: m.QueuedEvent) -> None:
        if event.reserved:
            self._note("event_reserved", event, counter=event.reserved)
        else:
            self._note(f"event_queued_{event.reason}", event)

    def _on_summoned(self, event: m.SummonedEvent) -> None:
        queue = self.queues.get(event.service)
        service = queue.name if queue else event.service
        values = (("counters", ", ".join(event.counters)), ("service", service))
        self.happenings.append(Happening(event.at, "event_summoned", values))

    def _note(self, text: str, event: TicketEvent, **values: str) -> None:
        """Follow somebody, and remember what happened to them."""
        self.people.heard(event)
        label = ("label", event.ticket.label)
        self.happenings.append(Happening(event.at, text, (label, *values.items())))
