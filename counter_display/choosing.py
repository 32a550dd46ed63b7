"""What an officer chooses with few keys: where a ticket goes, or which number is called.

`transfer` and `call` begin a choice, and each further press of the same key offers the next one;
digits type the rest; `next` confirms, any other key drops it. The sign shows what is chosen:
`H---` is the queue whose numbers begin with H, `--3A` is counter 3A, `A012` and `AB12` are numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from contract import messages as m

DIGITS = tuple("0123456789")
"""The keys that type."""

CHOOSERS = ("transfer", "call")
"""The keys that begin a choice."""

MOST_DIGITS = 4
"""No number has more digits, and no sign of ours shows more."""

WIDTH = 4
"""Characters in which a target is shown."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a ticket may be sent: to a service, or to a counter in the service it is in."""

    shown: str
    """What the sign shows for it."""
    service: str | None = None
    counter: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was begun and not confirmed yet."""

    key: Literal["transfer", "call"]
    at: int
    """When a key was pressed for it last, in milliseconds since 1970-01-01 UTC."""
    seen: UUID | None
    """The ticket at the counter when it began; with another one there it is void."""
    option: int = 0
    """Which of the options is offered."""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a display knows of the centre around its own counter."""

    queues: Mapping[str, m.QueueState]
    counters: Mapping[str, m.CounterState]


def targets(own: m.CounterState, around: Surroundings) -> tuple[Target, ...]:
    """Where the ticket at a counter may be sent: other services, then other open counters."""
    if own.visit is None:
        return ()
    service = own.visit.ticket.service
    queues = sorted(around.queues.values(), key=lambda queue: (queue.prefix, queue.service))
    calling = {m.CounterStatus.OPEN, m.CounterStatus.PAUSING}
    return (
        *(
            Target(shown_queue(queue.prefix), service=queue.service)
            for queue in queues
            if queue.service != service
        ),
        *(
            Target(shown_counter(name), counter=name)
            for name, state in sorted(around.counters.items(), key=lambda known: _order(known[0]))
            if name != own.counter and state.status in calling and service in state.services
        ),
    )


def series(own: m.CounterState, around: Surroundings) -> tuple[str, ...]:
    """What the numbers that a counter can call begin with, its own services first."""
    known = [around.queues[service].prefix for service in own.services if service in around.queues]
    return tuple(dict.fromkeys(known)) or ("",)


def moved_on(choice: Choice, now: int) -> Choice:
    """The next option; what was typed is forgotten."""
    return replace(choice, at=now, option=choice.option + 1, typed="")


def typed(choice: Choice, digit: str, now: int) -> Choice:
    """One more digit; after the last possible one it begins anew."""
    before = choice.typed if len(choice.typed) < MOST_DIGITS else ""
    return replace(choice, at=now, typed=before + digit)


def shown(choice: Choice, own: m.CounterState, around: Surroundings) -> str:
    """What the sign shows of a choice."""
    if choice.key == "call":
        return shown_number(_prefix(choice, own, around), choice.typed)
    if choice.typed:
        return shown_counter(choice.typed)
    target = _target(choice, own, around)
    return target.shown if target else ""


def confirmed(
    choice: Choice, own: m.CounterState, around: Surroundings, ask_id: UUID, reason: m.CallReason
) -> m.Ask | None:
    """What is asked when a choice is confirmed; None while there is nothing to confirm."""
    if choice.key == "call":
        return _call(choice, own, around, ask_id, reason)
    target = Target("", counter=choice.typed) if choice.typed else _target(choice, own, around)
    if target is None or own.visit is None:
        return None
    return m.TransferAsk(
        id=ask_id,
        counter=own.counter,
        ticket=own.visit.ticket.id,
        service=target.service,
        to=target.counter,
    )


def _call(
    choice: Choice, own: m.CounterState, around: Surroundings, ask_id: UUID, reason: m.CallReason
) -> m.Ask | None:
    if not choice.typed:
        return None
    label = _prefix(choice, own, around) + choice.typed
    parked = label in {ticket.label for ticket in own.parked}
    return m.CallAsk(
        id=ask_id,
        counter=own.counter,
        seen=choice.seen,
        label=label,
        reason=m.CallReason.PARKED if parked else reason,
    )


def shown_number(prefix: str, typed: str) -> str:
    """A number that is typed: `A__5`, `AB_5`; without its prefix once there is no room for it.

    Nothing that was typed may be hidden, and the prefix was there to see before.
    """
    room = WIDTH - len(prefix)
    return prefix + typed.rjust(room, "_") if len(typed) <= room else typed.rjust(WIDTH, "_")


def shown_queue(prefix: str) -> str:
    """A queue on the sign: `H---`, `AB--`, `12--`."""
    return (prefix or "_").ljust(WIDTH, "-")


def shown_counter(name: str) -> str:
    """A counter on the sign: `--3A`."""
    return name.rjust(WIDTH, "-")


def _target(choice: Choice, own: m.CounterState, around: Surroundings) -> Target | None:
    known = targets(own, around)
    return known[choice.option % len(known)] if known else None


def _prefix(choice: Choice, own: m.CounterState, around: Surroundings) -> str:
    known = series(own, around)
    return known[choice.option % len(known)]


def _order(counter: str) -> tuple[int, str]:
    """Counters in the order in which people count them: 2, 3, 3A, 10."""
    digits = counter.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (int(digits) if digits.isdigit() else 0, counter)
