"""Who is next for a counter: for now, first come first served over all queues it can call from."""

from collections.abc import Iterable
from dataclasses import dataclass

from broker.centre import Centre, Ticket


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom to call, and what the choice rested on."""

    ticket: Ticket
    policy: str
    oldest: int
    """Earliest effective arrival among those the counter could have called."""


def choose(centre: Centre, services: Iterable[str]) -> Choice | None:
    """The next ticket for a counter with these services; none when nobody waits for it.

    Only the head of each line is looked at: lines are in order of arrival.
    """
    heads = [next(iter(line.values())) for service in services if (line := centre.line(service))]
    if not heads:
        return None
    ticket = min(heads, key=lambda head: (head.arrival, head.order))
    return Choice(ticket, "fcfs", ticket.arrival)
