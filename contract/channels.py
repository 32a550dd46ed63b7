"""The channels: each topic declared once, with its model, who may write it and whether it is kept.

Every topic stands under `motcua/1/<centre>/`. A device writes only in its own segment; the MQTT
server enforces that (`contract.acl`), so the broker may trust the device's name in a topic, and
only that. Answers go to a topic that the broker computes from it, never to one the asker names.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

from contract import messages as m

ROOT = "motcua/1"
"""The first levels of every topic; the digit is the version of the wire."""

BROKER: Final = "broker"
"""The queue service's own name as a device."""

BRIDGE: Final = "bridge"
"""The name of the process that asks the province's back office."""

ASK_EXPIRY_S = 30
"""An ask that waited longer on the wire is dropped, or sooner if its asker gives up sooner."""

LARGEST_ASK = 4096
"""Bytes; no ask of ours comes near it, and nothing larger is read."""


class Role(StrEnum):
    """What a device is for, and so what it may ask."""

    DISPENSER = "dispenser"
    COUNTER = "counter"
    PAD = "pad"
    CONSOLE = "console"
    KIOSK = "kiosk"


_ALL = frozenset(Role)
_DESKS = frozenset({Role.DISPENSER, Role.COUNTER, Role.CONSOLE, Role.KIOSK})
_CONSOLES = frozenset({Role.CONSOLE})
_DISPENSERS = frozenset({Role.DISPENSER, Role.CONSOLE})
_TICKETS = frozenset({Role.DISPENSER, Role.CONSOLE, Role.KIOSK})
_OPINIONS = frozenset({Role.PAD, Role.CONSOLE, Role.KIOSK})
_DOSSIERS = frozenset({Role.CONSOLE, Role.KIOSK})
_COUNTERS = frozenset({Role.COUNTER, Role.CONSOLE})
_PADS = frozenset({Role.PAD})


@dataclass(frozen=True, slots=True)
class AskChannel:
    """`<device>/ask/<name>`, written by devices of these roles."""

    name: str
    model: type[m.Ask]
    roles: frozenset[Role]
    answers: tuple[type[m.Message], ...]
    server: str = BROKER
    """Who answers."""


@dataclass(frozen=True, slots=True)
class StateChannel:
    """`state/<kind>/<key>`, retained: what is true now."""

    kind: str
    key: str
    model: type[m.Message]
    writer: Literal["broker", "device"]


@dataclass(frozen=True, slots=True)
class EventChannel:
    """`event/<kind>`, not retained: what happened once. The broker writes them all."""

    kind: str
    model: type[m.Event]


ASKS = {
    channel.name: channel
    for channel in (
        AskChannel("ticket", m.TicketAsk, _TICKETS, (m.Issued, m.Refused)),
        AskChannel("check_in", m.CheckInAsk, _TICKETS, (m.Issued, m.Refused)),
        AskChannel("printed", m.PrintedAsk, _TICKETS, (m.Done, m.Refused)),
        AskChannel("void", m.VoidAsk, _TICKETS, (m.Done, m.Refused)),
        AskChannel("report", m.ReportAsk, _DESKS, (m.Done, m.Refused)),
        AskChannel("classify", m.ClassifyAsk, _CONSOLES, (m.Done, m.Refused)),
        AskChannel("appointments", m.AppointmentsAsk, _CONSOLES, (m.Done, m.Refused)),
        AskChannel("lease", m.LeaseAsk, _DISPENSERS, (m.Leased, m.Refused)),
        AskChannel("offline_tickets", m.OfflineTicketsAsk, _DISPENSERS, (m.Done, m.Refused)),
        AskChannel("new_card", m.NewCardAsk, _CONSOLES, (m.Done, m.Refused)),
        AskChannel("next", m.NextAsk, _COUNTERS, (m.Called, m.Done, m.Refused)),
        AskChannel("call", m.CallAsk, _COUNTERS, (m.Called, m.Refused)),
        AskChannel("recall", m.RecallAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("serve", m.ServeAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("finish", m.FinishAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("no_show", m.NoShowAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("transfer", m.TransferAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("park", m.ParkAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("counter", m.CounterAsk, _COUNTERS, (m.Done, m.Refused)),
        AskChannel("rating", m.RatingAsk, _PADS, (m.Done, m.Refused)),
        AskChannel("feedback", m.FeedbackAsk, _OPINIONS, (m.Received, m.Refused)),
        AskChannel("dossier", m.DossierAsk, _DOSSIERS, (m.Dossier, m.Refused), BRIDGE),
        AskChannel("explain", m.ExplainAsk, _ALL, (m.Explained, m.Refused)),
    )
}

STATES = {
    channel.kind: channel
    for channel in (
        StateChannel("centre", "centre", m.CentreState, "broker"),
        StateChannel("counter", "counter", m.CounterState, "broker"),
        StateChannel("queue", "service", m.QueueState, "broker"),
        StateChannel("waits", "service", m.WaitsState, "broker"),
        StateChannel("catalogue", "centre", m.CatalogueState, "broker"),
        StateChannel("device", "device", m.DeviceState, "device"),
    )
}

EVENTS = {
    channel.kind: channel
    for channel in (
        EventChannel("issued", m.IssuedEvent),
        EventChannel("printed", m.PrintedEvent),
        EventChannel("voided", m.VoidedEvent),
        EventChannel("called", m.CalledEvent),
        EventChannel("visit", m.VisitEvent),
        EventChannel("queued", m.QueuedEvent),
        EventChannel("classified", m.ClassifiedEvent),
        EventChannel("counter", m.CounterEvent),
        EventChannel("summoned", m.SummonedEvent),
        EventChannel("feedback", m.FeedbackEvent),
    )
}

_ASK_NAMES = {channel.model: channel.name for channel in ASKS.values()}
_STATE_KINDS = {channel.model: channel.kind for channel in STATES.values()}
_EVENT_KINDS = {channel.model: channel.kind for channel in EVENTS.values()}


def server_of(name: str) -> str:
    """Who answers asks of this name; the broker refuses those that there are not."""
    return ASKS[name].server if name in ASKS else BROKER


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one centre; `+` for a device, key or id makes a subscription filter."""

    centre: str

    def ask(self, device: str, ask: type[m.Ask] | Literal["+"]) -> str:
        """Where `device` asks."""
        return f"{ROOT}/{self.centre}/{device}/ask/{ask if ask == '+' else _ASK_NAMES[ask]}"

    def answer(self, device: str, ask: UUID | str) -> str:
        """Where the ask with this id is answered."""
        return f"{ROOT}/{self.centre}/{device}/answer/{ask}"

    def state(self, model: type[m.Message], key: str) -> str:
        """Where the state of `key` is kept."""
        return f"{ROOT}/{self.centre}/state/{_STATE_KINDS[model]}/{key}"

    def event(self, model: type[m.Event]) -> str:
        """Where events of this model are told."""
        return f"{ROOT}/{self.centre}/event/{_EVENT_KINDS[model]}"

    def asked(self, topic: str) -> tuple[str, str]:
        """Device and ask name of an ask's topic, as the filter `ask("+", "+")` lets it through."""
        device, _, name = topic.removeprefix(f"{ROOT}/{self.centre}/").split("/")
        return device, name
