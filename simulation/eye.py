"""What can be seen of the centre on the wire: the last states, and the latest events."""

from collections import deque
from dataclasses import dataclass, field

from contract import messages as m
from contract.channels import BROKER
from runtime.clock import Clock
from runtime.link import Link

REMEMBERED = 60


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
    devices: dict[str, m.DeviceState] = field(default_factory=dict, init=False)
    happenings: deque[Happening] = field(
        default_factory=lambda: deque(maxlen=REMEMBERED), init=False
    )
    """Oldest first."""

    def __post_init__(self) -> None:
        """Begin to watch."""
        link = self.link
        link.on_state(m.CounterState, "+", self._on_counter)
        link.on_state(m.QueueState, "+", self._on_queue)
        link.on_state(m.DeviceState, "+", self._on_device)
        link.on_event(m.IssuedEvent, lambda event: self._note("event_ticket", event))
        link.on_event(m.VoidedEvent, lambda event: self._note("event_voided", event))
        link.on_event(m.CalledEvent, self._on_called)
        link.on_event(m.VisitEvent, self._on_visit)

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

    def _on_device(self, state: m.DeviceState) -> None:
        known = self.devices.get(state.device)
        self.devices[state.device] = state
        if not known or known.status == state.status or state.device == self.link.device:
            return
        who = "service" if state.device == BROKER else "device"
        self.happened(f"event_{who}_{state.status}", device=state.device)

    def _on_called(self, event: m.CalledEvent) -> None:
        text = "event_called" if event.calls == 1 else "event_recalled"
        self._note(text, event, counter=event.counter)

    def _on_visit(self, event: m.VisitEvent) -> None:
        ended = {m.Stage.FINISHED: "event_finished", m.Stage.NO_SHOW: "event_no_show"}
        if event.stage in ended:
            self._note(ended[event.stage], event, counter=event.counter)

    def _note(
        self,
        text: str,
        event: m.IssuedEvent | m.VoidedEvent | m.CalledEvent | m.VisitEvent,
        **values: str,
    ) -> None:
        label = event.ticket.label
        self.happenings.append(Happening(event.at, text, (("label", label), *values.items())))
