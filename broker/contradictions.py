"""What a centre declares must fit together: names, opening hours, who serves what.

Each check raises a `ContradictionError` at its place, in one sentence that names the fix.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import pairwise

from broker.declared import (
    Agency,
    Counter,
    Device,
    Officer,
    Service,
    TicketClass,
    clock,
    minutes_of,
    opened,
)
from contract.channels import Role
from runtime.explain import ContradictionError

DAY = 24 * 60
"""Minutes."""

Stretch = tuple[int, int]
"""Minutes since midnight."""

MOST_DECLARED = 58_000
"""Bytes: devices are told what the centre declares in one message, and the server takes 60,000."""
OF_EACH = 250
"""Bytes that an agency, service or class takes in it at most, beside its names."""


# --- Names --------------------------------------------------------------------------------------


def names_differ(table: str, key: str, names: Iterable[str]) -> None:
    """No two entries of a list of tables have the same name."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            raise ContradictionError(
                (table, index, key), f'"{name}" is declared twice: rename or remove one'
            )
        seen.add(name)


def agencies_are_known(
    agencies: Sequence[Agency], services: Sequence[Service], officers: Sequence[Officer]
) -> None:
    """Services and officers belong to agencies that are declared."""
    known = {agency.id for agency in agencies}
    for index, service in enumerate(services):
        _known(service.agency, known, "agencies", ("services", index, "agency"))
    for index, officer in enumerate(officers):
        _known(officer.agency, known, "agencies", ("officers", index, "agency"))


def counters_are_known(counters: Sequence[Counter], devices: Sequence[Device]) -> None:
    """Devices stand at counters that are declared."""
    known = {counter.name for counter in counters}
    for index, device in enumerate(devices):
        if device.counter is not None:
            _known(device.counter, known, "counters", ("devices", index, "counter"))


def appointments_have_a_class(ticket_class: str | None, classes: Sequence[TicketClass]) -> None:
    """The class of those who have an appointment is declared."""
    if ticket_class is not None:
        known = {one.id for one in classes}
        _known(ticket_class, known, "classes", ("appointments", "ticket_class"))


def _known(name: str, known: set[str], table: str, place: tuple[str | int, ...]) -> None:
    if name not in known:
        raise ContradictionError(
            place,
            f'"{name}" is not declared: add it under [[{table}]], or write one of'
            f" {', '.join(sorted(known))}",
        )


def names_fit_in_a_message(named: Iterable[Agency | Service | TicketClass]) -> None:
    """Devices are told all of it at once."""
    size = sum(
        OF_EACH + len(json.dumps([one.name, one.names], ensure_ascii=False).encode())
        for one in named
    )
    if size > MOST_DECLARED:
        raise ContradictionError(
            ("services",),
            f"agencies, services and classes take {size} bytes of a message that holds"
            f" {MOST_DECLARED}: shorten `name` and `names`",
        )


# --- Hours --------------------------------------------------------------------------------------


def hours_in_order(hours: Sequence[str]) -> None:
    """Each stretch begins when the one before it is over."""
    for index, (before, this) in enumerate(pairwise(hours), start=1):
        if minutes_of(this)[1] <= minutes_of(before)[0]:
            raise ContradictionError(("hours", index), f"{this} is before {before}: exchange them")
        if minutes_of(this)[0] < minutes_of(before)[1]:
            raise ContradictionError(
                ("hours", index),
                f"{this} begins before {before} is over: join them, or let it begin later",
            )


def day_turns_at_night(turn: time, hours: Sequence[str]) -> None:
    """The business day turns when the centre is closed for longest, and so not at lunch.

    Whoever still waits then is sent home, and numbers begin again; therefore not at closing time
    either. A centre that never closes chooses the moment itself.
    """
    gaps = list(_closed(opened(hours)))
    longest = max((end - start for start, end in gaps), default=0)
    nights = [(start, end) for start, end in gaps if end - start == longest]
    minute = turn.hour * 60 + turn.minute
    if nights and not any(
        start < moment <= end for start, end in nights for moment in (minute, minute + DAY)
    ):
        start, end = nights[-1]
        raise ContradictionError(
            ("day_turns",),
            f"at {clock(minute)} people may wait, who would be sent home, and numbers would begin"
            f" again: choose a time after {clock(start)} and up to {clock(end)}",
        )


def _closed(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """From the end of each stretch to the beginning of the next, the last one past midnight."""
    first, _ = stretches[0]
    for (_, end), (start, _) in pairwise([*stretches, (first + DAY, 0)]):
        if end < start:
            yield end, start


# --- Who serves what ----------------------------------------------------------------------------


def somebody_serves(
    services: Sequence[Service], counters: Sequence[Counter], hours: Sequence[str]
) -> None:
    """Counters serve what is declared; each service has one whose officer is there sometimes."""
    known = {service.id for service in services}
    for index, counter in enumerate(counters):
        for key, names in (("services", counter.services), ("secondary", counter.secondary)):
            for name in names:
                _known(name, known, "services", ("counters", index, key))
    for index, service in enumerate(services):
        able = [place for place, one in enumerate(counters) if service.id in one.skills]
        if not able:
            raise ContradictionError(
                ("services", index),
                f'no counter serves it: add "{service.id}" to the `services` of a counter',
            )
        if all(_never_there(counters[place], hours) for place in able):
            raise ContradictionError(
                ("counters", able[0], "away"),
                f'whenever the centre is open nobody serves "{service.id}": shorten it, or add'
                f' "{service.id}" to the `services` of another counter',
            )


def _never_there(counter: Counter, hours: Sequence[str]) -> bool:
    away = opened(counter.away)
    return all(
        any(start <= opens and closes <= end for start, end in away)
        for opens, closes in opened(hours)
    )


def classes_can_be_given(classes: Sequence[TicketClass], devices: Sequence[Device]) -> None:
    """The first class is everybody's; what the receptionist confirms needs a receptionist."""
    if classes[0].confirmed_by_reception:
        raise ContradictionError(
            ("classes", 0, "confirmed_by_reception"),
            "the first class is everybody's: remove this line, or put another class first",
        )
    if any(device.role is Role.CONSOLE for device in devices):
        return
    for index, one in enumerate(classes):
        if one.confirmed_by_reception:
            raise ContradictionError(
                ("classes", index, "confirmed_by_reception"),
                "there is no reception to confirm it: remove this line, or add a device with"
                ' role = "console" under [[devices]]',
            )
