"""What a centre declares about itself: what a device must know to offer its services to people."""

from typing import Annotated

from pydantic import Field

from contract.messages.words import Clock, Intent, Message, Name, Words

Names = dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Words]
"""Names in further languages, by their two letters such as `en`."""


class DeclaredAgency(Message):
    """An agency that serves people here."""

    id: Name
    """Its identifier in the centre's settings."""
    name: Words
    """In the centre's own words."""
    names: Names = Field(default_factory=dict)
    """In further languages."""


class DeclaredService(Message):
    """A queue that people can join."""

    id: Name
    """Its identifier in the centre's settings."""
    name: Words
    """In the centre's own words."""
    names: Names = Field(default_factory=dict)
    """In further languages."""
    agency: Name
    """Whose it is."""
    prefix: str = ""
    """What its numbers begin with: no sign, or one or two letters or digits."""
    intents: tuple[Intent, ...] = tuple(Intent)
    """What people can come for, the commonest first."""


class DeclaredClass(Message):
    """People who are promised the same wait."""

    id: Name
    """Its identifier in the centre's settings."""
    name: Words = ""
    """In the centre's own words; empty where the message catalogues have some for this `id`."""
    names: Names = Field(default_factory=dict)
    """In further languages."""
    promise_s: int
    """The wait that it is promised."""
    offered: bool
    """Whether people may ask for it themselves: neither everybody's class, nor appointments'."""
    confirmed: bool = False
    """The receptionist confirms it: until then the ticket is of everybody's class."""


class Opening(Message):
    """A stretch of the day in which tickets are given."""

    start: Clock
    """When it begins, in the centre's time zone."""
    end: Clock
    """When it ends."""


class CentreState(Message):
    """What the centre declares: the same all day, told when the queue service starts."""

    centre: Name
    """The centre."""
    name: Words
    """Its name."""
    zone: Words
    """Its time zone, such as `Asia/Ho_Chi_Minh`."""
    hours: tuple[Opening, ...]
    """When tickets are given, in order; the same every day."""
    day_turns: Clock
    """When one business day ends and the next begins."""
    agencies: tuple[DeclaredAgency, ...]
    """Who serves people here."""
    services: tuple[DeclaredService, ...]
    """What people can come for."""
    classes: tuple[DeclaredClass, ...]
    """The classes; the first is everybody's."""
