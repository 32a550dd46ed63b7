"""What the slip tells: the facts of one ticket, and the template that is the same on all slips."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PIL import Image

from contract.messages import Intent, Wait

WIDTH = 576
"""Dots across 80 mm paper; 512 and 384 (58 mm) are in use too."""
DOTS_PER_MM = 8
HIGHEST_MM = 250
"""A slip that would be longer is told in fewer lines: it wastes paper, and hangs to the floor."""

Block = Literal[
    "head",
    "time",
    "number",
    "service",
    "queue",
    "counters",
    "then",
    "follow",
    "note",
    "rule",
]
"""A part of the slip, from the top of the paper to its end; `rule` is a line across."""

USUAL_BLOCKS: tuple[Block, ...] = (
    *("head", "rule", "time", "rule", "number", "service", "rule"),
    *("queue", "counters", "then", "rule", "follow", "note"),
)


@dataclass(frozen=True, slots=True)
class Template:
    """What is the same on every slip of a dispenser. `..._second` is in the second language."""

    centre: str
    centre_second: str | None = None
    address: str | None = None
    hotline: str | None = None
    logo: Image.Image | None = None
    """Any picture; it is drawn in pure black and white."""
    note: str | None = None
    """A sentence at the foot."""
    note_second: str | None = None
    blocks: tuple[Block, ...] = USUAL_BLOCKS
    """What is on the slip, in this order. A line across is left out where it parts nothing."""
    number_mm: float = 21.0
    """Height of the number's capitals on 80 mm paper; on narrower paper less, in proportion."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What the holder of a ticket is told. What is not known is left out, without a hole."""

    label: str
    """The number as it is on the wire, `A012`."""
    service: str
    issued: datetime
    """In the centre's time zone."""
    service_second: str | None = None
    """The service in the second language."""
    intent: Intent | None = None
    class_name: str | None = None
    """Its class in words, where it is not everybody's."""
    class_name_second: str | None = None
    appointment: datetime | None = None
    """The appointed time, in the centre's time zone."""
    ahead: int | None = None
    """People who are before it."""
    wait: Wait | None = None
    wait_unknown: bool = False
    """Say that the wait is not known: the queue service was away when the number was given."""
    counters: tuple[str, ...] = ()
    """Those that may call it."""
    summoned: bool = False
    """Nobody is at these counters: an officer is asked to come."""
    then: tuple[str, ...] = ()
    """Services that the same visit goes to afterwards, in order."""
    then_second: tuple[str, ...] = ()
    url: str | None = None
    """Where a phone follows the ticket: the QR code."""
