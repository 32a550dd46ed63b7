"""A centre's settings as far as its journal tells them: who serves what, and when it is open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

from broker import facts as f
from broker.declared import Agency, Counter, Device, Officer, Service, TicketClass
from broker.ledger import prefix_of
from broker.settings import DAY_TURNS, NORMAL, CentreSettings
from contract.channels import Role
from contract.messages import CounterStatus
from runtime.settings import ServerSettings
from simulation.reference_centre import RECEPTION, ZONE

_AGENCY = Agency(id="mot-cua", name="mot-cua")
_PROMISE = 30
"""Minutes promised to a class of which nothing is known."""
_ROUND = 15
"""Minutes that opening hours are rounded to."""


def told_centre(days: Mapping[str, Sequence[f.Fact]]) -> CentreSettings | None:
    """The centre that these days are of; none when nobody ever took a ticket there."""
    facts = [fact for day in days.values() for fact in day]
    issued = [fact for fact in facts if isinstance(fact, f.Issued)]
    able = {fact.service: fact.counters for fact in issued}
    if not any(able.values()):
        return None
    set_ = [fact for fact in facts if isinstance(fact, f.CounterSet)]
    last = {fact.counter: fact.officer for fact in set_ if fact.officer}
    on_call = {fact.counter for fact in set_ if fact.status is CounterStatus.ON_CALL}
    counters = sorted({name for names in able.values() for name in names}, key=_natural)
    prefixes = _prefixes(issued)
    return CentreSettings(
        centre="so-nhat-ky",
        server=ServerSettings(host="127.0.0.1"),
        data=Path("var/told"),
        name=_AGENCY.name,
        zone=ZONE,
        hours=(_hours([fact.at for fact in issued]),),
        signs="matrix",
        sign_width=8,
        classes=_classes(issued),
        agencies=(_AGENCY,),
        services=tuple(
            Service(id=service, name=service, agency=_AGENCY.id, prefix=prefixes[service])
            for service in sorted(able)
        ),
        counters=tuple(
            Counter(
                name=name,
                services=tuple(service for service in sorted(able) if name in able[service]),
                on_call=name in on_call,
            )
            for name in counters
        ),
        officers=tuple(
            Officer(id=officer, name=officer, agency=_AGENCY.id)
            for officer in _officers(counters, last)
        ),
        devices=(Device(name=RECEPTION, role=Role.CONSOLE),),
    )


def _prefixes(issued: Sequence[f.Issued]) -> dict[str, str]:
    """What the numbers of each service began with, or two digits where that is not clear by now.

    A series may have had another prefix on another day, and how many numbers it may give, so that
    none is like one of another series, no journal tells.
    """
    told = {fact.service: prefix_of(fact) for fact in issued}
    if not any(_may_coincide(one, other) for one, other in permutations(told.values(), 2)):
        return told
    return {service: f"{place:02}" for place, service in enumerate(sorted(told))}


def _may_coincide(one: str, other: str) -> bool:
    rest = other.removeprefix(one)
    return one == other or (other.startswith(one) and rest.isdecimal())


def _officers(counters: Sequence[str], last: Mapping[str, str]) -> Iterator[str]:
    """An officer for each counter: who was there last, unless seen later at another one."""
    taken: set[str] = set()
    for counter in counters:
        officer = last.get(counter)
        if officer is None or officer in taken:
            officer = f"quay-{counter.lower()}"
        taken.add(officer)
        yield officer


def _classes(issued: Sequence[f.Issued]) -> tuple[TicketClass, ...]:
    """The usual classes, and those seen beside them."""
    usual = {known.id for known in NORMAL}
    seen = sorted({fact.class_id for fact in issued} - usual)
    return (*NORMAL, *(TicketClass(id=one, promise_min=_PROMISE) for one in seen))


def _hours(moments: Sequence[int]) -> str:
    """When tickets are given, from the earliest and the latest on any day.

    Around the clock, if any was given at the hour when days turn.
    """
    zone = ZoneInfo(ZONE)
    clocks = [datetime.fromtimestamp(at / 1000, UTC).astimezone(zone) for at in moments]
    minutes = [clock.hour * 60 + clock.minute for clock in clocks]
    start = min(minutes) // _ROUND * _ROUND
    end = max(minutes) // _ROUND * _ROUND + _ROUND
    if start < DAY_TURNS.hour * 60 < end:
        return "00:00-24:00"
    return f"{_clock(start)}-{_clock(end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _natural(name: str) -> tuple[int, str]:
    """`3A` after `3` and before `10`."""
    number = re.match(r"\d*", name)
    return int(number[0] or 0) if number else 0, name
