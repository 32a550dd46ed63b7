"""The states: what is true now, retained by the MQTT server."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from contract.messages.parts import Officer, Paper, Part, Summons, Ticket, Visit, Wait
from contract.messages.words import (
    CounterName,
    CounterStatus,
    Day,
    Label,
    Message,
    Millis,
    Name,
    Words,
)


class CounterState(Message):
    """What sign, hall, pad and console draw for one counter."""

    counter: CounterName
    """The counter."""
    status: CounterStatus
    """Whether it calls."""
    officer: Officer | None = None
    """Who is signed in."""
    visit: Visit | None = None
    """The ticket at the counter now."""
    last: Visit | None = None
    """The visit that ended last in this session; it may still be rated."""
    services: tuple[Name, ...] = ()
    """The queues it can call from."""
    reserved: tuple[Ticket, ...] = ()
    """Tickets kept for this counter: the first is called at its next press."""
    parked: tuple[Ticket, ...] = ()
    """Tickets set aside here."""
    summons: Summons | None = None
    """Its officer is asked to come."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn; a smaller one is older."""


MOST_CLAIMS = 50
"""So many in a queue are told with the classes that they ask for."""


class QueueState(Message):
    """What hall and dispenser draw for one service."""

    service: Name
    """The queue."""
    name: Words
    """The service in the centre's own words."""
    prefix: str = ""
    """What its numbers begin with: no sign, or one or two letters or digits."""
    waiting: int
    """People in it."""
    counters: tuple[CounterName, ...] = ()
    """Counters that are open for it now."""
    classes: dict[Name, int] = Field(default_factory=dict)
    """People in it by class; classes without anybody are left out."""
    oldest: Millis | None = None
    """The earliest effective arrival in it; none when it is empty."""
    summons: Summons | None = None
    """Officers on call are asked to come for it."""
    full: bool = False
    """All its tickets of the day are given."""
    claims: tuple[Ticket, ...] = ()
    """Those in it, 50 at most, who ask for a class that the receptionist confirms."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn."""


class TicketWait(Message):
    """How much longer one ticket will probably wait."""

    ticket: UUID
    """Its identity."""
    label: Label
    """Its number."""
    wait: Wait
    """From `at` of the state that holds it."""


MOST_WAITS = 200
"""So many in a queue are told their waits one by one: a server takes no longer message."""


class WaitsState(Message):
    """Expected waits in one queue, computed anew a moment after each change."""

    service: Name
    """The queue."""
    at: Millis
    """When this was true."""
    next: dict[Name, Wait] = Field(default_factory=dict)
    """For somebody who takes a number now, by class; left out where nothing can be said."""
    tickets: tuple[TicketWait, ...] = ()
    """For each one who waits, by effective arrival, but not more than 200; left out where nothing
    can be said."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number that it takes into account."""


class DeviceState(Message):
    """How a device is. `offline` is its last will, published for it by the MQTT server."""

    device: Name
    """The device."""
    status: Literal["online", "offline"]
    """Whether its process is connected."""
    version: Words = ""
    """Of the software."""
    started_at: Millis | None = None
    """When its process started."""
    uptime_s: int | None = None
    """Seconds since the machine under it started."""
    at: Millis | None = None
    """When this was written."""
    says: Words = ""
    """The sentence it shows to the public now, empty when all is well."""
    parts: tuple[Part, ...] = ()
    """Its hardware."""
    paper: Paper | None = None
    """What is left of its printer's roll."""
    temperature_c: float | None = None
    """Of the processor, in degrees Celsius."""
    disk_free_mb: int | None = None
    """Free space where it keeps its data, in megabytes."""
    clock_synchronised: bool | None = None
    """Whether its clock can be trusted."""
    counts: dict[str, int] = Field(default_factory=dict)
    """What it counted since its start, for example asks that could not be read."""
