"""The hall as one picture: what every machine shows now. Equal pictures look the same."""

from dataclasses import dataclass
from typing import Literal

from contract.messages import Paper
from hardware.lamp import Lamp
from kiosk.view import View as KioskView
from rating_pad.view import PadView
from simulation.eye import Happening
from simulation.front_desk import Told
from simulation.prepared import Prepared
from ticket_dispenser.view import View

Power = Literal["on", "off"]
CableEnd = Literal["plugged", "pulled"]
Process = Literal["running", "unreachable", "stopped"]


@dataclass(frozen=True, slots=True)
class DevicePicture:
    """What is true of any device."""

    name: str
    power: Power
    cable: CableEnd
    online: bool
    """Whether the centre can reach it."""
    says: str
    """What it tells about its trouble, in its own language; empty when all is well."""


@dataclass(frozen=True, slots=True)
class KeyPicture:
    """A key and its lamp."""

    key: str
    lamp: Lamp
    text: str = ""
    """What is written beside it, where that is the centre's own wording."""


Minutes = tuple[int, int]
"""An expected wait: from how many to how many minutes."""


@dataclass(frozen=True, slots=True)
class DispenserPicture:
    """A ticket dispenser; without power there is no mode."""

    device: DevicePicture
    mode: str | None
    sentence: str
    label: str | None
    keys: tuple[KeyPicture, ...]
    classes: tuple[KeyPicture, ...]
    """The keys that are pressed first by those of a class; `text` is the class."""
    help: Lamp
    """The lamp that calls the receptionist."""
    view: View | None
    """What its touch screen shows; none without one, or without power."""
    said: str
    """What its loudspeaker said last."""
    roll: Paper | None
    """What is left of its paper, as it told that last."""
    faults: tuple[tuple[str, str], ...]
    """What it tells about parts that fail: which, and what to do."""
    paper: str
    """The printer's condition."""
    stuck: str
    """The button that something lies on; "" for none."""
    clock: Literal["right", "lost"]
    voice: Literal["plugged", "unplugged"]
    slip: str | None
    """Changes with each slip that comes out; None before the first."""


@dataclass(frozen=True, slots=True)
class SignPicture:
    """A sign with its keypad."""

    device: DevicePicture
    text: str
    digits: int
    blink: bool
    keys: tuple[KeyPicture, ...]


@dataclass(frozen=True, slots=True)
class PadPicture:
    """A rating pad."""

    device: DevicePicture
    view: PadView | None
    """What it shows; none without power."""
    said: str
    """What its loudspeaker said last."""


@dataclass(frozen=True, slots=True)
class KioskPicture:
    """A kiosk."""

    device: DevicePicture
    view: KioskView | None
    """What it shows; none without power."""
    said: str
    roll: Paper | None
    faults: tuple[tuple[str, str], ...]
    paper: str
    clock: Literal["right", "lost"]
    voice: Literal["plugged", "unplugged"]
    slip: str | None
    """As of a dispenser, all of them."""


@dataclass(frozen=True, slots=True)
class CounterPicture:
    """A counter and what stands there; nobody knows its state before it was heard once."""

    counter: str
    status: str | None
    officer: str | None
    agency: str | None
    label: str | None
    """The number that is called or served."""
    prepared: Prepared | None
    """What its holder prepared at a kiosk."""
    parked: tuple[str, ...]
    """Numbers that are set aside here."""
    reserved: tuple[str, ...]
    """Numbers that are kept for this counter."""
    summoned: bool
    """Whether its officer is asked to come."""
    sign: SignPicture | None
    pad: PadPicture | None


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """Somebody who waits; how much of the promise is used up follows from the clock."""

    label: str
    class_id: str
    since: int
    """When the number was taken; milliseconds."""
    promise_s: int
    wait: Minutes | None
    """How much longer, as far as that was foretold."""
    held: bool
    """Was called in vain, and is apart for a while."""


@dataclass(frozen=True, slots=True)
class ClassPicture:
    """Those of one class in a queue."""

    class_id: str
    waiting: int
    wait: Minutes | None
    """How long somebody who takes a number now will wait, as far as that was foretold."""


@dataclass(frozen=True, slots=True)
class QueuePicture:
    """Those who wait for one service."""

    service: str
    name: str
    waiting: int | None
    """None before it was heard."""
    classes: tuple[ClassPicture, ...]
    summoned: int
    """How often officers on call were asked to come for it."""
    people: tuple[PersonPicture, ...]
    """The first of them, in the order in which they came."""


@dataclass(frozen=True, slots=True)
class CallPicture:
    """The latest call."""

    label: str
    counter: str
    fresh: bool
    """Whether its sign still blinks."""


@dataclass(frozen=True, slots=True)
class OfferPicture:
    """A service for which the receptionist can take a number."""

    service: str
    name: str
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimPicture:
    """Somebody who asks for a class that the receptionist confirms."""

    label: str
    service: str
    """In the centre's words."""
    class_id: str
    """What they ask for."""


@dataclass(frozen=True, slots=True)
class CallForHelp:
    """A machine that needs somebody."""

    device: str
    says: str
    """What its face tells people; may be empty."""
    faults: tuple[tuple[str, str], ...]
    """What it tells about its parts."""
    offline: bool


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """The reception."""

    told: Told | None
    """How the last thing that was done there ended."""
    slip: str | None
    """Changes with each slip that the dispenser prints for it."""
    offers: tuple[OfferPicture, ...]
    classes: tuple[tuple[str, bool], ...]
    """The classes it can give, and whether it is the one that confirms them."""
    claims: tuple[ClaimPicture, ...]
    help: tuple[CallForHelp, ...]


@dataclass(frozen=True, slots=True)
class HallPicture:
    """Everything on the page."""

    centre: str
    zone: str
    """The centre's time zone."""
    connected: bool
    """Whether states are news; otherwise they are memory."""
    service: Process
    mosquitto: Process
    crowd: float
    """Visits an hour."""
    call: CallPicture | None
    queues: tuple[QueuePicture, ...]
    code: str | None
    """An appointment that can be tried."""
    dispensers: tuple[DispenserPicture, ...]
    kiosks: tuple[KioskPicture, ...]
    dossiers: tuple[tuple[str, str], ...]
    """Codes and secrets of dossiers that can be tried."""
    desk: DeskPicture
    counters: tuple[CounterPicture, ...]
    happenings: tuple[Happening, ...]
    """Latest first."""
