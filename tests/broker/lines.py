"""A hall of nothing but lines: tickets, counters' skills and a rule, to hold the choice against.

    hall = Hall(rule("promised", PROMISES, HOUR), skills={"1": {"land": 1000}})
    hall.come(Ticket(arrival=0, order=1, service="land", ticket_class="normal"))
    hall.call("1", now=5)

`definition` says in the plainest way who is next, looking at everybody who waits.
"""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from hypothesis import strategies as st

from broker.dispatch import ENDLESS, Choice, Head, Place, Promise, Rule, choose, rule

MINUTE = 60_000
HOUR = 60 * MINUTE

PROMISES = {
    "normal": Promise(30 * MINUTE),
    "priority": Promise(10 * MINUTE, head_start=5 * MINUTE),
    "appointment": Promise(10 * MINUTE),
}


SERVICES = ("land", "business", "civil", "post")
CLASSES = ("normal", "priority", "appointment")
SKILLS = (0, 500, 700, 1000)
MORNING = range(61)
"""In minutes: coarse, so that many come at once."""


class Ticket(NamedTuple):
    """Somebody who waits; tickets sort by arrival, then by order of issue."""

    arrival: int
    order: int
    service: str
    ticket_class: str


@dataclass
class Hall:
    """Who waits for what."""

    rule: Rule
    skills: Mapping[str, Mapping[str, int]]
    """By counter and service, in permille; 0 is as good as none."""
    waiting: list[Ticket] = field(default_factory=list)
    lines: dict[tuple[str, str], list[Place]] = field(default_factory=dict)

    def come(self, ticket: Ticket) -> None:
        """Somebody takes a ticket, or checks in for a slot that is still to come."""
        insort(self.waiting, ticket)
        line = self.lines.setdefault((ticket.service, ticket.ticket_class), [])
        insort(line, (ticket.arrival, ticket.order, ticket))

    def heads(self, counter: str) -> list[Head]:
        """The first of each line that a counter can call from."""
        return [
            (line[0], skill, promise.wait, promise.head_start)
            for (service, ticket_class), line in self.lines.items()
            if line and (skill := self.skills[counter].get(service, 0))
            for promise in (self.rule.promises[ticket_class],)
        ]

    def choice(self, counter: str, now: int, streak: int = 0) -> Choice | None:
        """Whom the counter would call now, and why."""
        return choose(self.heads(counter), now, self.rule, streak)

    def call(self, counter: str, now: int, streak: int = 0) -> Ticket | None:
        """Whom the counter calls now; who is called waits no longer."""
        choice = self.choice(counter, now, streak)
        if choice is None:
            return None
        ticket = choice.head[0][2]
        assert isinstance(ticket, Ticket)
        self.waiting.remove(ticket)
        self.lines[ticket.service, ticket.ticket_class].pop(0)
        return ticket

    # --- The definition, word for word ----------------------------------------------------------

    def eligible(self, counter: str) -> list[Ticket]:
        """All who wait for something that the counter can do."""
        return [t for t in self.waiting if self.skills[counter].get(t.service, 0) > 0]

    def ready(self, counter: str, now: int) -> list[Ticket]:
        """Of these, who is not early for an appointment."""
        return [ticket for ticket in self.eligible(counter) if ticket.arrival <= now]

    def share(self, counter: str, ticket: Ticket, now: int) -> Fraction:
        """How much of its promise a ticket has used up, weighted by the counter's skill."""
        promise = self.rule.promises[ticket.ticket_class]
        waited = now - ticket.arrival + promise.head_start
        return Fraction(self.skills[counter][ticket.service] * waited, promise.wait)

    def definition(self, counter: str, now: int) -> Ticket | None:
        """Who is next, when no turn of the others is due."""
        ready = self.ready(counter, now)
        if not ready:
            return min(self.eligible(counter), default=None)
        latest = min(ticket.arrival for ticket in ready) + self.rule.window
        in_window = [ticket for ticket in ready if ticket.arrival <= latest]
        return min(in_window, key=lambda t: (-self.share(counter, t, now), t.arrival, t.order))


# --- Halls of all kinds -----------------------------------------------------------------------

minutes = st.sampled_from(MORNING).map(lambda minute: minute * MINUTE)
windows = st.sampled_from((0, 5 * MINUTE, 30 * MINUTE, ENDLESS))
promises = st.fixed_dictionaries(
    {
        name: st.builds(
            Promise,
            st.sampled_from((10, 15, 20, 30)).map(lambda minute: minute * MINUTE),
            st.sampled_from((0, 5 * MINUTE)),
        )
        for name in CLASSES
    }
)
promised = st.builds(rule, st.just("promised"), promises, windows)
rules = st.builds(
    rule, st.sampled_from(("promised", "fcfs", "head_start", "absolute")), promises, windows
)
skills = st.fixed_dictionaries(
    {
        counter: st.fixed_dictionaries(
            {service: st.sampled_from(SKILLS) for service in SERVICES},
        )
        for counter in ("1", "2", "3")
    }
)
equal_skills = st.just({"1": dict.fromkeys(SERVICES, 1000)})
people = st.lists(
    st.tuples(minutes, st.sampled_from(SERVICES), st.sampled_from(CLASSES)), min_size=3, max_size=16
)
calls = st.lists(st.tuples(st.sampled_from(("1", "2", "3")), st.integers(0, 5)), max_size=24)


@st.composite
def halls(
    draw: st.DrawFn,
    rules: st.SearchStrategy[Rule] = rules,
    skills: st.SearchStrategy[dict[str, dict[str, int]]] = skills,
) -> Hall:
    """A hall where people wait, some of them early for an appointment."""
    hall = Hall(draw(rules), draw(skills))
    order = count(1)
    for arrival, service, ticket_class in draw(people):
        hall.come(Ticket(arrival, next(order), service, ticket_class))
    return hall
