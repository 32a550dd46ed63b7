"""The states: what is true now, retained by the MQTT server."""

from typing import Literal

from pydantic import Field

from contract.messages.parts import Officer, Part, Visit
from contract.messages.words import CounterName, CounterStatus, Day, Message, Millis, Name, Words


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
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn; a smaller one is older."""


class QueueState(Message):
    """What hall and dispenser draw for one service."""

    service: Name
    """The queue."""
    name: Words
    """The service in the centre's own words."""
    waiting: int
    """People in it."""
    counters: tuple[CounterName, ...] = ()
    """Counters that are open for it now."""
    day: Day
    """The business day."""
    seq: int
    """The journal's last number when this was drawn."""


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
    at: Millis | None = None
    """When this was written."""
    says: Words = ""
    """The sentence it shows to the public now, empty when all is well."""
    parts: tuple[Part, ...] = ()
    """Its hardware."""
    temperature_c: float | None = None
    """Of the processor, in degrees Celsius."""
    disk_free_mb: int | None = None
    """Free space where it keeps its data, in megabytes."""
    clock_synchronised: bool | None = None
    """Whether its clock can be trusted."""
    counts: dict[str, int] = Field(default_factory=dict)
    """What it counted since its start, for example asks that could not be read."""
