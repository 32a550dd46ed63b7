"""The messages: asks, answers, states and events, all frozen and closed to unknown fields.

The string under a field is its meaning; `docs/PROTOCOL.md` and the JSON Schemas are rendered from
it. Times are integer milliseconds since 1970-01-01 UTC; a `day` is the business day, `YYYY-MM-DD`.
Fields are only ever added, with a default, within one version of the wire.
"""

from contract.messages.answers import Answer, Called, Done, Issued, Refused
from contract.messages.asks import (
    Ask,
    CounterAsk,
    FinishAsk,
    NextAsk,
    NoShowAsk,
    PrintedAsk,
    RatingAsk,
    RecallAsk,
    ServeAsk,
    TicketAsk,
    VoidAsk,
)
from contract.messages.events import (
    CalledEvent,
    CounterEvent,
    Event,
    IssuedEvent,
    PrintedEvent,
    VisitEvent,
    VoidedEvent,
)
from contract.messages.parts import Officer, Part, Ticket, Visit
from contract.messages.states import CounterState, DeviceState, QueueState
from contract.messages.words import (
    CounterAction,
    CounterName,
    CounterStatus,
    Day,
    Intent,
    Label,
    Level,
    Message,
    Millis,
    Name,
    Reason,
    Stage,
    VoidReason,
    Words,
)

__all__ = [
    "Answer",
    "Ask",
    "Called",
    "CalledEvent",
    "CounterAction",
    "CounterAsk",
    "CounterEvent",
    "CounterName",
    "CounterState",
    "CounterStatus",
    "Day",
    "DeviceState",
    "Done",
    "Event",
    "FinishAsk",
    "Intent",
    "Issued",
    "IssuedEvent",
    "Label",
    "Level",
    "Message",
    "Millis",
    "Name",
    "NextAsk",
    "NoShowAsk",
    "Officer",
    "Part",
    "PrintedAsk",
    "PrintedEvent",
    "QueueState",
    "RatingAsk",
    "Reason",
    "RecallAsk",
    "Refused",
    "ServeAsk",
    "Stage",
    "Ticket",
    "TicketAsk",
    "Visit",
    "VisitEvent",
    "VoidAsk",
    "VoidReason",
    "VoidedEvent",
    "Words",
]
